"""Several messages read as one, changed and taken back one by one: what stands is shown, and no more."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.delivery.bursts import join
from bot.desk.nouns.inbound import Said
from bot.desk.nouns.person import Role
from tests.desk.harness import ANA, SAM, Desk, room

PIECES = 3
_TOLD = ("do you tune the harp alpha", "it is from bravo", "and the case is charlie")
_WORDS = ("alpha", "bravo", "charlie")
_NEW = ("delta", "echo", "foxtrot", "golf", "hotel", "india")


@dataclass
class Burst:
    """A desk that heard three messages of one customer as one."""

    told: tuple[str, ...] = _TOLD
    desk: Desk = field(default_factory=Desk)
    standing: dict[str, str] = field(default_factory=dict)
    gone: bool = False
    """Whether the last thing that happened is that something was taken back: what was only changed
    stays in the history, before and after."""

    def __post_init__(self) -> None:
        desk = self.desk
        for at, text in enumerate(self.told):
            said = Said(id=f"console:p{at}", at=desk.now, by=ANA, place=room(ANA), text=text)
            desk.journal.take_in(said, desk.now)
            self.standing[said.id] = text
            desk.now += timedelta(seconds=1)
        rows = desk.journal.waiting(room(ANA).key)
        whole = join(rows, ())
        desk.desk.receive(desk.journal, whole, desk.desk.hear(whole), Role.CUSTOMER, desk.now)
        for row in rows[:-1]:
            desk.journal.finish(row.inbound.id, "joined", desk.now)
        desk.journal.finish(rows[-1].inbound.id, "dont_know", desk.now)
        desk.settle()

    def edit(self, at: int, text: str) -> None:
        """One of them reads otherwise, unless it is gone."""
        message = f"console:p{at}"
        self.desk.now += timedelta(seconds=1)
        if message in self.standing:
            self.standing[message] = text
            self.gone = False
            self.desk.edit(ANA, text, message)

    def delete(self, at: int) -> None:
        """One of them goes, unless it is gone."""
        message = f"console:p{at}"
        self.desk.now += timedelta(seconds=1)
        if self.standing.pop(message, None):
            self.gone = True
            self.desk.take_back(ANA, message)

    @property
    def words(self) -> str:
        return "\n".join(self.standing.values())


_CHANGES = st.lists(st.tuples(st.integers(0, PIECES - 1), st.booleans()), max_size=6)


@given(_CHANGES)
@settings(max_examples=8)
@example([(0, True), (2, True)])
@example([(0, False), (1, False)])
@example([(0, False), (1, True), (1, True), (2, False)])
def test_a_ticket_shows_all_that_stands_and_nothing_that_does_not(
    changes: list[tuple[int, bool]],
) -> None:
    burst = Burst()
    known = set(_WORDS)
    for (at, gone), new in zip(changes, _NEW, strict=False):
        if gone:
            burst.delete(at)
        else:
            burst.edit(at, f"rather {new}")
            known.add(new)

    desk, stands = burst.desk, {each for each in known if each in burst.words}
    page = "\n".join(desk.command(SAM, "ticket 1")[:1])
    card = desk.texts_of("card")[-1]

    assert (burst.words or "[taken back]") == desk.ticket().text
    assert stands == {each for each in known if each in card}
    assert stands <= {each for each in known if each in page}
    assert not [each for each in set(_WORDS) - stands if each in page and burst.gone]


@given(_CHANGES)
@settings(max_examples=8)
@example([(0, False), (1, False)])
@example([(2, False), (1, True), (0, False)])
def test_a_question_asked_anew_is_what_stands(changes: list[tuple[int, bool]]) -> None:
    burst = Burst(told=("how do I reset my password", "for the shop", "please"))
    for (at, gone), new in zip(changes, _NEW, strict=False):
        if gone:
            burst.delete(at)
        else:
            burst.edit(at, f"how do I reset my {new} password")

    asked = burst.desk.journal.asked_by(ANA.id, 1)

    assert burst.words == asked[0].words


@pytest.mark.parametrize("first", [0, 1, 2])
def test_two_of_three_pieces_of_a_long_text_go_and_the_third_stands(first: int) -> None:
    told = tuple(f"{word} " * 700 for word in _WORDS)
    burst = Burst(told=tuple(each.strip() for each in told))

    burst.delete(first)
    burst.delete((first + 1) % PIECES)

    assert burst.words == burst.desk.ticket().text
