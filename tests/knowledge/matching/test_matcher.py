"""What the matcher finds, and how sure it is."""

from datetime import date

import pytest

from knowledge.entry import Audience, Entry
from knowledge.matching.matcher import Matcher
from knowledge.text.normalise import grams, surface
from tests.knowledge.bad_input import BAD_INPUT


def an_entry(name: str, *phrasings: str, **more: object) -> Entry:
    return Entry(
        id=name,
        question=phrasings[0],
        variants=phrasings[1:],
        answer=str(more.pop("answer", "An answer.")),
        **more,  # type: ignore[arg-type]
    )


SHOP = (
    an_entry("password", "How do I reset my password?", "I forgot my password", "can't log in"),
    an_entry("refund", "When do I get my refund?", "I want my money back", "refund status"),
    an_entry("invoice", "Where can I find my invoice?", "download a bill", "need a receipt"),
    an_entry("delivery", "How long does delivery take?", "my parcel is late", "where is my order"),
    an_entry("cancel", "How do I cancel my order?", "stop my order", "undo a purchase"),
    an_entry("hours", "What are your opening hours?", "when are you open", "are you open Sunday"),
)


@pytest.fixture(scope="module")
def shop() -> Matcher:
    matcher = Matcher(SHOP)
    matcher.refit()
    return matcher


@pytest.fixture(scope="module")
def town() -> Matcher:
    """More phrasings than are looked at one by one."""
    shops = (
        an_entry(f"shop {n}", f"When does shop {n} open?", f"shop{n} hours") for n in range(200)
    )
    return Matcher([*SHOP, *shops])


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("how do i rest my pasword", "password"),
        ("forgot passwort", "password"),
        ("can i get my money back please", "refund"),
        ("reimbursement status", "refund"),
        ("my package is late", "delivery"),
        ("on which days are you open", "hours"),
    ],
)
def test_a_question_finds_its_entry(shop: Matcher, text: str, entry: str) -> None:
    assert entry == shop.candidates(text)[0].entry


def test_the_very_words_of_one_entry_are_answered(shop: Matcher) -> None:
    best = shop.candidates("Where can I find my invoice?")[0]

    assert best.entry == "invoice"
    assert best.probability >= shop.bands.answer


@pytest.mark.parametrize(
    "text", ["what is the capital of France", "lol that goal yesterday", "sudo apt install vim"]
)
def test_what_no_entry_is_about_is_not_answered(shop: Matcher, text: str) -> None:
    assert all(each.probability < shop.bands.answer for each in shop.candidates(text))


def test_the_same_phrasing_on_two_entries_is_no_answer() -> None:
    twins = (
        an_entry("phone", "How do I charge it?", "charge the phone"),
        an_entry("watch", "How do I charge it?", "charge the watch"),
        an_entry("colour", "Which colours are there?", "is there a red one"),
    )
    matcher = Matcher(twins)
    matcher.refit()

    best, second = matcher.candidates("How do I charge it?")[:2]

    assert {best.entry, second.entry} == {"phone", "watch"}
    assert best.probability < matcher.bands.answer
    assert [("phone", "watch", "How do I charge it?")] == list(matcher.reach().twins)


def test_staff_entries_are_found_by_staff_only() -> None:
    matcher = Matcher(
        [*SHOP, an_entry("secret", "What is the door code?", audience=Audience.STAFF)]
    )

    assert "secret" not in [c.entry for c in matcher.candidates("what is the door code")]
    assert "secret" == matcher.candidates("what is the door code", staff=True)[0].entry


def test_an_entry_is_trusted_less_from_its_review_day_on() -> None:
    matcher = Matcher([*SHOP, an_entry("fax", "Is there a fax?", review_on=date(2026, 1, 1))])

    fresh = matcher.candidates("have you got a fax", today=date(2025, 12, 31))[0]
    stale = matcher.candidates("have you got a fax", today=date(2026, 1, 1))[0]

    assert stale.probability < fresh.probability


def test_the_reader_s_language_chooses_among_translations() -> None:
    german = an_entry("hours-de", "Wann habt ihr geöffnet?", language="de", translates="hours")
    matcher = Matcher([*SHOP, german])

    english = matcher.candidates("Wann habt ihr geöffnet?", languages=("en",))[0]
    preferred = matcher.candidates("what are your opening hours", languages=("de", "en"))[0]

    assert ("hours", "hours-de") == (english.entry, preferred.entry)


