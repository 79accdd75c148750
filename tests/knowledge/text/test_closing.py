"""Closing words and scores: thanks with more beside it is thanks, and a score asks nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.ratings import says_more
from knowledge.text.reading import SmallTalk, read

CLOSING = {
    "en": (("thanks", "great, thanks", "thank you so much", "cool", "ok perfect, thx"), ("that's all i needed", "that clears it up", "i'm all set", "no more questions", "exactly what i was looking for")),
    "de": (("danke", "passt, danke", "super, vielen dank", "perfekt"), ("das war alles", "mehr brauche ich nicht", "genau das habe ich gesucht", "keine weiteren fragen", "passt so")),
    "es": (("gracias", "perfecto, gracias", "muchas gracias"), ("eso es todo", "era lo que necesitaba", "justo lo que buscaba", "no tengo más preguntas")),
    "fr": (("merci", "parfait, merci", "merci beaucoup"), ("c'est tout", "c'est ce que je cherchais", "tout est clair", "ça répond à ma question")),
    "pt": (("obrigado", "perfeito, obrigada", "muito obrigado"), ("era só isso", "é tudo", "mais nada", "era o que eu precisava")),
    "it": (("grazie", "perfetto, grazie", "grazie mille"), ("è tutto", "era tutto", "è quello che cercavo", "tutto chiaro")),
}  # fmt: skip
DONE = {SmallTalk.THANKS, SmallTalk.SOLVED, SmallTalk.OKAY}


@given(st.data())
def test_thanks_and_words_that_close_ask_nothing(data: st.DataObject) -> None:
    heads, tails = CLOSING[data.draw(st.sampled_from(sorted(CLOSING)))]
    parts = data.draw(
        st.permutations([data.draw(st.sampled_from(heads)), data.draw(st.sampled_from(tails))])
    )
    text = data.draw(st.sampled_from((", ", ". ", " - ", "! ", " "))).join(parts)
    text += data.draw(st.sampled_from(("", ".", "!", " :)", " 👍")))

    assert read(text.capitalize()).small_talk in DONE
    assert read(text).small_talk in DONE


NO = {
    "en": (("no", "nope", "nah", "no thanks"), ("that's all", "thats it", "nothing else", "all good", "i'm good", "we're fine")),
    "de": (("nein", "nein danke", "ne"), ("das wars", "das war alles", "alles gut")),
    "es": (("no", "no gracias"), ("eso es todo", "nada más", "todo bien")),
    "fr": (("non", "non merci"), ("c'est tout", "c'est bon", "rien d'autre")),
    "pt": (("não", "não, obrigado"), ("é só isso", "tudo certo")),
    "it": (("no", "no grazie"), ("è tutto", "nient'altro", "tutto a posto")),
}  # fmt: skip


@pytest.mark.parametrize(
    "text", [f"{no}, {done}" for heads, tails in NO.values() for no in heads for done in tails]
)
def test_a_no_before_words_that_close_asks_nothing_and_denies_nothing(text: str) -> None:
    assert read(text).small_talk in DONE
    assert read(text.replace(",", "").capitalize()).small_talk in DONE


@pytest.mark.parametrize(
    "text",
    [
        "It was lovely, thanks, solved!",
        "It was great. Thank you! Solved!",
        "It was lovely, thank you. Solved.",
        "It was great, thanks, all sorted!",
        "Es war toll, danke, gelöst!",
        "Estuvo genial, gracias, solucionado",
        "C'était parfait, merci, c'est réglé !",
        "È stato perfetto, grazie, risolto!",
        "foi ótimo, obrigada, resolvido!",
    ],
)
def test_solved_among_thanks_says_that_it_is_solved(text: str) -> None:
    assert read(text).small_talk is SmallTalk.SOLVED


@pytest.mark.parametrize(
    "text",
    [
        "it was lovely, thanks, not solved",
        "your teacher was lovely, thank you!!",
        "Thank you. Mary",
    ],
)
def test_what_is_not_called_solved_is_not(text: str) -> None:
    assert read(text).small_talk is not SmallTalk.SOLVED


@pytest.mark.parametrize(
    "text",
    [
        "thanks a ton, works now",
        "Danke, das hilft mir sehr",
        "Merci, très rapide",
        "appreciate the quick response",
        "thanks for clearing that up",
        "great, very friendly service",
        "keep up the good work!",
        "sehr netter Service",
        "muy buen servicio",
    ],
)
def test_closing_words_of_ones_own_ask_nothing(text: str) -> None:
    assert read(text).small_talk in DONE


@pytest.mark.parametrize(
    "text",
    [
        "thanks, what time do you close",
        "thanks, what about sundays",
        "great, but it still does not work",
        "thanks! can i get an answer now",
        "danke, aber das geht nicht",
        "thanks, and the invoice?",
        "perfekt, und wo ist meine rechnung",
        "gracias, pero no funciona",
        "thanks, i needed the red one",
        "all i needed was a key",
        "thanks, i still wait for the second parcel",
    ],
)
def test_what_is_asked_or_told_beside_thanks_is_heard(text: str) -> None:
    assert read(text).small_talk is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("10/10", SmallTalk.RATING),
        ("5/5", SmallTalk.RATING),
        ("5 stars, great place", SmallTalk.RATING),
        ("great support, 5 stars", SmallTalk.RATING),
        ("very good service, 5 stars", SmallTalk.RATING),
        ("4 Sterne, danke", SmallTalk.RATING),
        ("cinco, 5 estrellas", None),
        ("now it's solved, 3 stars", SmallTalk.SOLVED),
        ("does the hotel have 5 stars", None),
        ("the 5 star button is broken", None),
        ("my score is 3/5, where do I see it", None),
        ("10/10/2026", None),
    ],
)
def test_a_score_with_nothing_but_praise_is_a_rating(text: str, kind: SmallTalk | None) -> None:
    assert read(text).small_talk is kind


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("it was okay I guess", False),
        ("3 stars", False),
        ("great support, 5 stars", False),
        ("terrible, took forever", True),
        ("ok but nobody told me how long", True),
    ],
)
def test_only_words_that_say_why_are_more_than_a_rating(text: str, more: bool) -> None:
    assert says_more(text) is more


@pytest.mark.parametrize("text", ["actually nevermind", "actually, never mind", "oh actually nvm"])
def test_a_second_thought_takes_it_back(text: str) -> None:
    assert SmallTalk.NEVER_MIND is read(text).small_talk
