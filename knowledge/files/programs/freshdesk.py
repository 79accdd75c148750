"""Freshdesk: the articles of its solutions, as its API lists them by folder, with the folders beside them.

https://developers.freshdesk.com/api/#solution_article_attributes
Only the folder says who may read an article: as long as it isn't known to be for all, staff alone.
"""

from typing import Any

from knowledge.files.programs.article import Article, Export, any_of, held_back, objects, words
from knowledge.files.programs.bundle import Bundle

KIND = "freshdesk"
_ALL_USERS = 1
"""A folder's visibility: https://developers.freshdesk.com/api/#solution_folder_attributes"""
_DRAFT, _PUBLISHED = 1, 2
"""An article's status: https://developers.freshdesk.com/api/#solution_article_attributes"""


def fits(bundle: Bundle) -> bool:
    """Whether it holds articles of Freshdesk."""
    return any_of(bundle, _is_article)


def _is_article(each: dict[str, Any]) -> bool:
    return {"id", "title", "folder_id", "description"} <= each.keys()


def read(bundle: Bundle, export: Export) -> None:
    """Take in every article. Raises Broken."""
    values = list(bundle.values())
    every = [(name, each) for name, value in values for each in objects(value)]
    folders = {
        str(each["id"]): each
        for _, each in every
        if "id" in each and "name" in each and "visibility" in each
    }
    people = {str(each["id"]): _agent(each) for _, each in every if "id" in each and _agent(each)}
    for name, value in values:
        export.strays(name, value, _is_article)
    for name, each in every:
        if _is_article(each):
            export.take(_article(name, each, folders, people))


def _agent(each: dict[str, Any]) -> str:
    contact = each.get("contact")
    return words(contact.get("name")) if isinstance(contact, dict) else ""


def _article(
    name: str, each: dict[str, Any], folders: dict[str, dict[str, Any]], people: dict[str, str]
) -> Article:
    folder = folders.get(str(each["folder_id"]))
    internal = ""
    if folder is None:
        internal = "nothing here says that its folder is for all (add the API's list of folders)"
    elif folder["visibility"] != _ALL_USERS:
        internal = "its folder says"
    return Article(
        file=name,
        kind=KIND,
        id=each["id"],
        title=each["title"],
        body=each["description"],
        language=each.get("language"),
        category=folder["name"] if folder else "",
        internal=internal,
        author=people.get(str(each.get("agent_id")), ""),
        day=each.get("updated_at"),
        unread=held_back(each.get("status"), _PUBLISHED, _DRAFT),
    )
