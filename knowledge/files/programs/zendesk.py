"""Zendesk Guide: the articles that its Help Center API lists, with sections and users beside them.

https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/
An article with a user segment is for that group alone there, and for staff here.
"""

from collections.abc import Iterable
from typing import Any

from knowledge.files.programs.article import Article, Export, any_of, entry_id, objects
from knowledge.files.programs.bundle import Bundle

KIND = "zendesk"


def fits(bundle: Bundle) -> bool:
    """Whether it holds articles of Zendesk."""
    return any_of(bundle, _is_article)


def _is_article(each: dict[str, Any]) -> bool:
    return {"id", "title", "body"} <= each.keys() and bool(
        {"user_segment_id", "user_segment_ids", "section_id"} & each.keys()
    )


def _is_translation(each: dict[str, Any]) -> bool:
    return {"source_id", "locale", "title", "body"} <= each.keys() and (
        each.get("source_type", "Article") == "Article"
    )


def read(bundle: Bundle, export: Export) -> None:
    """Take in every article, and its translations. Raises Broken."""
    values = list(bundle.values())
    every = [(name, each) for name, value in values for each in objects(value)]
    names = _named(each for _, each in every)
    articles = {str(each["id"]): each for _, each in every if _is_article(each)}
    for name, value in values:
        export.strays(name, value, lambda each: _is_article(each) or _is_translation(each))
    for name, each in every:
        if each.get("next_page") or _has_more(each.get("meta")):
            export.further(name)
        if _is_article(each):
            export.take(_article(name, each, names))
        elif _is_translation(each):
            of = articles.get(str(each["source_id"]), {})
            if of.get("locale") != each["locale"]:
                export.take(_article(name, {**of, **_translated(each)}, names))


def _translated(each: dict[str, Any]) -> dict[str, Any]:
    """What a translation says in place of the article; the rest is the article's."""
    own = {key: each[key] for key in ("locale", "title", "body", "draft", "hidden") if key in each}
    day, url = each.get("updated_at"), each.get("html_url")
    return own | {"id": each["source_id"], "source_locale": "", "edited_at": day, "html_url": url}


def _named(every: Iterable[dict[str, Any]]) -> dict[tuple[bool, str], object]:
    """The names of people and sections by id."""
    found: dict[tuple[bool, str], object] = {}
    for each in every:
        if "name" in each and "id" in each and not _is_article(each):
            person = "role" in each or "email" in each
            found.setdefault((person, str(each["id"])), each["name"])
    return found


def _has_more(meta: object) -> bool:
    return isinstance(meta, dict) and meta.get("has_more") is True


def _article(name: str, each: dict[str, Any], names: dict[tuple[bool, str], object]) -> Article:
    locale, source = each.get("locale"), each.get("source_locale")
    translated = bool(locale) and source is not None and locale != source
    said = ("It is marked as outdated there.",) if each.get("outdated") is True else ()
    return Article(
        file=name,
        kind=KIND,
        id=f"{each['id']}-{locale}" if translated else each["id"],
        title=each["title"],
        body=each["body"],
        language=locale,
        translates=entry_id(KIND, each["id"]) if translated else "",
        category=names.get((False, str(each.get("section_id")))),
        internal=_internal(each),
        url=each.get("html_url"),
        author=names.get((True, str(each.get("author_id")))),
        day=each.get("edited_at") or each.get("updated_at"),
        unread=_unread(each),
        said=said,
    )


def _internal(each: dict[str, Any]) -> str:
    """Why it is for staff: whatever is no plain "everybody" is taken for a group."""
    if not {"user_segment_id", "user_segment_ids"} & each.keys():
        return "nothing here says that everybody may read it"
    if each.get("user_segment_id") is not None:
        return f'"user_segment_id: {str(each["user_segment_id"])[:40]}" says'
    return '"user_segment_ids" says' if each.get("user_segment_ids") else ""


def _unread(each: dict[str, Any]) -> str:
    if each.get("draft") not in (None, False):
        return "It is a draft there"
    return "It is hidden there" if each.get("hidden") not in (None, False) else ""
