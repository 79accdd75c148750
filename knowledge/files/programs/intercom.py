"""Intercom: the articles that its API lists, with their translations, and collections beside them.

https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles
Markdown goes before HTML where there is some; what is shown to an audience alone is for staff here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from knowledge.files.programs.article import (
    Article,
    Export,
    any_of,
    entry_id,
    held_back,
    objects,
    words,
)
from knowledge.files.programs.bundle import Bundle

KIND = "intercom"
_COLLECTION = "collection"
"""As their type says where they have one; today's API lists them without it."""


def fits(bundle: Bundle) -> bool:
    """Whether it holds articles of Intercom."""
    return any_of(bundle, _is_article)


def _is_article(each: dict[str, Any]) -> bool:
    known = {"body", "body_markdown"} & each.keys() and "title" in each and "id" in each
    for_all = each.get("type") == "article" or "translated_content" in each
    return bool(known) and (for_all or _is_internal(each))


def _is_internal(each: dict[str, Any]) -> bool:
    """Whether it is one of the articles for the team alone, which its API lists apart and without a type."""
    return each.get("type") == "internal_article" or {"owner_id", "author_id"} <= each.keys()


def read(bundle: Bundle, export: Export) -> None:
    """Take in every article and its translations. Raises Broken."""
    values = list(bundle.values())
    names = _Names(collections=_named(values, _COLLECTION), people=_named(values, "admin"))
    for name, value in values:
        export.strays(name, value, _is_article)
        for each in objects(value):
            pages = each.get("pages")
            if isinstance(pages, dict) and pages.get("next"):
                export.further(name)
            if _is_article(each):
                export.take(_article(name, each, each, names))
                translated = each.get("translated_content")
                for locale, inside in translated.items() if isinstance(translated, dict) else ():
                    if isinstance(inside, dict) and locale != each.get("default_locale"):
                        export.take(_article(name, each, inside, names, locale))


@dataclass(frozen=True, kw_only=True)
class _Names:
    """What stands beside the articles, by id."""

    collections: dict[str, Any]
    people: dict[str, Any]


def _named(values: Iterable[tuple[str, Any]], kind: str) -> dict[str, Any]:
    return {
        str(each["id"]): each["name"]
        for _, value in values
        for each in objects(value)
        if "id" in each
        and "name" in each
        and (each.get("type") == kind or (kind == _COLLECTION and "help_center_id" in each))
    }


def _article(
    name: str, each: dict[str, Any], inside: dict[str, Any], names: _Names, locale: str = ""
) -> Article:
    said = []
    if each.get("has_unpublished_changes") is True:
        said.append("It has changes there that nobody has published; those were left out.")
    return Article(
        file=name,
        kind=KIND,
        id=_named_id(each, locale),
        title=inside.get("title"),
        body=words(inside.get("body_markdown")) or inside.get("body"),
        language=locale or each.get("default_locale") or each.get("locale"),
        translates=entry_id(KIND, each["id"]) if locale else "",
        category=names.collections.get(str(each.get("parent_id"))),
        internal=_internal(each),
        url=inside.get("url"),
        author=names.people.get(str(inside.get("author_id"))),
        day=inside.get("updated_at"),
        unread=_unread(each, inside),
        said=tuple(said),
    )


def _named_id(each: dict[str, Any], locale: str) -> object:
    """Articles for the team are numbered apart from the others."""
    if locale:
        return f"{each['id']}-{locale}"
    return f"internal-{each['id']}" if _is_internal(each) else each["id"]


def _internal(each: dict[str, Any]) -> str:
    if each.get("audience_ids"):
        return 'its "audience_ids" say'
    return "it is an internal article" if _is_internal(each) else ""


def _unread(each: dict[str, Any], inside: dict[str, Any]) -> str:
    """An article for the team has no state."""
    if _is_internal(each) and "state" not in inside:
        return ""
    return held_back(inside.get("state"), "published", "draft")
