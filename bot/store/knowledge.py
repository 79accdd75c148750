"""Entries and their versions as rows, and the counts of a report.

A change makes a new version with its author and time; no version is ever altered.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.inbound import Person
from bot.desk.nouns.pending import Held
from bot.desk.ports.records import Counts
from bot.store import codec
from bot.store.base import Connected
from bot.store.people import QUESTION
from bot.store.shape import from_cell, to_cell
from knowledge.entry import Entry

_NEWEST = (
    "SELECT body FROM entry_version newest WHERE version = "
    "(SELECT max(version) FROM entry_version WHERE entry = newest.entry)"
)


class Knowledge(Connected):
    """Part of the records."""

    def entry(self, entry_id: str) -> Entry | None:
        row = self.row(
            "SELECT body FROM entry_version WHERE entry = ? ORDER BY version DESC LIMIT 1",
            (entry_id,),
        )
        return codec.entry_in(row[0]) if row else None

    def entries(self) -> Sequence[Entry]:
        return [codec.entry_in(row[0]) for row in self.rows(f"{_NEWEST} ORDER BY entry")]

    def entry_versions(self, entry_id: str) -> Sequence[tuple[Entry, Person | None, datetime, str]]:
        found = self.rows(
            "SELECT body, author, at, why FROM entry_version WHERE entry = ? ORDER BY version",
            (entry_id,),
        )
        return [
            (codec.entry_in(body), codec.person_in(author), from_cell(at), why)
            for body, author, at, why in found
        ]

    def save_entry(self, entry: Entry, by: Person, at: datetime, why: str) -> Entry:
        row = self.row("SELECT max(version) FROM entry_version WHERE entry = ?", (entry.id,))
        numbered = replace(entry, version=((row[0] if row else None) or 0) + 1)
        self.db.execute(
            "INSERT INTO entry_version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                numbered.id,
                numbered.version,
                numbered.question,
                str(numbered.status),
                str(numbered.audience),
                numbered.language,
                numbered.category,
                numbered.owner,
                numbered.review_on.isoformat() if numbered.review_on else None,
                codec.entry_out(numbered),
                by.id,
                codec.person_out(by),
                to_cell(at),
                why,
            ),
        )
        return numbered

    def held(self, person_id: str) -> Held | None:
        row = self.row("SELECT text FROM kept WHERE name = ?", (f"held:{person_id}",))
        return codec.readable(codec.held_in, row[0]) if row else None

    def hold(self, person_id: str, held: Held | None) -> None:
        name = f"held:{person_id}"
        self.db.execute("DELETE FROM kept WHERE name = ?", (name,))
        if held:
            self.db.execute("INSERT INTO kept VALUES (?, ?)", (name, codec.held_out(held)))

    def people_who_had(self, mark: str, since: datetime) -> int:
        row = self.row(
            "SELECT count(DISTINCT person_id) FROM question "
            "WHERE asked_at >= ? AND instr(had, ?) > 0",
            (to_cell(since), f'"{mark}"'),
        )
        return int(row[0]) if row else 0

    def counts(self, since: datetime, until: datetime) -> Counts:
        span = (to_cell(since), to_cell(until))
        sums = self._sums(span)
        return Counts(
            first_replies=tuple(
                (from_cell(opened), from_cell(answered))
                for opened, answered in self.rows(
                    "SELECT opened_at, first_response_at FROM ticket "
                    "WHERE first_response_at >= ? AND first_response_at < ? "
                    "ORDER BY first_response_at",
                    span,
                )
            ),
            entries_added=tuple(
                (title, codec.person_in(author).name)
                for title, author in self.rows(
                    "SELECT question, author FROM entry_version "
                    "WHERE version = 1 AND why NOT IN ('sample', 'imported') AND at >= ? AND at < ? ORDER BY at, entry",
                    span,
                )
            ),
            wrong_answers=self._wrong_answers(span),
            **sums,
        )

    def _sums(self, span: tuple[int, int]) -> dict[str, int]:
        """Count by groups; a group is named as in `Counts`."""
        named = {
            "SELECT 'questions', count(*) FROM question WHERE asked_at >= ? AND asked_at < ?": {},
            # An answer that did not arrive has shown nothing.
            "SELECT outcome, count(*) FROM question WHERE asked_at >= ? AND asked_at < ? "
            "AND (outcome <> 'answer' OR shown <> '[]') GROUP BY outcome": {
                "answer": "answered",
                "dont_know": "unknown",
            },
            "SELECT feedback, count(*) FROM question WHERE feedback_at >= ? AND feedback_at < ? "
            "AND feedback IN ('solved', 'not_solved') GROUP BY feedback": {},
            "SELECT 'tickets', count(*) FROM ticket WHERE opened_at >= ? AND opened_at < ?": {},
            # What a ticket came to before it was opened again is counted too, each time of it once.
            "SELECT what, count(*) FROM history WHERE at >= ? AND at < ? "
            "AND what IN ('confirmed', 'parked', 'unreachable') GROUP BY what": {
                "parked": "unconfirmed",
                "unreachable": "unconfirmed",
            },
            "SELECT text, count(*) FROM history rated WHERE at >= ? AND at < ? AND what = 'rated' "
            "AND text IN ('good', 'ok', 'bad') AND NOT EXISTS (SELECT 1 FROM history later "
            "WHERE later.ticket = rated.ticket AND later.id > rated.id AND later.what = 'rated' "
            "AND NOT EXISTS (SELECT 1 FROM history WHERE ticket = rated.ticket "
            "AND id > rated.id AND id < later.id AND what = 'reopened')) GROUP BY text": {},
            # What the team has answered, or its asker took back, waits for nobody but the guide.
            "SELECT 'unanswered', count(*) FROM question WHERE asked_at >= ? AND asked_at < ? "
            "AND open = 1 AND NOT EXISTS (SELECT 1 FROM ticket WHERE number = question.ticket "
            "AND (first_response_at IS NOT NULL OR state = 'closed'))": {},
            "SELECT 'reopened', count(*) FROM history WHERE at >= ? AND at < ? "
            "AND what = 'reopened'": {},
            "SELECT 'promises_' || state, count(*) FROM promise WHERE ended_at >= ? "
            "AND ended_at < ? AND state IN ('kept', 'moved', 'missed') GROUP BY state": {},
        }
        sums: Counter[str] = Counter()
        for sql, names in named.items():
            for group, number in self.rows(sql, span):
                sums[names.get(group, group)] += number
        return sums

    def _wrong_answers(self, span: tuple[int, int]) -> tuple[tuple[str, str], ...]:
        wrong = self.loaded(
            QUESTION,
            "WHERE feedback_at >= ? AND feedback_at < ? AND feedback = 'not_solved' "
            "AND outcome = 'answer' ORDER BY feedback_at, id",
            span,
        )
        titles = [
            (question.text, guess.title)
            for question in wrong
            for guess in question.guesses
            if guess.entry in question.shown[:1]
        ]
        return tuple(titles)