@pytest.mark.parametrize(
    ("phrasing", "question"),
    [
        ("Wie setze ich mein Passwort zurück?", "passwort zurück setzen"),
        ("Wo finde ich die Rechnung?", "Rechnungen finden"),
        ("Şifremi nasıl sıfırlarım?", "SIFREMI SIFIRLA"),
        ("كيف أعيد تعيين كلمة المرور؟", "اعيد كلمة المرور"),
        ("Как сбросить пароль?", "сбросить пароль"),
        ("Πώς αλλάζω τον κωδικό μου;", "αλλαζω κωδικο"),
        ("รีเซ็ตรหัสผ่านอย่างไร", "รีเซ็ตรหัสผ่าน"),
        ("怎么修改密码？", "修改密码"),
        ("パスワードを変更するには？", "パスワード変更"),
        ("비밀번호를 어떻게 바꾸나요?", "비밀번호 바꾸기"),
        ("paise wapas kab milenge", "mera paise wapas kab"),
    ],
)
def test_every_script_is_matched(phrasing: str, question: str) -> None:
    matcher = Matcher([*SHOP, an_entry("theirs", phrasing)])

    assert "theirs" == matcher.candidates(question)[0].entry


@pytest.mark.parametrize("text", BAD_INPUT.values(), ids=BAD_INPUT)
@pytest.mark.parametrize("size", ["small", "large"])
def test_nothing_that_people_type_raises(
    shop: Matcher, town: Matcher, size: str, text: str
) -> None:
    found = (shop if size == "small" else town).candidates(text)

    assert all(0 <= each.probability <= 1 for each in found)
    assert len({each.entry for each in found}) == len(found) <= 10


@pytest.mark.parametrize("name", ["40,000 letters", "one question 3,000 times"])
def test_of_a_long_text_only_the_beginning_counts(town: Matcher, name: str) -> None:
    text = BAD_INPUT[name]

    assert town.candidates(text[:1_000]) == town.candidates(text)


def test_entries_without_words_do_no_harm() -> None:
    matcher = Matcher([*SHOP, an_entry("blank", ""), an_entry("signs", "???", "😀")])
    matcher.refit()

    assert "hours" == matcher.candidates("opening hours")[0].entry


def test_an_empty_knowledge_base_finds_nothing() -> None:
    matcher = Matcher()
    matcher.refit()

    assert [] == matcher.candidates("anything?")


def test_the_same_entries_give_the_same_probabilities() -> None:
    first, second = Matcher(SHOP), Matcher(SHOP)
    first.refit()
    second.refit()

    assert first.candidates("my money") == second.candidates("my money")


@pytest.mark.parametrize(
    "text", ["don't", "'tis rock'n'roll", "a_b e-mail 3'4 ''", "It's (URGENT): #12, x=y!", "o'b'c'"]
)
def test_plain_letters_are_cut_like_those_of_every_script(text: str) -> None:
    assert surface(text) == surface(f"{text} é")[:-1]


def test_the_runs_of_a_word_come_in_one_order_in_every_process() -> None:
    """A set's order changes from start to start, and with it the last digits of every sum."""
    assert ("<ab", "abc", "bc>", "<abc", "abc>", "<abc>") == grams("abc")


def test_a_stricter_wish_needs_a_surer_answer() -> None:
    assert Matcher(wish=0.02).bands.answer > Matcher(wish=0.1).bands.answer


def test_an_explanation_names_what_matched_and_what_was_missing(shop: Matcher) -> None:
    said = {
        each.kind: each.facts for each in shop.explain("reset password on my toaster", "password")
    }

    assert {"words": "reset, password, my"} == said["same"]
    assert "toaster" in str(said["missing"]["words"])


def test_an_explanation_of_an_unknown_entry_says_so(shop: Matcher) -> None:
    assert "not_in_use" == shop.explain("anything", "nowhere")[0].kind


def test_what_it_can_reach_is_said_in_words(shop: Matcher) -> None:
    said = shop.reach().sentences()

    assert "6 entries with 18 phrasings." == said[0]
    assert "hidden" in said[1]
