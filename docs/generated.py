"""The parts of the pages that are made from the code: the ticket's life, the commands, the rooms.

Only cog calls these, and `tests/test_docs.py`, which fails when a page is behind the code.
"""

import ast
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.rehearsal import rehearsed
from bot.commands import COMMANDS
from bot.commands.row import Command
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ticket, TicketState, Turn
from bot.desk.rules.lifecycle import ENDINGS, TRANSITIONS, TURNS, Event, apply
from bot.desk.rules.promises import LADDERS, SLIPS, Act, Wait
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.kind import Kind
from bot.running.building import starter_entries
from bot.settings.settings import Settings

ROOT = Path(__file__).parent.parent
_WORDS = Wording(read_locales())
_NOW = datetime(2026, 11, 23, tzinfo=UTC)
_SOMEBODY = Person(id="console:sam", name="Sam")
_GIVES_AN_OWNER = {Event.CLAIM, Event.TRANSFER, Event.PROMISE, Event.SEND}

_MEANS = {
    Event.CLAIM: "a member of staff takes it",
    Event.RELEASE: "its owner gives it back to everybody",
    Event.LAPSE: "its owner was quiet for too long",
    Event.TRANSFER: "it goes to a colleague",
    Event.PROMISE: "staff give the customer a time",
    Event.SEND: "staff write to the customer, and the words are on their way",
    Event.REPLY: "the team's words have arrived",
    Event.UNDELIVERED: "the team's words could not be delivered",
    Event.CUSTOMER: "the customer writes",
    Event.HOLD: "staff stop the clock, with a reason and an end",
    Event.RESUME: "the hold ends",
    Event.PROPOSE: "staff's word that it is solved, as far as they can tell, has arrived",
    Event.CONFIRM: "the customer says that it is solved",
    Event.NOT_SORTED: "the customer says that it is not solved",
    Event.PARK: "two notices went unanswered",
    Event.UNREACHABLE: "staff give up on a customer whom nothing reaches",
    Event.WITHDRAW: "the customer takes the question back",
    Event.MERGE: "it is looked after in another ticket of the same customer",
    Event.REOPEN: "somebody takes it up again",
}

_STATES = {
    TicketState.NEW: "Nobody has it.",
    TicketState.OPEN: "Somebody of the team has it.",
    TicketState.HOLD: "Somebody stopped its clock, for a stated reason and time.",
    TicketState.PENDING: "It was replied to, and the reply has arrived.",
    TicketState.RESOLVED: "Staff think that it is solved; the customer has not said so.",
    TicketState.CLOSED: "It is over, until the customer writes again.",
}

_TURN_WORDS = {Turn.OURS: "ours", Turn.CUSTOMER: "the customer's", Turn.NOBODY: "nobody's"}

_ACTS = {
    Act.LET_GO_BY: "a promise that nobody could move in time has passed",
    Act.TELL_CUSTOMER: "the customer is told, as the table of promises says",
    Act.REMIND_STAFF: "staff are reminded",
    Act.END_HOLD: "the hold ends; the ticket is worked on again, and staff are told",
    Act.BEGIN: "whoever was given the ticket ahead begins to work, and hears that it is theirs",
    Act.NUDGE_OWNER: "the owner is reminded that the ticket is quiet",
    Act.LAPSE: "the claim lapses; the ticket is everybody's again, and both sides are told",
    Act.ESCALATE: "a lead is called",
    Act.CHECK_IN: "the customer is asked whether it is solved",
    Act.LAST_NOTICE: "the customer is told on which day it closes",
    Act.PARK: "the ticket closes, unconfirmed, and both sides are told",
}

_WAITS = {
    Wait.REPLY: "`DESK_REPLY_WITHIN`, working time",
    Wait.HALF_LAPSE: "half of `DESK_CLAIM_LAPSES`, working time",
    Wait.CHECK_IN: "`DESK_CHECK_IN`",
    Wait.PARK: "`DESK_PARK_AFTER`",
    Wait.HOLD: "the end that the hold states",
}

_WHO = {
    Role.CUSTOMER: "everybody",
    Role.AGENT: "the team",
    Role.LEAD: "leads",
}


def diagram() -> str:
    """The ways between states, as a Mermaid diagram. What leaves the state as it is isn't drawn."""
    ways: dict[tuple[TicketState, TicketState], list[str]] = {}
    for state, events in TRANSITIONS.items():
        for event in events:
            target = _after(state, event)
            if target is not state:
                ways.setdefault((state, target), []).append(event.value)
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> new: handed over"]
    for (state, target), names in ways.items():
        lines.append(f"    {state} --> {target}: {', '.join(sorted(names))}")
    return "\n".join((*lines, "```"))


def _after(state: TicketState, event: Event) -> TicketState:
    """Where the event leads a ticket that has an owner wherever it can have one."""
    ticket = Ticket(
        number=1,
        state=state,
        requester=_SOMEBODY,
        place=Place(platform="console", room="ana"),
        text="",
        opened_at=_NOW,
        state_since=_NOW,
        rung_at=_NOW,
        owner=None if state is TicketState.NEW else _SOMEBODY,
    )
    changes = {"owner": _SOMEBODY} if event in _GIVES_AN_OWNER else {}
    return apply(ticket, event, _NOW, **changes).state


def states() -> str:
    """Each state, and whose turn it is."""
    rows = ((f"`{state}`", text, _TURN_WORDS[TURNS[state]]) for state, text in _STATES.items())
    return _table(("State", "What it means", "Whose turn"), rows)


