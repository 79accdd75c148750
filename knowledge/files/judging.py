"""Pieces judged: which become entries, which are held back as drafts, and why others can't.

Whatever is wrong with a piece is said at once; nothing of it is repaired on a guess.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from rapidfuzz import process

from knowledge.entry import Audience, Entry, Status
from knowledge.files.days import hold_back
from knowledge.files.fields import ONE_LINE, free_id, lines_of, many_lines, one_line, tag
from knowledge.files.found import LEFT_OUT, Found, Loaded, Piece, Problem, shown
from knowledge.files.names import LISTS
from knowledge.files.tongues import Tongues
from knowledge.text.secrets import redact
from knowledge.upkeep.doubts import doubts
from knowledge.upkeep.structure import Flaw, secret_in

E = TypeVar("E", bound=StrEnum)


def loaded(found: Found, language: str, today: date | None) -> Loaded:
    """Return what was found as entries, and in order what has to be said of it. `today` is asked for
    what is shown only between days; None asks for none."""
    if today:
        found.notes += hold_back(found.pieces, today)
    entries, guessed = judge(found, language)
    return Loaded(
        entries=tuple(entries),
        problems=_in_order(found.problems),
        notes=_in_order(found.notes),
        guessed=guessed,
    )


def _in_order(found: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(found, key=lambda one: (one.file, one.line)))


def judge(found: Found, desks: str) -> tuple[list[Entry], tuple[str, ...]]:
    """Return the entries of what was found, and the languages of those that state none.

    Those without id are named, an id that stands twice is refused. `desks` is the desk's language:
    that of entries which neither state nor show theirs.
    """
    tongues = Tongues.of(found.pieces, desks)
    where: dict[str, Piece] = {}
    good: list[tuple[Piece, Entry]] = []
    for piece in _answered(found):
        entry = _entry(piece, tongues.of_piece(piece), found.problems)
        if entry and entry.id in where:
            first = where[entry.id].problem("").place
            what = f'The id "{entry.id}" stands twice, first in {first}.'
            mend = "Give one of them another id, or take it out."
            found.problems.append(piece.problem(what, mend))
        elif entry:
            if entry.id:
                where[entry.id] = piece
            good.append((piece, _held_back(piece, entry, found.notes)))
    taken, entries = set(where), []
    for piece, entry in good:
        named = entry.id or free_id(piece.name or entry.question, taken)
        taken.add(named)
        entries.append(entry if entry.id else replace(entry, id=named))
    return entries, tuple(
        entry.language for piece, entry in good if not piece.texts.get("language")
    )


def _answered(found: Found) -> list[Piece]:
    """The pieces without those that ask and aren't answered, which is said; all of them where none is
    answered, as then it is hardly what it was taken for.
    """
    bare = [piece for piece in found.pieces if _asks_alone(piece)]
    if len(bare) == len(found.pieces):
        return found.pieces
    for piece in bare:
        words = "" if piece.about else shown(_text(piece.texts, "question"))
        kind = "unanswered" if words else ""
        what = Flaw(f"{words or 'It'} has no answer.", kind, words=words)
        found.notes.append(piece.problem(what, LEFT_OUT))
    return [piece for piece in found.pieces if not _asks_alone(piece)]


def _asks_alone(piece: Piece) -> bool:
    answer = many_lines(_text(piece.texts, "answer"))
    return not answer and bool(one_line(_text(piece.texts, "question")))


def _held_back(piece: Piece, entry: Entry, notes: list[Problem]) -> Entry:
    """An entry that is not finished, or gives something away, as a draft; unless its file says that
    it is approved.
    """
    states = _text(piece.texts, "status") == Status.APPROVED
    if entry.status is not Status.APPROVED or states:
        return entry
    found = list(doubts(entry))
    for each in found:
        line = piece.line_of(each.words, _text(piece.texts, "answer"))
        what = Flaw(
            f"It is a draft: {each.what[0].lower()}{each.what[1:]}.",
            f"draft_{each.kind}",
            words=each.words[:60],
        )
        mend = Flaw("Mend it, or write in chat: approve ID", "mend_or_approve")
        notes.append(piece.problem(what, mend, line=line))
    return replace(entry, status=Status.DRAFT) if found else entry


def _entry(piece: Piece, tongue: str, problems: list[Problem]) -> Entry | None:
    """Make an entry of a piece; None when it has problems, which are added to the list."""
    found: list[Problem] = []
    words = {name: one_line(_text(piece.texts, name)) for name in ONE_LINE}
    lists = {name: _list(piece.texts, name) for name in LISTS}
    phrasings = _list(piece.texts, "phrasings")
    words["question"] = words["question"] or (phrasings[0] if phrasings else "")
    lists["variants"] += tuple(
        each for each in phrasings if each != words["question"] and each not in lists["variants"]
    )
    answer = many_lines(_text(piece.texts, "answer"))
    if not words["question"]:
        found.append(
            piece.problem(
                Flaw("There is no question.", "question_lacks"), Flaw("Write one.", "write_one")
            )
        )
    if not answer:
        found.append(
            piece.problem(
                Flaw("There is no answer.", "answer_lacks"),
                Flaw("Write one, or take this entry out.", "write_answer"),
            )
        )
    language = tag(words.pop("language") or tongue)
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", language, re.ASCII):
        found.append(
            piece.problem(f'"{language}" is not a language.', "Write its tag: en, de, pt-br.")
        )
    entry = Entry(
        **words,
        files=(),  # kept beside them
        answer=answer,
        variants=lists["variants"],
        not_for=lists["not_for"],
        language=language,
        audience=_choice(piece, "audience", Audience.PUBLIC, found),
        status=_choice(piece, "status", Status.APPROVED, found),
        checked_on=_day(piece, "checked_on", found),
        review_on=_day(piece, "review_on", found),
        version=_version(piece, found),
    )
    if secret := secret_in(entry):
        found.append(piece.problem(secret, "Take it out.", line=_line_of_secret(piece)))
    problems += found
    return None if found else entry


def _line_of_secret(piece: Piece) -> int:
    """The line of the answer that holds it; that of the piece where none does by itself."""
    answer = _text(piece.texts, "answer")
    line = next((line for line in answer.split("\n") if redact(line)[1]), "")
    return piece.line_of(line, answer) if line else piece.line


def _text(texts: Mapping[str, str | Sequence[str]], name: str) -> str:
    value = texts.get(name, "")
    return value if isinstance(value, str) else ", ".join(value)


def _list(texts: Mapping[str, str | Sequence[str]], name: str) -> tuple[str, ...]:
    value = texts.get(name, ())
    lines = value.split("\n") if isinstance(value, str) else value
    return lines_of(lines)


def _choice(piece: Piece, name: str, default: E, found: list[Problem]) -> E:
    text = one_line(_text(piece.texts, name)).casefold()
    kinds = [str(kind) for kind in type(default)]
    if not text or text in kinds:
        return type(default)(text) if text else default
    near = process.extractOne(text, kinds, score_cutoff=70)
    mend = f"Did you mean {near[0]}?" if near else f"Write {' or '.join(kinds)}."
    found.append(piece.problem(f'"{text}" is not a known {name}.', mend))
    return default


def _day(piece: Piece, name: str, found: list[Problem]) -> date | None:
    text = one_line(_text(piece.texts, name))
    try:
        return date.fromisoformat(re.split("[T ]", text)[0]) if text else None
    except ValueError:
        label = name.replace("_", " ")
        found.append(piece.problem(f'"{text}" is not a day ({label}).', "Write it as 2026-11-24."))
        return None


def _version(piece: Piece, found: list[Problem]) -> int:
    text = one_line(_text(piece.texts, "version")) or "1"
    if re.fullmatch(r"[1-9]\d{0,8}", text, re.ASCII):
        return int(text)
    found.append(piece.problem(f'"{text}" is not a version.', "Write a whole number from 1 on."))
    return 1
