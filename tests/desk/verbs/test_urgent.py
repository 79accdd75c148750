"""What is marked urgent is not offered to be made urgent again, whatever it is told of."""

from datetime import timedelta

import pytest

from tests.desk.harness import ANA, SAM, Desk

ASKS = ("any news?", "any news?", "any news?", "I need a person", "reopen")


@pytest.mark.parametrize("urgent", [False, True])
@pytest.mark.parametrize("taken", [False, True])
def test_nothing_said_of_an_urgent_ticket_offers_to_make_it_urgent(
    *, urgent: bool, taken: bool
) -> None:
    desk = Desk()
    desk.say(ANA, "do you tune harps?")
    if urgent:
        desk.say(ANA, "it's urgent!")
    if taken:
        desk.command(SAM, "claim 1")
    before = len(desk.sent)

    for _ in range(12):
        desk.wait(timedelta(days=1))
        for words in ASKS:
            desk.say(ANA, words)

    said = [message for out, message in desk.sent[before:] if out.to == ANA.id]
    offered = {
        each.kind for each in said for button in each.buttons if button.command == "urgent 1"
    }
    assert urgent == (offered == set())
    assert {"news_same", "news_often", "no_time_left"} <= {each.kind for each in said}
    texts = " ".join(
        t for kind in ("news_same", "news_often", "no_time_left") for t in desk.texts_of(kind)
    )
    assert urgent == ("It is marked urgent." in texts)
    assert urgent == ("make it urgent" not in texts)
