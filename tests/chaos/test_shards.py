"""The suites' own machinery: blocks on all cores, and stories cut down."""

from pathlib import Path

import pytest

from tests.chaos import shards
from tests.chaos.shorter import shortest
from tests.chaos.suite import Broken, Control, Figures, Run, Suite, Task, chance, must_fail


def counted(task: Task) -> Figures:
    """A block whose figures come from its dice."""
    dice = chance(task.seed, task.block)
    return Figures({"cases": task.cases, "dots at worst": dice.randint(1, 6)})


def breaking(task: Task) -> Figures:
    """Blocks from the third on are broken."""
    if task.block >= 2:
        raise Broken(f"lost: block {task.block}", task.seed)
    return counted(task)


def a_suite(run: Run) -> Suite:
    return Suite(name="G0", title="", unit="cases", run=run, quick=1, ci=1, long=1, block=10)


def test_blocks_together_are_what_each_is_alone(tmp_path: Path) -> None:
    alone = Figures()
    for block, cases in enumerate((10, 10, 10, 5)):
        alone.take(counted(Task(cases=cases, folder=tmp_path, block=block)))

    assert str(alone) == shards.run(a_suite(counted), Task(cases=35, folder=tmp_path))


def test_the_first_broken_block_is_told_with_the_command_that_plays_it_again(
    tmp_path: Path,
) -> None:
    with pytest.raises(Broken) as broken:
        shards.run(a_suite(breaking), Task(cases=80, folder=tmp_path, seed=7))

    assert "lost: block 2" == broken.value.story
    assert "python -m tests.chaos G0 --seed 7 --block 2 --cases 10" in str(broken.value)


def test_a_story_is_cut_down_to_what_breaks_it_and_made_plain() -> None:
    def play(story: list[int]) -> str:
        return "lost: it" if any(n >= 10 for n in story) and 3 in story else ""

    story, problem = shortest(range(40), play, lambda n: (n // 2, n - 1) if n > 3 else ())

    assert ([3, 10], "lost: it") == (story, problem)


def test_another_kind_of_problem_is_another_story() -> None:
    def play(story: list[str]) -> str:
        return "lost: a" if "b" in story else "doubled: a"

    assert ["b"] == shortest("abc", play)[0]


@pytest.mark.parametrize("finds", ["doubled: ", "nothing like it"])
def test_a_control_that_fails_for_another_reason_shows_nothing(finds: str, tmp_path: Path) -> None:
    control = Control(name="blind", run=breaking, cases=1, finds=finds)

    with pytest.raises(Broken, match="found out otherwise"):
        must_fail(control, Task(cases=1, folder=tmp_path, block=2))


def test_a_control_that_holds_is_not_found_out(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="was not found out"):
        must_fail(Control(name="blind", run=counted, cases=1), Task(cases=1, folder=tmp_path))
