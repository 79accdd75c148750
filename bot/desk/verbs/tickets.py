"""What staff do to a ticket; what customers do is in `requester`.

Each verb checks through `lifecycle.apply`, keeps the ledger true, tells both sides, and records it.
What is only true once the customer has it in words is left to `arriving`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.file import File
from bot.desk.nouns.message import Deed, Markdown
from bot.desk.nouns.person import Person
from bot.desk.nouns.promise import PromiseKind, PromiseState
from bot.desk.nouns.question import Guess, Question
from bot.desk.nouns.ticket import PASSED_ON, Ending, Priority, Ticket, TicketState
from bot.desk.rules import promises
from bot.desk.rules.lifecycle import Event, apply
from bot.desk.step.step import Step
from bot.desk.verbs import assigning, judged, ledger, presence, serious, teams, thread, unseen
from bot.desk.words import cards, precedents
from bot.desk.words.told import has_it
from bot.errors import Refused
from knowledge.entry import Enclosure, Entry


def open_ticket(
    step: Step,
    text: str,
    *,
    asked: Sequence[Question] = (),
    files: tuple[File, ...] = (),
    near: Sequence[Guess] = (),
) -> tuple[Ticket, str]:
    """Hand over what the person acting asked: (ticket, key of its card). Says nothing to them yet.

    `asked` are the questions that become the ticket's; without any, the message being answered is,
    and `near` is what lies nearest to it.
    """
    requester = step.actor
    guesses = tuple(asked[0].guesses if asked else near)[:3]
    team, routed = teams.proposed(step, text, guesses)
    ticket = step.records.add_ticket(
        Ticket(
            requester=requester,
            place=step.here,
            link=step.link or (step.records.link_to(asked[0].message) if asked else ""),
            text=text,
            language=step.language(),
            opened_at=step.now,
            state_since=step.now,
            rung_at=step.now,
            guesses=guesses,
            team=team,
            routed=routed,
            staff_room=step.room_of(team, step.here.platform),
            similar=precedents.like(step.records, asked[0].text if asked else text),
            files=files,
        )
    )
    for each in asked:
        step.records.save_question(replace(each, ticket=ticket.number, open=True, ask_at=None))
        step.over(f"question {each.id}")
    message = asked[0].message if asked else step.answers
    step.record(ticket, "asked", text, internal=False, message=message)
    if step.passed_on:
        step.record(ticket, PASSED_ON)
    ledger.make(step, ticket, PromiseKind.REPLY, ledger.reply_by(step, ticket))
    conversation = step.conversation()
    step.records.save_conversation(
        replace(conversation, ticket=ticket.number, rephrasing=False, quiet=False)
    )
    ticket = assigning.give(step, ticket)
    card = ledger.first_card(step, ticket)
    thread.opened(step, ticket)
    unseen.bring(step, ticket)
    return ticket, card


def claim(step: Step, ticket: Ticket) -> None:
    """Take a ticket. Refused while somebody else has it."""
    me = step.actor
    if ticket.owner and ticket.owner.id != me.id:
        line = step.line(f"transfer {ticket.number} {me.name}")
        raise Refused.of("colleague_has_it", who=ticket.owner.name, n=ticket.number, line=line)
    mine_already = ticket.owner is not None and not assigning.is_silent(step, ticket)
    after = step.save(apply(ticket, Event.CLAIM, step.now, owner=me))
    step.record(after, "claimed")
    if ledger.ours(after) and not mine_already and not after.person_present:
        step.to_customer(after, "joined", who=me.name, by=ledger.due(step, after))


def release(step: Step, ticket: Ticket, *, sure: bool = False) -> None:
    """Give a ticket back to everybody. The customer is told if it is the desk's turn. A colleague's
    only where whoever does so is `sure`: else Refused says whose it is."""
    owner = _owner(ticket)
    if owner.id != step.actor.id and not sure:
        line = step.line(f"release {ticket.number} anyway")
        raise Refused.of("colleagues_ticket", who=owner.name, n=ticket.number, line=line)
    assigning.let_go(step, ticket, "released", step.actor.name)


def transfer(step: Step, ticket: Ticket, to: Person) -> None:
    """Give a ticket to a colleague."""
    given = apply(ticket, Event.TRANSFER, step.now, owner=to)
    after = step.save(promises.from_begin(given, presence.works_from(step, to), step.now))
    step.record(after, "transferred", to.name)
    if ledger.ours(after):
        step.to_customer(after, "joined", who=to.name, by=ledger.due(step, after))


def reply(
    step: Step,
    ticket: Ticket,
    text: str,
    *,
    asks: bool = False,
    encloses: tuple[Enclosure, ...] = (),
) -> None:
    """Write to the customer; the only way in which staff words reach them from the staff room.

    What asks has no buttons below it: a "yes" or a "2" is the answer to it, for the team. Nor has what is
    written to somebody who is hurt.
    """
    after = _send(step, ticket)
    step.to_customer(
        after,
        "staff_reply",
        buttons=() if asks or serious.is_serious(step, ticket) else None,
        who=step.actor.name,
        answer=Markdown(text=text),
        intent=ledger.answer(step, after, Deed.ASK_BACK if asks else Deed.REPLY, text),
        encloses=encloses,
    )


def reply_with(step: Step, ticket: Ticket, entry: Entry) -> None:
    """Answer with an entry, as the words of whoever acts; what is asked of it counts for the entry."""
    words = step.filled(entry, ticket.requester).answer
    reply(step, ticket, words, encloses=entry.files)
    for asked in step.records.ticket_questions(ticket.number):
        step.records.save_question(replace(asked, shown=(entry.id,)))


def check_wanted(step: Step, ticket: Ticket) -> None:
    """Refused where its customer took it back: they would not know why they hear from the team."""
    if ticket.ending is Ending.WITHDRAWN:
        line, who = step.line(f"reopen {ticket.number}"), ticket.requester.name
        raise Refused.of("was_taken_back", who=who, n=ticket.number, line=line)


def _send(step: Step, ticket: Ticket) -> Ticket:
    """Words are on their way: whoever sends them has the ticket, unless they are away, and it stays
    ours until they arrive."""
    check_wanted(step, ticket)
    owner = presence.owner(step, ticket)
    return ledger.to_us(step, step.save(apply(ticket, Event.SEND, step.now, owner=owner)))


def spoke(step: Step, ticket: Ticket, text: str, message: str) -> None:
    """A member of staff wrote in the customer's own thread: it counts, and the desk steps back."""
    after = apply(
        ticket,
        Event.REPLY,
        step.now,
        owner=presence.owner(step, ticket),
        first_response_at=ticket.first_response_at or step.now,
        person_present=True,
    )
    ledger.end_all(step, after, PromiseState.KEPT)
    step.record(after, "reply", text, internal=False, message=message)
    step.belongs(step.save(after))


