"""That a member's words solved somebody's question: by a sign below them, by thanks, or as staff say.

It is written down, and counts once the member has said so; they are asked alone, and once.
"""

from bot.desk.boundary import Heard
from bot.desk.hearing import confiding, talk
from bot.desk.nouns.expert import Allows, Help, Leave
from bot.desk.nouns.inbound import Address, Reacted, Said, Sign
from bot.desk.nouns.message import Message
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.step import muting
from bot.desk.step.step import Step
from bot.desk.verbs import accounts, experts
from bot.desk.words.topics import category_of, topic_of
from knowledge.text.normalise import surface
from knowledge.text.reading import SmallTalk
from knowledge.text.small_talk import small_talk

_SIGNS = {Sign.DONE, Sign.GOOD}
LONGEST = 200
"""Characters of words that are thanks and no more."""
_THANKS = {SmallTalk.THANKS, SmallTalk.SOLVED}


def by_sign(step: Step, reacted: Reacted) -> str:
    """Write down whose words a sign is below: "done" and a thumb of whoever asked there, "done" of staff.
    The command that the asker's "done" is, "" where it is none."""
    if reacted.sign not in _SIGNS or (step.is_staff and reacted.sign is not Sign.DONE):
        return ""
    author = step.records.wrote(reacted.message)
    if author is None or muting.is_mute(step.records, step.policy, step.here):
        return ""
    ticket, asked = _by_staff(step) if step.is_staff else _own(step)
    if not _is_anothers(step, author, ticket, asked):
        return ""
    note(step, author, given(step, author, ticket=ticket, question=asked))
    if step.is_staff or reacted.sign is Sign.GOOD:
        return ""
    if ticket:
        return f"sorted {ticket.number}"
    return f"solved {asked.id}" if asked and asked.feedback is None else ""


def thanked(step: Step, said: Said, heard: Heard) -> str:
    """Write down whom somebody thanks by name in the thread of what they asked. Thanks to a member are
    theirs, and the desk says nothing to them; "" for all else."""
    if said.address is not Address.OVERHEARD or step.is_staff or step.here.private:
        return ""
    ticket, asked = _own(step)
    since = asked.asked_at if asked else ticket.opened_at if ticket else None
    if since is None or said.others or len(said.text) > LONGEST:
        return ""
    words = surface(said.text)
    there = step.records.others_there(step.here, step.actor.id, since)
    named = [each for each in there if set(words).issuperset(surface(each.name))]
    if len(named) != 1 or not _is_anothers(step, named[0], ticket, asked):
        return ""
    called = set(surface(named[0].name))
    kind = heard.reading.small_talk or small_talk([each for each in words if each not in called])
    if kind not in _THANKS:
        return ""
    note(step, named[0], given(step, named[0], ticket=ticket, question=asked))
    return "thanked" if kind is SmallTalk.THANKS else ""


def _own(step: Step) -> tuple[Ticket | None, Question | None]:
    """What whoever acts asked there."""
    conversation = step.conversation()
    return talk.open_ticket_here(step, conversation), talk.last_question(step, conversation)


def _by_staff(step: Step) -> tuple[Ticket | None, None]:
    return talk.ticket_of_thread(step), None


def _is_anothers(step: Step, author: Person, ticket: Ticket | None, asked: Question | None) -> bool:
    """Whether something was asked there, and by somebody else."""
    asker = ticket.requester.id if ticket else asked.by.id if asked else author.id
    return not accounts.same(step.records, asker, author.id)


def given(
    step: Step,
    author: Person,
    *,
    ticket: Ticket | None = None,
    question: Question | None = None,
    entry: str = "",
) -> Help:
    """What is written down of it."""
    guesses = ticket.guesses if ticket else question.guesses if question else ()
    written = step.records.entry(entry) if entry else None
    topic = category_of(written) if written else topic_of(step.records, guesses)
    return Help(
        person_id=author.id,
        question=question.id if question else None,
        ticket=ticket.number if ticket else question.ticket if question else None,
        entry=entry,
        topic=topic,
        at=step.now,
    )


def note(step: Step, author: Person, help_given: Help) -> str:
    """Write it down unless they want none of it; the sentence that tells staff what comes of it."""
    known = step.records.leave(author.id)
    if known and known.state is Allows.NO:
        return "helped_wants_none"
    if step.records.block_on(author.id, step.now):
        return "helped_blocked"
    if not experts.known_already(step.records, help_given):
        step.records.add_help(help_given)
    if known is None:
        return _ask(step, author)
    if known.state is Allows.ASKED:
        return "helped_was_asked"
    _invite(step, author, help_given.topic)
    return "helped_counts"


def _ask(step: Step, author: Person) -> str:
    """Whether it may be counted, and they be named."""
    tongue = accounts.language(step, author.id)
    message = step.wording.say("help_ask", tongue, name=author.name)
    if not _confide(step, author, message):
        return "helped_later"
    _save(step, author, "")
    return "helped_asked"


def _invite(step: Step, author: Person, topic: str) -> None:
    """Whether the team may ask them, once they have helped often enough."""
    helped = sum(each.topic == topic for each in step.records.helps(author.id))
    if not topic or helped < experts.INVITED_AT or step.records.leave(author.id, topic):
        return
    tongue = accounts.language(step, author.id)
    message = step.wording.say("help_topic", tongue, topic=topic, count=helped)
    if _confide(step, author, message):
        _save(step, author, topic)


def _confide(step: Step, author: Person, message: Message) -> bool:
    place = _place(step, author)
    typed = place is not None and place.private
    return confiding.tell(step, author.id, place, message, typed=typed)


def _place(step: Step, author: Person) -> Place | None:
    """Where they talk with the desk alone; else where they helped, for their eyes alone."""
    known = step.records.spoke_in(author.id)
    if known is None or not known.private:
        at_work = step.in_staff_room() or step.here.private
        return known if at_work else step.here
    return known


def _save(step: Step, author: Person, topic: str) -> None:
    leave = Leave(person_id=author.id, topic=topic, state=Allows.ASKED, at=step.now)
    step.records.save_leave(leave)
