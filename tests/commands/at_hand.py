"""Two tickets of two customers, for what tells them apart."""

from bot.desk.nouns.place import Place
from tests.desk.harness import ANA, BEN, Desk


def two_tickets() -> Desk:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.say(BEN, "can you fix my sofa?")
    return desk


def card_of(desk: Desk, number: int) -> Place:
    return Place(platform="console", room="staff", thread=desk.ticket(number).card)
