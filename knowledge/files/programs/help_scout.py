"""Help Scout Docs: articles as its API gives them one by one, with their collections beside them.

https://developer.helpscout.com/docs-api/articles/get/
Only the collection says who may read an article: as long as it isn't known to be public, staff alone.
"""

from typing import Any

from knowledge.files.programs.article import Article, Export, any_of, held_back, objects, texts
from knowledge.files.programs.bundle import Bundle

KIND = "helpscout"


def fits(bundle: Bundle) -> bool:
    """Whether it holds articles of Help Scout."""
    return any_of(bundle, _is_article)


def _is_article(each: dict[str, Any]) -> bool:
    return {"id", "name", "collectionId", "text"} <= each.keys()


def _is_listed(each: dict[str, Any]) -> bool:
    """An article of a list, which has no text there."""
    return {"collectionId", "publicUrl", "name"} <= each.keys()


def read(bundle: Bundle, export: Export) -> None:
    """Take in every article. Raises Broken."""
    values = list(bundle.values())
    every = [(name, each) for name, value in values for each in objects(value)]
    seen = {
        str(each.get("id")): each.get("visibility") for _, each in every if "visibility" in each
    }
    named = {
        str(each["id"]): each["name"]
        for _, each in every
        if "name" in each and "id" in each and "text" not in each
    }
    whole = {str(each["id"]) for _, each in every if _is_article(each)}
    for name, each in every:
        page, pages = each.get("page"), each.get("pages")
        if isinstance(page, int) and isinstance(pages, int) and page < pages:
            export.further(name)
        if _is_article(each):
            export.take(_article(name, each, seen, named))
        elif _is_listed(each) and str(each.get("id")) not in whole:
            what = f'"{str(each["name"])[:80]}" is listed without its text: the API gives that one by one.'
            export.odd(name, what)


def _article(
    name: str, each: dict[str, Any], seen: dict[str, Any], named: dict[str, Any]
) -> Article:
    said = []
    if each.get("hasDraft") is True:
        said.append("It has changes there that nobody has published; those were left out.")
    groups = [named.get(each) for each in texts(each.get("categories"))]
    visibility = seen.get(str(each["collectionId"]))
    internal = ""
    if visibility is None:
        internal = "nothing here says that its collection is public (add the API's list of them)"
    elif visibility != "public":
        internal = "its collection says"
    return Article(
        file=name,
        kind=KIND,
        id=each["id"],
        title=each["name"],
        body=each["text"],
        variants=texts(each.get("keywords")),
        category=next(filter(None, groups), ""),
        internal=internal,
        url=each.get("publicUrl"),
        author=_author(each.get("updatedBy") or each.get("createdBy")),
        day=each.get("lastPublishedAt") or each.get("updatedAt"),
        unread=held_back(each.get("status"), "published", "notpublished"),
        said=tuple(said),
    )


def _author(value: object) -> str:
    """Whoever is named with the article; a number alone names nobody."""
    if not isinstance(value, dict):
        return ""
    names = (value.get("firstName"), value.get("lastName"), value.get("name"))
    return " ".join(each for each in names if isinstance(each, str))
