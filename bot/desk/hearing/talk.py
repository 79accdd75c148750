"""What comes of somebody's words: a question's outcome, or words for a ticket; the rest is in `small_talk`.

Whoever addresses the desk gets exactly one of these, and never silence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.desk.hearing import asking_back, offering, parts, paying, pointing
from bot.desk.nouns.conversation import Conversation
from bot.desk.nouns.inbound import Said
from bot.desk.nouns.incident import issue_named
from bot.desk.nouns.message import Button
from bot.desk.nouns.place import Place
from bot.desk.nouns.policy import Handover
from bot.desk.nouns.question import Answer, Choices, DontKnow, Feedback, Guess, Outcome, Question
from bot.desk.nouns.ticket import Ticket, TicketState
from bot.desk.rules import answering
from bot.desk.step.step import Step
from bot.desk.verbs import earlier, handover, ledger, news, requester, showing
from bot.desk.words import cards
from knowledge.text.normalise import surface
from knowledge.text.own_booking import tells_of_own
from knowledge.text.reading import Reading, SmallTalk
from knowledge.text.sentences import puts_question
from knowledge.text.small_talk import not_solved
from knowledge.text.weight import weighty


def open_ticket_here(step: Step, conversation: Conversation) -> Ticket | None:
    """The open ticket that words here belong to."""
    if conversation.ticket is None:
        return None
    ticket = step.records.ticket(conversation.ticket)
    if ticket.merged_into:
        ticket = step.records.ticket(ticket.merged_into)
    return ticket if ticket.is_open else None


def ticket_meant(step: Step, conversation: Conversation, text: str) -> Ticket | None:
    """The open ticket that words are for: of several here, the only one that has most of their
    words; else the one that was last spoken of, unless that is closed."""
    last = open_ticket_here(step, conversation)
    words = weighty(text)
    if conversation.ticket is None or not words:
        return last
    spoken_of = last or step.records.ticket(conversation.ticket)
    here = requester.open_here(step, spoken_of)
    several = [spoken_of, *(each for each in here if each.number != spoken_of.number)]
    most = several if len(several) == 1 else _sharing_most(step, several, words)
    return most[0] if len(most) == 1 and most[0].is_open else last


def _sharing_most(step: Step, tickets: Sequence[Ticket], words: Sequence[str]) -> Sequence[Ticket]:
    shares = {each.number: news.shared(step, each, words) for each in tickets}
    return [each for each in tickets if shares[each.number] == max(shares.values())]


def answers_staff(
    step: Step, ticket: Ticket | None, conversation: Conversation, kind: SmallTalk | None
) -> bool:
    """Whether a yes or a no is an answer to the team, whose last words have no buttons below them; to
    what they asked also after "let me look".

    An ok is one too, but not where they talk to each other: there it may be an answer to anything.
    """
    if ticket is None or conversation.offers:
        return False
    waits = ticket.state is TicketState.PENDING
    if kind is SmallTalk.OKAY:
        return waits and not ticket.person_present
    if kind not in {SmallTalk.YES, SmallTalk.NO, SmallTalk.RATING, SmallTalk.TEST}:
        return False
    return waits or (ticket.is_open and ledger.asked_back(step, ticket))


def awaits_answer(step: Step, place: Place, person: str) -> bool:
    """Whether a plain yes of that person there would be an answer to the team."""
    conversation = step.records.conversation(place, person)
    return answers_staff(step, open_ticket_here(step, conversation), conversation, SmallTalk.YES)


def want_person(step: Step, words: str, *, said: Said | None = None) -> None:
    """A person on request: the last question goes to the team, or what it is about is asked."""
    conversation = step.conversation()
    ticket = open_ticket_here(step, conversation)
    if ticket:
        requester.asked_for_person(step, ticket, words)
        return
    question = last_question(step, conversation)
    fresh = question and question.words and not (question.ticket or question.feedback)
    asked = (question,) if question and fresh else ()
    known = bool(asked or step.quoted or (said and said.quoted))
    kind = "person_coming" if known else "person_subject"
    handover.hand_over(step, words, asked, handover.Handing(kind=kind, said=said, asks=not known))


def last_question(step: Step, conversation: Conversation) -> Question | None:
    """What was asked here last."""
    return step.records.question(conversation.question) if conversation.question else None


def questions(step: Step, said: Said, reading: Reading, near: Sequence[tuple[Guess, ...]]) -> str:
    """Each question gets its outcome; those without an answer go to the team as one ticket."""
    unknown: list[Question] = []
    conversation = step.conversation()
    again = open_ticket_here(step, conversation) if conversation.rephrasing else None
    asked: Question | None = None
    each = list(_decided(step, said, reading, near))
    decided = parts.each_once(each)
    told = [each for each in decided if weighty(each[0]) or isinstance(each[2], Answer)]
    if not told:
        if not offering.again(step):
            asking_back.say_more(step, said)
        return "small_talk"
    besides = parts.besides(decided, told)
    several = len(told) > 1 or (len(each) > len(told) and isinstance(told[0][2], Choices))
    handed = any(isinstance(outcome, DontKnow) for *_, outcome in told)
    replaced = again if all(isinstance(outcome, Answer) for *_, outcome in told) else None
    for at, (text, guesses, outcome) in enumerate(told, start=1):
        asked = showing.ask(step, said, text, guesses, outcome)
        lead = _on(step, [asked], several) or ""
        last = at == len(told) and not handed
        among = showing.Among(
            lead=lead,
            last=last,
            besides=besides if last else (),
            drops=replaced if last else None,
        )
        match outcome:
            case Answer(entry=entry_id):
                showing.answer(step, asked, entry_id, among)
            case Choices(entries=ids):
                showing.choices(step, asked, ids, among=among)
            case DontKnow():
                unknown.append(asked)
    if asked:
        latest = replace(step.conversation(), question=asked.id, rephrasing=False)
        step.records.save_conversation(latest)
    if unknown:
        dont_know(step, said, unknown, again, lead=_on(step, unknown, several, besides))
    elif replaced:
        requester.drop(step, replaced)
    return asked.outcome.value if asked else "nothing"


def _decided(
    step: Step, said: Said, reading: Reading, near: Sequence[tuple[Guess, ...]]
) -> Iterator[parts.Decided]:
    disputed = _disputed(step, said.text)
    about = pointing.spoken_of(step, last_question(step, step.conversation()))
    for text, guesses in zip(reading.questions, near, strict=True):
        open_to = left(step, text, guesses, disputed)
        outcome = _outcome_beside(step, said, text, open_to)
        outcome = pointing.doubted(step, text, open_to, outcome, about)
        yield text, guesses, outcome
        about = frozenset()


def _disputed(step: Step, text: str) -> frozenset[str]:
    """Entries shown last, where the words begin by saying that it is wrong: they are refused by it."""
    last = last_question(step, step.conversation())
    if last is None or last.ticket or not last.shown or last.feedback is Feedback.SOLVED:
        return frozenset()
    if not not_solved(surface(_CLAUSE_END.split(text, maxsplit=1)[0])):
        return frozenset()
    refused = replace(last, feedback=Feedback.NOT_SOLVED, feedback_at=step.now, ask_at=None)
    step.records.save_question(replace(refused, open=True))
    return frozenset(last.shown)


_CLAUSE_END = re.compile(r"[,;:.!?\n–—]")


def left(
    step: Step, text: str, guesses: Sequence[Guess], disputed: frozenset[str] = frozenset()
) -> Sequence[Guess]:
    """Guesses without what they have refused, in whatever language it is put."""
    refused = {step.library.topic(each) for each in disputed | earlier.refused(step, text)}
    return tuple(each for each in guesses if step.library.topic(each.entry) not in refused)


def outcome_of(step: Step, guesses: Sequence[Guess]) -> Outcome:
    """What comes of a question, by what customers may be shown."""
    public = tuple(guess for guess in guesses if step.library.public(guess.entry))
    issue = answering.known_issue(public, step.library.bands)
    if issue:
        return Answer(entry=issue.entry, version=issue.version)
    return answering.decide(public, step.library.bands)


def _outcome_beside(step: Step, said: Said, text: str, guesses: Sequence[Guess]) -> Outcome:
    """The outcome of words that may have held a card's number: those are worth no guess, and what is
    wanted of us with it ("can you charge it") no entry does. That something is broken now is told. Nor is
    a title one to what they tell of a booking of their own."""
    found = outcome_of(step, guesses)
    if isinstance(found, Choices) and tells_of_own(text):
        return DontKnow()
    if not paying.paid_with(said):
        return found
    if isinstance(found, Answer) and (issue_named(found.entry) or paying.asks_by_itself(text)):
        return found
    return DontKnow()


def note_questions(
    step: Step,
    said: Said,
    reading: Reading,
    near: Sequence[tuple[Guess, ...]],
    ticket: Ticket,
) -> None:
    """Questions among the words for a ticket: nobody has answered them, so they keep their asker."""
    for text, guesses in zip(reading.questions, near, strict=True):
        if _asks(text) and weighty(text):
            asked = showing.ask(step, said, text, guesses, DontKnow())
            step.records.save_question(replace(asked, ticket=ticket.number))


def _asks(text: str) -> bool:
    first, _, rest = text.partition(" ")
    joined = first.casefold().strip(",") in _JOINS
    return puts_question(text) or (joined and puts_question(rest))


_JOINS = frozenset({"and", "also", "und", "auch", "oh", "y", "e", "et", "aussi", "anche"})
"""What a further question begins with."""


def perhaps(
    step: Step,
    said: Said,
    reading: Reading,
    near: Sequence[tuple[Guess, ...]],
    ticket: Ticket,
) -> tuple[Button, ...]:
    """Titles of entries that words for an open ticket may mean instead; mostly none."""
    told = ticket.first_response_at or reading.not_solved or puts_question(said.text)
    if told or not ticket.is_open or paying.paid_with(said):
        return ()
    for text, guesses in zip(reading.questions, near, strict=True):
        near_by = outcome_of(step, guesses)
        if isinstance(near_by, Answer):
            near_by = Choices(entries=(near_by.entry,))
        if isinstance(near_by, Choices) and weighty(text):
            asked = showing.ask(step, said, text, guesses, near_by)
            asked = replace(asked, ticket=ticket.number, open=False, ask_at=None)
            step.records.save_question(asked)
            return showing.titles(step, asked, near_by.entries)
    return ()


def dont_know(
    step: Step,
    said: Said,
    unknown: list[Question],
    again: Ticket | None,
    *,
    lead: str | None = None,
) -> None:
    """Says so, and passes on what nobody has answered: to the open ticket when it was put anew."""
    if again:
        for question in unknown:
            step.records.save_question(replace(question, ticket=again.number))
        requester.wrote(step, again, requester.Words.of(said))
    elif step.policy.handover is Handover.OFFER and step.withheld is None:
        offering.offer(step, unknown[-1], lead=lead)
    else:
        handover.hand_over(step, said.words, unknown, handover.Handing(said=said, lead=lead))


def _on(
    step: Step, unknown: Sequence[Question], several: bool, besides: Sequence[str] = ()
) -> str | None:
    """Which of several questions is meant; None where there was but one."""
    if not several:
        return None
    text = " / ".join((*(cards.with_links(each.text, each.words) for each in unknown), *besides))
    return step.wording.words("on_question", step.language(), question=text)


def ticket_of_thread(step: Step) -> Ticket | None:
    """The newest open ticket whose customer asked in this very thread."""
    return next(reversed(tickets_of_thread(step)), None)


def tickets_of_thread(step: Step) -> list[Ticket]:
    """The open tickets whose customers asked in this very thread, the newest last."""
    return [each for each in step.records.open_tickets() if each.place.key == step.here.key]


def keep_quiet(step: Step) -> None:
    """A person speaks here: the desk answers in this place only when it is addressed."""
    for conversation in step.records.conversations_in(step.here):
        step.records.save_conversation(replace(conversation, quiet=True, offers=()))
