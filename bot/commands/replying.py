"""What staff write to customers from their own room.

What looks like a secret is shown to whoever wrote it, and sent once they say so.
"""

import re
from collections.abc import Sequence

from bot.commands import at_hand
from bot.desk.nouns.message import Markdown
from bot.desk.nouns.ticket import Ticket
from bot.desk.rules.lifecycle import Event, apply
from bot.desk.step.step import Step
from bot.desk.verbs import beforehand, tickets
from bot.errors import Refused
from knowledge.text.secrets import PUBLISHED, redact

_ASKS = re.compile(r"\?(?!\w)|[？؟]")
"""A question mark that is not a link's."""
_TO_COME = re.compile(
    r"\b(?:(?:i|we)(?:'ll|’ll| will|'m going to| are going to)|(?:get|come) back to you|let you know"
    r"|look(?:ing)? into|(?:ich|wir) (?:werden?|melden?|schauen?|prüfen?|klären?|fragen?|kümmern?)"
    r"|melden? (?:mich|uns))\b",
    re.IGNORECASE,
)
"""Words by which more is to come from the team, in the languages that staff are spoken to in."""


def reply(step: Step, ticket: tuple[Ticket, ...], text: str) -> None:
    """The same words to one customer or to several: to all of them or, where one can't be, to none. What
    looks like a secret is shown before it is sent."""
    for each in ticket:
        apply(each, Event.SEND, step.now)
        tickets.check_wanted(step, each)
    text = _looked_at(step, ticket, text)
    if not text:
        return
    for each in ticket:
        tickets.reply(step, each, text, asks=bool(_ASKS.search(text)))
    which = len(ticket) > 1 or (step.unnamed and not at_hand.of_thread(step))
    names = [whom(step, each) if which else each.requester.name for each in ticket]
    sent = [step.put("on_its_way", whom=_and(step, names), where=step.seen_where(*ticket))]
    if _TO_COME.search(text):
        line = step.line(f"promise {ticket[0].number} tomorrow 12:00")
        sent.append(step.put("give_it_a_time", line=line))
    step.whisper("done", text="\n".join(sent))


def _looked_at(step: Step, ticket: Sequence[Ticket], text: str) -> str:
    """The words to send; "" where they hold what looks like a secret, which was shown first."""
    numbers = ",".join(str(each.number) for each in ticket)
    if which := beforehand.SEEN.fullmatch(text):
        seen = beforehand.seen(step, beforehand.REPLY, numbers, which["sign"] or "")
        if not seen:
            raise Refused.of("reply_not_shown", line=step.line(f"reply {numbers}"))
        return seen
    kinds = [each for each in redact(text)[1] if each not in PUBLISHED]
    if not kinds:
        return text
    message = step.wording.say(
        "staff_reply_secret",
        step.language(),
        whom=_and(step, [whom(step, each) for each in ticket]),
        kinds=", ".join(kinds),
        answer=Markdown(text=text),
        line=step.line(f"reply {numbers} anyway"),
        n=numbers,
        mark=beforehand.keep(step, beforehand.REPLY, numbers, text),
    )
    step.answer(message, private=True)
    return ""


def whom(step: Step, ticket: Ticket) -> str:
    return step.put("whom", who=ticket.requester.name, n=ticket.number)


def _and(step: Step, names: Sequence[str]) -> str:
    *most, last = names
    if not most:
        return last
    return step.wording.words("and", step.language(), first=", ".join(most), last=last)