def transitions() -> str:
    """Every event in every state: where it leads, or nothing where it is refused."""
    rows = (
        (
            f"`{event}`",
            text,
            *(
                f"`{_after(state, event)}`" if event in TRANSITIONS[state] else ""
                for state in TRANSITIONS
            ),
        )
        for event, text in ((event, _MEANS[event]) for event in Event)
    )
    return _table(("Event", "When", *(f"from `{state}`" for state in TRANSITIONS)), rows)


def endings() -> str:
    """How a ticket can be closed."""
    rows = ((f"`{ending}`", f"`{event}`", _MEANS[event]) for event, ending in ENDINGS.items())
    return _table(("Ending", "Event", "When"), rows)


def ladders() -> str:
    """What time does in each state, rung by rung."""
    rows = []
    for state, ladder in LADDERS.items():
        for number, rung in enumerate(ladder, start=1):
            again = ", and again after as long" if rung is ladder[-1] and _stays(rung.act) else ""
            rows.append((f"`{state}`", str(number), _WAITS[rung.after] + again, _ACTS[rung.act]))
    return _table(("State", "Rung", "After", "What happens"), rows)


def _stays(act: Act) -> bool:
    """Whether the state is the same after the act, so that the last rung comes round again."""
    return act not in {Act.LAPSE, Act.END_HOLD, Act.PARK}


def slips() -> str:
    """What comes of a time that nobody kept, and of those after it."""
    rows = (
        (
            f"{number}" + (" and all after" if slip is SLIPS[-1] else ""),
            "that it won't be kept, and one new time"
            if slip.names_time
            else "that nobody has answered and no time stands, and what they can do",
            "a lead" if slip.calls_lead else "whoever has it, else the team",
            f"{slip.after} × `DESK_REPLY_WITHIN`, working time",
        )
        for number, slip in enumerate(SLIPS, start=1)
    )
    return _table(("In a row", "The customer is told", "Called", "Next word after"), rows)


def commands() -> str:
    """Every command that can be typed, by group; then what is only pressed."""
    groups: dict[str, list[Command]] = {}
    for row in COMMANDS.rows:
        if not row.hidden:
            groups.setdefault(row.group, []).append(row)
    parts = []
    for group, rows in groups.items():
        parts += [f"## {group}", *map(_command, rows)]
    return "\n\n".join(parts)


def _command(row: Command) -> str:
    lines = [
        f"### `{row.usage}`",
        "",
        f"{_sentence(_WORDS.does(row.name))}",
        f"For {_WHO[row.who]}.",
    ]
    if row.aliases:
        lines.append(f"Also as {', '.join(f'`{name}`' for name in row.aliases)}.")
    if row.params:
        lines.append("")
    for param in row.params:
        free = "" if param.required else " May be left out."
        choices = f" One of {', '.join(f'`{each}`' for each in param.choices)}."
        lines.append(
            f"- `{param.name.upper()}`: {_ended(_WORDS.takes(row.name, param.says))}{choices if param.choices else ''}{free}"
        )
    return "\n".join(lines)


def presses() -> str:
    """Commands that buttons carry."""
    rows = ((f"`{row.usage}`", _WORDS.does(row.name)) for row in COMMANDS.rows if row.hidden)
    return _table(("Command", "What it says"), rows)


def modules(folder: str) -> str:
    """The modules of a folder, each with the first line of what it says about itself."""
    paths = sorted((ROOT / folder).glob("*.py"))
    told = ((path.stem, _says(path)) for path in paths if path.stem != "__init__")
    return "\n".join(f"- `{name}`: {said}" for name, said in told if said)


def rooms(folder: str, *, without: Iterable[str] = ()) -> str:
    """The rooms of a folder with their modules, after the modules beside them."""
    parts = [modules(folder)]
    for path in sorted((ROOT / folder).glob("*/__init__.py")):
        if path.parent.name not in without:
            inside = modules(str(path.parent.relative_to(ROOT)))
            parts.append(f"`{path.parent.name}/`: {_says(path)}\n\n{inside}")
    return "\n\n".join(filter(None, parts))


def _says(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return said.partition("\n")[0]


def layers() -> str:
    """The layers of the import contract, the highest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    rooms = next(each for each in contracts["contracts"] if each["id"] == "rooms")
    return "\n".join(("```text", *rooms["layers"], "```"))


def _sentence(words: str) -> str:
    return _ended(words[0].upper() + words[1:])


def _ended(words: str) -> str:
    return words if words.endswith(".") else f"{words}."


def heard(kinds: Mapping[str, Kind], what: str) -> str:
    """What becomes of each kind of message, or of each place in one; those alike in one row."""
    together: dict[Kind, list[str]] = {}
    for name, kind in kinds.items():
        together.setdefault(kind, []).append(f"`{name}`" if name else "(none)")
    rows = ((", ".join(names), str(kind.heard), kind.why) for kind, names in together.items())
    return _table((what, "heard as", ""), rows)


def rehearsal() -> str:
    """What a rehearsal of a made-up shop's past questions says."""
    return "\n".join(rehearsed(Settings(), _PAST, starter_entries()))


_PAST = (
    "hi, where can i find my invoce?",
    "how do i rset my pasword",
    "do you ship to canada?",
    "Do you ship to Canada? It's for my sister",
    "thanks a lot!",
    "can i still cancel what i ordered an hour ago",
    "change my adress",
    "shipping to canada possible?",
    "is there a student discount",
    "any discount for students?",
    "the parcel says delivered, but there's nothing here",
    "i want to return this",
    "could i send this lamp back",
    "when are you open",
    "my lamp hums",
)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [_row(head), _row(("---",) * len(head)), *map(_row, rows)]
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
