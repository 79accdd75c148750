"""What nobody but staff may change, and who may read what; the same for each platform."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from bot.commands import COMMANDS
from bot.commands.row import PEOPLE, Command, Kind
from bot.desk.nouns.person import Role
from bot.desk.ports.journal import Journal, Store
from bot.store.journal import SqliteJournal
from tests.chaos.scene import ANAS, NOTE, SECRET
from tests.chaos.suite import Broken

TICKET = "1"
WORDS: Mapping[Kind, str] = {
    Kind.TICKET: TICKET,
    Kind.TICKETS: TICKET,
    Kind.QUESTION: "1",
    Kind.TASK: "q1",
    Kind.ENTRY: "invoice",
    Kind.UNTIL: "2h",
    Kind.MOMENT: "tomorrow 12:00",
    Kind.SPAN: "month",
    Kind.PRIORITY: "high",
    Kind.RATING: "good",
    Kind.NUMBER: "1",
    Kind.TEXT: "some words",
}
_MORE = {
    "all tickets": "SELECT number, state, owner_id, priority FROM ticket WHERE number = 1",
    "the receipts": "SELECT * FROM receipt",
    "what is known of each": "SELECT * FROM identity_link",
}
ASKED = f"Could you mend my sofa? {SECRET}"
NOTED = f"note {TICKET} {NOTE}"


def staff_commands() -> list[Command]:
    """Those that a customer may not give."""
    return [row for row in COMMANDS.rows if row.who > Role.CUSTOMER]


def values(row: Command, person: str) -> dict[str, str]:
    """Something fitting for each of its parameters; `person` where somebody is asked for."""
    words = {**WORDS, **dict.fromkeys(PEOPLE, person)}
    return {
        param.name: param.choices[0] if param.choices else words.get(param.kind, "x")
        for param in row.params
    }


def line(row: Command, given: Mapping[str, str]) -> str:
    """As it is typed."""
    words, texts = [row.name], 0
    for param in row.params:
        if param.kind is Kind.TEXT and texts:
            words.append("|")
        texts += param.kind is Kind.TEXT
        words.append(given[param.name])
    return " ".join(words)


@dataclass
class Guard:
    """Looks at what Ana and the team own, before and after somebody tried."""

    store: Store
    ana: str
    tried: int = 0
    kinds: set[str] = field(default_factory=set)
    _before: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)

    async def look(self) -> None:
        """What it is like now is how it must stay."""
        self._before = await self._state()

    async def changed(self) -> list[str]:
        """What is not what it was."""
        now = await self._state()
        return [name for name, rows in now.items() if rows != self._before[name]]

    async def unchanged(self, who: str, way: str, tried: int, *, heard: Iterable[str]) -> None:
        """Raises Broken when something changed, or somebody heard what is not theirs."""
        self.tried += tried
        self.kinds.add(who)
        changed = await self.changed()
        if changed:
            raise Broken(f"{who} by {way}: changed {', '.join(changed)}")
        for words in heard:
            if SECRET in words or NOTE in words:
                raise Broken(f"{who} by {way}: was told what is another's")

    async def _state(self) -> dict[str, list[tuple[object, ...]]]:
        def read(journal: Journal) -> dict[str, list[tuple[object, ...]]]:
            rows: Callable[..., list[tuple[object, ...]]] = cast(SqliteJournal, journal).rows
            return {
                name: rows(sql, {"ana": self.ana} if ":ana" in sql else ())
                for name, sql in {**ANAS, **_MORE}.items()
            }

        return await self.store.read(read)
