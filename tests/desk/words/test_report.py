"""The report is in its reader's words, and names who still waits without a word of theirs."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.desk.words.report import Report
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from tests.desk.harness import ANA, BEN, SAM, Desk

WORDS = Wording(read_locales())
ENGLISH = re.compile(
    r"\b(?:asked|the|customers?|answers?|half|within|kept|missed|closed|rated|open|of|waiting|nobody)\b",
    re.IGNORECASE,
)


def lived() -> Desk:
    desk = Desk()
    desk.say(ANA, "how do i reset my password")
    desk.say(ANA, "do you repair lamps")
    desk.say(BEN, "do you sharpen knives")
    return desk


def test_a_german_reader_gets_all_of_it_in_german() -> None:
    desk = lived()

    said = "\n".join(desk.command(replace(SAM, language="de"), "report"))

    assert "Wie es den Kunden in den letzten 7 Tagen erging" in said
    assert [] == ENGLISH.findall(said)


def test_the_week_names_who_waits_the_longest_and_for_what() -> None:
    desk = lived()
    later = desk.now + timedelta(days=2)
    report = Report(words=WORDS, hours=desk.policy.hours)

    said = report.weekly(desk.journal, later, later)

    first, second = (
        f"ticket {n}, opened 2 days ago, for a first reply, with nobody yet" for n in (1, 2)
    )
    assert [f"Waiting for us the longest: {first}; {second}"] == [
        line for line in said if line.startswith("Waiting")
    ]
    assert [] == [line for line in said if "lamp" in line or "knives" in line]
