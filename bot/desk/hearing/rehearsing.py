"""Rehearsal: whoever writes hears nothing, and the team reads what they would have heard.

Nothing is asked, answered or opened for a customer here; the team answers as it did before. What was
begun while the desk was live goes on, and so does what is somebody's own by right; who is in danger or
hurt is heard as anywhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.desk.boundary import Commands, Heard
from bot.desk.hearing import harm, keeping_out, quick_replies, revising, talk, watched
from bot.desk.nouns.inbound import (
    Address,
    Commanded,
    Deleted,
    Edited,
    Flooded,
    Inbound,
    Reacted,
    Said,
)
from bot.desk.nouns.message import Line, Markdown, Message, Outgoing, Part, Quote, Readership
from bot.desk.nouns.question import Answer, Choices, DontKnow, Guess, Outcome
from bot.desk.nouns.rehearsed import Rehearsed
from bot.desk.rules import answering
from bot.desk.step import muting
from bot.desk.step.step import Step
from knowledge.text.intent import Intent
from knowledge.text.reading import SmallTalk
from knowledge.text.secrets import redact

REHEARSED = "rehearsed"
"""The outcome of what a customer wrote, and heard nothing of."""
NOTHING = "nothing"
SHOWN = "staff_rehearsed"
"""The kind of what the team is shown."""
BUTTONS = ("rehearse_right", "rehearse_wrong", "rehearse_better")
UNHEARD, PASSED_ON = "rehearsed_unheard", "rehearsed_passed_on"
"""What they did hear, as sentences for the team."""
MOST = 3
"""Questions of one message that the team is shown."""
_BEGIN = frozenset({"ask", "person"})
"""Commands that would begin something with the desk, where they name nothing that was begun."""
_THEIR_DATA = frozenset({Intent.ERASURE, Intent.DATA})
"""What people ask in their own words of what is kept about them."""


def heard_only(
    step: Step, inbound: Inbound, heard: Heard | None, commands: Commands, *, unseen: bool
) -> str:
    """Show the team what would have been said; the outcome, "" for what is done as where it is live.

    `unseen`: it was asked by a command that waits for an answer, and that nobody sees: who asked so is
    told, alone, what becomes of it.
    """
    if not _rehearses(step, inbound, commands):
        return ""
    if _goes_on(step, inbound, heard, commands):
        step.goes_on = True
        return ""
    match inbound:
        case Commanded():
            outcome = _commanded(step, inbound)
        case Said() if heard:
            outcome = _said(step, inbound, heard)
        case Edited() if heard:
            outcome = _edited(step, inbound, heard)
        case _:
            return REHEARSED
    if unseen:
        has_it = outcome == REHEARSED and step.staff_room(step.here.platform)
        step.goes_on = True
        step.whisper("rehearsing_passed" if has_it else "rehearsing_here")
    return outcome


def _rehearses(step: Step, inbound: Inbound, commands: Commands) -> bool:
    """Whether the desk rehearses for whoever does it, where they do. The team's own commands and signs
    do what they do everywhere; what customers begin something with does not."""
    people = isinstance(inbound, Said | Commanded | Edited | Deleted | Reacted | Flooded)
    if not people or step.place is None or step.in_staff_room():
        return False
    if not muting.is_mute(step.records, step.policy, step.here):
        return False
    if not step.is_staff:
        return True
    if not isinstance(inbound, Said) or inbound.address is not Address.DIRECT:
        return False
    return not commands.knows(inbound.text, step.role) or _begins(inbound.text, commands)


def _goes_on(step: Step, inbound: Inbound, heard: Heard | None, commands: Commands) -> bool:
    """Whether it is done all the same: what was begun with somebody, that they are in danger or hurt,
    what they ask of their own tickets and data, and every button, which stands below nothing else."""
    match inbound:
        case Commanded():
            return _has_ticket(step) or not _begins(inbound.line, commands)
        case Said():
            begun = _has_ticket(step) or harm.presses(step, inbound, heard)
            return begun or _by_right(step, inbound, heard, commands)
        case Edited():
            heard_as, _ = revising.left(step, inbound.message, inbound.text)
            return step.records.ticket_of_message(heard_as) is not None
        case _:
            return isinstance(inbound, Reacted)


def _has_ticket(step: Step) -> bool:
    return talk.open_ticket_here(step, step.conversation()) is not None


def _by_right(step: Step, said: Said, heard: Heard | None, commands: Commands) -> bool:
    if said.address is not Address.DIRECT or heard is None:
        return False
    if commands.knows(said.text, step.role):
        return not _begins(said.text, commands)
    if heard.asked and heard.asked.intent in _THEIR_DATA:
        return True
    if not step.conversation().offers or heard.sure(step.library.bands):
        return False
    pressed = quick_replies.picked(step, said.text, heard.reading)
    return bool(pressed) and not _begins(pressed, commands)


def _begins(line: str, commands: Commands) -> bool:
    """Whether a command would begin something, and names nothing that was begun; what is none would."""
    word, *rest = line.strip().removeprefix("/").split() or [""]
    named = bool(rest) and rest[0].isdecimal()
    return commands.unknown(line) or (word.casefold() in _BEGIN and not named)


def _commanded(step: Step, command: Commanded) -> str:
    """A wish for a person, with all that was written to it; of what is no command nothing comes."""
    word, _, rest = command.line.strip().removeprefix("/").partition(" ")
    if word.casefold() not in _BEGIN:
        return NOTHING
    words = "\n".join(filter(None, (rest.strip(), *command.fields.values(), command.quoted)))
    _show(step, words or command.line, (_line(step, "rehearsed_person"),))
    return REHEARSED


def _said(step: Step, said: Said, heard: Heard) -> str:
    if step.here.private:  # that what is written there is found after a stop
        step.records.save_conversation(step.conversation())
    wants = heard.asked is not None and heard.asked.intent is Intent.PERSON
    if said.address is Address.OVERHEARD and not (
        wants and keeping_out.below_own(step, watched.LEFT, REHEARSED)
    ):
        return "overheard"
    return show_what(step, said, heard)


def _edited(step: Step, edit: Edited, heard: Heard) -> str:
    """What stands there now is rehearsed anew, where the team saw what stood there before; a mention
    added afterwards is a message like any other."""
    if step.records.words_of(edit.message) == edit.text:
        return NOTHING
    name, left = revising.left(step, edit.message, edit.text)
    shown, anew = _cards(step, name), replace(revising.said(edit, left), id=name)
    if shown:
        over = shown[0].key
        outcome = show_what(step, replace(anew, address=Address.DIRECT), heard, over)
        _take_back(step, shown if outcome != REHEARSED else shown[1:], "")
        return outcome
    known = step.records.heard_as(edit.message)
    if edit.address is not Address.DIRECT or known is Address.DIRECT:
        return NOTHING
    if known is None:
        step.records.enqueue(anew)
        return "heard"
    return show_what(step, anew, heard)


def taken_back(step: Step, gone: Deleted) -> None:
    """The team's room shows no more of a message than still stands."""
    name, left = revising.left(step, gone.message, "")
    _take_back(step, _cards(step, name), left)


