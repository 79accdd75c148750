"""The table itself, and the one place where rights are checked.

Every command, button and form comes through `obey`; a name proves nothing, only a role does.
"""

from collections.abc import Iterable, Mapping

from bot.commands import (
    arguments,
    at_hand,
    gaps,
    handing,
    helping,
    native,
    reading,
    tried,
    unbidden,
    undoing,
)
from bot.commands.askers import ASKER_COMMANDS
from bot.commands.customers import CUSTOMER_COMMANDS
from bot.commands.dead_letters import DEAD_LETTER_COMMANDS
from bot.commands.desk import DESK_COMMANDS
from bot.commands.entries import ENTRY_COMMANDS
from bot.commands.gaps import GAP_COMMANDS
from bot.commands.guessing import GUESS_COMMANDS
from bot.commands.importing import IMPORT_COMMANDS
from bot.commands.incidents import INCIDENT_COMMANDS
from bot.commands.knowledge import KNOWLEDGE_COMMANDS
from bot.commands.lists import LIST_COMMANDS
from bot.commands.naming import NAMING_COMMANDS
from bot.commands.outcomes import OUTCOME_COMMANDS
from bot.commands.own_tickets import OWN_TICKET_COMMANDS
from bot.commands.past import PAST_COMMANDS
from bot.commands.people import PEOPLE_COMMANDS
from bot.commands.previewing import PREVIEW_COMMANDS
from bot.commands.recalling import RECALL_COMMANDS
from bot.commands.rehearsing import REHEARSAL_COMMANDS
from bot.commands.row import SELF_FILLED, Command, Form, Kind, Param
from bot.commands.saving import SAVING_COMMANDS
from bot.commands.snippets import SNIPPET_COMMANDS
from bot.commands.spotting import SPOT_COMMANDS
from bot.commands.team import TEAM_COMMANDS, for_setting
from bot.commands.teams import room_in
from bot.commands.variables import VARIABLE_COMMANDS
from bot.desk.boundary import Unbidden
from bot.desk.nouns.person import Role
from bot.desk.nouns.ticket import Ticket
from bot.desk.step import settling
from bot.desk.step.step import Step
from bot.desk.time.away import who_and_when
from bot.desk.verbs import absences, presence
from bot.errors import NotAllowed, Refused
from knowledge.entry import Entry
from knowledge.text.fillers import edges
from knowledge.text.folding import fold
from knowledge.text.normalise import surface
from knowledge.text.small_talk import small_talk

_HANDED_ON = {"release", "transfer", "merge"}
"""What a ticket is no longer at hand after."""
MOST = 12
"""Words of a line up to which it may be a command with politeness around it."""
_TRIED_IN = 3
"""Words of a line up to which one of the team may have meant a command by a word that is none."""
_MARKS = ".,!?;:"


