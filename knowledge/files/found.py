"""What reading a file gives: pieces that may become entries, and what has to be said of the rest.

Nothing is left out or changed in silence: whoever drops a word adds a note where it stood.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from knowledge.entry import Entry
from knowledge.upkeep.structure import Flaw

NOT_OURS = (
    "This is what people wrote to one another (a chat, mails or tickets), so none of it was taken in.",
    'Write what customers ask into a file of its own, as "Q: …" and "A: …".',
)
"""Of a file that holds conversations: whoever spoke in them spoke to one person."""
LEFT_OUT = Flaw("It was left out.", "left_out")
NO_QUESTION = (
    Flaw(
        "There is neither a header with a question nor a heading with an answer below.",
        "no_heading",
    ),
    Flaw(
        'Begin with ---, "question: …", ---, or write "## How do I …?" above each answer.',
        "write_headings",
    ),
)
_SHOWN = 100
"""Characters of somebody's words that a sentence repeats."""


class CannotRead(Exception):
    """There is nothing to read, in a sentence for people."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why a piece of a file can't be an entry, or what of it isn't used or was changed."""

    file: str
    line: int
    """Line of a text file, row of a table; 0 for the file as a whole."""
    what: str
    mend: str = ""
    unit: str = "line"
    last: int = 0
    """The last line that is meant, where there are several."""
    about: str = ""
    """Its title or id, where the line tells nobody anything."""

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return _where(self.file, self.unit, [self.lines])

    @property
    def left_out(self) -> bool:
        """Whether it says of something that it was left out as a whole."""
        return self.mend == LEFT_OUT

    @property
    def lines(self) -> str:
        """Its line or lines; empty for the file as a whole."""
        if self.about:
            return self.about
        return f"{self.line}-{self.last}" if self.last > self.line else str(self.line or "")

    @property
    def sentence(self) -> str:
        """What is said of it, without the place."""
        return f"{self.what} {self.mend}".strip()

    def __str__(self) -> str:
        """Return one sentence for people."""
        return f"{self.place}: {self.sentence}"


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a file or a folder held."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Pieces that could not be read. Take nothing, or only the good entries: the caller's choice."""
    notes: tuple[Problem, ...] = ()
    """What was left out or changed on the way."""
    guessed: tuple[str, ...] = ()
    """The languages of entries that state none."""

    def languages(self, desks: str) -> list[str]:
        """A line that says how entries without a language were filed, where the desk's isn't all."""
        if {desks} >= set(self.guessed):
            return []
        counts = ", ".join(f"{self.guessed.count(each)} {each}" for each in sorted({*self.guessed}))
        what = f"Languages, as the words tell where none is stated: {counts}."
        return [Flaw(what, "languages", counts=counts)]


@dataclass(frozen=True, kw_only=True)
class Window:
    """From which day on, or up to which, a file says that something is shown."""

    said: str
    """The key and the value, as written."""
    line: int
    since: date = date.min
    until: date = date.max


@dataclass(kw_only=True)
class Piece:
    """One entry as found in a file, before it is judged."""

    file: str
    line: int
    unit: str = "line"
    last: int = 0
    """The last line, where it has several that are told apart nowhere."""
    texts: dict[str, str | list[str]] = field(default_factory=dict)
    name: str = ""
    """What to call it when it has no id."""
    about: str = ""
    """Its title or id, where several stand on one line."""
    answer_line: int = 0
    """Line on which the answer begins; 0 where its lines are none of the file."""
    windows: tuple[Window, ...] = ()
    moved: tuple[tuple[tuple[int, int], ...], ...] = ()
    """For each time that the answer was written anew: from which of its lines on, counted from 0, the
    rest stands how many lines further down."""

    def problem(self, what: str, mend: str = "", *, line: int = 0, last: int = 0) -> Problem:
        """Say something of this piece, or of one line in it."""
        last = last or (self.last if line in {0, self.line} else 0)
        return Problem(
            file=self.file, line=line or self.line, last=last, unit=self.unit, about=self.about,
            what=what, mend=mend,
        )  # fmt: skip

    def line_of(self, words: str, answer: str) -> int:
        """The line of the file on which words of the answer stand; that of the piece otherwise."""
        place = answer.find(words)
        return self.line if place < 0 else self.line_at(place, answer)

    def line_at(self, place: int, answer: str) -> int:
        """The line of the file on which a place in the answer stands; that of the piece where the
        lines of the answer are none of the file."""
        return self.line_in_file(answer.count("\n", 0, place))

    def line_in_file(self, at: int) -> int:
        """The line of the file on which the answer's line `at` stands, counted from 0."""
        for moves in reversed(self.moved):
            at -= sum(further for start, further in moves if start < at)
        return self.answer_line + at if self.answer_line else self.line


@dataclass
class Found:
    """What one file gave, while it is read."""

    pieces: list[Piece] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    passed_over: bool = False
    """Nothing was looked for in it, and that was said."""

    def pass_over(self, at: Piece, why: str) -> None:
        """Leave a whole file out."""
        self.passed_over = True
        self.notes.append(at.problem(why, LEFT_OUT))

    def hold(self, at: Piece, why: str) -> None:
        """Make a draft of what its file does not call approved."""
        if at.texts.setdefault("status", "draft") == "draft":
            self.notes.append(
                at.problem(f"It is a draft: {why}.", "To use it write in chat: approve ID")
            )


def shown(text: str) -> str:
    """Some words in quotes, shortened, on one line."""
    plain = " ".join(text.split())
    return f'"{plain}"' if len(plain) <= _SHOWN else f'"{plain[: _SHOWN - 1]}…"'


def told(notes: Iterable[Problem], say: Callable[[str], str] = str) -> list[str]:
    """Sentences for people: what holds in several places is said once, with every place; `say` puts what
    is a `Flaw` into another language."""
    places: dict[str, dict[tuple[str, str], list[str]]] = {}
    for note in notes:
        in_files = places.setdefault(f"{say(note.what)} {say(note.mend)}".strip(), {})
        in_files.setdefault((note.file, note.unit), []).append(note.lines)
    return [
        f"{'; '.join(_where(*place, lines, say) for place, lines in files.items())}: {sentence}"
        for sentence, files in places.items()
    ]


def _where(file: str, unit: str, lines: list[str], say: Callable[[str], str] = str) -> str:
    lines = list(dict.fromkeys(filter(None, lines)))
    places = ", ".join(lines)
    if unit and places:
        several = "s" if len(lines) > 1 or any("-" in line for line in lines) else ""
        kind = f"at_{unit}{several}" if unit in {"line", "row"} else ""
        places = say(Flaw(f"{unit}{several} {places}", kind, lines=places))
    return ", ".join(filter(None, (say(file), places)))
