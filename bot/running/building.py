"""From settings to a desk: policy, library, wording and commands put together.

Nothing here waits or listens; `app` runs what is built here.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import knowledge
from bot.commands import COMMANDS
from bot.desk.front_desk import FrontDesk
from bot.desk.nouns.message import Mention
from bot.desk.nouns.place import Place
from bot.desk.nouns.policy import Policy
from bot.desk.ports.incidents import Incidents
from bot.desk.ports.library import Library
from bot.desk.words.variables import Variables, own
from bot.desk.words.wording import Wording
from bot.locales.own import with_own
from bot.running.loopback import HOST
from bot.settings.adjusting import Adjusting
from bot.settings.settings import Settings
from bot.settings.values import StaffRoom
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
        staff_name=settings.staff_name,
        staff_picture=settings.staff_picture,
        language=settings.language,
        reply_within=settings.reply_within,
        remind_before=settings.remind_before,
        tell_before=settings.tell_before,
        claim_lapses=settings.claim_lapses,
        check_in=settings.check_in,
        park_after=settings.park_after,
        handover=settings.handover,
        wrong_answers=settings.wrong_answers,
        mode=settings.mode,
        rooms=dict(settings.mode_rooms),
        open_tickets=settings.open_tickets,
        auto_answer_cap=settings.auto_answer_cap,
        newcomer=settings.newcomer,
        raid_burst=settings.raid_burst,
        results_address=results_address(settings),
        webhooks=tuple(each.name for each in settings.webhooks),
        webhook_words=settings.webhook_words == "on",
        backups=(settings.backups.hourly, settings.backups.daily),
        leads={
            "slack": _mentions("slack", settings.slack_leads),
            "discord": _mentions("discord", settings.discord_leads),
        },
    )


def place(room: StaffRoom | None) -> Place | None:
    """A room that the settings name."""
    return Place(platform=room.platform, room=room.room) if room else None


def wording(settings: Settings) -> Wording:
    """The sentences, with the owner's own over them."""
    return Wording(with_own(settings.own_words), settings.language)


def variables(settings: Settings, decided: Mapping[str, str], now: datetime) -> Variables:
    """What stands in entries' answers for names, with what the team decided by command."""
    return Variables(
        own=own(decided),
        policy=Adjusting(settings, policy).policy(decided),
        wording=wording(settings),
        now=now,
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
        wording=wording(settings),
        commands=COMMANDS,
        staff_rooms=staff_rooms,
        settable=Adjusting(settings, policy),
    )


def known_issues(records: Incidents) -> tuple[Entry, ...]:
    """Those that go on, for `FrontDesk.refresh`: they are no part of the guide."""
    return tuple(each.as_entry() for each in records.open_incidents())


def starter_entries() -> list[Entry]:
    """The sample answers."""
    return list(read_entries(STARTER).entries)
