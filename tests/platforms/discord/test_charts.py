"""Charts of a report are pictures with a description; where there can be none they are bars in text."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.desk.nouns.chart import Chart, Run
from bot.desk.nouns.message import Line, Message, Outgoing, Readership, SendKind
from bot.desk.nouns.place import Place
from bot.platforms.discord import Discord

from .adapter import MONDAY, QUICK, WORDS, Kept, out, run_until, settings_for, stop
from .double import DiscordDouble, Fault, redirect
from .double.wire import Json
from .test_sending import POST, Alone

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
CHART = Chart(
    title="How the questions ended",
    labels=("solved", "no word"),
    runs=(Run(name="now", values=(12, 4)), Run(name="before", values=(9, 0))),
)
SAID = "How the questions ended: solved now 12, before 9; no word now 4, before 0"
REPORT = Message(kind="report", parts=(Line(spans=("Figures.",)), CHART, CHART))
BARS = "████████████████ 12"


@pytest.fixture(params=[True, False], ids=["drawn", "nothing draws"])
async def alone(double: DiscordDouble, request: pytest.FixtureRequest) -> AsyncIterator[Alone]:
    staff = double.add_text("staff")
    platform = Discord(
        settings_for(double, staff),
        now=lambda: MONDAY,
        wording=WORDS,
        patience=QUICK,
        draw=lambda _: PNG if request.param else None,
    )
    with redirect(double):
        task = await run_until(platform, Kept(), double)
        await double.until(platform._rooms.client.is_ready)
        yield Alone(double, staff, platform)
        await stop(task)
    assert [] == double.violations


def report(alone: Alone) -> Outgoing:
    place = Place(platform="discord", room=alone.staff.id)
    return out(place, message=REPORT, readership=Readership.STAFF, kind=SendKind.POST)


def described(components: list[Json]) -> list[str]:
    galleries = [each for each in components if each["type"] == 12]
    return [item["description"] for each in galleries for item in each["items"]]


async def test_a_picture_has_a_description_and_without_one_there_are_bars(
    alone: Alone, request: pytest.FixtureRequest
) -> None:
    drawn = "drawn" in request.node.name
    posted = await alone.send(report(alone))
    [message] = alone.double.by_bot(alone.staff)
    seen = alone.double.look(message)

    assert posted == message.id
    assert ["chart-1.png", "chart-2.png"] * drawn == list(seen.files)
    assert [SAID] * 2 * drawn == described(message.components)
    assert (BARS in seen.text) is not drawn
    assert "Figures." in seen.text


@pytest.mark.parametrize("alone", [True], ids=["drawn"], indirect=True)
async def test_where_no_file_is_taken_there_are_bars_at_once(alone: Alone) -> None:
    alone.double.faults.add(Fault(POST, status=403))
    sent = report(alone)
    posted = await alone.send(sent)
    [message] = alone.double.by_bot(alone.staff)
    seen = alone.double.look(message)

    assert posted == message.id
    assert ((), True) == (seen.files, BARS in seen.text)


async def test_one_whose_sending_was_unclear_is_found_again(alone: Alone) -> None:
    sent = report(alone)
    posted = await alone.send(sent)

    assert posted == await alone.look(sent)
    assert 1 == len(alone.double.by_bot(alone.staff))
