"""Keys that were pressed to see whether anything happens are no words; every word is one."""

import pytest

from knowledge.text.mashed import mashed
from knowledge.text.reading import SmallTalk, read
from knowledge.training.small_bases import DEVELOPMENT, read_bases


@pytest.mark.parametrize(
    "text",
    """
asdfgh
asdf asdf
qwertz
aaaaaa
hjkl dfgh
sdfkjhsdfkg
hi asdf
ASDF!!
test
ok google
Testing testing 123
hey siri
prueba
ein Test
c'est un test
""".strip().splitlines(),
)
def test_what_is_typed_to_try_the_desk_asks_nothing(text: str) -> None:
    assert SmallTalk.TEST is read(text).small_talk


@pytest.mark.parametrize(
    "text",
    """
does the qwerty layout work
test drive
how do I test my brakes
rhythm
nginx
where is the start menu
my screen shows asdfgh
https kbps
google calendar
brrr
""".strip().splitlines(),
)
def test_what_says_something_is_no_test(text: str) -> None:
    assert read(text).small_talk is not SmallTalk.TEST


def test_no_word_of_a_base_is_mashed() -> None:
    words = {
        word
        for base in read_bases(DEVELOPMENT)
        for message in base.messages
        for word in message.text.casefold().split()
    }

    assert words
    assert [] == sorted(filter(mashed, words))
