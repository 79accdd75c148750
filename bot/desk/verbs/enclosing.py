"""Pictures and files that go with an answer: taken from what somebody of the team attached, and sent.

Their bytes are kept by their mark, so the same ones once; what can run on a computer is never sent.
"""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from bot.desk.nouns.file import LARGEST, Fetched, FileKind
from bot.desk.step.step import Step
from bot.desk.words.attached import size_words
from bot.errors import BadArgument, Refused
from knowledge.entry import Enclosure, Entry

MOST = 3
"""Files that go with one answer."""
_NAME = 80
"""Characters of a file's name."""


def enclosed(step: Step, entry: Entry) -> Entry:
    """The entry with what was attached to the command; of one name the new one stays.

    Raises Refused for what could not be fetched or runs, BadArgument for what is too large or too much.
    """
    fresh = {each.name: each for each in taken(step)}
    files = (*(each for each in entry.files if each.name not in fresh), *fresh.values())
    if len(files) > MOST:
        raise BadArgument.of("files_many", most=MOST)
    return replace(entry, files=files)


def taken(step: Step) -> Iterator[Enclosure]:
    """What was attached, as it is kept. Raises as `enclosed` does."""
    for each in step.fetched:
        _check(each)
        mark = sha256(each.data).hexdigest()
        yield Enclosure(name=_plain(each.file.name), mark=mark, size=len(each.data))


def _check(fetched: Fetched) -> None:
    file = fetched.file
    if file.kind is FileKind.PROGRAM:
        raise Refused.of("file_runs", name=file.name[:_NAME])
    if max(file.size, len(fetched.data)) > LARGEST:
        raise BadArgument.of("file_large", name=file.name[:_NAME], most=size_words(LARGEST))
    if not fetched.data:
        raise Refused.of("file_not_had", name=file.name[:_NAME])


def _plain(name: str) -> str:
    """A name that is one on every computer: no folders, no signs that hide its end."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(each for each in last if each.isprintable()).strip(" .")
    stem, dot, end = kept.rpartition(".")
    return f"{stem[: _NAME - len(end) - 1]}{dot}{end}" if stem else kept[:_NAME] or "file"


def keep(step: Step) -> None:
    """Keep the bytes of what was attached: a change that names them is about to be saved, or to wait."""
    for kept, each in zip(taken(step), step.fetched, strict=True):
        step.records.keep_file(kept.mark, each.data)


def without(entry: Entry, name: str) -> Entry:
    """The entry without one of its files, which is named as it stands or by its beginning."""
    wanted = name.casefold().strip()
    found = [each for each in entry.files if each.name.casefold() == wanted]
    found = found or [each for each in entry.files if each.name.casefold().startswith(wanted)]
    if len(found) != 1:
        known = ", ".join(each.name for each in entry.files)
        kind = "no_such_file" if entry.files else "no_files"
        raise BadArgument.of(kind, name=name[:_NAME], entry=entry.id, known=known)
    return replace(entry, files=tuple(each for each in entry.files if each is not found[0]))


def listed(entry: Entry) -> str:
    """Its files by name and size; "" for none."""
    return "; ".join(f"{each.name}, {size_words(each.size)}" for each in entry.files)
