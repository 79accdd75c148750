"""`results`: a lead gets a link that opens the page, a member of the team gets none."""

import re

from bot.desk.verbs import letting_in
from tests.desk.harness import ANA, LEA, SAM, Desk, a_policy

ADDRESS = "https://desk.example.com"


def test_a_lead_gets_a_link_of_their_own_each_time() -> None:
    desk = Desk(policy=a_policy(results_address=ADDRESS))
    said = [desk.command(LEA, "results") for _ in range(2)]
    codes = [re.findall(rf"{ADDRESS}/open/(\S+)", "\n".join(each)) for each in said]

    assert [1, 1] == [len(each) for each in codes]
    assert codes[0] != codes[1]
    assert all(letting_in.take(desk.journal, code, desk.now) for [code] in codes)
    assert all("once, until Mon" in "\n".join(each) for each in said)


def test_nobody_else_gets_one() -> None:
    desk = Desk(policy=a_policy(results_address=ADDRESS))
    said = [*desk.command(SAM, "results"), *desk.command(ANA, "results")]

    assert "/open/" not in "\n".join(said)
    assert 'Only a lead can use "results".' in "\n".join(said)


def test_where_no_page_is_shown_the_way_there_is_told() -> None:
    desk = Desk()

    assert "python run_bot.py results" in "\n".join(desk.command(LEA, "results"))
