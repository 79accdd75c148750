"""A known issue to play with: customers who can't log in, and have said so."""

from bot.desk.nouns.person import Person
from tests.desk.harness import SAM, Desk

START = "incident start Login is down / can't log in / login error | We are working on it. | 14:00"
ASKED = "i can't log in"


def people(number: int) -> list[Person]:
    return [Person(id=f"console:p{n}", name=f"p{n}") for n in range(number)]


def down(*who: Person, line: str = START) -> Desk:
    """A desk whose customers can't log in, and these have said so."""
    desk = Desk()
    desk.command(SAM, line)
    for each in who:
        desk.say(each, ASKED)
    return desk


def heard(desk: Desk, who: Person) -> list[str]:
    """What they were told of known issues."""
    return [each for each in desk.to(who) if each.startswith("known_issue")]
