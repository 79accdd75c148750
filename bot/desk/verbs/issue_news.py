"""How a known issue stands, for somebody who was told of it and asks again; and who says that one which
is over is not over for them."""

from bot.desk.nouns.incident import Incident
from bot.desk.nouns.message import Message
from bot.desk.nouns.question import Feedback, Question
from bot.desk.step.step import Step
from bot.desk.verbs import announcing


def theirs(step: Step) -> list[Question]:
    """Their last question of each known issue that goes on for them, newest first."""
    found: dict[int, Question] = {}
    for each in step.records.asked_by(step.actor.id, announcing.NEWEST):
        if _waits(each) and step.records.incident(each.incident or 0).open:
            last = found.setdefault(each.incident or 0, each)
            found[each.incident or 0] = max(last, each, key=lambda question: question.id)
    return sorted(found.values(), key=lambda question: -question.id)


def last_spoken_of(step: Step) -> Question | None:
    """Their question of the known issue that was last spoken of here, over or not, as long as they
    have not said how it is for them, and no ticket was spoken of since."""
    conversation = step.conversation()
    asked = step.records.question(conversation.question) if conversation.question else None
    if asked is None or not _waits(asked):
        return None
    ticket = step.records.ticket(conversation.ticket) if conversation.ticket else None
    later = ticket is not None and ticket.is_open and ticket.state_since > asked.asked_at
    return None if later else asked


def tell(step: Step, question: Question) -> None:
    """What holds of it now, and by when there is more."""
    number = question.incident or 0
    announcing.instead(step, question, step.records.incident(number).entry_id)


def notices(step: Step) -> list[Message]:
    """What is told now of each known issue that goes on for them."""
    return [announcing.notice(step, each) for each in theirs(step)]


def not_over(step: Step, question: Question) -> bool:
    """Whether that is what its asker has just said, of an issue that the team has ended. The team hears
    of the first who does, and each time they have doubled: many at once are no flood."""
    issue = step.records.incident(question.incident) if question.incident else None
    if issue is None or issue.open:
        return False
    others = {each.by.id for each in ailing(step, issue) if each.id != question.id}
    count = len(others) + 1
    if question.by.id not in others and count & (count - 1) == 0:
        who = question.by.name
        announcing.to_team(step, issue, "staff_issue_not_over", who=who, count=count)
    return True


def ailing(step: Step, issue: Incident) -> list[Question]:
    """Questions whose asker says that it does not work for them, though it should be over."""
    found = step.records.joined(issue.number)
    return [each for each in found if each.feedback is Feedback.NOT_SOLVED]


def _waits(question: Question) -> bool:
    told = question.incident is not None and question.ticket is None
    return told and question.feedback not in announcing.SETTLED
