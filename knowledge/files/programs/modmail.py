"""Modmail: its snippets, which are saved replies, and its logs, of which only what was asked counts.

https://github.com/modmail-dev/Modmail keeps both in MongoDB; mongoexport writes a document a line.
What the team wrote there, notes and internal messages before all, goes nowhere.
"""

import re
from typing import Any

from knowledge.files.programs.article import Export, any_of, objects, words
from knowledge.files.programs.bundle import Bundle

KIND = "modmail"
_TOLD, _UNNAMED = "thread_message", "anonymous"
"""Kinds of messages that both sides read."""
_OURS = {"recipient": "customer", "author": "me"}
_BLANK = re.compile(r"\{(recipient|author)(?:\.\w+)*\}")


def fits(bundle: Bundle) -> bool:
    """Whether it holds snippets or logs of Modmail."""
    return any_of(bundle, lambda each: _is_log(each) or _has_snippets(each))


def _is_log(each: dict[str, Any]) -> bool:
    return {"recipient", "messages", "key"} <= each.keys()


def _has_snippets(each: dict[str, Any]) -> bool:
    found = each.get("snippets")
    return isinstance(found, dict) and all(isinstance(text, str) for text in found.values())


def read(bundle: Bundle, export: Export) -> None:
    """Take in the snippets, and what was asked. Raises Broken."""
    for name, value in bundle.values():
        for each in objects(value):
            if _is_log(each):
                _heard(each, export, name)
            elif _has_snippets(each):
                for called, text in each["snippets"].items():
                    export.replies[called] = _blanks(text)


def _blanks(text: str) -> str:
    """With our blanks in the place of theirs."""
    return _BLANK.sub(lambda found: f"{{{_OURS[found[1]]}}}", text)


def _heard(log: dict[str, Any], export: Export, name: str) -> None:
    """What whoever wrote in said before the team replied: many say hello first."""
    messages = log["messages"] if isinstance(log["messages"], list) else []
    said: list[str] = []
    for each in messages:
        author = each.get("author") if isinstance(each, dict) else None
        if not isinstance(author, dict) or each.get("type", _TOLD) not in (_TOLD, _UNNAMED):
            continue
        if author.get("mod") is False:
            said.append(words(each.get("content")))
        elif said:
            break
    text = "\n".join(filter(None, said))
    if text:
        export.past.append(text)
    else:
        export.odd(name, f'Nobody asked anything in the log "{words(log["key"])[:40]}".')
