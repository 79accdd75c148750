"""An offer to pass a question on that is neither taken nor declined: made again to who says nothing else.

"Hello?", a sign, an insult: none of them is an answer to it, and none leaves the question behind.
"""

from dataclasses import replace

from bot.desk.nouns.question import Question
from bot.desk.step.step import Step
from bot.desk.words import cards
from knowledge.text.reading import SmallTalk

SAYS_NOTHING = frozenset({SmallTalk.INSULT, SmallTalk.GREETING, SmallTalk.EMPTY, SmallTalk.TEST})
"""What says nothing of what was offered."""
_CHOICES = frozenset({"pick", "topic"})
"""Beside these the offer is one choice of several, which stand there."""


def offer(step: Step, question: Question, *, lead: str | None = None) -> None:
    """Offer to pass a question on, and ask about it once if that is left standing."""
    due = step.now + step.policy.check_in
    step.records.save_question(replace(question, ask_at=due))
    step.reply("offer", lead=lead, by=step.policy.reply_by(step.now), q=question.id)


def again(step: Step, kind: SmallTalk | None = None) -> bool:
    """Make the offer again that stands last here; False where none does."""
    conversation = step.conversation()
    verbs = [each.verb for each in conversation.offers]
    if "pass" not in verbs or not _CHOICES.isdisjoint(verbs) or not conversation.question:
        return False
    question = step.records.question(conversation.question)
    if question.ticket:
        return False
    language = step.language()
    asked = cards.with_links(question.text, question.words)
    step.reply(
        "offer_again",
        lead=step.wording.words("calm", language) if kind is SmallTalk.INSULT else None,
        question=asked or step.wording.words("taken_back", language),
        by=step.policy.reply_by(step.now),
        q=question.id,
    )
    return True
