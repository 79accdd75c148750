"""From settings to a desk: policy, library, wording and commands put together.

Nothing here waits or listens; `app` runs what is built here.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import knowledge
from bot.commands import COMMANDS
from bot.desk.front_desk import FrontDesk
from bot.desk.nouns.message import Mention
from bot.desk.nouns.place import Place
from bot.desk.nouns.policy import Policy
from bot.desk.ports.incidents import Incidents
from bot.desk.ports.library import Library
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.running.loopback import HOST
from bot.settings.settings import Settings
from knowledge.entry import Entry
from knowledge.files import read_entries
from knowledge.matching.encoder import load_encoder
from knowledge.matching.matcher import Matcher
from knowledge.text.intent import asked

STARTER = Path(knowledge.__file__).parent / "starter"
"""The sample answers that a first start loads."""
_FIRST = "Hello, what is this?"
"""Read to nobody, so that the tables of what people may ask are made before a customer waits for them."""


def policy(settings: Settings) -> Policy:
    """The desk's own rules, as the owner set them."""
    return Policy(
        hours=settings.hours,
        name=settings.name,
        language=settings.language,
        reply_within=settings.reply_within,
        remind_before=settings.remind_before,
        tell_before=settings.tell_before,
        claim_lapses=settings.claim_lapses,
        check_in=settings.check_in,
        park_after=settings.park_after,
        handover=settings.handover,
        open_tickets=settings.open_tickets,
        auto_answer_cap=settings.auto_answer_cap,
        results_address=results_address(settings),
        backups=(settings.backups.hourly, settings.backups.daily),
        leads={
            "slack": _mentions("slack", settings.slack_leads),
            "discord": _mentions("discord", settings.discord_leads),
        },
    )


def results_address(settings: Settings) -> str:
    """How links to the page of results begin; "" where it is not shown."""
    if not settings.metrics_port:
        return ""
    return settings.results_address.rstrip("/") or f"http://{HOST}:{settings.metrics_port}"


def _mentions(platform: str, ids: Iterable[str]) -> tuple[Mention, ...]:
    return tuple(Mention(person=f"{platform}:{each}", name="lead") for each in ids)


def matcher(settings: Settings, entries: Iterable[Entry] = ()) -> Matcher:
    """What finds the entries, with the sentence encoder where the owner wants it."""
    encoder = load_encoder() if settings.semantic else None
    return Matcher(entries, wish=settings.wrong_answers, encoder=encoder)


def front_desk(
    settings: Settings, entries: Iterable[Entry], staff_rooms: Mapping[str, Place]
) -> FrontDesk:
    """A desk over those entries."""
    library = Library(entries, matcher(settings))
    library.matcher.warm_up()
    asked(_FIRST)
    return FrontDesk(
        policy=policy(settings),
        library=library,
        wording=Wording(read_locales(), settings.language),
        commands=COMMANDS,
        staff_rooms=staff_rooms,
    )


def known_issues(records: Incidents) -> tuple[Entry, ...]:
    """Those that go on, for `FrontDesk.refresh`: they are no part of the guide."""
    return tuple(each.as_entry() for each in records.open_incidents())


def starter_entries() -> list[Entry]:
    """The sample answers."""
    return list(read_entries(STARTER).entries)
