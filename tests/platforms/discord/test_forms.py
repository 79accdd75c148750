"""A form opens for whoever may send it; others are refused before they have written anything."""

import pytest

from .harness import Desk, Town


async def test_somebody_elses_reply_button_opens_no_form(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)

    done = await desk.press(place.ben, desk.last(thread), "Reply to the team")

    assert done.modal is None
    assert "Ticket 1 is somebody else's" in desk.whispers(place.ben)[-1].text


async def test_ones_own_reply_button_opens_it(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)

    done = await desk.press(place.ana, desk.last(thread), "Reply to the team")

    assert done.modal is not None


@pytest.mark.parametrize("name", ["desk reply", "desk note", "kb add"])
async def test_a_customers_staff_command_opens_no_form(desk: Desk, place: Town, name: str) -> None:
    await desk.ask(place.ana, place.help, "My parcel has not come yet")
    given = {"ticket": "1"} if name.startswith("desk") else {}

    done = await desk.slash(place.ana, place.help, name, allowed=True, **given)

    assert done.modal is None
    assert "Only the team can use" in desk.whispers(place.ana)[-1].text


async def test_a_customers_lesson_opens_no_form(desk: Desk, place: Town) -> None:
    tip = desk.double.say(place.ben, place.help, "Vinegar cleans kettles.")

    done = await desk.menu(place.ana, "Add to knowledge base", tip, allowed=True)

    assert done.modal is None
    assert "Only the team can use" in desk.whispers(place.ana)[-1].text
