"""The days between which other programs show a page: before and after them it is a draft.

Reading only notes what a file says; which day it is, is asked when pieces are judged.
"""

import re
from collections.abc import Iterable
from datetime import date

from knowledge.entry import Status
from knowledge.files.found import Piece, Problem, Window, shown
from knowledge.files.names import plain_key

_FROM = (
    "publish_date publishdate pub_date pubdate publish_on publish_at published published_at "
    "published_on published_date publication_date date scheduled_at scheduled_for go_live "
    "go_live_date available_from valid_from visible_from start_date release_date release_on "
    "veröffentlicht_am veröffentlichung veröffentlichungsdatum gültig_ab sichtbar_ab "
    "fecha_de_publicación date_de_publication data_de_publicação data_di_pubblicazione"
)
_UNTIL = (
    "expiry_date expirydate expiry expires expires_on expires_at expiration_date unpublish_date "
    "unpublishdate unpublish_on unpublish_at valid_until valid_to visible_until available_until "
    "end_date archive_on gültig_bis sichtbar_bis ablaufdatum fecha_de_caducidad"
)


def window(key: str, value: object, line: int) -> tuple[Window, ...]:
    """Return since or until when a page is shown; nothing where a key and its value don't say it."""
    if not isinstance(value, str):
        return ()
    plain = plain_key(key)
    said = f"{key}: {value}"
    if plain in _FROM.split() and (day := _day(value, latest=True)):
        return (Window(said=said, line=line, since=day),)
    if plain in _UNTIL.split() and (day := _day(value, latest=False)):
        return (Window(said=said, line=line, until=day),)
    return ()


def says_day(key: str) -> bool:
    """Whether a key is one that is followed by such a day."""
    return plain_key(key) in (*_FROM.split(), *_UNTIL.split())


def hold_back(pieces: Iterable[Piece], today: date) -> list[Problem]:
    """Make a draft of what is not shown today, and say why."""
    notes = []
    for piece in pieces:
        if piece.texts.get("status") in (Status.DRAFT, Status.RETIRED):
            continue
        for each in piece.windows:
            if each.since > today or each.until <= today:
                piece.texts["status"] = Status.DRAFT
                when = "only later" if each.since > today else "no longer"
                what = f"It is a draft, as {shown(each.said)} shows it {when}."
                mend = "Nobody is shown it before it is approved."
                notes.append(piece.problem(what, mend, line=each.line))
                break
    return notes


def _day(text: str, *, latest: bool) -> date | None:
    """Read a day; of one that is written some other way only its year, and the rest in doubt."""
    try:
        return date.fromisoformat(re.split(r"[T ]", text.strip())[0])
    except ValueError:
        pass
    if found := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?:\D.*)?", text.strip(), re.ASCII):
        try:
            return date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            return None
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text[:40])
    if len(years) != 1 or not re.search(r"\d", text.replace(years[0], "", 1)):
        return None
    return date(int(years[0]), 12, 31) if latest else date(int(years[0]), 1, 1)
