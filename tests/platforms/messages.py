"""Any message that the desk may write, for what must hold of each, however it is shown."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.desk.nouns.chart import Chart, Run
from bot.desk.nouns.message import (
    Button,
    Fact,
    Facts,
    Fine,
    Line,
    Markdown,
    Mention,
    Message,
    Moment,
    Part,
    Pasted,
    Quote,
    Span,
    Style,
    Table,
    Tone,
)

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
COMMANDS = (*(f"claim {n}" for n in range(30)), "pick 1 x", "pick 1 y")
LONG = (("1", "two", "three"),) * 80
"""Rows of a table that no platform takes whole."""


def messages(nasty: st.SearchStrategy[str], *mentions: Mention) -> st.SearchStrategy[Message]:
    """Any message, with words that mean harm on a platform; `mentions` may stand in its lines."""
    return st.builds(
        Message,
        kind=st.just("any"),
        parts=st.lists(_parts(nasty, mentions), min_size=1, max_size=8).map(tuple),
        buttons=st.lists(_BUTTONS, max_size=30).map(tuple),
        tone=st.sampled_from(Tone),
    )


def _parts(nasty: st.SearchStrategy[str], mentions: tuple[Mention, ...]) -> st.SearchStrategy[Part]:
    text = st.one_of(nasty, st.text(max_size=60), st.text(min_size=200, max_size=5000))
    span: st.SearchStrategy[Span] = st.one_of(text, st.just(Moment(at=AT)), *map(st.just, mentions))
    spans = st.lists(span, max_size=3).map(tuple)
    cells = st.tuples(text, text, text)
    rows = st.lists(cells, max_size=5).map(tuple) | st.just(LONG)
    facts = st.lists(st.builds(Fact, label=st.text(max_size=20), spans=spans), max_size=4)
    return st.one_of(
        st.builds(Line, spans=spans),
        st.builds(Fine, spans=st.tuples(st.text(min_size=1, max_size=60))),
        st.builds(Markdown, text=text),
        st.builds(Quote, text=text),
        st.builds(Pasted, text=text),
        st.builds(Facts, rows=facts.map(tuple)),
        st.builds(Table, head=cells, rows=rows),
        _charts(st.one_of(text, st.text(min_size=1, max_size=12))),
    )


@st.composite
def _charts(draw: st.DrawFn, text: st.SearchStrategy[str]) -> Chart:
    labels = draw(st.lists(text, max_size=24).map(tuple))
    values = st.lists(st.integers(0, 10**6), min_size=len(labels), max_size=len(labels)).map(tuple)
    runs = st.lists(st.builds(Run, name=text, values=values), max_size=8).map(tuple)
    return Chart(title=draw(text), labels=labels, runs=draw(runs))


_BUTTONS = st.builds(
    Button,
    label=st.text(min_size=1, max_size=200),
    command=st.sampled_from(COMMANDS) | st.text(min_size=1, max_size=60),
    describe=st.text(max_size=200),
    style=st.sampled_from(Style),
)
