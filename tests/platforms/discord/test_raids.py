"""Who has come to the server lately waits while raid mode is on, and is heard once it is over."""

from datetime import timedelta

from .harness import Desk, Town

ASKS = "How do I reset my password?"


async def test_who_has_just_joined_waits_until_it_is_over(desk: Desk, place: Town) -> None:
    nia = desk.double.add_user("nia", joined=False)
    desk.double.join(nia)
    await desk.slash(place.sam, place.staff, "people raid", state="on")

    await desk.ask(nia, place.help, ASKS)
    asked = await desk.ask(place.ana, place.help, ASKS)

    told = desk.texts(desk.double.dm(nia))
    assert "Many new accounts" in told[-1]
    assert "Settings" in desk.texts(desk.in_thread(asked))[-1]

    await desk.wait(timedelta(hours=1, minutes=2))
    await desk.app.settle()

    assert any("New accounts are heard again" in each for each in desk.texts(place.staff))
    threads = [
        desk.in_thread(each)
        for each in desk.double.messages(place.help)
        if each.author_id == nia.id
    ]
    assert "Settings" in desk.texts(threads[0])[-1]
