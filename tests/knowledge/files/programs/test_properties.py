"""Whatever stands in an export: it is read whole, or what is not is said; and nothing ends the program."""

import copy
import json
from collections.abc import Iterator
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entry import Status
from knowledge.files import CannotRead, Exported, read_export
from tests.knowledge.files.programs.samples import SAMPLES, Files, text_of, zip_of

anything = st.recursive(
    st.none() | st.integers() | st.text(max_size=20) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
"""No truth values: one of them is how Modmail says who is no customer."""
kinds = st.sampled_from(sorted(SAMPLES))


def places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a value, as the way there."""
    inside = enumerate(value) if isinstance(value, list) else ()
    for key, each in value.items() if isinstance(value, dict) else inside:
        yield (*above, key)
        yield from places(each, (*above, key))


def changed(files: Files, data: st.DataObject, under: int = 1) -> Files:
    """The files with one place taken out, or holding something else."""
    files = copy.deepcopy(files)
    ways = [way for way in places(files) if len(way) >= under]
    *way, last = data.draw(st.sampled_from(ways))
    at: Any = files
    for key in way:
        at = at[key]
    if data.draw(st.booleans()) and len(way) + 1 > 1:
        del at[last]
    else:
        at[last] = data.draw(anything)
    return files


def read(files: Files, kind: str) -> Exported | None:
    try:
        return read_export(zip_of(files), kind=kind)
    except CannotRead:
        return None


@given(kinds, st.data())
def test_no_change_of_an_export_ends_in_an_error_or_lets_a_secret_out(
    kind: str, data: st.DataObject
) -> None:
    files = changed(SAMPLES[kind], data)
    files = changed(files, data) if list(places(files)) else files

    found = read(files, data.draw(st.just(kind) | kinds))

    if found:
        rooms = [
            each for each in found.loaded.entries if each.id.startswith(("slack-", "discord-"))
        ]
        assert {each.status for each in rooms} <= {Status.DRAFT}
        words = " ".join((*(str(each) for each in found.loaded.entries), *found.past))
        assert not any(secret in words for secret in ("INTERNAL", "NOTE", "SECRET"))


ARTICLES = {
    "zendesk": ("articles.json", "articles"),
    "intercom": ("articles.json", "data"),
    "freshdesk": ("articles.json",),
    "discordtickets": ("settings.json", "tags"),
}
"""Where the articles stand in the samples."""


@pytest.mark.parametrize("kind", ARTICLES)
@given(data=st.data())
def test_each_article_comes_in_or_is_said_not_to(kind: str, data: st.DataObject) -> None:
    files = copy.deepcopy(SAMPLES[kind])
    at: Any = files
    for key in ARTICLES[kind]:
        at = at[key]
    count = len(at)
    number = data.draw(st.integers(0, count - 1))
    if data.draw(st.booleans()):
        at[number] = data.draw(anything)
    else:
        field = data.draw(st.sampled_from(sorted(at[number])))
        at[number][field] = data.draw(anything)

    found = read_export(zip_of(files), kind=kind)

    assert found is not None
    inside = sum(each.id.endswith("71-de") for each in found.loaded.entries)
    said = [*found.loaded.problems, *(each for each in found.loaded.notes if each.left_out)]
    assert len(found.loaded.entries) - inside + len(said) >= count


@pytest.mark.parametrize("kind", sorted({*SAMPLES} - {"qna", "rasa"}))
@given(data=st.data())
def test_what_was_cut_off_is_not_taken_for_the_whole(kind: str, data: st.DataObject) -> None:
    files = {name: value for name, value in SAMPLES[kind].items() if name.endswith(".json")}
    name = data.draw(st.sampled_from(sorted(files)))
    text = json.dumps(files[name], ensure_ascii=False)
    files[name] = text[: data.draw(st.integers(1, len(text) - 1))]

    closed = kind == "slack" and name in {"groups.json", "leads/2024-05-01.json"}
    if closed or (kind == "discordtickets"):
        read(files, kind)
    else:
        with pytest.raises(CannotRead):
            read_export(zip_of(files), kind=kind)


def told_of(found: Exported) -> set[str]:
    return {str(each) for each in (*found.loaded.problems, *found.loaded.notes)}


def is_opened(kind: str, name: str) -> bool:
    """Whether a file of an export is one that is read: private rooms are not, nor pictures."""
    return name not in {"groups.json", "leads/2024-05-01.json", "icon.png"}


@pytest.mark.parametrize("kind", sorted(SAMPLES))
@given(data=st.data())
def test_an_export_that_was_cut_loses_nothing_in_silence(kind: str, data: st.DataObject) -> None:
    """Nothing can tell that lines are missing where the file ends with a whole one."""
    whole = read_export(zip_of(SAMPLES[kind]), kind=kind)
    files = {name: text_of(name, each) for name, each in SAMPLES[kind].items()}
    name = data.draw(st.sampled_from([each for each in sorted(files) if is_opened(kind, each)]))
    text = files[name]
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    files[name] = cut

    found = read(files, kind)

    assert whole
    ends_with_a_line = cut.endswith("\n") or (cut.strip() == text.strip())
    if found is None or (ends_with_a_line and not name.endswith(".json")):
        entries = found.loaded.entries if found else ()
        known = {each.id: each for each in whole.loaded.entries}
        assert all(each.answer == known[each.id].answer for each in entries)
    else:
        assert told_of(found) - told_of(whole)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
@given(data=st.data())
def test_signs_that_are_no_text_are_never_read_in_silence(kind: str, data: st.DataObject) -> None:
    files = {name: text_of(name, each) for name, each in SAMPLES[kind].items()}
    name = data.draw(st.sampled_from([each for each in sorted(files) if is_opened(kind, each)]))
    content = files[name].encode()
    place = data.draw(st.integers(0, len(content)))
    files[name] = content[:place] + data.draw(st.sampled_from([b"\x00", b"\xff", b"\xe4"])) + content[place:]  # fmt: skip

    try:
        found = read_export(zip_of(files), kind=kind)
    except CannotRead:
        return
    assert found
    assert any("Windows-1252" in each for each in told_of(found))


@pytest.mark.parametrize(
    ("rasa", "said"),
    [
        ("responses:\n  utter_a:\n  - text: One\n  utter_a:\n  - text: Two\n", '"utter_a" stands twice'),
        ("nl", "It is no training data of Rasa."),
        ("nlu:\n- intent: a\n  examples: |\n    - how\n- int\n", 'place 2 of "nlu" is no intent'),
        ("nlu:\n- synonym: a\n- intent: a\nresponses:\n", '"responses" holds none'),
        ("", "There is nothing in it."),
    ],
)  # fmt: skip
def test_what_is_no_training_data_within_rasas_files_is_said(rasa: str, said: str) -> None:
    asked = {"nlu.yml": rasa, "other.yml": "nlu:\n- intent: b\n"}

    found = read(asked, "rasa")

    assert said in (" ".join(told_of(found)) if found else refused(asked))


def refused(files: Files) -> str:
    with pytest.raises(CannotRead) as error:
        read_export(zip_of(files), kind="rasa")
    return str(error.value)


@given(kinds, st.binary(max_size=200), st.data())
def test_bytes_that_were_hit_end_nothing(kind: str, noise: bytes, data: st.DataObject) -> None:
    whole = zip_of(SAMPLES[kind]) if data.draw(st.booleans()) else text_of(
        "x", next(iter(SAMPLES[kind].values()))
    ).encode()  # fmt: skip
    place = data.draw(st.integers(0, len(whole)))
    hit = whole[:place] + noise + whole[place + len(noise) * data.draw(st.integers(0, 1)) :]

    for each in (kind, ""):
        with suppress(CannotRead):
            read_export(hit, kind=each)


def damaged(content: bytes, chance: Random) -> bytes:
    """The bytes with some places cut out, swapped or filled with others."""
    some = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        one, other = (chance.randrange(len(some) + 1) for _ in range(2))
        match chance.randrange(4):
            case 0:
                del some[one : one + chance.randint(1, 30)]
            case 1 if max(one, other) < len(some):
                some[one], some[other] = some[other], some[one]
            case 2:
                some[one:one] = chance.randbytes(chance.randint(1, 5))
            case _:
                del some[max(one, other) :]
    return bytes(some)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
@pytest.mark.parametrize("seed", range(3))
def test_files_damaged_in_several_places_are_read_or_refused(kind: str, seed: int) -> None:
    chance = Random(f"{kind} {seed}")  # noqa: S311 - no secret hangs on it
    for _ in range(20):
        files = {name: text_of(name, each) for name, each in SAMPLES[kind].items()}
        name = chance.choice([each for each in sorted(files) if isinstance(files[each], str)])
        files[name] = damaged(files[name].encode(), chance)

        for each in (kind, ""):
            read(files, each)
