"""Every language says what English says: same sentences, same facts, same buttons, same voice."""

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.file import FileKind
from bot.desk.nouns.message import Line, Markdown, Message, Moment, Quote, Tone
from bot.desk.time.hours import Hours
from bot.desk.time.week import DAYS
from bot.desk.words import tongues
from bot.desk.words.buttons import BUTTONS
from bot.desk.words.wording import Value, Wording
from bot.locales import read_locales
from bot.locales.checks import BANNED, holes, own_lines, same_labels, wrong
from knowledge.text.folding import fold

TABLES = read_locales()
ENGLISH = TABLES["en"]
OTHERS = sorted(set(TABLES) - {"en"})
WORDING = Wording(TABLES)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

FOR_STAFF = {"done", "queue", "nothing", "refused", "said"} | {
    kind for kind in ENGLISH if re.match("staff_|card|entry|draft|asked_elsewhere", kind)
} - {"staff_reply", "staff_resolved"}
"""Kinds that a team which speaks English may see in English."""

FOR_CUSTOMERS = {kind for kind in ENGLISH if kind not in FOR_STAFF}

STAFF_LABELS = {
    "take", "reply", "promise", "hold", "resolve", "guess", "add_answer", "approve", "edit_entry",
    "from", "before", "title", "tags", "not_there", "solved_like_it", "owner", "nobody", "tried", "promised", "priority", "held", "helped", "may_be_asked_of", "files", "elsewhere",
    "asked", "again", "unreachable", "team", "move", "give_back", "unreached", "asked_direct", "asked_closed", "passed_on", "file_closed", "file_until",
    *(f"file_{kind}" for kind in FileKind), "told_of", "way_taken", "guess_send", "snippet_send", "reply_seen", "thank", "add_anyway", "entry_this", "differs_no", "differs_place", "differs_answer", "plainer",
    *(name for name in ENGLISH["label"] if name.startswith(("event_", "asker", "recall_", "decline_", "issue_", "plain_", "turn_", "promise_", "priority_", "rehearse_", "spot", "held_"))), "go_live", "raid_end", "publish",
}  # fmt: skip


def sentences(language: str) -> Iterator[tuple[str, str]]:
    """(where it stands, the words) of everything in a language's table."""
    for kind, row in TABLES[language].items():
        for name, value in row.items():
            if name not in {"tone", "buttons"}:
                yield f"{kind}.{name}", value


def test_every_sentence_is_said_somewhere() -> None:
    code = "".join(path.read_text("utf-8") for path in Path("bot").rglob("*.py"))

    assert [] == [kind for kind in ENGLISH if f'"{kind}"' not in code]


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_no_sentence_that_english_lacks(language: str) -> None:
    table = TABLES[language]

    unknown = {
        f"{kind}.{name}"
        for kind, row in table.items()
        for name in row
        if name not in ENGLISH.get(kind, {})
    }

    assert set() == unknown


@pytest.mark.parametrize("language", OTHERS)
def test_all_that_customers_read_is_there_in_their_language(language: str) -> None:
    table = TABLES[language]

    missing = {
        f"{kind}.{name}"
        for kind in FOR_CUSTOMERS - {"label"}
        for name in ENGLISH[kind]
        if name not in table.get(kind, {})
    }
    labels = {name for name in ENGLISH["label"] if name not in table["label"]} - STAFF_LABELS

    assert (set(), set()) == (missing, labels)


def test_a_german_team_reads_german() -> None:
    missing = {kind for kind in ENGLISH if kind not in TABLES["de"]}
    labels = {name for name in ENGLISH["label"] if name not in TABLES["de"]["label"]}

    assert (set(), set(), set()) == (
        missing,
        labels,
        set(ENGLISH["said"]) ^ set(TABLES["de"]["said"]),
    )


NUMBERS = (
    "count|number|people|all|part|total|started|kept|missed|moved|left|unheard|judged|wrong|answers|free"
    "|had|ours|open|after|before|unknown|choices|good|bad|rated|reopened|confirmed|unconfirmed"
)
COUNTED = {
    "en": rf"\{{({NUMBERS})\}} (?:of (?:their|the other) \w+s\b|(?:(?!is\b|of\b)\w+ )?(?!is\b)(?:\w+(?<![su])s|people|others)\b)",
    "de": rf"\{{({NUMBERS})\}}(?:-mal| ihrer| (?:\w+en |\w+e )?(?:[A-ZÄÖÜ]\w+|haben|sind|wurden)\b)",
}
"""A number, and behind it words for several."""
NEVER_ONE = {
    "flaw_long_answer": "over the longest that people read",
    "needs_no_sending": "a message's number",
    "not_aside": "a message's number",
    "too_many_tickets": "over the most at once",
    "too_many_letters": "over the most that fit",
    "form_label_long": "over the most that fit",
    "snippet_long": "over the most that fit",
    "settings_are": "as many as can be changed",
    "report_ticket": "more than once",
}


