"""An intake form as its customer meets it: offered beside a ticket that stands already, filled in at once
or field after field, late or never.

What is filled in is the customer's and the team's: nothing of it is said where others read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.desk.nouns.intake_form import ALL, Detail, FieldKind, Filling, FormChange, FormField
from bot.desk.nouns.message import Button, Message
from bot.desk.nouns.question import Guess
from bot.desk.nouns.team import Team
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Records
from bot.desk.rules import teams
from bot.desk.step.step import Step
from bot.desk.verbs import ledger, requester
from knowledge.text.folding import fold


def form_for(records: Records, ticket: Ticket) -> FormChange | None:
    """What is asked of a ticket: its team's form, that of the category which lies nearest, or the one
    for all; None where there is none, or it is filled in."""
    known = {each.category: each for each in records.forms()}
    if not known:
        return None
    found = known.get(ticket.team) or known.get(_nearest(records, ticket.guesses, known))
    form = found or known.get(ALL)
    return form if form and _lacking(ticket, form.fields) else None


def _nearest(records: Records, guesses: Sequence[Guess], known: Mapping[str, FormChange]) -> str:
    """By the rule by which a team is proposed: where two lie near, none."""
    categories = {
        each.entry: entry.category for each in guesses if (entry := records.entry(each.entry))
    }
    found = teams.nearest([Team(name=each) for each in known if each != ALL], guesses, categories)
    return found.name if found else ""


def _lacking(ticket: Ticket, fields: Sequence[FormField]) -> list[FormField]:
    """What is not filled in yet; any file with a ticket is the file that is asked for."""
    given = {each.label for each in ticket.details}
    has = {FieldKind.FILE} if ticket.files else set()
    return [each for each in fields if each.label not in given and each.kind not in has]


def button(step: Step, ticket: Ticket) -> Button | None:
    """The way to the form of a ticket; None where nothing is asked."""
    form = form_for(step.records, ticket)
    if form is None:
        return None
    label = step.wording.label("form", ticket.language)
    line = f"fillin {ticket.number} {form.number}"
    return Button(label=label, command=line, describe=f"{label}: {ticket.number}")


def offered(step: Step, ticket: Ticket, said: Message) -> Message:
    """A message on a ticket with its form below: nobody has to, and nothing waits for it."""
    way = button(step, ticket)
    if way is None:
        return said
    line = step.wording.say("form_offer", ticket.language).parts
    return replace(said, parts=(*said.parts, *line), buttons=(*said.buttons, way))


# Field after field


def ask(step: Step, ticket: Ticket, form: FormChange, place: int, *, again: bool = False) -> None:
    """Ask for one field; behind the last one, take what was given."""
    while place < len(form.fields) and not _open(ticket, form.fields[place]):
        place += 1
    if place >= len(form.fields):
        taken(step, ticket, form)
        return
    field, language = form.fields[place], step.language()
    how = "form_need_how" if field.required else "form_skip_how"
    known = step.wording.words("form_one_of", language, known=", ".join(field.choices))
    begun = Filling(ticket=ticket.number, form=form.number, field=place, at=step.now)
    step.reply(
        "form_ask",
        again=step.wording.words("form_again", language) if again else None,
        at=place + 1,
        all=len(form.fields),
        label=field.label,
        choices=known if field.choices else None,
        how=step.wording.words(how, language, **_words_for(step, language)),
        buttons=(),
    )
    step.records.save_conversation(replace(step.conversation(), filling=begun))


def _open(ticket: Ticket, field: FormField) -> bool:
    return field in _lacking(ticket, (field,))


def _words_for(step: Step, language: str) -> dict[str, str]:
    return {each: step.wording.label(f"form_{each}", language) for each in ("skip", "later")}


def value_of(field: FormField, words: str) -> str:
    """What is meant; of choices one, by its number too; "" for none of them."""
    if field.kind is not FieldKind.CHOICE:
        return words
    if words.isdecimal() and 1 <= int(words) <= len(field.choices) and words not in field.choices:
        return field.choices[int(words) - 1]
    return next((each for each in field.choices if fold(each) == fold(words)), "")


def leave(step: Step) -> None:
    """Words are nothing but words again."""
    conversation = step.conversation()
    if conversation.filling:
        step.records.save_conversation(replace(conversation, filling=None))


# What is filled in


def fill(step: Step, ticket: Ticket, form: FormChange, given: Sequence[str]) -> None:
    """A whole form, as it was sent."""
    pairs = [
        (field, value_of(field, words) or words)
        for field, words in zip(form.fields, given, strict=False)
        if words
    ]
    files = tuple(each for each in step.files if each not in ticket.files)
    ticket = keep(step, ticket, pairs)
    taken(step, step.save(replace(ticket, files=(*ticket.files, *files))), form)


def keep(step: Step, ticket: Ticket, pairs: Sequence[tuple[FormField, str]]) -> Ticket:
    """On the ticket and its card, each field as it was given last."""
    known = {each.label: each for each in ticket.details}
    known |= {field.label: Detail(label=field.label, text=text) for field, text in pairs}
    return step.save(replace(ticket, details=tuple(known.values())))


def taken(step: Step, ticket: Ticket, form: FormChange) -> None:
    """The form is done with, for now: the team is told what was given, and its customer that it is."""
    labels = {each.label for each in form.fields}
    given = [each for each in ticket.details if each.label in labels]
    if not given and not step.files:
        step.to_customer(ticket, "form_left", back=True)
        return
    words = "\n".join(f"{each.label}: {each.text}" for each in given)
    word = requester.wrote(
        step, ticket, requester.Words(text=words, message=step.answers), tell=False
    )
    ticket = step.records.ticket(ticket.number)
    needed = [each.label for each in _lacking(ticket, form.fields) if each.required]
    lacks = step.wording.words("form_lacks", ticket.language, labels=", ".join(needed))
    if not ticket.person_present:
        step.to_customer(
            ticket,
            "form_taken",
            word=word,
            by=ledger.promised(step, ticket),
            lacks=lacks if needed else None,
            back=True,
        )
