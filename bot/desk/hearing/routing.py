"""Where words go: to a ticket, to a command, to the desk's own answers, or nowhere.

Customers' words and staff's, wherever they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk.boundary import Commands, Heard
from bot.desk.hearing import (
    advising,
    asking_back,
    at_work,
    belonging,
    filling_in,
    harm,
    helped,
    in_front,
    keeping_out,
    marked,
    named,
    offering,
    passing_on,
    posts,
    quick_replies,
    service,
    small_talk,
    talk,
    verdicts,
    why,
    yes_or_no,
)
from bot.desk.nouns.inbound import Address, Said
from bot.desk.nouns.message import Button, Quote
from bot.desk.nouns.person import Role
from bot.desk.step.step import Step
from bot.desk.verbs import csat, filling, handover, requester, tickets, together
from bot.desk.words import attached
from bot.errors import Refused
from knowledge.text.normalise import surface
from knowledge.text.ordinals import speaks_of_all
from knowledge.text.reading import SmallTalk
from knowledge.text.secrets import redact
from knowledge.text.sentences import puts_question
from knowledge.text.small_talk import small_talk as kind_of
from knowledge.text.weight import weighty


@dataclass(frozen=True)
class Routing:
    """Each returns the outcome as the inbox keeps it."""

    commands: Commands

    def said(self, step: Step, said: Said, heard: Heard | None) -> str:
        """Take words; `heard` is None for what stands in the staff room."""
        if heard is None:
            return self._said_at_work(step, said)
        conversation = step.conversation()
        if step.is_staff and said.address is not Address.DIRECT:
            return self._staff_spoke(step, said)
        if said.address is Address.WATCHED:
            known = harm.at_once(step, said, heard) or self._named(step, said, heard)
            return known or posts.made(step, said, heard)
        mine = conversation.question or conversation.ticket
        if said.address is Address.OVERHEARD and not mine:
            harmed = harm.at_once(step, said, heard)
            return harmed or keeping_out.person_for_post(step, said, heard) or "overheard"
        harmed = "" if step.is_staff else harm.at_once(step, said, heard)
        typed = self.commands.knows(said.text, step.role)
        if not harmed and (typed or in_front.obeys(step, said, self.commands)):
            return self._typed(step, said)
        small_talk.own_up(step, said.secrets, said.cut)
        return (
            harmed
            or in_front.refused(step, said, heard, self.commands)
            or keeping_out.unread(step, said)
            or keeping_out.alone_again(step, said, heard)
            or harm.goes_on(step, said, heard)
            or filling_in.answered(step, said, heard)
            or helped.thanked(step, said, heard)
            or keeping_out.person_asked(step, said, heard)
            or self._among_people(step, said, heard)
            or self._feedback(step, said, heard)
            or self._named(step, said, heard)
            or service.asked(step, said, heard, self.commands)
            or why.asked(step, said, heard)
            or yes_or_no.asked(step, said, heard)
            or self._of_each(step, said)
            or self._number(step, said, heard)
            or advising.told(step, said, heard)
            or self._for_ticket(step, said, heard)
            or self._tried(step, said, heard)
            or self._for_desk(step, said, heard)
        )

    def commanded(self, step: Step, line: str, fields: Mapping[str, str]) -> str:
        """Obey a command. What was refused is said to whoever asked; a yes with a slash is a yes."""
        filling.leave(step)
        offers = step.conversation().offers
        plain = kind_of(surface(line)) if offers and not (step.is_staff or fields) else None
        line = quick_replies.answered(offers, plain) or line
        if plain in {SmallTalk.YES, SmallTalk.OKAY} and _yes(line):
            small_talk.agreed(step, talk.open_ticket_here(step, step.conversation()), offers)
            return "small_talk"
        try:
            self.commands.obey(step, marked.meant(step, line), fields)
        except Refused as refused:
            step.whisper(
                "refused",
                text=step.wording.refusal(refused, step.language()),
                quote=_typed_unseen(step, line, fields),
            )
            return "refused"
        return "command"

    def _among_people(self, step: Step, said: Said, heard: Heard) -> str:
        """Words where a person of the team speaks, or the desk was told to keep out, not addressed to
        it: the team's to answer."""
        conversation = step.conversation()
        ticket = talk.ticket_meant(step, conversation, said.text)
        out = ticket is not None and (ticket.person_present or conversation.quiet)
        if ticket is None or not out or said.address is Address.DIRECT:
            return ""
        outcome = service.settled(step, said, heard)
        if outcome:
            return self._press(step, said, outcome)
        if keeping_out.told_for_team(step, said, heard, ticket):
            return "news"
        calls = heard.asked or small_talk.calls(heard.reading.small_talk, said.text)
        if calls or small_talk.says_something(step, said, heard, ticket):
            talk.note_questions(step, said, heard.reading, heard.near, ticket)
            requester.wrote(step, ticket, requester.Words.of(said), tell=False)
        else:
            requester.beside(step, ticket, said)
        return "ticket"

    def _feedback(self, step: Step, said: Said, heard: Heard) -> str:
        """The answer to "what could be better?": anything but a question, a button or small talk."""
        rated = csat.asked_what_could_be_better(step)
        asks = puts_question(said.text) or heard.sure(step.library.bands)
        if rated is None or asks or heard.reading.small_talk or heard.reading.not_solved:
            return ""
        if quick_replies.picked(step, said.text, heard.reading):
            return ""
        csat.could_be_better(step, rated, said.words)
        return "feedback"

    def _named(self, step: Step, said: Said, heard: Heard) -> str:
        """What is said of a ticket by its number. What nobody addressed to the desk, where people
        speak, is theirs."""
        quiet = said.address is Address.OVERHEARD and step.conversation().quiet
        return "" if quiet else named.asked(step, said, heard, self.commands)

    def _of_each(self, step: Step, said: Said) -> str:
        """What is said of several answers, each by its place."""
        if said.files or said.quoted or step.conversation().quiet:
            return ""
        outcomes = [self.commanded(step, each, {}) for each in together.each_said(step, said.text)]
        return outcomes[-1] if outcomes else ""

    def _number(self, step: Step, said: Said, heard: Heard) -> str:
        """A number or a place by itself ("the third one") that presses nothing asks nothing, unless it is
        said to an open ticket."""
        number, conversation = quick_replies.place_named(said.text), step.conversation()
        overheard = said.address is Address.OVERHEARD and conversation.quiet
        asked = quick_replies.is_asked(step, heard, number)
        if not number or overheard or said.files or said.quoted or asked:
            return ""
        meant = talk.ticket_meant(step, conversation, said.text)
        detail = meant and not quick_replies.unclear(step, number)
        if detail or quick_replies.picked(step, said.text, heard.reading):
            return ""
        if conversation.offers and speaks_of_all(number):
            small_talk.agreed(step, meant, conversation.offers)
        else:
            small_talk.pressed_nothing(step, said, number, quick_replies.still_open(step))
        return "small_talk"

    def _for_ticket(self, step: Step, said: Said, heard: Heard) -> str:
        """Words that belong to a ticket, open or to be opened again; "" when they are for the desk."""
        conversation = step.conversation()
        singled = named.meant(step, heard) or belonging.pressing(step, said)
        ticket = singled or talk.ticket_meant(step, conversation, said.text)
        if quick_replies.picked(step, said.text, heard.reading) or not small_talk.says_something(
            step, said, heard, ticket
        ):
            return ""
        if ticket is None and belonging.reopens(step, said, heard):
            ticket = step.records.ticket(conversation.ticket or 0)
        elif ticket and not singled:
            matter = belonging.matter(step, ticket, said, heard)
            if matter is belonging.Matter.UNCLEAR:
                belonging.ask_which(step, ticket, said, heard)
                return "asked_which"
            if matter is belonging.Matter.OTHER:
                belonging.overhear(step, ticket, said, heard)
                ticket = None
        if ticket is None:
            return ""
        belonging.join(step, ticket)
        talk.note_questions(step, said, heard.reading, heard.near, ticket)
        if said.words and handover.awaits_subject(step, ticket):
            ticket = handover.subject(step, ticket, said.words, heard.near)
            form = filling.button(step, ticket)
            titles: tuple[Button, ...] = (form,) if form else ()
        else:
            titles = talk.perhaps(step, said, heard.reading, heard.near, ticket)
            titles = belonging.something_new(step, ticket, said, heard, titles)
        requester.wrote(step, ticket, requester.Words.of(said, titles))
        if singled:
            named.point_to(step, singled)
        return "ticket"

    def _for_desk(self, step: Step, said: Said, heard: Heard) -> str:
        """A typed button, small talk, or questions."""
        conversation, kind = step.conversation(), heard.reading.small_talk
        if said.address is Address.OVERHEARD and conversation.quiet:
            command = quick_replies.asked_here(step, said.text, heard.reading)
            return self._press(step, said, command) if command else "overheard"
        command = quick_replies.picked(step, said.text, heard.reading)
        if command:
            return self._press(step, said, command)
        unclear = heard.reading.not_solved and not heard.sure(step.library.bands)
        if unclear or (kind is None and self._is_the_teams(step, said, heard)):
            small_talk.beside(step, said)
            if weighty(said.text) or not offering.again(step):
                asking_back.say_more(step, said)
            return "small_talk"
        if step.withheld is not None and kind is None:
            return passing_on.passed_on(step, said, heard)
        if kind is None or _has_an_entry(step, heard):
            return talk.questions(step, said, heard.reading, heard.near)
        if not (kind is SmallTalk.EMPTY and said.secrets):
            small_talk.answer(step, kind, said)
        return "small_talk"

    def _tried(self, step: Step, said: Said, heard: Heard) -> str:
        """What somebody of the team types to the desk alone that is nearly a command, and near no entry:
        they are told which is meant, as in the staff room."""
        alone = step.is_staff and step.here.private and not (said.files or said.quoted)
        if not alone or not self.commands.tries(said.text, step.role):
            return ""
        near = any(
            each and each[0].probability >= step.library.bands.choices for each in heard.near
        )
        picks = quick_replies.picked(step, said.text, heard.reading)
        if near or picks or heard.reading.small_talk:
            return ""
        return self.commanded(step, said.text, {})

    def _is_the_teams(self, step: Step, said: Said, heard: Heard) -> bool:
        """Whether a customer typed a command of the team's and nothing else, to which no entry is near:
        a question that nobody asked would stand among those without an answer."""
        near = any(
            each and each[0].probability >= step.library.bands.choices for each in heard.near
        )
        return not (near or step.is_staff) and self.commands.surely(said.text, Role.AGENT)

    def _press(self, step: Step, said: Said, command: str) -> str:
        """The button that words press, with a score among them kept; what they say of several
        answers is said of each. Where it took a question to the
        ticket at hand, the words go with it."""
        ticket, before = (
            talk.open_ticket_here(step, step.conversation()),
            verdicts.refused(step, command),
        )
        if ticket and command in {f"sorted {ticket.number}", f"nevermind {ticket.number}"}:
            small_talk.note_score(step, ticket, said.text)
        if not quick_replies.bare_number(said.text) and verdicts.asks_first(step, command):
            requester.beside(step, step.records.ticket(int(command.split()[1])), said)
            return "asked_over"
        too = together.meant_too(step, command, said.text)
        belonging.join_judged(step, command)
        outcome = self.commanded(step, command, {})
        together.say(step, command, too)
        after = verdicts.refused(step, command)
        if ticket and after and after != before and after.ticket == ticket.number:
            requester.said_with_it(step, ticket, said)
        return outcome

    def _said_at_work(self, step: Step, said: Said) -> str:
        """Words in the staff room: a command when addressed or when they can't be talk, a note in a
        card's thread, else theirs. What may be a command and is none is said at once."""
        if not step.is_staff:
            return "not_staff"
        ticket = step.records.ticket_of_card(said.place)
        direct = said.address is Address.DIRECT
        sense = self.commands.unbidden(said.text, step.role)
        if direct and self.commands.names(said.text, step.role):
            return self._typed(step, said)
        if not direct and at_work.obeys(sense, ticket):
            return self._typed(step, said)
        if ticket:
            small_talk.own_up(step, said.secrets)
            tickets.note(step, ticket, attached.told(said), message=said.id)
        elif direct:
            return self.commanded(step, said.text, {})
        if not direct:
            at_work.own_up(step, sense, said, ticket)
        return "note" if ticket else "overheard"

    def _typed(self, step: Step, said: Said) -> str:
        """A command that stands in a message: refused where others would read its words and some of
        them were cut out, which behind a slash they are not."""
        if said.secrets and self.commands.carries(said.text, step.role):
            step.whisper("staff_cut", kinds=", ".join(said.secrets))
            return "refused"
        small_talk.own_up(step, said.secrets, said.cut)
        step.quoted, step.in_front = said.quoted, in_front.stands(step)
        outcome = self.commanded(step, said.text, {})
        stay = said.files and not self.commands.keeps_files(said.text)
        if stay and outcome == "command" and self.commands.carries(said.text, step.role):
            names = ", ".join(each.name for each in said.files)
            step.whisper("staff_files_stay", files=names)
        in_front.own_up(step, said, self.commands)
        return outcome

    def _staff_spoke(self, step: Step, said: Said) -> str:
        """Staff write in a customer's thread: the desk steps back from it. A command without a mention is
        no answer to anybody: they are told that it stands where the customer reads."""
        ticket, others = keeping_out.spoken_to(step, said)
        if ticket and self.commands.surely(said.text, step.role):
            step.whisper("staff_in_front", who=ticket.requester.name)
            return "no_command"
        if ticket:
            tickets.spoke(step, ticket, attached.told(said), said.id)
            keeping_out.say_who_waits(step, ticket, others)
        talk.keep_quiet(step)
        return "person_spoke"


def _typed_unseen(step: Step, line: str, fields: Mapping[str, str]) -> Quote | None:
    """Words that no platform shows anywhere, a form's or a slash command's: they are given back,
    but for the secrets in them."""
    said = max(fields.values(), key=len, default="") or line.partition(" ")[2]
    seen = step.pressed is None or step.here.platform == "console" or (step.pressed and not fields)
    return None if seen or " " not in said else Quote(text=redact(said if fields else line)[0])


def _has_an_entry(step: Step, heard: Heard) -> bool:
    """Whether small talk is answered by an entry with its very words, and not said to what is open
    here; who asks for a person has the entry first there too."""
    if not heard.sure(step.library.bands):
        return False
    conversation = step.conversation()
    opens = talk.open_ticket_here(step, conversation) or conversation.offers
    return heard.reading.small_talk is SmallTalk.PERSON or not opens


def _yes(line: str) -> bool:
    return kind_of(surface(line)) in {SmallTalk.YES, SmallTalk.OKAY}
