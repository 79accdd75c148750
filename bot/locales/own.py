"""The owner's own sentences in the place of ours: one TOML file, laid over the languages' tables.

`[en.claimed]` and below it `text = "…"`; `[de.said]`, `[fr.label]` hold many, each by its name. What
breaks a rule that holds for ours is refused, and said; ours stands there then, and all others are theirs.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from bot.locales import read_locales
from bot.locales.checks import same_labels, wrong

_FIXED = {"tone", "buttons"}
"""What a message does, and not what it says."""
_DATES = "date"
_OURS = "Ours stand in bot/locales."

Tables = Mapping[str, Mapping[str, Any]]
Own = dict[str, dict[str, dict[str, str]]]
"""Sentences by language, kind and name."""


def with_own(path: Path) -> Tables:
    """Our tables with the owner's sentences over them, as far as they hold; ours alone where there is no
    such file."""
    return _laid_over(_parted(path)[0])


def problems(path: Path) -> Iterator[str]:
    """What is wrong with the file, a sentence each; ours is said instead."""
    yield from _parted(path)[1]


def count(path: Path) -> int:
    """How many sentences are the owner's."""
    return sum(len(row) for table in _parted(path)[0].values() for row in table.values())


def _parted(path: Path) -> tuple[Own, list[str]]:
    """What can be said, and what is wrong with the rest."""
    written = _read(path)
    if isinstance(written, str):
        return {}, [f"{path}: {written}"]
    good: Own = {}
    wrong = [f"{path}, {each}" for each in _sorted_out(written, good)]
    tables = _laid_over(good)
    for language in good:
        for kind, label in same_labels(tables, language):
            wrong.append(
                f'{path}, [{language}.label]: two buttons of "{kind}" would read "{label}".'
            )
            _drop(good[language]["label"], label)
    return good, wrong


def _drop(labels: dict[str, str], label: str) -> None:
    """Take out those that read so."""
    for name in [each for each, words in labels.items() if words.casefold() == label]:
        del labels[name]


def _read(path: Path) -> dict[str, Any] | str:
    """What stands there, nothing where there is no file; else why it can't be read."""
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        return f"this is no TOML: {error}."
    except UnicodeDecodeError:
        return "it is not UTF-8 text. Save it as UTF-8."
    except OSError as error:
        return f"it can't be read: {error.strerror}."


def _sorted_out(written: Mapping[str, Any], good: Own) -> Iterator[str]:
    """Put what can be said into `good`, and yield what is wrong with the rest."""
    tables = read_locales()
    for language, table in written.items():
        if language not in tables or not isinstance(table, dict):
            yield f"[{language}…]: no language of mine. Write one of {', '.join(tables)} before the dot."
            continue
        for kind, row in table.items():
            said = good.setdefault(language, {}).setdefault(kind, {})
            yield from _row_wrong(tables["en"], (language, kind), row, said)
            if not said:
                del good[language][kind]


def _row_wrong(
    english: Mapping[str, Any], where: tuple[str, str], row: Any, said: dict[str, str]
) -> Iterator[str]:
    language, kind = where
    if kind == _DATES:
        yield f"[{language}.{kind}]: how dates are written can't be changed."
    elif kind not in english or not isinstance(row, dict):
        yield f"[{language}.{kind}]: there is no such message.{_near(kind, english)}"
    else:
        for name, words in row.items():
            found = list(_wrong(english, (kind, name), words, language))
            yield from (f"[{language}.{kind}] {name}: {each}" for each in found)
            if not found:
                said[name] = words


def _wrong(
    english: Mapping[str, Any], at: tuple[str, str], words: Any, language: str
) -> Iterator[str]:
    kind, name = at
    if name in _FIXED or english[kind].get(name) is None:
        yield f"there is no such sentence.{_near(name, set(english[kind]) - _FIXED)}"
    elif not isinstance(words, str):
        yield "words in quotes belong there."
    else:
        yield from (f"{each}." for each in wrong(at, words, english, language))


def _near(name: str, known: Any) -> str:
    found = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=75)
    return f" Did you mean {found[0]}? {_OURS}" if found else f" {_OURS}"


def _laid_over(own: Own) -> Tables:
    ours = read_locales()
    return {
        language: {
            **table,
            **{
                kind: {
                    **table.get(kind, {} if kind in {"label", "said"} else ours["en"][kind]),
                    **row,
                }
                for kind, row in own.get(language, {}).items()
            },
        }
        for language, table in ours.items()
    }
