"""The page of results, opened from chat: a link for the lead who asks, good once and not for long."""

import secrets

from bot.commands.row import Command
from bot.desk.nouns.message import Markdown
from bot.desk.nouns.person import Role
from bot.desk.step.step import Step
from bot.desk.verbs import letting_in


def _results(step: Step) -> None:
    address = step.policy.results_address
    if not address:
        step.answer(step.wording.say("staff_no_results", step.language()), private=True)
        return
    code = secrets.token_urlsafe(16)
    until = letting_in.give(step.records, code, step.now)
    link = Markdown(text=f"{address}/open/{code}")
    said = step.wording.say("staff_results", step.language(), link=link, by=until)
    step.answer(said, private=True)


PAGE_COMMANDS: tuple[Command, ...] = (
    Command(name="results", run=_results, who=Role.LEAD, group="Lists"),
)