class CommandTable:
    """All commands by name."""

    def __init__(self, rows: Iterable[Command]) -> None:
        self.rows = tuple(rows)
        self._by_name = {name: row for row in self.rows for name in (row.name, *row.aliases)}

    def find(self, line: str) -> tuple[Command | None, str]:
        """The command that a line begins with, and the rest of the line; some are all of it."""
        whole = self._by_name.get(line.strip().removeprefix("/").casefold())
        if whole is not None:
            return whole, ""
        command, rest = arguments.begun(self._by_name, line.strip().removeprefix("/"))
        if command is None:
            return native.begun(self._by_name, line) or (None, rest)
        return for_setting(gaps.for_task(command, rest), rest)

    def knows(self, line: str, role: Role) -> bool:
        """Whether words typed without a slash are meant as a command.

        A customer's only when the whole line is one; staff's when what follows the name fits. One of
        the team names a lead's command too: who may not give it is told so, and asks nothing by it.
        """
        command, rest = self.find(self.plainly(line, role))
        if command is None or command.hidden or role < min(command.who, Role.AGENT):
            return False
        if rest and command.params and command.params[0].kind in SELF_FILLED:
            return arguments.starts_with_number(rest)
        if role < Role.AGENT:
            return not rest or self._fits(command, rest)
        return not rest or bool(command.params)

    def plainly(self, line: str, role: Role) -> str:
        """A customer's line without politeness around their command: "hi, mydata please" is "mydata"."""
        words = line.split()
        if role >= Role.AGENT or not 1 < len(words) <= MOST or small_talk(surface(line)):
            return line
        said = [fold(each).strip(_MARKS) for each in words]
        for start, end in edges(said):
            bare = " ".join(words[start:end]).strip(_MARKS)
            command, rest = self.find(bare)
            if (
                command
                and not command.hidden
                and command.who <= role
                and arguments.taken(command, rest)
            ):
                return bare
        return line

    def _fits(self, command: Command, rest: str) -> bool:
        """Whether what a customer typed behind a name is what the command takes, or a slip in it."""
        return native.is_helped_with(self._by_name, command, rest) or arguments.fits(command, rest)

    def names(self, line: str, role: Role) -> bool:
        """Whether a line begins with a command's name, whatever follows."""
        command, _ = self.find(line)
        return command is not None and not command.hidden and command.who <= role

    def unknown(self, line: str) -> bool:
        """Whether a line begins with no command's name, a button's neither."""
        return self.find(self.plainly(line, Role.CUSTOMER))[0] is None

    def tries(self, line: str, role: Role) -> bool:
        """Whether a short line begins with what is tried for a command and is none: "search words"."""
        words = line.strip().removeprefix("/").split()
        named = [row.name for row in self.visible(role)]
        short = 0 < len(words) <= _TRIED_IN and "?" not in line
        return short and self.unknown(line) and bool(tried.near(words[0], named))

    def surely(self, line: str, role: Role) -> bool:
        """Whether a line can hardly be said to anybody: a name alone, or before a ticket's number."""
        _, rest = self.find(line)
        return self.knows(line, role) and (not rest or arguments.starts_with_number(rest))

    def unbidden(self, line: str, role: Role) -> Unbidden:
        """How surely a line that nobody addressed to the desk, among the team, is a command."""
        return unbidden.read(*self.find(line), line, role)

    def looks(self, line: str, role: Role) -> bool:
        """Whether a line begins with a command that shows something and changes nothing."""
        command, _ = self.find(line)
        return command is not None and command.looks and command.who <= role

    def replayed(self, line: str, role: Role) -> bool:
        """Whether a line begins with a command that changes the guide."""
        command, _ = self.find(line)
        return command is not None and command.replayed and command.who <= role

    def carries(self, line: str, role: Role) -> bool:
        """Whether a line is a command of staff's that brings words to where others read them."""
        command, _ = self.find(line)
        found = command if command and Role.CUSTOMER < command.who <= role else None
        return found is not None and any(each.kind is Kind.TEXT for each in found.params)

    def unnamed(self, line: str, role: Role) -> bool:
        """Whether a line is a command of staff's for a ticket, with words and without its number."""
        return unbidden.unnamed(*self.find(line), role)

    def tells(self, line: str, role: Role) -> bool:
        """Whether a line is a command of staff's that says something of a ticket or a person."""
        return unbidden.tells(*self.find(line), role)

    def form(self, line: str) -> Form | None:
        """What a pressed button's command lacks; None when it can run as it stands."""
        command, rest = self.find(line)
        return arguments.form(command, line, rest) if command else None

    def colleague(self, line: str, fields: Mapping[str, str]) -> str:
        """By what name a line means somebody of the team, or perhaps does; "" where it means nobody."""
        command, rest = self.find(line)
        params = command.params if command else ()
        named = next(
            (each for each in params if each.kind is Kind.COLLEAGUE or each.outsider), None
        )
        if not command or not named:
            return ""
        first = rest.partition(" ")[0].removeprefix("@")
        if params[0].kind is Kind.TEAM:
            rest = rest.partition(" ")[2]
        if named.skipped:
            rest = who_and_when(rest)[0]
        words = first if named.outsider else handing.parted(rest)[1]
        return (fields.get(named.name) or words).strip()

    def keeps_files(self, line: str) -> bool:
        """Whether a line's command keeps what is attached to it."""
        command, _ = self.find(line)
        return command is not None and command.keeps_files

    def room(self, line: str, fields: Mapping[str, str]) -> str:
        """The room that is to be a team's by that line, as it names it; "" where none is."""
        command, rest = self.find(line)
        return room_in(command, rest, fields) if command else ""

    def visible(self, role: Role) -> list[Command]:
        """What somebody of that role can type."""
        return [row for row in self.rows if not row.hidden and row.who <= role]

    def obey(self, step: Step, line: str, fields: Mapping[str, str]) -> None:
        """Carry a line out. Raises Refused with words for the person when it can't be."""
        try:
            self._obey(step, line, fields)
        except Refused:
            undoing.refused(step, self.find(line)[0], line)
            raise

    def _obey(self, step: Step, line: str, fields: Mapping[str, str]) -> None:
        line = line if fields else self.plainly(line, step.role)
        command, rest = self.find(line)
        if command is None:
            self._unknown(step, line)
            return
        if step.role < command.who:
            kind = "leads_only" if command.who is Role.LEAD else "team_only"
            raise NotAllowed.of(kind, name=command.name)
        step.own = command.own
        command, fields = gaps.as_filled_in(command, fields)
        if command.name in absences.TAKES:
            presence.check_there(step)
        if gaps.sees_to_entry(step, command, rest or fields.get("ticket", "")):
            undoing.did(step, command, {})
            return
        values = reading.values(step, command, rest, fields)
        line = _as_offered(settling.verb(line, command.name), command, rest, values)
        about = settling.about(line, step.actor.id) if command.settles else ""
        if about and _was_pressed(step, command, fields):
            shown = step.records.carriers(about)
            if settling.is_settled(shown, line, step.pressed or ""):
                step.whisper("settled")
                return
        step.settles = about
        first = next(iter(values.values()), None)
        _take_in_hand(step, command, first)
        command.run(step, **values)
        undoing.did(step, command, values)
        if about:
            staff = step.actor.name if step.is_staff else ""
            choice = settling.Choice(line=line, by=step.actor.id, staff=staff, inbound=step.answers)
            step.take_away(about, choice)

    def _unknown(self, step: Step, line: str) -> None:
        word = line.strip().removeprefix("/").partition(" ")[0][:40]
        if word:
            raise helping.no_command(self, step, word)
        helping.show(self, step)


