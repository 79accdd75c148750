"""What is asked of the desk in hundreds of people's words, and words that weigh nothing or rate."""

import tomllib
from pathlib import Path

import pytest

from knowledge.files import read_entries
from knowledge.text.intent import Intent, asked
from knowledge.text.ratings import rating_of
from knowledge.text.reading import SmallTalk, read
from knowledge.text.weight import weighty
from knowledge.training.sets import rows
from knowledge.training.small_bases import DEVELOPMENT, read_bases
from tests.benchmarks.near_misses import HELD_OUT

SENTENCES = tomllib.loads((Path(__file__).parents[1] / "desk_intents.toml").read_text("utf-8"))


OVER_TOO = frozenset({SmallTalk.NEVER_MIND, SmallTalk.SOLVED})
"""Small talk that takes back what was asked, as "cancel my ticket" does."""


def understood(words: str, intent: str) -> bool:
    found = asked(words)
    over = intent == Intent.WITHDRAWAL and read(words).small_talk in OVER_TOO
    return over or (found is not None and found.intent == intent)


@pytest.mark.parametrize("intent", SENTENCES)
@pytest.mark.parametrize("split", ["development", "held_out"])
def test_it_is_understood_in_everybodys_words(intent: str, split: str) -> None:
    by_language = SENTENCES[intent].get(split, {})
    texts = [text for sentences in by_language.values() for text in sentences]
    missed = [text for text in texts if not understood(text, intent)]

    assert len(missed) <= 0.02 * len(texts), missed


def ordinary_questions() -> dict[str, list[str]]:
    """Of the pack that ships, the small bases, and every twelfth of the training sets."""
    pack = read_entries(Path("knowledge/starter")).entries
    bases = read_bases(DEVELOPMENT) + read_bases(HELD_OUT)
    found = {"starter": [p for e in pack if "delete-data" not in e.id for p in e.phrasings]}
    found["small bases"] = [message.text for base in bases for message in base.messages]
    for name in ("banking77", "hwu64"):
        found[name] = [text for row in rows(name) for text in row["questions"]][::12]
    return found


@pytest.mark.parametrize(("name", "texts"), ordinary_questions().items())
def test_hardly_an_ordinary_question_is_taken_for_one(name: str, texts: list[str]) -> None:
    """News of something that they name is none, as long as no ticket of theirs is about it."""
    found = {text: each for text in texts if (each := asked(text))}
    own = [
        text
        for text, each in found.items()
        if each.intent not in {Intent.HARM, Intent.SECURITY}
        and not (each.intent is Intent.NEWS and (each.about or not each.alone))
    ]

    assert len(own) <= 0.01 * len(texts), own


@pytest.mark.parametrize("words", ["and?", "so what", "does it work", "und dann?", "hm", "???", ""])
def test_words_without_weight(words: str) -> None:
    assert () == weighty(words)


@pytest.mark.parametrize("words", ["lamp", "are you open today", "order 88123", "密码", "C++"])
def test_words_of_weight(words: str) -> None:
    assert weighty(words)


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("10/10", "good"),
        ("5 stars", "good"),
        ("⭐⭐⭐⭐⭐", "good"),
        ("3 out of 5", "ok"),
        ("2/10, sorry", "bad"),
        ("terrible", "bad"),
        ("great, thanks", "good"),
        ("👍", "good"),
        ("👎", "bad"),
        ("ganz gut", "good"),
        ("not good", "bad"),
        ("where is my invoice", None),
        ("good question, but the lamp still hums and nobody came", None),
    ],
)
def test_a_rating_in_words_of_ones_own(words: str, rating: str | None) -> None:
    assert rating == rating_of(words)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("you useless idiots", SmallTalk.INSULT),
        ("what a great team", SmallTalk.THANKS),
        ("thank you so much, you guys are great ❤️", SmallTalk.THANKS),
        ("so how much is a service? gracias", None),
        ("how great is your service", None),
    ],
)
def test_insults_and_praise_in_words_of_ones_own_are_no_questions(
    words: str, kind: SmallTalk | None
) -> None:
    assert kind is read(words).small_talk