@pytest.mark.parametrize("language", COUNTED)
def test_what_is_counted_has_words_for_one(language: str) -> None:
    """Only of `count` there is a form for one; other numbers stand where the words fit any."""
    said = TABLES[language]["said"]
    counted = {
        name: {found[1] for found in re.finditer(COUNTED[language], words)}
        for name, words in said.items()
    }
    wrong = {
        name: facts
        for name, found in counted.items()
        if (facts := found - ({"count"} if f"{name.removesuffix('_1')}_1" in said else set()))
        and name not in NEVER_ONE
    }

    assert {} == wrong


CODE = {path: path.read_text("utf-8") for path in Path("bot").rglob("*.py")}
ALL_CODE = "\n".join(CODE.values())
FORMED = re.compile(r"""f(["'])(\w+_)\{[^"']*\1""")
"""Names put together: f"head_{name}"."""


def test_every_sentence_to_staff_is_said_somewhere() -> None:
    formed = {found[2] for found in FORMED.finditer(ALL_CODE)}

    nested = {found[1] for found in re.finditer(r'Said\(\s*"(\w+)"', ALL_CODE)}
    assert set() == nested - set(ENGLISH["said"])
    unsaid = {
        name
        for name in ENGLISH["said"]
        if f'"{name.removesuffix("_1")}"' not in ALL_CODE
        and not any(name.startswith(each) for each in formed)
    }
    assert set() == unsaid


def test_every_sentence_to_staff_that_is_said_is_written_down() -> None:
    called = re.compile(
        r"(?:\.put|(?:Refused|BadArgument|NotFound|NotAllowed|NoTime|IllegalTransition)\.of)\(\s*\"(\w+)\""
    )

    assert set() == {found[1] for found in called.finditer(ALL_CODE)} - set(ENGLISH["said"])


def test_a_sentence_to_staff_names_the_same_facts_in_german() -> None:
    for name, english in ENGLISH["said"].items():
        assert holes(english) == holes(TABLES["de"]["said"][name]), name


# A terminal's own words, the settings' and the program's are English: who starts it reads them.
ENGLISH_ALONE = {
    *("bot/platforms/console/adapter.py", "bot/desk/time/hours.py", "bot/desk/time/weekly.py"),
    *("bot/store/tickets.py", "bot/running/pages.py"),
}


def test_no_refusal_is_written_outside_the_locales() -> None:
    raw = re.compile(
        r"\b(?:Refused|BadArgument|NotFound|NotAllowed|IllegalTransition|NoTime)"
        r"\(\s*f?['\"](?!\\n\"\.join)"
    )

    found = {
        str(path)
        for path, code in CODE.items()
        if raw.search(code) and not str(path).startswith(("bot/cli", "bot/settings"))
    }
    assert set() == found - ENGLISH_ALONE


def test_nothing_that_a_command_did_is_written_outside_the_locales() -> None:
    raw = re.compile(
        r"""(?:whisper\(\s*"(?:done|refused)",\s*text=|said\(step, )f?["'](?!\\n"\.join)"""
    )

    assert set() == {str(path) for path, code in CODE.items() if raw.search(code)}


@pytest.mark.parametrize("language", OTHERS)
def test_sentences_name_the_same_facts(language: str) -> None:
    for kind, row in TABLES[language].items():
        for name, value in row.items():
            if name in {"text", "fine"}:
                assert holes(ENGLISH[kind][name]) == holes(value), f"{kind}.{name}"


@pytest.mark.parametrize("language", OTHERS)
def test_what_has_a_line_to_itself_has_one_in_every_language(language: str) -> None:
    """A quote, a table or an answer is shown as such only alone on its line."""
    for kind, row in TABLES[language].items():
        if "text" in row:
            assert own_lines(ENGLISH[kind]["text"]) == own_lines(row["text"]), kind


@pytest.mark.parametrize("language", OTHERS)
def test_tone_and_buttons_are_the_same(language: str) -> None:
    for kind, row in TABLES[language].items():
        english = ENGLISH[kind]
        assert (english.get("tone"), english.get("buttons")) == (
            row.get("tone"),
            row.get("buttons"),
        ), kind


@pytest.mark.parametrize("language", sorted(TABLES))
def test_buttons_and_tones_are_known(language: str) -> None:
    for kind, row in TABLES[language].items():
        assert set() == set(row.get("buttons", ())) - set(BUTTONS), kind
        assert "tone" not in row or row["tone"] in set(Tone), kind