def _take_in_hand(step: Step, command: Command, named: object) -> None:
    """What was written of is at hand from then on, also where the command is refused."""
    tickets = named if isinstance(named, tuple) else (named,)
    found = [each for each in tickets if isinstance(each, Ticket)]
    if len(found) > 1:
        at_hand.let_go(step)
    elif found and command.name not in _HANDED_ON:
        at_hand.keep(step, found[0])


def _was_pressed(step: Step, command: Command, fields: Mapping[str, str]) -> bool:
    """Whether a button was, without words of the person's own: those are never turned away."""
    return step.pressed is not None and not fields and bool(step.pressed or command.hidden)


def _as_offered(verb: str, command: Command, rest: str, values: Mapping[str, object]) -> str:
    """The line as a button has it, whatever it was called by and though its number was implied."""
    first = command.params[0] if command.params else None
    if first is None or first.kind not in SELF_FILLED:
        return f"{verb} {rest}".strip()
    given, _, more = rest.partition(" ") if arguments.starts_with_number(rest) else ("", "", rest)
    found = values.get(first.name)
    if isinstance(found, tuple):
        found = found[0] if len(found) == 1 else None
    number = getattr(found, "number", None) or getattr(found, "id", None) or given
    return f"{verb} {number} {more}".strip()


def _help(step: Step, command: str | None = None) -> None:
    helping.show(COMMANDS, step, command)


def _undo(step: Step, entry: Entry | None = None) -> None:
    undoing.run(step, entry, lambda line: COMMANDS.obey(step, line, {}))


COMMANDS = CommandTable(
    (
        *CUSTOMER_COMMANDS,
        *OUTCOME_COMMANDS,
        *OWN_TICKET_COMMANDS,
        *PEOPLE_COMMANDS,
        *DESK_COMMANDS,
        *GUESS_COMMANDS,
        *NAMING_COMMANDS,
        *LIST_COMMANDS,
        *TEAM_COMMANDS,
        *INCIDENT_COMMANDS,
        *SNIPPET_COMMANDS,
        *GAP_COMMANDS,
        *DEAD_LETTER_COMMANDS,
        *KNOWLEDGE_COMMANDS,
        *IMPORT_COMMANDS,
        *SAVING_COMMANDS,
        *PREVIEW_COMMANDS,
        *REHEARSAL_COMMANDS,
        *PAST_COMMANDS,
        *SPOT_COMMANDS,
        undoing.command(_undo),
        *ENTRY_COMMANDS,
        *ASKER_COMMANDS,
        *RECALL_COMMANDS,
        *VARIABLE_COMMANDS,
        Command(
            name="help",
            run=_help,
            who=Role.CUSTOMER,
            params=(Param(name="command", kind=Kind.WORD, required=False),),
            group="You",
        ),
    )
)
