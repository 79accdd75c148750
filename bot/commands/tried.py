"""The command that somebody means who tries a word that is none: "search" is `find` here.

Only named to them, never carried out: a word that others use elsewhere may mean something else.
"""

from collections.abc import Collection, Mapping

from rapidfuzz import fuzz, process

ALIKE = 60.0
"""Likeness (0-100) from which a word is a slip in a command's name."""
_TRIED = {
    "find": "search lookup look seek google query suchen suche finden",
    "queue": "tickets list inbox open overview backlog dashboard all liste offen",
    "retire": "delete remove archive unpublish hide löschen entfernen",
    "add": "new create write insert teach neu hinzufügen",
    "edit": "update change modify rewrite fix ändern bearbeiten",
    "reply": "answer respond send tell message antworten antwort schreiben",
    "note": "comment memo remark internal notiz notieren",
    "hold": "snooze pause wait postpone defer later warten",
    "resume": "unsnooze unpause unhold continue wake",
    "release": "unclaim unassign drop putback freigeben",
    "claim": "grab own pick übernehmen",
    "transfer": "reassign forward delegate escalate handover weitergeben",
    "resolve": "solve solved finish complete fixed lösen erledigt schließen",
    "title": "rename name subject betreff",
    "tag": "label untag category",
    "priority": "prio urgent importance severity",
    "merge": "combine duplicate dupe",
    "report": "stats statistics metrics numbers analytics bericht statistik",
    "results": "board charts ergebnisse",
    "unanswered": "gaps missing unknown questions",
    "ticket": "thread conversation details history",
    "customer": "user profile who contact kunde",
    "entries": "articles faq answers kb knowledge artikel",
    "show": "view read display zeigen",
    "promise": "deadline eta schedule remind",
    "approve": "confirm enable",
    "publish": "veröffentlichen golive",
    "restore": "rollback revert version unretire",
    "variant": "alias phrase synonym wording phrasing",
    "import": "upload load paste",
    "export": "download dump backup",
    "erase": "purge gdpr wipe",
    "help": "commands menu usage hilfe befehle man",
    "mydata": "data privacy daten",
    "forgetme": "forget deleteme eraseme",
    "status": "mytickets myquestions state",
    "person": "human agent support operator mensch",
    "stop": "mute quiet silence shutup",
    "language": "lang locale sprache idioma langue lingua",
}
"""Command -> words that people try for it."""
MEANT: Mapping[str, tuple[str, ...]] = {
    word: tuple(name for name, words in _TRIED.items() if word in words.split())
    for each in _TRIED.values()
    for word in each.split()
}
"""Word -> what it may mean, the likeliest first."""


def near(word: str, names: Collection[str]) -> str:
    """The one of the commands that a word is tried for, or a slip in; "" for none."""
    tried = word.casefold()
    meant = next((name for name in MEANT.get(tried, ()) if name in names), "")
    if meant:
        return meant
    found = process.extractOne(tried, list(names), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return str(found[0]) if found else ""
