"""Who solves another's question in a thread is asked, alone, whether it may be counted."""

from bot.desk.nouns.expert import Allows
from bot.desk.nouns.ticket import Ending

from .harness import Desk, Town

UNKNOWN = "My parcel has not come yet"
ASKED = "Somebody says that you helped with a question."


async def test_the_asker_s_check_mark_closes_and_thanks_whoever_wrote_it(
    desk: Desk, place: Town
) -> None:
    asked = await desk.ask(place.ana, place.help, UNKNOWN)
    thread = desk.in_thread(asked)
    tip = await desk.say(place.ben, thread, "Look below the door mat, it was there.")
    desk.double.react(place.ana, tip, "✅")
    await desk.took(f"discord:r:{tip.id}:{place.ana.id}:done")

    direct = desk.double.dm(place.ben)
    assert Ending.CONFIRMED is (await desk.ticket()).ending
    assert desk.texts(direct)[-1].startswith(ASKED)
    assert not any(ASKED in each for each in desk.texts(thread))
    await desk.press(place.ben, desk.last(direct), "Yes, but don't name me")
    found = await desk.store.read(lambda journal: journal.leave(f"discord:{place.ben.id}"))
    assert Allows.UNNAMED is (found.state if found else None)
