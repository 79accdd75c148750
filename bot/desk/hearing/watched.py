"""A post in an answer room that nobody addressed to the desk, and that no entry surely answers."""

from dataclasses import replace

from bot.desk.boundary import Heard
from bot.desk.hearing import talk
from bot.desk.nouns.inbound import Said
from bot.desk.nouns.message import Quote
from bot.desk.nouns.question import Choices, DontKnow, Guess
from bot.desk.step.step import Step
from bot.desk.verbs import showing
from knowledge.text.peers import asks_for_help
from knowledge.text.secrets import redact

LEFT = "left_alone"
"""The outcome of a post that the desk leaves to people."""


def wanted(step: Step, heard: Heard) -> list[tuple[str, tuple[Guess, ...]]]:
    """The questions that an entry comes near, or that ask for help."""
    return [
        (text, guesses)
        for text, guesses in zip(heard.reading.questions, heard.near, strict=True)
        if isinstance(talk.outcome_of(step, guesses), Choices) or asks_for_help(text)
    ]


def offer_quietly(step: Step, said: Said, heard: Heard) -> str:
    """An offer that only its author sees, of what an entry comes near or what asks for help; what
    people say to each other is left alone."""
    asked = [
        showing.ask(step, said, text, guesses, DontKnow()) for text, guesses in wanted(step, heard)
    ]
    if not asked:
        return LEFT
    step.records.save_conversation(replace(step.conversation(), question=asked[-1].id))
    quote = Quote(text=redact(said.words)[0])
    step.whisper("offer_watched", by=step.policy.reply_by(step.now), q=asked[-1].id, quote=quote)
    return "offered"
