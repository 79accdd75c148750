"""What is attached: told apart, named for staff, and with its ticket however it became one."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.file import File, FileKind
from bot.desk.nouns.message import Facts, Message, SendKind
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import TicketState
from bot.desk.words.attached import facts, kind_of, size_words
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms import plain
from tests.desk.harness import ANA, SAM, Desk, room

WORDS = Wording(read_locales())
SHOT = File(name="shot.png", link="https://x/1", kind=FileKind.PICTURE, size=1_258_291)
VOICE = File(name="v.ogg", link="", kind=FileKind.VOICE, size=900, seconds=12)
WAVE = File(name="Wave", link="https://x/2", kind=FileKind.STICKER)


@pytest.mark.parametrize(
    ("media", "name", "kind"),
    [
        ("image/png", "a", FileKind.PICTURE),
        ("image/svg+xml", "a.svg", FileKind.PICTURE),
        ("video/mp4", "a.mp4", FileKind.VIDEO),
        ("audio/ogg; codecs=opus", "a.ogg", FileKind.SOUND),
        ("application/pdf", "a.pdf", FileKind.PDF),
        ("text/csv", "a.csv", FileKind.SHEET),
        ("text/plain; charset=utf-8", "a.log", FileKind.TEXT),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "a.xlsx",
            FileKind.SHEET,
        ),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "a.docx",
            FileKind.TEXT,
        ),
        (
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "a.pptx",
            FileKind.SLIDES,
        ),
        ("application/zip", "a.zip", FileKind.ARCHIVE),
        ("", "A.PDF", FileKind.PDF),
        ("application/octet-stream", "a.7z", FileKind.ARCHIVE),
        ("", "README", FileKind.FILE),
        ("application/x-unheard-of", "a.png", FileKind.FILE),
    ],
)
def test_a_file_is_told_by_its_type_or_its_name(media: str, name: str, kind: FileKind) -> None:
    assert kind is kind_of(media, name)


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 B"), (1023, "1023 B"), (1024, "1 KB"), (1_258_291, "1.2 MB"), (3 * 1024**3, "3 GB")],
)
def test_sizes_are_told_as_people_read_them(size: int, words: str) -> None:
    assert words == size_words(size)


def shown(*files: File) -> str:
    found = facts(files, WORDS, "en")
    return plain.text(Message(kind="x", parts=(found,)), plain.clock) if found else ""


def test_staff_read_what_it_is_and_how_to_open_it() -> None:
    until = datetime(2026, 11, 17, 9, tzinfo=UTC)
    seen = shown(SHOT, VOICE, File(name="a", link="https://x", about="my screen", until=until))

    assert "shot.png (picture, 1.2 MB): https://x/1" in seen
    assert "v.ogg (voice message 0:12, 900 B): only they can open it" in seen
    assert "a (file, “my screen”): https://x (the link works until Tue 17 Nov, 09:00)" in seen


@given(st.builds(File, name=st.text(min_size=1), link=st.text(), size=st.integers(0, 2**60)))
def test_every_file_is_named(file: File) -> None:
    found = facts([file], WORDS, "en")

    assert isinstance(found, Facts)
    assert file.name in "".join(str(span) for span in found.rows[0].spans)


def test_what_came_without_words_belongs_to_what_is_asked_next() -> None:
    desk = Desk()
    [told] = desk.say(ANA, "", files=(SHOT,))
    desk.say(ANA, "Can you paint my bicycle purple on Tuesdays?")

    assert "sentence" in told
    assert (SHOT,) == desk.ticket().files


def test_what_was_attached_to_a_question_goes_to_the_ticket_that_becomes_of_it() -> None:
    desk = Desk()
    desk.say(ANA, "How do I reset my password?", files=(SHOT, VOICE))
    desk.command(ANA, "person 1", place=room(ANA))

    assert (SHOT, VOICE) == desk.ticket().files
    assert "shot.png" in cards(desk)[-1]


def test_a_sticker_opens_nothing_that_was_solved_but_reaches_what_is_open() -> None:
    desk = Desk()
    desk.say(ANA, "Can you paint my bicycle purple on Tuesdays?")
    desk.say(ANA, "", files=(WAVE,))
    seen = [line.text for line in desk.journal.history(1) if line.what == "customer"]
    desk.command(SAM, "resolve 1 because it is purple now")
    desk.say(ANA, "", files=(WAVE,))

    assert ["[Wave]"] == seen
    assert TicketState.RESOLVED is desk.ticket().state


def test_a_voice_message_is_not_called_a_file() -> None:
    desk = Desk()

    assert "listen" in desk.say(ANA, "", files=(VOICE,))[0]
    assert "sentence" in desk.say(ANA, "", files=(WAVE,))[0]


def cards(desk: Desk) -> list[str]:
    """Every card as it was posted or changed."""
    found = (message for out, message in desk.sent if out.kind is SendKind.CARD)
    return [plain.text(message, plain.clock) for message in found]


def test_the_card_says_where_it_was_asked() -> None:
    desk = Desk()
    for words, place, link in (
        (
            "Can you paint my bicycle purple?",
            Place(platform="discord", room="1", thread="2"),
            "https://d/1/2",
        ),
        ("Do you sell harbours by the sea?", Place(platform="slack", room="D", private=True), ""),
        ("Could you varnish my violin green?", Place(platform="slack", room="G", thread="1"), ""),
    ):
        desk.say(ANA, words, place=place, link=link)

    told = cards(desk)
    assert "Asked in: a room on Discord: https://d/1/2" in told[0]  # the team is elsewhere
    desk.say(ANA, "more of it", place=Place(platform="discord", room="1", thread="2"), room="café")
    assert "Asked in: #café on Discord: https://d/1/2" in cards(desk)[-1]
    assert "a direct message that only they can open" in told[1]
    assert "a place that only its members can open" in told[2]
