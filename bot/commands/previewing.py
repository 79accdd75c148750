"""What a change of the guide does to the last questions, one by one: before it is approved, or of an
entry that customers are shown, what it does there.
"""

from bot.commands.row import Command, entry, row
from bot.desk.nouns.message import Line, Markdown
from bot.desk.step.step import Step
from bot.desk.verbs import replaying
from bot.errors import Refused
from knowledge.entry import Entry, Status
from knowledge.text.variables import names


def _preview(step: Step, entry: Entry | None) -> None:
    """Of a change that is held back, of a draft, or of an entry as it is."""
    held = step.records.held(step.actor.id)
    if held and (entry is None or held.entry.id == entry.id):
        tried, how = held.entry, "preview_with"
    elif entry is None:
        raise Refused.of("preview_what")
    elif entry.status is Status.APPROVED:
        tried, how = replaying.as_gone(entry), "preview_without"
    else:
        tried, how = replaying.as_shown(entry), "preview_with"
    found = replaying.of(step, tried)
    told = replaying.told(step, found)
    if found is None:
        raise Refused.of("preview_none")
    lines = (step.put(how, entry=tried.id), told or step.put("preview_same", count=found.asked))
    reads = step.filled(tried).answer if names(tried.answer) else ""
    shown = (Markdown(text=reads),) if reads else ()
    said = tuple(Line(spans=(each,)) for each in lines)
    parts = (*shown, *said, *replaying.listed(step, found))
    step.answer(step.wording.say("done", step.language(), text=parts), private=True)


PREVIEW_COMMANDS: tuple[Command, ...] = (
    row(
        "preview",
        _preview,
        entry(required=False),
        group="Rehearsal",
        looks=True,
        replayed=True,
    ),
)
