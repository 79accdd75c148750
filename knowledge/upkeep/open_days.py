"""Days that an entry calls open or closed, and what speaks against them.

"Are you open on Mondays?", yes, beside "When are you closed?", "Mondays", or beside "When are you open?",
"Tuesday to Sunday". English, German, Spanish and French.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations

from knowledge.entry import Entry
from knowledge.text.normalise import surface
from knowledge.upkeep.asking import Asked, asked
from knowledge.upkeep.contradiction import NO, first_sentence, verdict
from knowledge.upkeep.exclusive import Odds
from knowledge.upkeep.week import day_words, days_marked, with_days_marked

_OPEN = re.compile(
    r"\b(?:open|opening|offen|geöffnet|öffnungs\w+|abiert[oa]s?|abr(?:imos|ís|en?)|apertura|"
    r"horarios?|ouvert\w*)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:closed|shut|geschlossen|ruhetage?|schlie(?:ß|ss)tage?|cerrad[oa]s?|cerramos|"
    r"cierran?|fermée?s?|fermeture)\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"\b(auf|zu)(?=\s*(?:[.!?,;]|$))", re.IGNORECASE)
"""What says it in German at the end of a clause alone: "Montags haben wir zu."."""
_POLES = frozenset("open close offen geschlossen abierto cerrado ouvert ferme".split())  # noqa: SIM905
_WHOLE = frozenset(
    "shop store laden geschaft tienda magasin boutique day days tag tage tagen wochentag dias dia jour jours week weekend weekends "  # noqa: SIM905
    "weekday weekdays wochenende wochenenden semana".split()
)
"""Words beside which a question is still of the whole house, and of days."""
_IN_PART = re.compile(
    r"\b(?:mornings?|afternoons?|evenings?|noon|lunch\w*|nights?|half|early|late|later|longer|also|first|second|third|"
    r"fourth|last|every other|easter|good|whit|black|next|this|winter|summer|season\w*|if|unless|(?<=.)when|sometimes|usually|"
    r"mostly|appointment|morgens?|früh\w*|vormittags?|mittags?|nachmittags?|abends?|nachts?|länger|später|auch|zusätzlich|"
    r"erste[nrs]?|zweite[nrs]?|dritte[nrs]?|vierte[nrs]?|letzte[nrs]?|nächste[nrs]?|diese[nrs]?|sommer\w*|saison\w*|wenn|"
    r"falls|meist\w*|manchmal|vereinbarung|absprache|werktags|ostern|mañanas?|tardes?|noches?|primer\w*|segundo|último|"
    r"también|invierno|verano|si|cita|matins?|après-midi|soirs?|midi|premiers?|derniers?|aussi|hiver|été|rendez-vous)\b",
    re.IGNORECASE,
)
"""What is said of a part of a day, of some of these days, or besides."""
_EXCEPT = re.compile(
    r"\b(?:except|but|other than|apart from|au(?:ß|ss)er|ausgenommen|excepto|salvo|menos|sauf|excepté)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"\b[A-Z]\s?[-–]\s?[A-Z]\b")
"""Days of one letter, which are not read: "M-F"."""
_FOR_DAYS = re.compile(r"\b(?:days?|wochentage?n?|tage?n?|d[ií]as?|jours?)\b", re.IGNORECASE)
_THE = re.compile(
    r"\b(?:the|our|das|der|die|unsere?|el|la|nuestr[oa]|le|notre)\s+([^\W\d_]+)", re.IGNORECASE
)
_LIST = 3
"""Days from which they are all that an answer's hours are for, where the hours stand first."""
_HALF = re.compile(r"\b([ap])\.\s?m\.?", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
_CLAUSE = re.compile(rf",\s+|(?<!>):\s+|(?={_EXCEPT.pattern})", re.IGNORECASE)
_ALL = frozenset("0123456")


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What one phrasing and its answer tell of days."""

    entry: Entry
    phrasing: str
    open: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    rest_open: frozenset[str] = frozenset()
    """Days that a list of the closed ones leaves out."""
    rest_closed: frozenset[str] = frozenset()
    """Days that a list of the open ones leaves out."""
    single: bool = False
    """Whether it was asked of certain days, not of all."""
    written: Mapping[str, str] = field(default_factory=dict)


def days_at_odds(entries: Iterable[Entry], fresh: Iterable[Entry] = ()) -> Iterator[Odds]:
    """Yield pairs of which one calls a day open and the other closed; of `fresh` entries, where there
    are any, only theirs with the others."""
    news = {each.id for each in fresh}
    alike: dict[tuple[object, ...], list[_Told]] = defaultdict(list)
    for entry in entries:
        for phrasing in entry.phrasings:
            plain = _plain(phrasing, entry.language)
            if bool(_OPEN.search(plain)) == bool(_CLOSED.search(plain)):
                continue
            what = asked(plain, entry.language)
            told = _told(what, entry, phrasing, bool(_OPEN.search(plain))) if what else None
            if what and told:
                of = what.words - day_words(phrasing, what.tongue) - _POLES - _WHOLE
                alike[of, what.tongue, what.signs, entry.language, entry.audience].append(told)
    shown: set[frozenset[str]] = set()
    for one, other in chain.from_iterable(combinations(group, 2) for group in alike.values()):
        pair = frozenset({one.entry.id, other.entry.id})
        if one.entry.topic == other.entry.topic or pair in shown:
            continue
        if news and news.isdisjoint(pair):
            continue
        if day := _disputed(one, other):
            shown.add(pair)
            yield Odds(
                one=one.entry, said=one.phrasing, other=other.entry, also=other.phrasing, word=day
            )


def _disputed(one: _Told, other: _Told) -> str:
    """A day that one calls open and the other closed, as it is written; "" for none."""
    found = (one.open & other.closed) | (one.closed & other.open)
    for mine, theirs in ((one, other), (other, one)):
        if mine.single:
            found |= (mine.open & theirs.rest_closed) | (mine.closed & theirs.rest_open)
    first = min(found, default="")
    names = (each.written[first] for each in (one, other) if first in each.written)
    return min(names, key=lambda name: (len(name), name), default="")


def _told(what: Asked, entry: Entry, phrasing: str, open_asked: bool) -> _Told | None:
    if _IN_PART.search(phrasing):
        return None
    written: dict[str, str] = {}
    days = frozenset(days_marked(with_days_marked(phrasing, what.tongue, written)))
    if not days:
        return _listed(what, entry, phrasing, open_asked=open_asked) if what.kind else None
    said = _said_of(what, entry.answer)
    if not said or (said == "no" and len(days) > 1):
        return None
    came_open = open_asked == (said == "yes")
    if not came_open and said == "yes" and _has_hours(entry.answer):
        return None
    return _Told(
        entry=entry,
        phrasing=phrasing,
        open=days if came_open else frozenset(),
        closed=frozenset() if came_open else days,
        single=True,
        written=written,
    )


def _plain(text: str, language: str) -> str:
    """A text in which German "auf" and "zu" are "offen" and "geschlossen", where that is what they say."""
    if not language.startswith("de"):
        return text
    return _LAST.sub(lambda found: "offen" if found[1].lower() == "auf" else "geschlossen", text)


def _said_of(what: Asked, answer: str) -> str:
    """ "yes" or "no", where an answer says so of the days that were asked for; "" where of a part."""
    if _IN_PART.search(first_sentence(answer)) or _EXCEPT.search(answer):
        return ""
    if what.kind in {"", "whether"}:
        return verdict(answer, what)
    first = first_sentence(answer)
    hours = _has_hours(first) and not NO.search(first) and not _CLOSED.search(first)
    return "yes" if what.kind == "time" and hours else ""


def _listed(what: Asked, entry: Entry, phrasing: str, *, open_asked: bool) -> _Told | None:
    """What an answer for all days tells, clause by clause."""
    if what.kind != "time" and not (what.kind == "what" and _FOR_DAYS.search(phrasing)):
        return None
    written: dict[str, str] = {}
    answer = _HALF.sub(r"\1m", _plain(entry.answer, entry.language))
    text = with_days_marked(answer, what.tongue, written)
    claims = list(_claims(text, open_asked=open_asked))
    # Of "every day" and "not on Mondays", what is said of fewer days holds.
    told = {
        day: side for days, side in sorted(claims, key=lambda each: -len(each[0])) for day in days
    }
    sides = {side: frozenset(day for day in told if told[day] is side) for side in (True, False)}
    unread = _IN_PART.search(text) or _LETTERS.search(text)
    whole = bool(sides[open_asked]) and not unread and _leaves_none_out(text)
    rest = _ALL - days_marked(text) if whole else frozenset()
    return _Told(
        entry=entry,
        phrasing=phrasing,
        open=sides[True],
        closed=sides[False],
        rest_open=frozenset() if open_asked else rest,
        rest_closed=rest if open_asked else frozenset(),
        written=written,
    )


def _claims(marked: str, *, open_asked: bool) -> Iterator[tuple[set[str], bool]]:
    """Days, and whether an answer calls them open; not those of which it says so for some hours alone."""
    first = True
    for sentence in _SENTENCE.split(marked):
        side, timed = open_asked, False
        for clause in filter(None, _CLAUSE.split(sentence)):
            days, hours = days_marked(clause), _has_hours(clause)
            side = _side(clause, side, open_asked=open_asked, hours=hours)
            # "Daily except Mondays from 9" has the hours of all its days behind the exception.
            for_hours = hours and not side and (timed or not _EXCEPT.match(clause))
            if not (for_hours or _IN_PART.search(clause) or (not first and _of_another(clause))):
                yield days, side
            timed, first = timed or hours, False


def _of_another(clause: str) -> bool:
    """Whether it says so of another thing than the answer began with: "the café is closed on Mondays"."""
    return any(_WHOLE.isdisjoint(surface(found[1])) for found in _THE.finditer(clause))


def _leaves_none_out(marked: str) -> bool:
    """Whether an answer names all days that it has hours for; "9 to 5, on Fridays until 3" does not."""
    before, _, after = marked.partition("<")
    if not _has_hours(before):
        return True
    return len(days_marked(marked)) >= _LIST and not _has_hours("<" + after)


def _side(clause: str, before: bool, *, open_asked: bool, hours: bool) -> bool:
    """Whether a clause tells of open days, after one that did or not."""
    is_open, is_closed = bool(_OPEN.search(clause)), bool(_CLOSED.search(clause))
    denied = bool(NO.search(clause))
    if is_open != is_closed:
        return is_open != denied
    if denied or _EXCEPT.match(clause):
        return not before
    return open_asked if hours else before


def _has_hours(text: str) -> bool:
    return bool(re.search(r"\d", re.sub(r"<\d>", "", text)))
