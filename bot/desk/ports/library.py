"""The knowledge base as the desk uses it: what is approved, and what lies near a question.

In memory, made from the store's entries; the store stays the truth.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.desk.nouns.incident import issue_named
from bot.desk.nouns.question import Feedback, Guess, Question
from bot.desk.rules import answering
from knowledge.entry import Audience, Entry, Status
from knowledge.matching.matcher import Bands, Confirmed, Matcher
from knowledge.matching.naming import ails_alike, literally, named
from knowledge.text.reading import Reading
from knowledge.text.steps import choices


class Library:
    """Approved entries, known issues as long as they go on, and the matcher over them."""

    def __init__(self, entries: Iterable[Entry] = (), matcher: Matcher | None = None) -> None:
        self._entries: dict[str, Entry] = {}
        self.changed = True
        """Something came in since the matcher was last fitted."""
        self.matcher = matcher or Matcher()
        self.refresh(entries)

    @property
    def bands(self) -> Bands:
        """Where answering, offering and declining part."""
        return self.matcher.bands

    def __len__(self) -> int:
        return len(self._entries)

    def refresh(self, entries: Iterable[Entry]) -> None:
        """Take in new versions; what is not approved any more leaves."""
        for entry in entries:
            if entry.status is Status.APPROVED:
                self._entries[entry.id] = entry
            else:
                self._entries.pop(entry.id, None)
            if not self.matcher.holds(entry):
                self.matcher.put(entry)
            self.changed = True
        self._issues = [each for each in self._entries.values() if issue_named(each.id)]

    def behind(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """What has to be taken in, where these are all that there are: a known issue that is none of them
        is over."""
        given = {each.id: each for each in entries}
        over = [
            replace(each, status=Status.RETIRED) for each in self._issues if each.id not in given
        ]
        live = {key: each for key, each in given.items() if each.status is Status.APPROVED}
        changed = [each for key, each in live.items() if self._entries.get(key) != each]
        gone = [each for key, each in given.items() if key not in live and key in self._entries]
        return (*changed, *gone, *over)

    def twin(self, changed: Iterable[Entry] = ()) -> "Library":
        """The guide a second time, with what is changed in it; known issues are no part of it. Takes its
        time."""
        known = {each.id: each for each in (*list(self._entries.values()), *changed)}
        live = (each for each in known.values() if each.status is Status.APPROVED)
        guide = [each for each in live if not issue_named(each.id)]
        return Library(guide, self.matcher.twin(guide))

    def get(self, entry_id: str) -> Entry | None:
        """An approved entry."""
        return self._entries.get(entry_id)

    def topic(self, entry_id: str) -> str:
        """What an entry shares with its translations."""
        entry = self.get(entry_id)
        return entry.topic if entry else entry_id

    def public(self, entry_id: str) -> Entry | None:
        """An approved entry that customers may be shown, or a known issue."""
        entry = self.get(entry_id)
        return entry if entry and entry.audience is Audience.PUBLIC else None

    def public_entries(self) -> list[Entry]:
        """All of the guide that customers may be shown, by id."""
        known = sorted(self._entries.values(), key=lambda entry: entry.id)
        shown = (entry for entry in known if entry.audience is Audience.PUBLIC)
        return [entry for entry in shown if not issue_named(entry.id)]

    def read(self, text: str) -> Reading:
        """What a message asks."""
        return self.matcher.read(text)

    def guesses(
        self,
        text: str,
        *,
        languages: tuple[str, ...] = (),
        staff: bool = False,
        today: date | None = None,
    ) -> tuple[Guess, ...]:
        """What may answer a question, best first; what is overdue on that day counts for less. A known
        issue is among it where the question speaks of it."""
        found = self.matcher.candidates(text, staff=staff, languages=languages, today=today)
        if self._issues:
            said = {each.id for each in self._issues if _says(text, each.phrasings)}
            near = {each.id for each in self._issues if named(text, each.phrasings)} | said
            found = answering.with_issues(found, near, said, self.bands)
        return answering.guesses(found, self._entries)

    def learn(self, questions: Iterable[Question]) -> None:
        """Take in what customers said of answers, and redo what is costly. Takes its time."""
        plain = (each for each in questions if not self._led(each))
        news = [confirmed for each in plain for confirmed in outcomes(each)]
        if not (news or self.changed):
            return
        self.changed = False
        self.matcher.learn(news)
        self.matcher.refit()

    def _led(self, question: Question) -> bool:
        """Whether they were led on from the first that was shown: what came of that says nothing of it."""
        first = self.get(question.shown[0]) if question.shown else None
        leads = {follows for _, follows in choices(first.answer)} if first else set()
        none = question.feedback is Feedback.NONE_OF_THESE and len(question.shown) == 1
        return bool(leads) and (none or bool(leads & set(question.shown[1:2])))


def _says(text: str, phrasings: Sequence[str]) -> bool:
    """Whether a text says what a known issue does, in its words or of the same thing."""
    return literally(text, phrasings) or ails_alike(text, phrasings)


def outcomes(question: Question) -> Iterator[Confirmed]:
    """What a customer's reaction says of the entries that were shown."""
    if question.incident:
        return  # what was so for a while says nothing of what is asked
    right = question.feedback in {Feedback.SOLVED, Feedback.PICKED}
    if right and len(question.shown) == 1:
        yield _confirmed(question, question.shown[0], right=True)
    elif question.feedback is Feedback.NONE_OF_THESE:
        for entry in question.shown:
            yield _confirmed(question, entry, right=False)
    elif question.feedback is Feedback.NOT_SOLVED and question.shown:
        yield _confirmed(question, question.shown[0], right=False)


def _confirmed(question: Question, entry: str, *, right: bool) -> Confirmed:
    return Confirmed(text=question.text, entry=entry, right=right, person=question.by.id)
