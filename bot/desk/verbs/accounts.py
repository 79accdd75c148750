"""A person's accounts in words: whom a link joins, what an erasure reaches.

Names can be chosen by anybody, so where it matters an account's id stands beside its name.
"""

from collections.abc import Sequence

from bot.desk.nouns.person import Person
from bot.desk.ports.records import Records
from bot.desk.step.step import Step


def same(records: Records, owner: str, person: str) -> bool:
    """Whether two person ids are one person's, on whichever platform."""
    return owner == person or owner in records.identities(person)


def language(step: Step, person_id: str) -> str:
    """The language to speak to somebody in."""
    known = step.records.person(person_id)
    return step.wording.language(known.language if known else "", step.policy.language)


def named(step: Step, person_id: str, tongue: str) -> str:
    """An account and all that it is linked with: "ana on Slack (T1:U1) and ana_k on Discord (42)"."""
    ids = step.records.identities(person_id)
    return _list(step, [_account(step, each, tongue, "account_id") for each in ids], tongue)


def all_of(step: Step, person_id: str, tongue: str) -> str:
    """The same without ids: "ana on Slack and ana_k on Discord"."""
    ids = step.records.identities(person_id)
    return _list(step, [_account(step, each, tongue, "account") for each in ids], tongue)


def apart(step: Step, people: Sequence[Person]) -> str:
    """People of one name, each with the id by which they can be told apart when it is typed."""
    language = step.language()
    known = ((each, step.wording.platform(each.platform, language)) for each in people)
    return ", ".join(
        step.wording.words("account_id", language, name=each.name, platform=on, id=each.id)
        for each, on in known
    )


def _account(step: Step, person_id: str, tongue: str, kind: str) -> str:
    own = person_id.partition(":")[2]
    acting = step.by if step.by and step.by.id == person_id else Person(id=person_id, name=own)
    person = step.records.person(person_id) or acting
    platform = step.wording.platform(person.platform, tongue)
    return step.wording.words(kind, tongue, name=person.name, platform=platform, id=own)


def _list(step: Step, words: Sequence[str], tongue: str) -> str:
    *first, last = words
    if not first:
        return last
    return step.wording.words("and", tongue, first=", ".join(first), last=last)
