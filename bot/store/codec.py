"""Values of the desk as JSON, and back.

A member of a union carries its class's name; fields at their default are left out, so that a field
added later reads old rows.
"""

import json
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.strategies import configure_tagged_union

from bot.desk.nouns.inbound import Inbound
from bot.desk.nouns.message import Intent, Mention, Message, Moment, Part, Span
from bot.desk.nouns.pending import Held
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from knowledge.entry import Entry

R = TypeVar("R")
T = TypeVar("T")

_TAG = "is"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def remembering(convert: Callable[[Any], Any], size: int = 2048) -> Callable[[Any], Any]:
    """Return the same for values that come again and again: people, places, their JSON.

    Only for what never changes once it is made.
    """
    return lru_cache(size)(convert)


def readable(read: Callable[[R], T], row: R) -> T | None:
    """None where this version can't read it, whatever the reason: another may have written it."""
    try:
        return read(row)
    except Exception:  # noqa: BLE001 - nobody knows in what way a row of another version is strange
        return None


def _make() -> Converter:
    converter = Converter(omit_if_default=True, unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    _register_spans(converter)
    for often in (Person, Place):
        again = remembering(converter.get_unstructure_hook(often))
        converter.register_unstructure_hook(often, again)
    for union in (Part, Inbound):
        configure_tagged_union(union, converter, tag_name=_TAG)
    return converter


def _register_spans(converter: Converter) -> None:
    """Words stay bare strings; the other kinds of span are objects."""
    others = Moment | Mention
    configure_tagged_union(others, converter, tag_name=_TAG)
    pack = converter.get_unstructure_hook(others)
    unpack = converter.get_structure_hook(others)
    converter.register_unstructure_hook_func(
        lambda kind: kind == Span, lambda span: span if isinstance(span, str) else pack(span)
    )
    converter.register_structure_hook_func(
        lambda kind: kind == Span,
        lambda span, _: span if isinstance(span, str) else unpack(span, others),
    )


_converter = _make()


def encoder(kind: Any) -> Callable[[Any], str]:
    """Return what writes values of this type as JSON text."""
    unstructure = _converter.get_unstructure_hook(kind)
    return lambda value: _encode(unstructure(value))


def decoder(kind: Any) -> Callable[[str], Any]:
    """Return what reads them back."""
    structure = _converter.get_structure_hook(kind)
    return lambda text: structure(json.loads(text), kind)


inbound_out: Callable[[Inbound], str] = encoder(Inbound)
inbound_in: Callable[[str], Inbound] = decoder(Inbound)
message_out: Callable[[Message], str] = encoder(Message)
message_in: Callable[[str], Message] = decoder(Message)
intent_out: Callable[[Intent], str] = encoder(Intent)
intent_in: Callable[[str], Intent] = decoder(Intent)
place_out: Callable[[Place], str] = remembering(encoder(Place))
place_in: Callable[[str], Place] = remembering(decoder(Place))
person_out: Callable[[Person], str] = remembering(encoder(Person))
person_in: Callable[[str], Person] = remembering(decoder(Person))
entry_out: Callable[[Entry], str] = encoder(Entry)
entry_in: Callable[[str], Entry] = decoder(Entry)
held_out: Callable[[Held], str] = encoder(Held)
held_in: Callable[[str], Held] = decoder(Held)
