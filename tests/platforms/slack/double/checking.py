"""The plain checks from which block and view checking are made.

Every finding reads as Slack words it: what is wrong, then a JSON pointer to where.
"""

from typing import Any

from .settings import JSON, Refusal


class Checker:
    """Gathers what is wrong with one payload."""

    def __init__(self, refused: set[str] | None = None) -> None:
        self.refused = refused or set()
        self.findings: list[str] = []
        self.refused_kinds: list[str] = []

    def wrong(self, what: str, at: str) -> None:
        """Note one finding."""
        self.findings.append(f"{what} [json-pointer:{at}]")

    def refusal(self, code: str) -> Refusal:
        """The findings as a refusal; expected if they only name what this workspace lacks."""
        refusal = Refusal(code, *self.findings)
        refusal.expected = len(self.refused_kinds) == len(self.findings)
        return refusal

    def kind(self, thing: Any, known: set[str] | frozenset[str], at: str) -> str | None:
        """The type of a block or element, if this workspace knows it there."""
        if not isinstance(thing, dict):
            self.wrong("must be an object", at)
            return None
        kind = thing.get("type")
        if kind is None:
            self.wrong("missing required field: type", at)
        elif kind in self.refused:
            self.refused_kinds.append(str(kind))
            self.wrong(f"unsupported type: {kind}", f"{at}/type")
        elif kind not in known:
            self.wrong(f"unsupported type: {kind}", f"{at}/type")
        else:
            return str(kind)
        return None

    def needs(self, thing: JSON, *keys: str, at: str) -> bool:
        """Whether the fields are there; each that is not is a finding."""
        missing = [key for key in keys if thing.get(key) is None]
        for key in missing:
            self.wrong(f"missing required field: {key}", at)
        return not missing

    def string(self, thing: JSON, key: str, most: int, at: str, *, least: int = 1) -> None:
        """A field that, if given, is a string of so many characters."""
        value = thing.get(key)
        if value is None:
            return
        if not isinstance(value, str):
            self.wrong("must be a string", f"{at}/{key}")
        elif len(value) > most:
            self.wrong(f"must be less than {most + 1} characters", f"{at}/{key}")
        elif len(value) < least:
            self.wrong(f"must be more than {least - 1} characters", f"{at}/{key}")

    def one_of(self, thing: JSON, key: str, allowed: set[str], at: str) -> None:
        """A field that, if given, is one of these words."""
        if thing.get(key) is not None and thing[key] not in allowed:
            words = ", ".join(sorted(allowed))
            self.wrong(f"must be a valid enum value ({words})", f"{at}/{key}")

    def text(self, thing: JSON, key: str, most: int, at: str, *, plain: bool = False) -> None:
        """A field that, if given, is a text object of at most so many characters."""
        value = thing.get(key)
        if value is None:
            return
        where = f"{at}/{key}"
        if not isinstance(value, dict):
            self.wrong("must be an object", where)
            return
        kind = value.get("type")
        if kind not in ({"plain_text"} if plain else {"plain_text", "mrkdwn"}):
            self.wrong(f"unsupported type: {kind}", f"{where}/type")
            return
        if self.needs(value, "text", at=where):
            self.string(value, "text", most, where)
        allowed = {"type", "text", "emoji" if kind == "plain_text" else "verbatim"}
        for extra in sorted(set(value) - allowed):
            self.wrong(f"invalid additional property: {extra}", where)

    def items(self, thing: JSON, key: str, most: int, at: str, *, least: int = 1) -> list[Any]:
        """The members of a list field, within its bounds."""
        value, where = thing.get(key), f"{at}/{key}"
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong("must be an array", where)
            return []
        if len(value) > most:
            self.wrong(f"no more than {most} items allowed", where)
        if len(value) < least:
            self.wrong(f"no less than {least} items allowed", where)
        return value

    def unique(self, seen: set[str], thing: JSON, key: str, at: str) -> None:
        """A field whose value nothing else in `seen` has."""
        value = thing.get(key)
        if value in seen:
            self.wrong(f"`{key}` {value} already exists", f"{at}/{key}")
        if isinstance(value, str):
            seen.add(value)