def note(step: Step, ticket: Ticket, text: str, message: str = "") -> None:
    """Keep something for the team only. A note by the owner shows that they are at it."""
    if ticket.owner and ticket.owner.id == step.actor.id and ticket.state is TicketState.OPEN:
        ticket = step.save(replace(ticket, rung=0, rung_at=step.now))
    step.record(ticket, "note", text, message=message)


def promise(step: Step, ticket: Ticket, by: datetime) -> None:
    """Give the customer a time for an answer; it takes the place of every earlier one. Who is away
    gives none where nobody else has the ticket, and what the customer was told already is not said
    again: Refused."""
    owner = ticket.owner or presence.check_there(step)
    was = ledger.told_due(step, ticket)
    if ticket.owner and ledger.gave(step, ticket, by):
        raise Refused.of("promised_already", who=ticket.requester.name, n=ticket.number)
    after = step.save(apply(ticket, Event.PROMISE, step.now, owner=owner))
    moves = replace(step.intent(), ends=ledger.give_way(step, after))
    ledger.make(step, after, PromiseKind.ANSWER, by)
    step.record(after, "promised", by.isoformat(timespec="minutes"))
    kind = "promise_moved" if was and not promises.same_time(was, by) else "promised"
    step.to_customer(after, kind, intent=moves, who=step.actor.name, by=by, was=was)


def hold(step: Step, ticket: Ticket, until: datetime, reason: str) -> None:
    """Stop the clock for a stated reason and time. The customer is told both.

    It stands also where they can't be reached; but what they were promised is not moved then.
    """
    after = step.save(apply(ticket, Event.HOLD, step.now, hold_reason=reason, hold_until=until))
    moves = replace(step.intent(), ends=ledger.give_way(step, after))
    by = ledger.reply_by(step, ticket, until)
    ledger.make(step, after, PromiseKind.UPDATE, by)
    step.record(after, "held", f"{reason} ({until.isoformat(timespec='minutes')})")
    step.to_customer(after, "on_hold", intent=moves, who=step.actor.name, reason=reason, by=by)


