"""What people ask almost everywhere, known by whole phrases."""

import pytest

from knowledge.matching.manner import manner_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("till when are you there tonight", "What are your opening hours?"),
        ("what's your address", "Where is the music school?"),
        ("how much do you charge", "What does a lesson cost?"),
        ("the saddle doesn't suit me, can I give it back?", "How do I return an item?"),
        ("how do i get out of the contract", "How do I cancel my membership?"),
        ("könnt ihr mir den kommen lassen", "Könnt ihr ein Buch für mich bestellen und besorgen?"),
        ("bis wann habt ihr auf", "Wann ist der Laden geöffnet?"),
        ("vous fermez à quelle heure", "Quels sont vos horaires ?"),
        ("a qué hora cerráis hoy", "¿Cuál es vuestro horario?"),
    ],
)
def test_the_same_is_asked_in_other_words(one: str, other: str) -> None:
    assert manner_of(one).topics & manner_of(other).topics


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("how do i move my appointment to another day", "How do I cancel my membership?"),
        ("where can i park my car", "How much is a lesson?"),
        ("wie kündige ich", "Wo seid ihr?"),
    ],
)
def test_something_else_is_asked(one: str, other: str) -> None:
    assert not manner_of(one).topics & manner_of(other).topics