def _cards(step: Step, message: str) -> list[Outgoing]:
    """What the team was shown of a message."""
    keys = (f"in:{message}/{at}" for at in range(1, 2 * MOST + 1))
    found = filter(None, (step.records.outgoing(key) for key in keys))
    return [each for each in found if each.message.kind == SHOWN]


def _take_back(step: Step, shown: Sequence[Outgoing], left: str) -> None:
    """Quote what is left, and ask for no judgement of what is gone."""
    quote = redact(left)[0] or step.wording.words("taken_back", step.policy.language)

    def change(message: Message) -> Message:
        parts = tuple(
            replace(each, text=quote) if isinstance(each, Quote) else each for each in message.parts
        )
        return replace(message, parts=parts, buttons=())

    for each in shown:
        step.records.reword(each.key, change)
        step.send(replace(each, key="", edits=each.key, message=change(each.message)))


def show_what(step: Step, said: Said, heard: Heard, over: str = "") -> str:
    """Show what came of each question; of small talk, and of what people say to each other, nothing.
    The first is shown in the place of the message of that key."""
    talk_kind = heard.reading.small_talk
    sure = heard.sure(step.library.bands)
    if said.address is Address.WATCHED and not sure:
        return _left_to_people(step, said, heard)
    if (heard.asked is not None or talk_kind is SmallTalk.PERSON) and not sure:
        _show(step, said.words, (_line(step, "rehearsed_person"),), over=over)
        return REHEARSED
    if said.address is Address.WATCHED and (said.others or talk_kind):
        return watched.LEFT
    if talk_kind and not sure:
        return "small_talk"
    for guesses in heard.near[:MOST]:
        outcome = answering.decide(guesses, step.library.bands)
        number = noted(step, said, guesses, outcome)
        _show(step, said.words, tuple(would(step, outcome, guesses)), number, over)
        over = ""
    return REHEARSED


