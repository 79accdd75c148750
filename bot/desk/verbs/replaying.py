"""The last questions with a change of the guide and without it, before anybody reads what it says.

A verb that would change entries names them here first. The worker runs it once for that alone, beside
the writer, has the questions asked again by a guide of their own, and then runs it in earnest.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.desk.nouns.message import Line, Markdown, Part
from bot.desk.nouns.question import Answer, Feedback, Question
from bot.desk.nouns.replay import Moved, Moves, Replay
from bot.desk.ports.library import Library
from bot.desk.rules import answering
from bot.desk.step.step import Step
from bot.desk.words import cards
from knowledge.entry import Audience, Entry, Status

NEWEST = 500
"""Questions that are asked again."""
AT_MOST = 2.5
"""Seconds for asking them without the change; who waits is told how many there was time for."""
SHOWN = 5
"""Questions of a kind that are listed."""
WORDS = 90
"""Characters of one."""


class Wanted(Exception):
    """What would change, told by a run that changes nothing."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        super().__init__(f"{len(entries)} entries would change")
        self.entries = entries


def of(step: Step, *entries: Entry) -> Replay | None:
    """What these entries, as they would be, do to the last questions; None where none was asked again.

    Raises Wanted in a run that only asks for it.
    """
    if step.trying:
        raise Wanted(entries)
    return step.replay


def replayed(
    library: Library, changed: Sequence[Entry], questions: Sequence[Question]
) -> Replay | None:
    """Ask these questions, the newest first, of the guide as it is and with the change. Takes seconds;
    safe in any thread. None where there are none."""
    if not questions:
        return None
    twin, other = library.twin(), library.twin(changed)
    before = _asked(twin, questions)
    asked = [each for each in questions if each.text in before]
    after = {text: _answered(other, question) for text, question in _each(asked)}
    new = {each.id for each in changed if _reworded(twin.get(each.id), each)}
    moved = [_moved(other, each, before[each.text], after[each.text], new) for each in asked]
    same = sum(after[e.text] in new and after[e.text] == before[e.text] for e in asked)
    return Replay(asked=len(asked), moved=tuple(filter(None, moved)), reworded=same)


def _asked(library: Library, questions: Sequence[Question]) -> dict[str, str]:
    """What answers each wording, as far as there is time."""
    until, found = time.perf_counter() + AT_MOST, dict[str, str]()
    for text, question in _each(questions):
        if time.perf_counter() > until:
            break
        found[text] = _answered(library, question)
    return found


def _each(questions: Iterable[Question]) -> Iterator[tuple[str, Question]]:
    """Each wording once."""
    yield from {each.text: each for each in questions}.items()


def _reworded(old: Entry | None, new: Entry) -> bool:
    return old is not None and _approved(new) and old.answer != new.answer


def _answered(library: Library, question: Question) -> str:
    """The entry that a customer would be answered with; "" for none."""
    outcome = answering.decide(
        library.guesses(question.text, languages=(question.language,)), library.bands
    )
    return outcome.entry if isinstance(outcome, Answer) else ""


def _moved(
    library: Library, question: Question, before: str, after: str, reworded: set[str]
) -> Moved | None:
    if before == after:
        return None
    if after and _against(library, question, after, reworded):
        how = Moves.WRONG
    elif before and after:
        how = Moves.CHANGED
    else:
        how = Moves.NEW if after else Moves.LOST
    return Moved(how=how, text=question.text, before=before, after=after)


def _against(library: Library, question: Question, answer: str, reworded: set[str]) -> bool:
    """Whether its own customer has said that another entry answers it, or that this one does not."""
    shown = [library.topic(each) for each in question.shown]
    said = question.feedback
    if said in {Feedback.SOLVED, Feedback.PICKED} and len(shown) == 1:
        return library.topic(answer) != shown[0]
    no = said is Feedback.NONE_OF_THESE or (said is Feedback.NOT_SOLVED and len(shown) == 1)
    return no and answer not in reworded and library.topic(answer) in shown


def as_shown(entry: Entry) -> Entry:
    """A draft as it would be once it is approved."""
    return replace(entry, status=Status.APPROVED)


def as_gone(entry: Entry) -> Entry:
    """As it would be once nobody is shown it."""
    return replace(entry, status=Status.RETIRED)


def matters(after: Entry, before: Entry | None = None) -> bool:
    """Whether a change may be felt by who asks: customers are, or were, shown it, and what is searched
    or said is another."""
    shown = [e for e in (before, after) if e and e.audience is Audience.PUBLIC and _approved(e)]
    return bool(shown) and (before is None or _felt(before) != _felt(after))


def _approved(entry: Entry) -> bool:
    return entry.status is Status.APPROVED


def _felt(entry: Entry) -> Entry:
    """Without what only the team sees."""
    return replace(
        entry, version=0, category="", owner="", source="", checked_by="", checked_on=None
    )


def told(step: Step, replay: Replay | None) -> str:
    """What the change does, in a sentence; "" where it does nothing to any question."""
    if replay is None:
        return ""
    counts = {each: len(replay.of(each)) for each in Moves}
    parts = [step.put(f"replay_{how}", count=count) for how, count in counts.items() if count]
    if replay.reworded:
        parts.append(step.put("replay_reworded", count=replay.reworded))
    if not parts:
        return ""
    return step.put("replay_told", count=replay.asked, parts=", ".join(parts))


def notes(step: Step, replay: Replay | None) -> list[str]:
    """The same as lines below what was saved."""
    return [line] if (line := told(step, replay)) else []


def listed(step: Step, replay: Replay) -> Iterator[Part]:
    """The questions themselves, as a list of each kind."""
    for how in Moves:
        found = replay.of(how)
        if found:
            yield Line(spans=(step.put(f"replayed_{how}"),))
            yield Markdown(text="\n".join(f"- {each}" for each in _named(step, found)))


def _named(step: Step, found: Sequence[Moved]) -> Iterator[str]:
    alike = Counter((" ".join(each.text.split()), each.before, each.after) for each in found)
    listed = list(alike.items())
    for (text, before, after), times in listed[:SHOWN]:
        way = " → ".join(filter(None, (before, after)))
        often = f" × {times}" if times > 1 else ""
        yield f"{cards.shorten(text, WORDS)}{often} ({way})"
    if more := sum(times for _, times in listed[SHOWN:]):
        yield step.put("replayed_more", number=more)
