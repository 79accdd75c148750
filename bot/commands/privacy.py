"""What people can ask about their own data, and leads about anybody's.

Nothing is erased at the first word: the first says what would go, the second does it.
"""

import json
from collections.abc import Mapping, Sequence

from bot.commands.row import Command, Kind, Param
from bot.desk.nouns.message import Quote
from bot.desk.nouns.pending import Carrier
from bot.desk.nouns.person import Person, Role
from bot.desk.ports.privacy import COPIES, Erased
from bot.desk.step import settling
from bot.desk.step.step import Step
from bot.desk.verbs import accounts, forgetting, own_page

_NEWEST = 1000
"""Questions of somebody that their page looks through."""
SHOWN = 1200
"""Characters of somebody's data in one message: what fits on every platform once it is escaped."""


def _written(found: Mapping[str, object]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1)


def _part_of(text: str, wanted: int | None) -> tuple[str, int, int]:
    """One part of what is too long for a message, its number, and how many there are."""
    parts = max(1, -(-len(text) // SHOWN))
    part = min(max(1, wanted or 1), parts)
    return text[(part - 1) * SHOWN : part * SHOWN], part, parts


def _my_data(step: Step, what: str | None, part: int | None) -> None:
    """What is kept about the person who asks, to be read; all of it, as data, for `export`."""
    if what:
        _export(step, part)
        return
    whose = accounts.all_of(step, step.actor.id, step.language())
    tickets = own_page.tickets(step, step.records.tickets_of(step.actor.id))
    asked = own_page.asked(step, step.records.asked_by(step.actor.id, _NEWEST))
    told = bool(step.records.leaves(step.actor.id))
    helped = step.wording.words("my_data_helped", step.language()) if told else None
    if tickets or asked:
        step.whisper("my_data", accounts=whose, tickets=tickets, asked=asked, helped=helped)
    else:
        step.whisper("my_data_none", accounts=whose, helped=helped)


def _export(step: Step, part: int | None) -> None:
    """Without what staff note among themselves."""
    text = _written(step.records.person_data(step.actor.id, internal=False))
    shown, number, parts = _part_of(text, part)
    facts = {"part": number, "parts": parts, "next": number + 1}
    more = step.wording.words("my_data_cut", step.language(), **facts) if number < parts else None
    whose = accounts.all_of(step, step.actor.id, step.language())
    step.whisper("my_data_export", accounts=whose, quote=Quote(text=shown), more=more)


def _forget_me(step: Step, sure: str | None) -> None:
    asked = step.records.carriers(settling.about("forgetme", step.actor.id))
    if sure is None or _more_than_shown(step, step.actor, asked):
        count = len(forgetting.open_tickets(step, step.actor))
        whose = accounts.all_of(step, step.actor.id, step.language())
        step.whisper("forget_ask", accounts=whose, count=count)
        return
    erased, closed = forgetting.forget(step, step.actor)
    forgetting.no_more_asked(step, asked, "forgetme yes")
    hourly, daily = step.policy.backups
    kept = step.wording.say("in_backups", step.language(), hourly=hourly, daily=daily).parts[0]
    receipt = step.wording.say(
        "forgotten",
        step.language(),
        receipt=erased.number,
        rows=sum(count for name, count in erased.rows.items() if name != COPIES),
        count=len(closed),
        backups=kept if erased.copies else None,
        again=None
        if step.here.private
        else step.wording.say("mention_again", step.language()).parts[0],
    )
    forgetting.send_once(step, receipt, step.here, step.actor.id)


def _more_than_shown(step: Step, person: Person, asked: Sequence[Carrier]) -> bool:
    """Whether accounts would be erased that nobody was shown before: a "yes" is then asked for anew."""
    several = len(step.records.identities(person.id)) > 1
    return several and all(each.spent for each in asked)


def _person_data(step: Step, person: Person, part: int | None) -> None:
    text = _written(step.records.person_data(person.id, internal=True))
    shown, number, parts = _part_of(text, part)
    typed = _typed(step, person)
    more = (
        step.put("person_part", number=number, parts=parts, typed=typed, next=number + 1)
        if number < parts
        else None
    )
    message = step.wording.say(
        "staff_person_data",
        step.language(),
        who=person.name,
        quote=Quote(text=shown),
        more=more,
    )
    step.answer(message, private=True)


def _erase(step: Step, person: Person, sure: str | None) -> None:
    line = f"erase {person.id} yes"
    asked = step.records.carriers(settling.about(line, step.actor.id))
    if sure is None or _more_than_shown(step, person, asked):
        count = len(forgetting.open_tickets(step, person))
        message = step.wording.say(
            "staff_erase_ask",
            step.language(),
            person=person.id,
            typed=_typed(step, person),
            accounts=accounts.named(step, person.id, step.language()),
            count=count,
        )
        step.answer(message, private=True)
        return
    erased, closed = forgetting.forget(step, person)
    forgetting.no_more_asked(step, asked, line)
    step.whisper("done", text=receipt(step, erased, len(closed)))


def _typed(step: Step, person: Person) -> str:
    """What means somebody when it is typed: their name, where nobody else has it."""
    unlike = " " in person.name or len(step.records.find_people(person.name)) != 1
    return person.id if unlike else person.name


def receipt(step: Step, erased: Erased, closed: int) -> str:
    """What a lead is told: how many rows of what, and what is left to do."""
    rows = ", ".join(f"{count} {name}" for name, count in erased.rows.items() if count)
    hourly, daily = step.policy.backups
    words = [
        step.put("erased", number=erased.number, rows=rows or step.put("nothing_kept")),
        step.put("erased_tickets", number=closed),
        step.put("in_backups_still", hourly=hourly, daily=daily)
        if erased.copies
        else step.put("in_no_backup"),
        step.put("chat_not_mine"),
    ]
    if erased.left:
        words.append(step.put("entries_left", entries=", ".join(erased.left)))
    return "\n".join(words)


_SURE = Param(
    name="sure",
    kind=Kind.WORD,
    required=False,
    choices=("yes",),
)
_PART = Param(
    name="part",
    kind=Kind.NUMBER,
    required=False,
)
_WHOM = Param(
    name="person",
    kind=Kind.PERSON,
)

PRIVACY_COMMANDS: tuple[Command, ...] = (
    Command(
        name="mydata",
        run=_my_data,
        who=Role.CUSTOMER,
        params=(
            Param(
                name="what",
                kind=Kind.WORD,
                required=False,
                choices=("export",),
                others="my_data_how",
            ),
            _PART,
        ),
        group="You",
        own=True,
        looks=True,
    ),
    Command(
        name="forgetme",
        run=_forget_me,
        who=Role.CUSTOMER,
        params=(_SURE,),
        group="You",
        own=True,
    ),
    Command(
        name="persondata",
        run=_person_data,
        who=Role.LEAD,
        params=(_WHOM, _PART),
        group="People",
        looks=True,
    ),
    Command(
        name="erase",
        run=_erase,
        who=Role.LEAD,
        params=(_WHOM, _SURE),
        group="People",
    ),
)