def _left_to_people(step: Step, said: Said, heard: Heard) -> str:
    """A post in an answer room that no entry surely answers: what its author would have been offered."""
    idle = said.others or heard.reading.small_talk or not heard.reading.questions
    wanted = () if idle else watched.wanted(step, heard)[:MOST]
    for _, guesses in wanted:
        number = noted(step, said, guesses, DontKnow())
        _show(step, said.words, (_line(step, "rehearsed_offer"),), number)
    return REHEARSED if wanted else watched.LEFT


def noted(step: Step, said: Said, guesses: Sequence[Guess], outcome: Outcome) -> int:
    """One question, kept without its words; its number."""
    nearest = guesses[0] if guesses else None
    kept = step.records.add_rehearsed(
        Rehearsed(
            at=step.now,
            room=muting.room_of(step.here),
            message=said.id,
            outcome=answering.kind(outcome),
            entry=nearest.entry if nearest else "",
            version=nearest.version if nearest else 0,
        )
    )
    return kept.id


def would(
    step: Step, outcome: Outcome, guesses: Sequence[Guess], heard: str = UNHEARD
) -> Iterator[Part]:
    """What the customer would have read, in short; `heard` names the sentence of what they did hear."""
    match outcome:
        case Answer(entry=name):
            entry = step.library.get(name)
            yield _line(step, "rehearsed_answer", heard, entry=name)
            yield Markdown(text=step.filled(entry, step.by).answer if entry else guesses[0].title)
        case Choices(entries=names):
            titles = [each.title for each in guesses if each.entry in names]
            yield _line(step, "rehearsed_choices", heard)
            yield Markdown(text="\n".join(f"- {each}" for each in titles))
        case DontKnow():
            yield _line(step, "rehearsed_dont_know", heard)


def _show(step: Step, words: str, would: tuple[Part, ...], number: int = 0, over: str = "") -> None:
    """To the team's room: who wrote what, and what they would have heard; in another's place, where that
    is named."""
    room = step.staff_room(step.here.platform)
    if room is None:
        return
    message = step.wording.say(
        SHOWN,
        step.policy.language,
        buttons=BUTTONS if number else (),
        who=step.actor.name,
        quote=Quote(text=redact(words)[0], by=step.actor.name),
        would=would,
        link=_put(step, "rehearsed_link", link=step.link) if step.link else None,
        rehearsed=number,
    )
    if over:
        step.records.reword(over, lambda _: message)
    step.send(
        Outgoing(key="", place=room, message=message, readership=Readership.STAFF, edits=over)
    )


def _line(step: Step, name: str, heard: str = UNHEARD, **facts: str) -> Line:
    """What they would have heard, behind what they did hear."""
    return Line(spans=(f"{_put(step, heard)} {_put(step, name, **facts)}",))


def _put(step: Step, name: str, **facts: str) -> str:
    return step.wording.said(name, step.policy.language, **facts)
