"""What was taken back is found wherever the desk says it back, in every language."""

import re
from dataclasses import replace
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.message import Fine, Line, Markdown, Message, Quote
from bot.desk.words import quoting
from bot.desk.words.wording import Wording
from bot.locales import read_locales

TABLES = read_locales()
WORDING = Wording(TABLES)
WORDS = 'the nurse, to "5 Elm Street" (2nd floor)?'
_QUOTES = re.compile(r'["„“«]\s?\{(title|question)\}')


def quoting_kinds() -> list[tuple[str, str]]:
    return [
        (language, kind)
        for language, table in TABLES.items()
        for kind, row in table.items()
        if _QUOTES.search(str(row.get("text", "")))
    ]


def said(language: str, kind: str) -> Message:
    template = TABLES[language][kind]["text"]
    facts = {name: "x" for _, name, _, _ in Formatter().parse(template) if name}
    facts |= {"title": WORDS, "question": WORDS, "checked": ""}
    message = WORDING.say(kind, language, buttons=(), **facts)
    return replace(message, parts=tuple(p for p in message.parts if isinstance(p, Line)))


def words(message: Message) -> str:
    return "".join(str(s) for p in message.parts if isinstance(p, Line) for s in p.spans)


@pytest.mark.parametrize(("language", "kind"), quoting_kinds())
def test_every_sentence_that_quotes_quotes_no_more(language: str, kind: str) -> None:
    message = said(language, kind)
    assert WORDS in words(message)

    left = quoting.without(message, [WORDS], lambda _: "[gone]")

    assert "Elm Street" not in words(left)
    assert words(message).replace(WORDS, "[gone]") == words(left)


def test_one_of_several_questions_goes_and_the_other_stays() -> None:
    lead = WORDING.words("on_question", "en", question="where is it? / and who?")
    message = Message(kind="answer", parts=(Line(spans=(lead,)),))

    first = quoting.without(message, ["where is it?"], lambda _: "[gone]")
    last = quoting.without(message, ["and who?"], lambda _: "[gone]")

    assert 'On "[gone] / and who?":' == words(first)
    assert 'On "where is it? / [gone]":' == words(last)


@given(st.text(min_size=1, max_size=20))
def test_words_of_entries_and_of_staff_stay(text: str) -> None:
    message = Message(
        kind="answer",
        parts=(Markdown(text=f'"{text}"'), Quote(text=f'"{text}"'), Fine(spans=("Guide: ", text))),
    )

    assert message == quoting.without(message, [text], lambda _: "[gone]") or text[0] in '"„“«'
