"""The judge of who can read what finds out what it is there for."""

from tests.eyes import Confided, Shown, leaks
from tests.transcripts.script import Linked

SECRET = Confided(words="The code is 4711, ana's.", to=frozenset({"ana", "sam"}))


def _in(where: str, text: str, *readers: str) -> Shown:
    return Shown(text=text, where=where, readers=frozenset(readers))


def test_words_are_found_however_they_are_escaped_or_broken() -> None:
    shown = [_in("#help", "> The code\n> is \\4711, **ana**'s\\.", "ana", "ben")]

    [found] = leaks(shown, [SECRET])
    assert found.startswith("ben can read")


def test_those_who_may_read_them_do() -> None:
    assert [] == leaks([_in("a direct message", SECRET.words, "ana")], [SECRET])
    assert [] == leaks([_in("#help", "Something else.", "ben")], [SECRET])


def test_linked_accounts_read_each_other_from_the_second_yes_until_they_part() -> None:
    linked, reach = Linked(), []
    for line in (
        "ben presses Yes, both are mine",
        "ana: yes",
        "ana presses Yes, both are mine",
        "ben: status",
        "ana presses Undo the link",
    ):
        linked = linked.after(line)
        reach.append(sorted(linked.reach(SECRET.to)))

    apart, together = ["ana", "sam"], ["ana", "ben", "sam"]
    assert [apart, apart, together, together, apart] == reach