@pytest.mark.parametrize("language", sorted(TABLES))
def test_every_button_has_a_label_that_fits(language: str) -> None:
    """Slack cuts a button's text at 75 characters, Discord refuses more than 80; 30 still reads well.

    https://docs.slack.dev/reference/block-kit/block-elements/button-element
    """
    labels = {name: WORDING.label(name, language) for name in BUTTONS}

    assert {} == {name: label for name, label in labels.items() if not 0 < len(label) <= 30}


@pytest.mark.parametrize("language", sorted(TABLES))
def test_no_two_buttons_of_one_message_read_the_same(language: str) -> None:
    for kind, row in ENGLISH.items():
        labels = [WORDING.label(name, language) for name in row.get("buttons", ())]
        assert len(labels) == len({label.casefold() for label in labels}), kind


@pytest.mark.parametrize("language", sorted(TABLES))
def test_ours_hold_to_all_that_an_owners_own_must(language: str) -> None:
    found = {
        f"{kind}.{name}": list(wrong((kind, name), value, ENGLISH, language))
        for kind, row in TABLES[language].items()
        for name, value in row.items()
        if kind != "date" and name not in {"tone", "buttons"}
    }

    assert {} == {where: why for where, why in found.items() if why}
    assert [] == list(same_labels(TABLES, language))


@pytest.mark.parametrize("language", sorted(TABLES))
def test_there_are_twelve_months_and_every_day_can_be_said(language: str) -> None:
    months = str(TABLES[language]["date"]["months"]).split()
    days = {WORDING.day(date(2026, month, 3), language) for month in range(1, 13)}

    assert (12, 12, 12) == (len(months), len(set(months)), len(days))


@pytest.mark.parametrize("language", sorted(TABLES))
def test_the_voice_is_calm_and_names_no_time_without_ground(language: str) -> None:
    banned = re.compile(rf"\b(?:{BANNED[language]})\b", re.IGNORECASE)

    wrong = {
        where: words
        for where, words in sentences(language)
        if banned.search(words) or "!" in words or "¡" in words
    }

    assert {} == wrong


ENGLISH_TIME = {
    word.casefold().strip(".")
    for row in [ENGLISH["date"]]
    for name in ("units", "weekdays", "also", "always")
    for word in re.split(r"[ /]", str(row[name]))
} | {day.casefold() for day in DAYS}
"""What lengths, weekdays and hours are made of in English."""
WEEKS = (
    "always", "Mon-Fri 09:00-17:00", "Mon,Wed,Fri-Sun 08:30-12:00 13:00-17:00; Tue 22:00-06:00; Thu 0-24",
)  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
@given(seconds=st.integers(0, 400 * 86_400), week=st.sampled_from(WEEKS))
def test_a_length_and_the_hours_have_no_english_word_in_them(
    language: str, seconds: int, week: str
) -> None:
    open_at = Hours.parse(week, ZoneInfo("UTC"))

    said = (
        WORDING.length(timedelta(seconds=seconds), language),
        WORDING.hours(open_at, language).removesuffix("(UTC)"),
        WORDING.moment(NOW + timedelta(seconds=seconds), language),
        WORDING.day((NOW + timedelta(seconds=seconds)).date(), language),
    )

    words = {word for each in said for word in re.findall(r"[^\W\d]+", each.casefold())}
    assert set() == words & ENGLISH_TIME


@pytest.mark.parametrize("language", sorted(TABLES))
def test_a_length_says_one_and_several(language: str) -> None:
    row = TABLES[language]["date"]
    one, several = str(row["units"]).split()[0].split("/")

    assert f"1 {one}" == WORDING.length(timedelta(days=1), language)
    assert f"3 {several}" == WORDING.length(timedelta(days=3), language)
    assert 4 == len(str(row["units"]).split())
    assert 7 == len(set(str(row["weekdays"]).split()))


def test_french_never_breaks_a_line_before_its_punctuation() -> None:
    wrong = {where: words for where, words in sentences("fr") if re.search(" [:;?»]|« ", words)}

    assert {} == wrong


@pytest.mark.parametrize("language", sorted(TABLES))
def test_a_sentence_with_a_promise_says_when(language: str) -> None:
    """What English promises by a time, every language promises by the same time."""
    for kind, row in TABLES[language].items():
        times = {"by", "next", "opens", "was", "since"} & holes(ENGLISH[kind].get("text", ""))
        assert times == {"by", "next", "opens", "was", "since"} & holes(row.get("text", "")), kind


INERT = st.text(min_size=1, max_size=40).filter(lambda words: "\n" not in words)
PARTS: Mapping[str, Any] = {"quote": Quote(text="q"), "answer": Markdown(text="a")}
MOMENTS = {"by", "next", "opens", "was", "since"}


