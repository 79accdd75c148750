"""The matcher with the sentence encoder of the extra [semantic]."""

import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from knowledge.matching.encoder import WIDE, Encoder, load_encoder
from knowledge.matching.index import Floats
from knowledge.matching.learned import SEMANTIC_FILE, load
from knowledge.matching.matcher import SMALL, Matcher
from tests.knowledge.matching.test_matcher import SHOP, an_entry


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="module")
def shop(encoder: Encoder) -> Matcher:
    matcher = Matcher(SHOP, encoder=encoder)
    matcher.refit()
    return matcher


def test_no_part_of_the_runtime_knows_where_to_report_its_use() -> None:
    """From 1.29 on this address stands in it, and it reports unless an environment variable says no."""
    parts = list(Path(str(find_spec("onnxruntime").origin)).parent.rglob("*.so*"))  # type: ignore[union-attr]

    assert parts or sys.platform != "linux"
    assert [] == [part.name for part in parts if b"OneCollector" in part.read_bytes()]


def test_directions_have_length_one_and_near_sentences_are_near(encoder: Encoder) -> None:
    money, same, other = encoder(
        ["I want my money back", "Ich möchte mein Geld zurück", "Is the shop open on Sunday?"]
    )

    assert (WIDE,) == money.shape
    assert float(money @ money) == pytest.approx(1, abs=1e-3)
    assert money @ same > 0.4 > 4 * (money @ other)

    many, the_same = (each[:512] / np.linalg.norm(each[:512]) for each in (money, same))
    assert many @ the_same > 0.6 > money @ other, "the multilingual part alone"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("ich habe mein kennwort vergessen", "password"),
        ("quiero que me devuelvan el dinero", "refund"),
        ("mon colis n'est pas arrivé", "delivery"),
        ("it never showed up at my door", "delivery"),
    ],
)
def test_what_shares_no_word_is_found(shop: Matcher, text: str, entry: str) -> None:
    assert entry in [each.entry for each in shop.candidates(text)[:3]]


def test_a_new_entry_is_found_at_once_and_a_removed_one_no_more(encoder: Encoder) -> None:
    matcher = Matcher(SHOP, encoder=encoder)
    matcher.refit()
    matcher.put(an_entry("gift", "Can I have it wrapped as a present?"))

    assert matcher.candidates("lässt sich das als Geschenk einpacken")[0].entry == "gift"

    matcher.remove("gift")
    assert "gift" not in [each.entry for each in matcher.candidates("gift wrapping present")]


def test_a_text_is_encoded_alone_as_among_others(encoder: Encoder) -> None:
    texts = ["refund", "Where is my parcel?", "Wo ist mein Paket?", "and how long does it take"]
    alone = [load_encoder()([text])[0] for text in texts]

    assert encoder(texts) == pytest.approx(np.array(alone), abs=1e-5)


def test_letters_that_the_english_encoder_can_not_read_are_left_to_the_other(
    encoder: Encoder,
) -> None:
    chinese, mixed, german = encoder(
        ["我的包裹在哪里？", "我的 parcel 在哪里？", "Wo ist mein Päckchen?"]
    )
    halves = [float(each[512:] @ each[512:]) for each in (chinese, mixed, german)]

    assert halves == pytest.approx([0, 0.5 * 6 / 12, 0.5 * 17 / 18], abs=0.01)


def test_a_large_knowledge_base_answers_before_it_is_encoded(encoder: Encoder) -> None:
    many = [an_entry(f"item {n}", f"How much is item {n} of the catalogue?") for n in range(SMALL)]
    seen: list[str] = []

    def counted(texts: list[str]) -> Floats:
        seen.extend(texts)
        return encoder(texts)

    matcher = Matcher([*SHOP, *many], encoder=Encoder(counted))

    assert matcher.candidates("I lost my password")[0].entry == "password"
    assert seen == []

    matcher.refit()

    assert len(seen) > SMALL
    assert matcher.candidates("ich habe mein kennwort vergessen")[0].entry == "password"


def test_the_same_questions_get_the_same_probabilities(shop: Matcher, encoder: Encoder) -> None:
    again = Matcher(SHOP, encoder=encoder)
    again.refit()

    assert shop.candidates("where's my stuff") == again.candidates("where's my stuff")


def test_its_weights_are_its_own(encoder: Encoder) -> None:
    own, plain = load(SEMANTIC_FILE), load()

    assert not own.problem
    assert own.ranker_with.tolist() != plain.ranker_with.tolist()
    assert plain.ranker_with[-1] == 0, "without an encoder its view is worth nothing"


@pytest.mark.parametrize("text", ["", " ", "?", "😀", "\ud800", "\0", "a" * 40_000, "é" * 5_000])
def test_bad_input_is_fine(shop: Matcher, text: str) -> None:
    for each in shop.candidates(text):
        assert 0 <= each.probability <= 1


def test_entries_without_words_are_fine(encoder: Encoder) -> None:
    blank = replace(an_entry("blank", "???"), variants=("", "😀"))
    matcher = Matcher([*SHOP, blank], encoder=encoder)
    matcher.refit()

    assert matcher.candidates("I want a refund")[0].entry == "refund"


def test_a_misspelt_word_is_encoded_as_it_is_known_here(shop: Matcher) -> None:
    right, wrong = (
        shop.candidates(text)[0] for text in ("I lost my password", "I lost my pasword")
    )

    assert right.entry == wrong.entry == "password"
    assert wrong.probability > 0.9 * right.probability
