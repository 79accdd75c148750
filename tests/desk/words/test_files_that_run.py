"""What can run is named so to staff; what staff attach to a command goes to nobody, and they are told."""

import pytest

from bot.desk.nouns.file import File, FileKind
from bot.desk.words.attached import kind_of
from tests.desk.harness import ANA, SAM, STAFF_ROOM, Desk


@pytest.mark.parametrize(
    ("media", "name"),
    [
        ("", "setup.exe"),
        ("image/png", "photo.png.scr"),
        ("application/pdf", "invoice.pdf.EXE"),
        ("text/javascript", "a.js"),
        ("application/vnd.ms-word", "order.docm"),
        ("", "run.bat. "),
    ],
)
def test_what_can_run_is_known_by_its_name(media: str, name: str) -> None:
    """A media type is what its sender says of it."""
    assert FileKind.PROGRAM is kind_of(media, name)


@pytest.mark.parametrize("name", ["exe", "notes.txt", "archive.exe.zip", "photo.jpg", ""])
def test_others_are_not(name: str) -> None:
    """Nor what is only called so."""
    assert FileKind.PROGRAM is not kind_of("", name)


def test_a_file_with_a_reply_is_not_left_out_in_silence() -> None:
    """Only words go to the customer."""
    desk = Desk()
    desk.say(ANA, "do you sell llamas by the dozen?")

    desk.say(SAM, "reply 1 See the form.", place=STAFF_ROOM, files=(File(name="a.pdf", link=""),))

    assert any("a.pdf" in each for each in desk.texts_of("staff_files_stay"))


def test_a_file_with_a_list_is_nobodys() -> None:
    """Nothing would have gone anywhere."""
    desk = Desk()

    desk.say(SAM, "queue", place=STAFF_ROOM, files=(File(name="a.pdf", link=""),))

    assert desk.texts_of("staff_files_stay") == []
