"""The front matter of a Markdown file: YAML between ---, TOML between +++, as data with lines.

YAML is composed by PyYAML's safe loader and never constructed: a value is the text that stands
there, so NO, 22:22 and 007 mean themselves, and nothing in a file can make an object.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import yaml

from knowledge.files.fields import Given
from knowledge.files.found import Problem, shown

_YAML, _TOML = "---", "+++"
_NULL = "tag:yaml.org,2002:null"
_PLAIN = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "int", "float", "bool", "timestamp", "seq", "value", "merge")
)
"""What a value may be; anything else asks for an object."""
_LARGEST = 64_000
"""Characters. A header is short; the parser takes its time."""
_NESTED = object()


@dataclass(frozen=True, kw_only=True)
class Header:
    """Front matter, and the number of the line (from 0) below it."""

    given: tuple[Given, ...] = ()
    below: int = 0


def read_header(lines: list[str], file: str) -> Header | Problem:
    """Read the front matter that a file begins with; an empty one when it begins without."""
    start = next((place for place, line in enumerate(lines) if line.strip()), 0)
    fence = lines[start].rstrip()
    if fence not in {_YAML, _TOML}:
        return Header()
    ends = {_YAML: (_YAML, "..."), _TOML: (_TOML,)}[fence]
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() in ends), None)
    if end is None:
        what = "The header is never closed."
        return Problem(file=file, line=start + 1, what=what, mend=f"End it with a line of {fence}.")
    text = "\n".join(lines[start + 1 : end])
    if len(text) > _LARGEST:
        what, mend = f"The header has over {_LARGEST // 1000},000 characters.", "Shorten it."
        return Problem(file=file, line=start + 1, what=what, mend=mend)
    read = _yaml if fence == _YAML else _toml
    try:
        return Header(given=tuple(read(text, start + 2)), below=end + 1)
    except RecursionError:
        what = "The header is nested too deeply."
        return Problem(file=file, line=start + 1, what=what, mend="Take out what is nested.")
    except _Broken as broken:
        return Problem(file=file, line=broken.line, what=broken.what, mend=broken.mend)


class _Broken(Exception):
    """The front matter is not what its fences say."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(what)
        self.line, self.what, self.mend = line, what, mend


def _yaml(text: str, first: int) -> Iterator[Given]:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first + (mark.line if mark else 0)
        why = error.problem or "it can't be read"
        raise _Broken(
            line, f"The header is not YAML here: {why}.", _cure(text, mark, why)
        ) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        what = "The header holds a character that YAML doesn't allow."
        place = getattr(error, "position", 0)
        line = first + text.count("\n", 0, place)
        raise _Broken(line, what, "Take it out, or write it as \\u… in double quotes.") from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        words = shown(text.strip().partition("\n")[0])
        what = f"The header has no keys: {words}."
        raise _Broken(first + root.start_mark.line, what, 'Write "key: value", each on a line.')
    seen: set[str] = set()
    for key, value in root.value:
        line = first + key.start_mark.line
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        if name in seen:
            what = f"{shown(name)} stands twice in the header."
            raise _Broken(line, what, "Take one out.")
        seen.add(name)
        yield Given(key=name, value=_value(value), line=line)


def _cure(text: str, mark: yaml.Mark | None, why: str) -> str:
    """What would be right: mostly a value with a colon or a sign in it lacks its quotes."""
    lines = text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    key, colon, value = line.partition(":")
    value = value.strip()
    unquoted = re.search(r"mapping values|alias|anchor|character '[^\\].*start any token", why)
    if colon and unquoted and '"' not in value:
        return f'Put the value in quotes: {key.strip()}: "{value}"'
    return "Check its quotes, colons and indentation."


def _value(node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode) and node.tag in _PLAIN:
        texts = [
            _scalar(each) if isinstance(each, yaml.ScalarNode) else _NESTED for each in node.value
        ]
        if all(isinstance(each, str) or each is None for each in texts):
            return [each for each in texts if isinstance(each, str)]
    if isinstance(node, yaml.MappingNode):
        return {
            key.value: _scalar(value)
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
        } or _NESTED
    return _NESTED


def _scalar(node: yaml.ScalarNode) -> object:
    if node.tag == _NULL:
        return None
    return str(node.value) if node.tag in _PLAIN else _NESTED


def _toml(text: str, first: int) -> Iterator[Given]:
    try:
        table = tomllib.loads(text)
    except ValueError as error:
        found = re.search(r"\(at line (\d+)|\(at end", str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        why = re.sub(r" \(at .*\)$", "", str(error))
        what = f"The header is not TOML here: {why}."
        raise _Broken(first + line - 1, what, 'Write key = "value".') from error
    lines = text.split("\n")
    for key, value in table.items():
        begins = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b")
        line = next((n for n, each in enumerate(lines) if begins.match(each)), 0)
        yield Given(key=key, value=_toml_value(value), line=first + line)


def _toml_value(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (str, int, float, date)):
        return str(value)
    if isinstance(value, list) and all(isinstance(each, (str, int)) for each in value):
        return [str(each) for each in value]
    if isinstance(value, dict):
        return {key: _toml_value(each) for key, each in value.items()}
    return _NESTED


def write_header(fields: dict[str, object]) -> str:
    """Return front matter with its fences, as any YAML library reads it."""
    text = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=2**31, line_break="\n")
    return f"{_YAML}\n{text}{_YAML}\n"
