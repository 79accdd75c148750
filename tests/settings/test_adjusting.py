"""What may change while the desk runs counts over the environment, and never stops the desk."""

import dataclasses
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from bot.commands.settings import ALSO
from bot.desk.verbs.deciding import SETTABLE, SHORT
from bot.errors import BadArgument
from bot.running import building
from bot.settings.adjusting import Adjusting
from bot.settings.loading import load, sources
from bot.settings.settings import Settings

EPIPHANY = date(2027, 1, 6)
FIELDS = {one.metadata["env"]: one for one in dataclasses.fields(Settings)}
OTHER = {
    "DESK_HOURS": "Mon-Tue 08:00-12:00",
    "DESK_HOLIDAYS": "DE-BY",
    "DESK_CLOSED_DAYS": "2026-12-24 Christmas",
    "DESK_REPLY_WITHIN": "2h",
    "DESK_REMIND_BEFORE": "20m",
    "DESK_TELL_BEFORE": "5m",
    "DESK_CLAIM_LAPSES": "1h",
    "DESK_CHECK_IN": "3d",
    "DESK_PARK_AFTER": "3d",
    "DESK_HANDOVER": "offer",
    "DESK_OPEN_TICKETS": "3",
    "DESK_AUTO_ANSWER_CAP": "3",
    "DESK_STAFF_NAME": "Ada's crew",
    "DESK_STAFF_PICTURE": "https://example.com/crew.png",
    "DESK_NEWCOMER": "2d",
    "DESK_RAID_BURST": "5",
}


def rules(**env: str) -> Adjusting:
    return Adjusting(load(env), building.policy)


@pytest.mark.parametrize("name", SETTABLE)
def test_each_is_seen_in_the_policy_at_once(name: str) -> None:
    known = rules()

    before, after = known.policy({}), known.policy({name: OTHER[name]})

    # A calendar of holidays is a function: what it says of a day is what differs.
    differs = before.hours.is_closed(EPIPHANY) != after.hours.is_closed(EPIPHANY)
    assert differs or before != after


@pytest.mark.parametrize("name", SETTABLE)
def test_each_is_read_from_the_policy_alone(name: str) -> None:
    """A reader of its own would go on with what a start read."""
    field = FIELDS[name].name
    readers = {
        path.as_posix()
        for path in Path("bot").rglob("*.py")
        if f"settings.{field}" in path.read_text("utf-8")
    }

    assert readers <= {"bot/running/building.py", "bot/settings/agreeing.py"}
    assert not FIELDS[name].metadata["secret"]


def test_each_way_to_write_a_name_means_it() -> None:
    assert {short: "DESK_" + short.upper().replace("-", "_") for short in SHORT} == SHORT
    assert set(ALSO.values()) == set(SHORT)


def test_what_contradicts_another_setting_is_refused() -> None:
    with pytest.raises(BadArgument, match="DESK_REMIND_BEFORE is not shorter"):
        rules().check("DESK_REPLY_WITHIN", "10m", {})
    with pytest.raises(BadArgument, match="DESK_REMIND_BEFORE is not shorter"):
        rules().check("DESK_REMIND_BEFORE", "3h", {"DESK_REPLY_WITHIN": "2h"})
    rules().check(
        "DESK_REPLY_WITHIN", "10m", {"DESK_REMIND_BEFORE": "5m", "DESK_TELL_BEFORE": "1m"}
    )


def test_what_cannot_be_used_any_more_is_left_out_and_named() -> None:
    decided = {"DESK_REPLY_WITHIN": "40m", "DESK_HANDOVER": "whenever", "DESK_TOKEN": "x"}
    known = rules(DESK_REMIND_BEFORE="1h")

    assert timedelta(hours=4) == known.policy(decided).reply_within
    assert set(decided) == set(known.left_out(decided))


def test_where_a_setting_stands_is_known(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("# words\nDESK_NAME=Ada\nDESK_HOURS=always\n", "utf-8")

    assert {"DESK_NAME": f"{dotenv}, line 2", "DESK_HOURS": "the environment"} == sources(
        {"DESK_HOURS": "Mon 09:00-10:00"}, dotenv
    )


def test_a_setting_is_told_from_an_entry_of_its_name() -> None:
    named = {
        line: command.name
        for line in (
            "set hours Mon 9-12",
            "set hours category times",
            "set reset-password audience x",
        )
        if (command := COMMANDS.find(line)[0])
    }

    assert ["settings", "set", "set"] == list(named.values())
