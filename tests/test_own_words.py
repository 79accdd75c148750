"""An owner's own sentences stand in the place of ours, and hold to the same rules."""

import re
from pathlib import Path

import pytest

from bot.desk.words.wording import Wording
from bot.errors import SettingsError
from bot.locales import read_locales
from bot.locales.own import count, problems, with_own
from bot.running import building
from bot.settings.loading import load

GOOD = """
[en.label]
solved = "Yes, thanks"

[en.said]
claimed = "Ticket {n}: yours."

[de.joined]
text = "{who} vom Kundendienst ist dran. Sie hören bis {by}."

[fr.staff_released]
text = "{who} a rendu le ticket {n}."
"""


def own(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    return path


def test_they_are_said_and_all_others_stay_ours(tmp_path: Path) -> None:
    path = own(tmp_path, GOOD)
    wording, ours = Wording(with_own(path)), Wording(read_locales())

    assert [] == list(problems(path))
    assert 4 == count(path)
    assert ("Yes, thanks", ours.label("person")) == (
        wording.label("solved"),
        wording.label("person"),
    )
    assert "Ticket 7: yours." == wording.said("claimed", n=7)
    assert "Kundendienst" in wording.words("joined", "de", who="Sam", by="X")
    assert ours.words("joined", "en", who="Sam", by="X") == wording.words(
        "joined", "en", who="Sam", by="X"
    )


def test_tone_and_buttons_of_a_message_are_kept_where_a_language_had_english_ones(
    tmp_path: Path,
) -> None:
    tables = with_own(own(tmp_path, GOOD))
    ours = read_locales()["en"]["staff_released"]

    assert {each: ours[each] for each in ours if each != "text"} == {
        each: words for each, words in tables["fr"]["staff_released"].items() if each != "text"
    }


@pytest.mark.parametrize(
    ("text", "why"),
    {
        '[en.joined]\ntext = "{who} is on it."': "it lacks {by}",
        '[en.joined]\ntext = "{who} by {by}, ask {phone}."': "nobody gives {phone}",
        '[en.joined]\ntext = "{who} by {by"': "a brace is opened",
        '[en.joined]\ntext = "{who} soon, by {by}."': '"soon" names no time',
        '[en.joined]\ntext = "{who} by {by}!"': "exclamation mark",
        '[de.joined]\ntext = "{who} meldet sich bis {by} bei dir."': '"dir" names no time, or',
        '[fr.joined]\ntext = "{who} : {by}."': "no-break space",
        '[en.staff_reply]\ntext = "{who}: {answer}"': "each of {answer} stands alone",
        '[en.joined]\ntext = ""': "it says nothing",
        "[en.joined]\ntext = 3": "words in quotes",
        '[en.joined]\ntone = "good"': "there is no such sentence",
        '[en.joind]\ntext = "x"': "Did you mean joined?",
        '[en.said]\nclaimedd = "x"': "Did you mean claimed?",
        '[nl.claimed]\ntext = "x"': "no language of mine",
        '[en.date]\ntext = "{day}"': "can't be changed",
        '[en.label]\nsolved = "Yes, that solved it for me, thank you"': "longer than 30",
        '[en.label]\nsolved = "Not quite"\nelse = "Not quite"': "two buttons",
        "[en.joined\n": "this is no TOML",
    }.items(),
    ids=str,
)
def test_what_breaks_a_rule_is_named_and_ours_is_said_in_its_place(
    tmp_path: Path, text: str, why: str
) -> None:
    path = own(tmp_path, text)
    found = list(problems(path))

    assert found
    assert all(why in each and str(path) in each for each in found)
    assert read_locales() == with_own(path)
    assert 0 == count(path)


def test_what_breaks_no_rule_is_said_beside_what_does(tmp_path: Path) -> None:
    path = own(tmp_path, f'{GOOD}\n[en.joined]\ntext = "{{who}} soon, by {{by}}."\n')
    wording = building.wording(load({"DESK_OWN_WORDS": str(path)}))

    assert 4 == count(path)
    assert "Yes, thanks" == wording.label("solved")
    assert "soon" not in wording.words("joined", "en", who="Sam", by="X")


def test_a_file_that_is_named_and_not_there_is_missed(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no file"):
        load({"DESK_OWN_WORDS": str(tmp_path / "gone.toml")})


def test_a_desk_speaks_them(tmp_path: Path) -> None:
    settings = load({"DESK_OWN_WORDS": str(own(tmp_path, GOOD))})

    assert "Yes, thanks" == building.wording(settings).label("solved")


def test_the_example_of_the_docs_can_be_used(tmp_path: Path) -> None:
    (example,) = re.findall(
        r"```toml\n(.*?)```", Path("docs/running.md").read_text("utf-8"), re.DOTALL
    )

    assert [] == list(problems(own(tmp_path, example)))
    assert 3 == count(tmp_path / "own.toml")