def resume(step: Step, ticket: Ticket) -> None:
    """End a hold before its time. The customer is told when they hear now, if that is earlier."""
    after = step.save(apply(ticket, Event.RESUME, step.now))
    step.record(after, "resumed")
    by, due = ledger.reply_by(step, after), ledger.due(step, after)
    if due is None or due > by:
        moves = replace(step.intent(), ends=ledger.give_way(step, after))
        ledger.make(step, after, PromiseKind.UPDATE, by)
        step.to_customer(after, "goes_on", intent=moves, who=step.actor.name, by=by)


def merge(step: Step, ticket: Ticket, into: Ticket) -> None:
    """Look after this ticket in another one. Both must be the same customer's, and what was asked in
    private stays so: the answers stand where the other ticket does.
    """
    if ticket.number == into.number:
        raise Refused.of("merged_into_itself", n=ticket.number)
    if ticket.requester.id != into.requester.id:
        raise Refused.of(
            "merged_of_two",
            n=ticket.number,
            who=ticket.requester.name,
            other=into.number,
            another=into.requester.name,
        )
    if not into.is_open:
        raise Refused.of("reopen_first", n=into.number, line=step.line(f"reopen {into.number}"))
    if ticket.place.private and not into.place.private:
        line = step.line(f"merge {into.number} {ticket.number}")
        raise Refused.of("merged_in_public", n=ticket.number, other=into.number, line=line)
    after = step.save(apply(ticket, Event.MERGE, step.now, merged_into=into.number))
    into = ledger.hand_on(step, after, into)
    step.record(after, "merged", str(into.number))
    words = thread.everything(step, ticket)
    step.record(into, "merged_from", f"{ticket.number}: {words}")
    thread.words(step, into, "staff_merged", words, who=ticket.requester.name, other=ticket.number)
    step.save(replace(into, files=into.files + ticket.files))
    step.to_customer(after, "merged", other=into.number, by=ledger.due(step, into))


def propose(step: Step, ticket: Ticket, reason: str = "", kind: str = "") -> None:
    """Say that it is solved, as far as staff can tell, in the words of `kind`. The customer confirms,
    or not.

    There must be something that may have solved it: words since they last asked for the team, or
    the reason. While it is our turn they wait for such words, unless they are on their way.
    """
    apply(ticket, Event.PROPOSE, step.now)  # raises where that can't be
    said = step.records.answering(ticket.number, ledger.heard(step, ticket))
    if not reason and ledger.ours(ticket) and not said and ledger.owes_words(step, ticket):
        raise Refused.of(
            "no_words_yet" if ticket.first_response_at is None else "no_words_since",
            who=ticket.requester.name,
            n=ticket.number,
            reply=step.line(f"reply {ticket.number}"),
            resolve=step.line(f"resolve {ticket.number}"),
        )
    after = _send(step, ticket)
    closing = step.now + step.policy.check_in + 2 * step.policy.park_after
    step.to_customer(
        after,
        kind or ("resolved_because" if reason else "staff_resolved"),
        intent=ledger.answer(step, after, Deed.PROPOSE, reason),
        who=step.actor.name,
        answer=Markdown(text=reason),
        title=cards.title(ticket),
        by=closing,
    )


def reopen(step: Step, ticket: Ticket) -> None:
    """Take a closed or resolved ticket up again. A customer's press on an open one does no harm."""
    if not step.is_staff and ledger.ours(ticket):
        by, told = ledger.promised(step, ticket), has_it(step.wording, ticket)
        buttons = ("never_mind",) if ticket.priority is Priority.URGENT else None
        step.reply("person_already", buttons=buttons, n=ticket.number, by=by, told=told)
        return
    after = ledger.ours_again(step, ticket, Event.REOPEN)
    if ticket.is_open:
        step.record(after, "reopened")
    by, title = ledger.promised(step, after), cards.title(after)
    if step.is_staff and ticket.ending is Ending.WITHDRAWN:
        step.to_customer(after, "taken_up", who=step.actor.name, by=by, title=title)
    else:
        step.to_customer(after, "reopened", by=by)
    if not step.is_staff:
        judged.opened_again(step, after)


def _owner(ticket: Ticket) -> Person:
    if ticket.owner is None:
        raise Refused.of("nobody_has_it", n=ticket.number)
    return ticket.owner
