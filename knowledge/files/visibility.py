"""Whether an entry may be shown, as other programs write it down: drafts and their relatives.

When in doubt it is a draft: nobody is shown what somebody meant to keep back.
"""

from knowledge.entry import Audience, Status
from knowledge.files.names import plain_key


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HIDES = _set(
    "draft is_draft hidden is_hidden unlisted private is_private internal is_internal wip "
    "unpublished archived is_archived deprecated outdated obsolete expired disabled deleted "
    "trashed restricted entwurf verborgen versteckt ausgeblendet archiviert veraltet gelöscht "
    "borrador oculto archivado obsoleto brouillon masqué caché archivé obsolète rascunho arquivado "
    "bozza nascosto archiviato headless eleventy_exclude_from_collections"
)
_SHOWS = _set(
    "published is_published publish public is_public visible is_visible live listed enabled "
    "is_enabled active is_active approved is_approved published_at veröffentlicht publiziert "
    "freigegeben sichtbar öffentlich aktiv publicado publicada visible activo publié publiée actif "
    "build_render build_list visível ativo pubblicato pubblicata visibile attivo gepubliceerd opublikowane"
)
GROUPS = _set("build params meta metadata publishing publication")
"""Keys whose value is a group of settings of the page."""
_STATES = _set(
    "status state article_status publish_status published_status publication_status "
    "workflow_state visibility access statut estado stato"
)
_FALSE = _set("false no n off 0 never nein non none null falsch faux falso falsa não nee fałsz") | {
    ""
}
_TRUE = _set("true yes y on wahr ja vrai oui verdadero sí si verdadeiro sim vero sì prawda")
_LONGEST = 40
"""Characters; what is longer is an answer, and says nothing of this."""
_WORDS = {
    Status.DRAFT: (
        "draft drafts wip in_progress work_in_progress pending pending_review in_review review "
        "unpublished not_published notpublished hidden private unlisted inactive scheduled todo "
        "internal restricted disabled not_started nicht_begonnen in_bearbeitung entwurf borrador "
        "brouillon rascunho bozza 1"
    ),
    Status.APPROVED: (
        "approved published publish public live active visible listed final everyone all "
        "done complete completed finished ready verified fertig erledigt veröffentlicht terminé "
        "publié hecho publicado feito concluído completato pubblicato 2"
    ),
    Status.RETIRED: "retired archived deprecated obsolete outdated expired deleted trashed removed",
}
_STATUS = {word: status for status, words in _WORDS.items() for word in words.split()}
_AUDIENCE = {
    "internal": Audience.STAFF, "agents": Audience.STAFF, "team": Audience.STAFF,
    "private": Audience.STAFF, "employees": Audience.STAFF, "everyone": Audience.PUBLIC,
    "all": Audience.PUBLIC, "customers": Audience.PUBLIC, "users": Audience.PUBLIC,
}  # fmt: skip


def visibility(key: str, value: str | None) -> tuple[str, str] | None:
    """Return the field, "status" or "audience", and what it is to be; None when the key says
    nothing of that, and "" for the value when it changes nothing.
    """
    key, word = plain_key(key), plain_key((value or "")[:_LONGEST])
    group, _, inside = key.partition("_")
    if group in GROUPS and inside in _HIDES | _SHOWS | _STATES:
        key = inside
    if key in _HIDES:
        return "status", "" if word in _FALSE else Status.DRAFT
    if key in _SHOWS:
        return "status", Status.DRAFT if word in _FALSE or word == "link" else ""
    if key in _STATES:
        return "status", _STATUS.get(word, Status.DRAFT) if word else ""
    if key == "user_segment_id":
        return "audience", "" if word in _FALSE else Audience.STAFF
    return ("audience", _AUDIENCE.get(word, value or "")) if key == "audience" else None


def says_state(key: str) -> bool:
    """Whether a key is followed by the word for a state, and not by a yes or no."""
    return plain_key(key) in _STATES


def is_state(value: str) -> bool:
    """Whether a word is known to say where an entry is in its life, or is a plain yes or no."""
    word = plain_key(value[:_LONGEST])
    return word in _STATUS or word in _FALSE or word in _TRUE
