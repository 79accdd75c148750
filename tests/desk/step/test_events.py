"""Other programs are told what happened, as docs/webhooks.md has it; never what is private."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.desk.nouns.event import KIND, EventType
from bot.desk.nouns.message import Outgoing, Pasted
from tests.desk.harness import ANA, KIM, LEA, Desk, a_policy

PAGE = Path(__file__).parents[3] / "docs" / "webhooks.md"
PRIVATE = "harmonium"


def told(desk: Desk, name: str = "crm") -> list[Outgoing]:
    return [out for out, _ in desk.sent if out.place.platform == KIND and out.place.room == name]


def payloads(desk: Desk) -> list[dict[str, Any]]:
    texts = [
        part.text for out in told(desk) for part in out.message.parts if isinstance(part, Pasted)
    ]
    return [json.loads(text) for text in texts]


def types(desk: Desk) -> list[str]:
    return [each["type"] for each in payloads(desk)]


def a_life(*, words: bool) -> Desk:
    """A ticket from its first word to a score, opened again and left to silence; entries that change."""
    desk = Desk(policy=a_policy(webhooks=("crm",), webhook_words=words))
    desk.say(ANA, "My order 77 is broken, can I send it back?")
    desk.command(ANA, "person")
    desk.note(KIM, 1, f"she is a {PRIVATE}")
    desk.command(KIM, f"title 1 {PRIVATE}")
    desk.command(KIM, f"tag 1 {PRIVATE}")
    desk.wait(timedelta(hours=3, minutes=45))
    desk.command(KIM, "reply 1 Send it back within 14 days.")
    desk.say(ANA, "The label is missing, ticket 1")
    desk.command(KIM, "reply 1 Here it is.")
    desk.command(ANA, "solved 1")
    desk.command(ANA, "rate 1 good")
    desk.command(KIM, "reopen 1")
    desk.command(KIM, "reply 1 How is it now?")
    desk.wait(timedelta(days=20))
    desk.command(LEA, "add When do you open? | At nine.")
    desk.command(LEA, "retire when-do-you-open")
    return desk


def examples() -> list[dict[str, Any]]:
    blocks = re.findall(r"^```json\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [json.loads(each) for each in blocks]


@pytest.mark.parametrize("kind", EventType)
def test_each_type_is_told_as_the_page_shows_it(kind: str) -> None:
    first = next(each for each in payloads(a_life(words=False)) if each["type"] == kind)

    assert first in examples()


def test_words_are_told_as_the_page_shows_it_where_the_owner_wants_them() -> None:
    shown = [each for each in payloads(a_life(words=True)) if each in examples()]

    assert [EventType.OPENED, EventType.REPLIED] == [each["type"] for each in shown]


def test_a_life_is_told_in_its_order() -> None:
    """Silence is no solution: it closes, and resolves nothing."""
    desk = a_life(words=False)

    assert [
        "ticket.opened",
        "ticket.due",
        "ticket.replied",
        "ticket.replied",
        "ticket.replied",
        "ticket.resolved",
        "ticket.rated",
        "ticket.reopened",
        "ticket.replied",
        "ticket.closed",
        "entry.changed",
        "entry.changed",
    ] == types(desk)
    assert "unconfirmed" == payloads(desk)[9]["data"]["ending"]
    assert len(told(desk)) == len({out.key for out in told(desk)})


@pytest.mark.parametrize("words", [False, True])
def test_what_is_private_is_never_told(words: bool) -> None:
    found = json.dumps(payloads(a_life(words=words)))

    assert PRIVATE not in found
    assert words == ("Send it back within 14 days." in found)
    assert words == ("console:ana" in found)


def test_nobody_is_told_of_drafts_and_of_answers_for_the_team() -> None:
    """The id of a draft is made of what a customer wrote."""
    desk = a_life(words=False)
    before = len(told(desk))
    desk.command(LEA, "draft 1")
    desk.command(KIM, "learn 1")

    assert before == len(told(desk))


def test_a_reply_that_did_not_arrive_is_not_told() -> None:
    desk = Desk(policy=a_policy(webhooks=("crm",)), refuse={ANA.id})
    desk.say(ANA, "My order 77 is broken, can I send it back?")
    desk.command(KIM, "reply 1 Send it back.")

    assert ["ticket.opened"] == types(desk)


def test_each_webhook_is_told_of_a_ticket_in_order_whatever_becomes_of_the_others() -> None:
    """What is to be told waits for what the same one was told before of the same ticket."""
    desk = Desk(policy=a_policy(webhooks=("crm", "pager")))
    desk.say(ANA, "My order 77 is broken, can I send it back?")
    desk.journal.db.execute(
        "UPDATE outbox SET state = 'pending', due_at = 9000000000000000 WHERE room LIKE '%pager'"
    )
    desk.command(KIM, "reply 1 Send it back.")

    assert ["", ""] == [out.after for out in told(desk)]
    waits = desk.journal.rows(
        "SELECT a.key, b.after FROM outbox a JOIN outbox b ON b.after = a.key WHERE b.room = ?",
        ("webhook::pager",),
    )
    assert 1 == len(waits)


def test_without_a_webhook_nothing_is_queued() -> None:
    desk = Desk()
    desk.say(ANA, "My order 77 is broken, can I send it back?")

    assert [] == desk.journal.rows("SELECT 1 FROM outbox WHERE platform = ?", (KIND,))


def test_long_words_are_cut_and_that_is_said() -> None:
    desk = Desk(policy=a_policy(webhooks=("crm",), webhook_words=True))
    desk.say(ANA, "My order 77 is broken, can I send it back?")
    desk.say(ANA, "For ticket 1: it broke like this. " + "and then " * 1000)

    data = payloads(desk)[-1]["data"]
    assert (8000, True) == (len(data["text"]), data["cut"])
