"""Exports of chats and tickets, known by the names of their fields: who wrote what, and when.

None of it is an answer, whatever a message is called there.
"""

from collections.abc import Iterable
from typing import Any

from knowledge.files.names import field_name, plain_key

_WHO = frozenset(
    """from from_id author author_id sender sender_id sender_name user user_id user_name username
    participant speaker absender autor""".split()  # noqa: SIM905
)
_WHAT = frozenset("text content body message comment nachricht inhalt".split())  # noqa: SIM905
_WHEN = frozenset(
    """ts date time timestamp timestamp_ms created_at sent_at date_unixtime datum
    zeit""".split()  # noqa: SIM905
)
_WHOSE = frozenset(
    f"{one}_{what}".rstrip("_")
    for one in ("requester", "submitter", "reporter", "customer", "kunden", "visitor")
    for what in ("", "id", "email", "e_mail", "mail", "name", "phone")
) - {"customer", "visitor", "reporter"}
"""Whose ticket it is; the bare words may stand for a kind of readers."""
_ASKER = frozenset(
    """customer client kunde kundin kund_in cliente visitor besucher requester caller anrufer asker
    asked_by asked_from requested_by gefragt_von gestellt_von fragesteller fragestellerin preguntado_por
    demandeur demandé_par richiedente chiesto_da perguntado_por solicitante guest gast member mitglied
    patient patientin paciente paziente user username user_name""".split()  # noqa: SIM905
)
"""Whose question a row is, beside an answer to it."""
_READERS = frozenset(
    """all any both everyone everybody alle alles todos todas tous toutes tutti tutte business private
    privat b2b b2c consumer consumers retail wholesale new neu existing premium basic free pro enterprise
    individual individuals company companies firma firmen privatkunde privatkunden geschäftskunde
    geschäftskunden empresa empresas particular particulares particulier particuliers professionnel
    professionnels azienda aziende privato privati yes no true false ja nein sí oui non sim não public
    customers clients kunden clientes clienti users members guests patients visitors staff adults
    children students""".split()  # noqa: SIM905
)
"""What such a name also heads: kinds of readers, and none of them one person."""
_FROM, _TO = (
    frozenset({"from", "sender", "absender", "von"}),
    frozenset({"to", "an", "recipient", "empfänger"}),
)
"""What mails have."""
_SEEN, _DEEP = 50, 6
"""Objects of a list, and levels, that are looked at."""


def is_talk(names: Iterable[str]) -> bool:
    """Whether fields with these names are a message's, a mail's or a ticket's."""
    keys = {plain_key(name) for name in names}
    if keys & _WHOSE or (keys & _FROM and keys & _TO):
        return True
    asks = any(field_name(key) in {"question", "phrasings"} for key in keys - {"name"})
    return bool(not asks and keys & _WHO and keys & _WHAT and keys & _WHEN)


def is_asker(name: str) -> bool:
    """Whether a field of this name may say who asked."""
    return plain_key(name) in _ASKER


def asked_by_one(name: str, value: object) -> bool:
    """Whether a field says that somebody asked: then the answer was given to them alone."""
    said = plain_key(str(value or ""))
    return is_asker(name) and bool(said) and said not in _READERS


def holds_talk(value: Any, deep: int = 0) -> bool:
    """Whether messages or tickets stand in a value of JSON; what stands in an entry is its own."""
    if deep > _DEEP:
        return False
    if isinstance(value, list):
        return any(holds_talk(each, deep + 1) for each in value[:_SEEN])
    if not isinstance(value, dict):
        return False
    if is_talk(value):
        return True
    fields = {field_name(key) for key in value}
    if {"question", "answer"} <= fields or "post_stream" in value:
        return False
    return any(holds_talk(each, deep + 1) for each in value.values())
