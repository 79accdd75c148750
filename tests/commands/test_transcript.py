"""What a customer reads of a ticket of theirs: what was said to them and by them, and not one word else."""

from tests.desk.harness import ANA, BEN, SAM, Desk


def talked() -> Desk:
    desk = Desk()
    desk.say(ANA, "do you ship a purple harmonium to brazil?")
    desk.command(SAM, "claim 1")
    desk.command(SAM, "note 1 the zebra pays late")
    desk.command(SAM, "promise 1 tomorrow 12:00")
    desk.command(SAM, "reply 1 Within ten days.")
    return desk


def test_it_holds_both_sides_and_nothing_of_the_teams_own() -> None:
    [read] = talked().command(ANA, "transcript")

    assert "purple harmonium" in read
    assert "Within ten days." in read
    assert "zebra" not in read
    assert "claim" not in read


def test_the_team_reads_whose_it_is() -> None:
    [own] = talked().command(ANA, "transcript 1")
    [theirs] = talked().command(SAM, "transcript 1")

    assert "for you alone" in own
    assert "for you alone" not in theirs
    assert "what ana asked and was told" in theirs


def test_nobody_reads_that_of_somebody_else() -> None:
    desk = talked()

    [refused] = desk.command(BEN, "transcript 1")
    [none] = desk.command(BEN, "transcript")

    assert "no ticket 1" in refused
    assert "harmonium" not in refused + none


def test_a_long_one_comes_in_parts_that_hold_all_of_it() -> None:
    desk = talked()
    for number in range(12):
        desk.command(SAM, f"reply 1 part{number:02} " + "word " * 150)

    [first] = desk.command(ANA, "transcript 1")
    parts = int(first.partition("is part 1 of ")[2].partition(".")[0])
    rest = [desk.command(ANA, f"transcript 1 {number}")[0] for number in range(2, parts + 1)]

    assert all(f"part{number:02}" in "".join((first, *rest)) for number in range(12))
    assert "For the next" not in rest[-1]
