"""Discord's own description of its API, held against what is sent and what the double answers.

Read from openapi.json beside the package. Three liberties that Discord takes and the file does not
mention: snowflakes may be integers, a union is decided by the field "type", and a message that was
forwarded refers to another with the type 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators

from .wire import Json

FILE = Path(__file__).parent.parent / "openapi.json"


class Spec:
    """The reduced OpenAPI file, ready to check bodies."""

    def __init__(self, document: Json) -> None:
        self._paths: Json = document["paths"]
        self._schemas: Json = document["components"]["schemas"]
        self._schemas["MessageReferenceType"]["oneOf"] += [{"title": "FORWARD", "const": 1}]
        self._validators: dict[tuple[str, ...], Any] = {}
        self._class = validators.extend(
            Draft202012Validator,
            {"$ref": self._ref, "oneOf": self._union, "anyOf": self._union, "type": _kind},
        )

    def request_problems(self, method: str, template: str, body: Any) -> list[str]:
        """What is wrong with a request's body; empty if the file has no word on it."""
        operation = self._paths.get(template, {}).get(method.lower(), {})
        wanted = operation.get("requestBody")
        if wanted is None:
            return []
        if body is None:
            return ["body: required"] if wanted.get("required") else []
        return self._problems((method, template), wanted, body)

    def response_problems(self, method: str, template: str, status: int, body: Any) -> list[str]:
        """What is wrong with an answer of the double, so that it stays true to Discord."""
        known = self._paths.get(template, {}).get(method.lower(), {}).get("responses", {})
        if str(status) not in known:
            return [f"{status} is not among {sorted(known)}"] if known else []
        wanted = known[str(status)]
        if not wanted:
            return []
        return self._problems((method, template, str(status)), wanted, body)

    def _problems(self, key: tuple[str, ...], holder: Json, body: Any) -> list[str]:
        if key not in self._validators:
            schema = holder["content"]["application/json"]["schema"]
            self._validators[key] = self._class(schema)
        return [_said(error) for error in self._validators[key].iter_errors(body)]

    def _ref(self, validator: Any, ref: str, instance: Any, _: Any) -> Iterator[ValidationError]:
        yield from validator.descend(instance, self._schemas[ref.rsplit("/", 1)[1]])

    def _union(
        self, validator: Any, branches: list[Json], instance: Any, _: Any
    ) -> Iterator[ValidationError]:
        if isinstance(instance, dict) and isinstance(instance.get("type"), int):
            fitting = [b for b in branches if instance["type"] in self._types(b)]
            branches = fitting or branches
        if all("const" in branch for branch in branches):
            if not any(instance == branch["const"] for branch in branches):
                yield ValidationError(f"{instance!r} is not one of the known values")
            return
        attempts: list[list[ValidationError]] = []
        for branch in branches:
            attempts.append(list(validator.descend(instance, branch)))
            if not attempts[-1]:
                return
        yield from min(attempts, key=_badness)

    def _types(self, branch: Json) -> list[Any]:
        schema = self._schemas[branch["$ref"].rsplit("/", 1)[1]] if "$ref" in branch else branch
        kinds: list[Any] = schema.get("properties", {}).get("type", {}).get("enum", [])
        return kinds


def _kind(validator: Any, kinds: Any, instance: Any, schema: Json) -> Iterator[ValidationError]:
    is_number = isinstance(instance, int) and not isinstance(instance, bool)
    if is_number and schema.get("format") == "snowflake":
        return
    yield from Draft202012Validator.VALIDATORS["type"](validator, kinds, instance, schema)


def _badness(errors: list[ValidationError]) -> tuple[int, int]:
    return (any(error.validator == "type" and not error.path for error in errors), len(errors))


def _said(error: ValidationError) -> str:
    where = ".".join(str(part) for part in error.absolute_path) or "body"
    return f"{where}: {error.message[:200]}"


@cache
def load(path: Path = FILE) -> Spec:
    return Spec(json.loads(path.read_text(encoding="utf-8")))