@st.composite
def facts(draw: st.DrawFn, kind: str) -> dict[str, Value]:
    row = ENGLISH[kind]
    commands = [BUTTONS[name].command for name in row.get("buttons", ())]
    texts = (row["text"], row.get("fine", ""), *commands)
    names = set().union(*map(holes, texts)) | {"n", "q", "entry", "version", "mark"}
    return {name: draw(_fact(name)) for name in sorted(names)}


def _fact(name: str) -> st.SearchStrategy[Any]:
    if name in MOMENTS:
        return st.integers(0, 9999).map(lambda hours: NOW + timedelta(hours=hours))
    if name in {"n", "q", "other", "count", "percent", "tries"}:
        return st.integers(1, 9999)
    return st.just(PARTS[name]) if name in PARTS else INERT


def spans_of(message: Message) -> Iterator[object]:
    for part in message.parts:
        if isinstance(part, Line):
            yield from part.spans


@pytest.mark.parametrize("language", sorted(TABLES))
@given(data=st.data())
def test_every_kind_renders_in_every_language(language: str, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(set(ENGLISH) - {"label", "date", "said"})))
    given_facts = data.draw(facts(kind))

    message = WORDING.say(kind, language, buttons=None, **given_facts)

    said = "".join(span for span in spans_of(message) if isinstance(span, str))
    shown = {span.at for span in spans_of(message) if isinstance(span, Moment)}
    moments = {value for value in given_facts.values() if isinstance(value, datetime)}
    named = list(ENGLISH[kind].get("buttons", ()))
    assert message.parts
    assert message.language == language
    assert moments == shown
    assert not re.search(r"\{\w+\}", re.sub("|".join(_drawn(given_facts)), "", said))
    assert [WORDING.label(name, language) for name in named] == [
        button.label for button in message.buttons
    ]


def _drawn(given_facts: Mapping[str, Value]) -> list[str]:
    """What was put in may look like anything, holes included."""
    words = [re.escape(value) for value in given_facts.values() if isinstance(value, str)]
    return sorted(words, key=len, reverse=True) or [r"(?!)"]


def test_a_region_falls_back_to_its_language_and_a_stranger_to_the_desk() -> None:
    desk = Wording(TABLES, default="de")

    assert ["pt", "pt", "de", "fr"] == [
        desk.language("pt-BR"),
        desk.language("pt"),
        desk.language("xx"),
        desk.language("", "fr"),
    ]


ALWAYS_TIMED = {
    kind for kind in FOR_CUSTOMERS
    if re.match("link_|promise|on_hold|offer|nothing_else|ask_|says_more|resolved|staff_resolved|surplus|slip|still", kind)
}  # fmt: skip
"""Kinds that are only said with a time."""


@pytest.mark.parametrize("language", sorted(TABLES))
def test_where_no_time_stands_that_is_said_and_nothing_else_is_lost(language: str) -> None:
    table = TABLES[language]
    for kind in sorted(FOR_CUSTOMERS - ALWAYS_TIMED):
        named = table[kind].get("text", "")
        if "by" not in holes(named):
            continue
        facts: dict[str, Value] = dict.fromkeys(holes(named), "X") | {"by": None, "n": 7}
        said = WORDING.say(kind, language, buttons=(), **facts)
        spans = [str(span) for part in said.parts if isinstance(part, Line) for span in part.spans]
        text = "\n".join(spans)

        assert table["no_time"]["text"] in text, kind
        assert "None" not in text, kind
        assert text.count("X") >= len(holes(named) - {"by", "who", "n"}), kind


def test_the_languages_that_can_be_chosen_are_those_there_are_words_in() -> None:
    assert set(TABLES) == set(tongues.TONGUES)


@pytest.mark.parametrize("language", sorted(TABLES))
def test_a_language_is_known_by_what_speakers_of_the_others_call_it(language: str) -> None:
    for tag in tongues.TONGUES:
        assert tag == tongues.CALLED[fold(WORDING.tongue(tag, language))]


def test_a_country_of_a_language_speaks_that_language() -> None:
    assert "pt" == Wording(TABLES, "pt-br").default


def _flaws() -> Iterator[str]:
    """The names of what is said of entries and files, as they stand in the code."""
    for path in Path("knowledge").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Flaw":
                yield from (
                    each.value
                    for each in call.args[1:]
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                )
    for kind in ("only", "uncomputed", "program", "writer", "link"):
        yield f"draft_{kind}"
    for kind in ("password", "one", "conversation", "private"):
        yield f"draft_{kind}"
    yield from (f"at_{unit}" for unit in ("line", "lines", "row", "rows"))


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_wrong_with_an_entry_is_said_in_the_teams_language(language: str) -> None:
    assert [] == [name for name in _flaws() if f"flaw_{name}" not in TABLES[language]["said"]]
