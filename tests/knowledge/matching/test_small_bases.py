"""Small bases, one phrasing an entry: what has nothing to do with a question is not offered.

What is offered rests on `bot.desk.rules.answering`, so this plays both. How sure is enough was chosen on the
training sets; on the last of these bases nothing was chosen.
"""

import tomllib
from pathlib import Path

import pytest

from bot.desk.nouns.question import Answer, Choices, DontKnow, Outcome
from bot.desk.rules import answering
from knowledge.entry import Entry
from knowledge.files import read_entries
from knowledge.matching.matcher import Matcher

BASES = sorted((Path(__file__).parents[1] / "small_bases").glob("*.toml"))
STRANGE = "does the quantum flux capacitor support werewolves"


class Base:
    """A base, and what it makes of messages."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self.matcher = Matcher(entries)
        self.matcher.refit()

    def outcome(self, text: str) -> Outcome:
        question = self.matcher.read(text).questions[0]
        found = answering.guesses(self.matcher.candidates(question), self.entries)
        return answering.decide(found, self.matcher.bands)


def entries_of(path: Path) -> list[Entry]:
    table = tomllib.loads(path.read_text("utf-8"))["entries"]
    return [Entry(id=key, question=asked, answer=said) for key, (asked, said) in table.items()]


Played = tuple[Base, dict[str, str], list[str]]


@pytest.fixture(scope="module", params=BASES, ids=[path.stem for path in BASES])
def played(request: pytest.FixtureRequest) -> Played:
    table = tomllib.loads(request.param.read_text("utf-8"))
    return Base(entries_of(request.param)), table["answerable"], table["unanswerable"]["messages"]


def titles(outcome: Outcome) -> tuple[str, ...]:
    match outcome:
        case Answer(entry=entry):
            return (entry,)
        case Choices(entries=entries):
            return entries
        case DontKnow():
            return ()


def test_right_entries_are_still_offered(played: Played) -> None:
    """18, 19 and 19 of 20, as before anything needed ground."""
    base, answerable, _ = played
    met = [entry in titles(base.outcome(text)) for text, entry in answerable.items()]

    assert sum(met) >= 18


def test_hardly_a_title_is_offered_that_does_not_fit(played: Played) -> None:
    """16, 15 and 16 before."""
    base, answerable, _ = played
    shown = [(each, entry) for text, entry in answerable.items() for each in titles(base.outcome(text))]  # fmt: skip

    assert sum(each != entry for each, entry in shown) <= 8


def test_what_nobody_answers_is_offered_no_titles(played: Played) -> None:
    """6, 4 and 2 before a choice needed ground; a club house to hire still gets the one behind which to
    park, and the shoes to wear in it since words are near by their directions."""
    base, _, unanswerable = played

    assert sum(len(titles(base.outcome(text))) for text in unanswerable) <= 3


@pytest.mark.parametrize("path", BASES, ids=[path.stem for path in BASES])
@pytest.mark.parametrize("size", [1, 2, 3, 4, 6, 12])
def test_a_question_of_which_nothing_is_known_is_a_dont_know(path: Path, size: int) -> None:
    assert DontKnow() == Base(entries_of(path)[:size]).outcome(STRANGE)


@pytest.mark.parametrize("more", [(), ("How do I contact support?",), ("Do you support Linux?",)])
def test_a_word_among_many_is_no_ground(more: tuple[str, ...]) -> None:
    shop = [
        "When do I get my refund?",
        "How do I reset my password?",
        "What are your opening hours?",
    ]
    entries = [Entry(id=asked, question=asked, answer="So.") for asked in (*shop, *more)]

    assert DontKnow() == Base(entries).outcome(STRANGE)


def test_the_starter_pack_offers_nothing_for_it_either() -> None:
    base = Base(list(read_entries(Path("knowledge/starter")).entries))

    assert DontKnow() == base.outcome(STRANGE)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Wie ändere ich meine Rechnung?", "Rechnungsadresse anders"),
        ("How do I reset my password?", "forgot my pasword"),
        ("When do I get my refund?", "reimbursement still missing"),
        ("Which payment methods are there?", "paypal"),
        ("パスワードを変更するには？", "パスワードを忘れた"),
        ("Як скасувати замовлення?", "скасувати замовленя"),
        ("วิธีเปลี่ยนรหัสผ่าน", "ลืมรหัสผ่าน"),
    ],
)
def test_misspelt_related_and_compound_words_are_ground(question: str, text: str) -> None:
    entries = [
        Entry(id="it", question=question, answer="By card or PayPal."),
        Entry(id="hours", question="What are your opening hours?", answer="9 to 5."),
        Entry(id="parking", question="Where can I park?", answer="Behind the house."),
    ]
    best = Matcher(entries).candidates(text)[0]

    assert "it" == best.entry
    assert best.ground >= answering.GROUND
