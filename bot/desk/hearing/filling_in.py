"""Words to a form that is asked field after field: they fill in the field, or leave the form."""

from dataclasses import replace
from datetime import timedelta

from bot.desk.boundary import Heard
from bot.desk.nouns.inbound import Said
from bot.desk.step.step import Step
from bot.desk.verbs import filling
from bot.desk.words import attached
from knowledge.text.folding import fold
from knowledge.text.reading import SmallTalk
from knowledge.text.sentences import puts_question

WITHIN = timedelta(hours=1)
"""How long after a field was asked for words are taken for it."""


def answered(step: Step, said: Said, heard: Heard) -> str:
    """Words that fill in the field which was asked for last; "" where they say something else: the form
    is left then, and its button stays."""
    asked = step.conversation().filling
    if asked is None:
        return ""
    form, ticket = step.records.form(asked.form), step.records.ticket(asked.ticket)
    filling.leave(step)
    late = step.now - asked.at > WITHIN
    asks = puts_question(said.text) or heard.asked or heard.sure(step.library.bands)
    if form is None or late or not ticket.is_open or asks:
        return ""
    field, words = form.fields[asked.field], said.text.strip()
    if _says(step, words, "later") or heard.reading.small_talk is SmallTalk.NEVER_MIND:
        filling.taken(step, ticket, form)
    elif _says(step, words, "skip"):
        passed = asked.field + (not field.required)
        filling.ask(step, ticket, form, passed, again=field.required)
    else:
        value = filling.value_of(
            field, "\n".join(filter(None, (words, attached.named(said.files))))
        )
        ticket = filling.keep(step, ticket, [(field, value)]) if value else ticket
        ticket = step.save(replace(ticket, files=(*ticket.files, *said.files)))
        filling.ask(step, ticket, form, asked.field, again=not value)
    return "form"


def _says(step: Step, words: str, which: str) -> bool:
    """Whether somebody wrote a word that passes over a field, or leaves the form."""
    known = {step.wording.label(f"form_{which}", each) for each in ("en", step.language())}
    return fold(words).strip(" .!\"'") in {fold(each) for each in known}
