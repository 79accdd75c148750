"""Settings in chat: shown with where they come from, and changed while the desk runs. For leads."""

from collections.abc import Sequence

from bot.commands.desk import said
from bot.commands.lists import heads, show
from bot.commands.row import Kind, Param, row, text
from bot.desk.nouns.decision import Decision
from bot.desk.nouns.message import Table
from bot.desk.nouns.person import Role
from bot.desk.ports.decisions import Setting
from bot.desk.step.step import Step
from bot.desk.verbs import deciding, showing
from bot.desk.verbs.deciding import SETTABLE, SHORT
from bot.desk.words import cards
from bot.errors import Refused
from knowledge.text.folding import fold

BACK = "default"
"""In the place of a value: what the environment says counts again."""
LATEST = 10
"""Changes of one that are shown."""
_LONG = 500


def _settings(step: Step, name: str | None, value: str | None) -> None:
    """All of them, one, or one changed."""
    if name is None:
        _list(step)
    elif value is None:
        _show(step, SHORT[name])
    else:
        _change(step, SHORT[name], value.strip())


def _change(step: Step, name: str, value: str) -> None:
    before = _now(step, name)
    back = value.casefold() == BACK
    if back and name not in step.records.decided():
        raise Refused.of("setting_not_decided", name=deciding.short(name))
    deciding.decide(step, name, None if back else value)
    was, now = _value(step, before.value), shown(step, name)
    kind = "setting_back" if back else "setting_changed"
    said(step, step.put(kind, name=deciding.short(name), was=was, now=now))


def _now(step: Step, name: str) -> Setting:
    return step.settable.setting(name, step.records.decided())


def shown(step: Step, name: str) -> str:
    """What a setting is now."""
    return _value(step, _now(step, name).value)


def _value(step: Step, value: str) -> str:
    return value or step.put("setting_none")


def _list(step: Step) -> None:
    rows = tuple(
        (
            deciding.short(name),
            cards.shorten(shown(step, name), 60),
            _from(step, name),
        )
        for name in SETTABLE
    )
    title = step.put("settings_are", count=len(rows))
    show(step, title, Table(head=heads(step, "setting", "value", "from"), rows=rows))


def _from(step: Step, name: str) -> str:
    """Who decided it and when; else the environment, or nobody."""
    if name in step.records.decided():
        newest = step.records.decisions(name)[0]
        return f"{newest.by.name}, {showing.moment(step, newest.at)}"
    return step.put("from_environment" if _now(step, name).given else "from_default")


def _show(step: Step, name: str) -> None:
    """What it is, what it does, and how it came to be."""
    one, made = _now(step, name), step.records.decisions(name)
    told = step.put(
        "setting_is",
        name=deciding.short(name),
        value=_value(step, one.value),
        origin=_from(step, name),
        environment=_value(step, one.environment),
        help=one.help.replace("`", ""),
        line=deciding.line(name),
        back=f"set {deciding.short(name)} {BACK}",
    )
    show(step, told, Table(head=heads(step, "when", "who", "value"), rows=_history(step, made)))


def _history(step: Step, made: Sequence[Decision]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            showing.moment(step, each.at),
            each.by.name,
            step.put("from_environment") if each.value is None else _value(step, each.value),
        )
        for each in made[:LATEST]
    )


ALSO = {
    **{fold(long).replace("_", each): short for short, long in SHORT.items() for each in "_-"},
    **{short.replace("-", "_"): short for short in SHORT},
    **dict.fromkeys(("opening-hours", "opening-times", "business-hours", "office-hours"), "hours"),
    **dict.fromkeys(("support-hours", "working-hours", "öffnungszeiten"), "hours"),
    **dict.fromkeys(("reply-time", "response-time", "antwortzeit"), "reply-within"),
    **dict.fromkeys(("public-holidays", "feiertage"), "holidays"),
}
"""Other ways to write a name: "DESK_REPLY_WITHIN", "opening hours"."""

SETTINGS = row(
    "settings",
    _settings,
    Param(
        name="name",
        kind=Kind.WORD,
        required=False,
        choices=tuple(SHORT),
        also=ALSO,
    ),
    text("value", required=False, most=_LONG),
    group="Team",
    who=Role.LEAD,
)
