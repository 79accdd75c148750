"""How the team labels a ticket: how much it presses, a title, tags. No customer hears of it."""

from dataclasses import replace

from bot.desk.nouns.ticket import Priority, Ticket
from bot.desk.step.step import Step


def set_priority(step: Step, ticket: Ticket, priority: Priority) -> None:
    """Say how much it presses."""
    after = step.save(replace(ticket, priority=priority))
    step.record(after, "priority", priority.value)


def entitle(step: Step, ticket: Ticket, title: str) -> None:
    """Name it for the team."""
    after = step.save(replace(ticket, title=title))
    step.record(after, "titled", title)


def tag(step: Step, ticket: Ticket, tags: tuple[str, ...]) -> None:
    """Let it have these tags, for the team."""
    after = step.save(replace(ticket, tags=tags))
    step.record(after, "tagged", ", ".join(tags))
