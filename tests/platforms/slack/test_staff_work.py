"""Staff at work on Slack: signs, notes, commands, forms and shortcuts, and who counts as staff."""

from pathlib import Path

from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.ticket import TicketState

from .double import Options as Workspace
from .double import faults
from .double.world import Group
from .stage import UNKNOWN, Stage, stage


async def test_the_desk_steps_back_when_staff_write_in_the_thread(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        await s.say(s.sam, s.help, "Hi ana, Sam here. Which bicycle?", ts)
        said = len(s.in_thread(ts))
        await s.say(s.ana, s.help, "The green one", ts)

        assert said == len(s.in_thread(ts))
        ticket = await s.ticket()
        assert ticket.first_response_at is not None
        assert ticket.person_present
        s.sound()


async def test_staffs_signs_claim_and_resolve_and_others_count_for_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        for user, name in ((s.ben, "eyes"), (s.ana, "white_check_mark"), (s.sam, "tada")):
            await s.d.react(user, ts, name)
        await s.settle()
        untouched = await s.ticket()
        await s.d.react(s.sam, ts, "eyes")
        await s.settle()
        claimed = await s.ticket()
        await s.slash(s.sam, s.staff, "reply 1 On Wednesdays.")
        await s.settle()
        await s.d.react(s.sam, ts, "white_check_mark")
        await s.settle()

        assert untouched.owner is None
        assert claimed.owner is not None
        assert f"slack:{s.d.world.team_id}:{s.sam}" == claimed.owner.id
        assert TicketState.RESOLVED == (await s.ticket()).state
        s.sound()


async def test_staffs_signs_on_the_card_count_as_on_the_question(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.ask(s.ana, UNKNOWN)
        [card] = s.cards()
        await s.d.react(s.sam, card["ts"], "eyes")
        await s.settle()
        claimed = await s.ticket()
        await s.slash(s.sam, s.staff, "reply 1 On Wednesdays.")
        await s.settle()
        await s.d.react(s.sam, card["ts"], "white_check_mark")
        await s.settle()

        assert claimed.owner is not None
        assert TicketState.RESOLVED == (await s.ticket()).state
        s.sound()


async def test_notes_in_the_cards_thread_stay_with_the_team(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        [card] = s.cards()
        before = s.in_thread(ts)

        await s.say(s.sam, s.staff, "canary-42: she asked that last week too", card["ts"])
        await s.say(s.sam, s.staff, f"{s.d.mention} claim 1", card["ts"])

        assert before == s.in_thread(ts)[:1]
        assert not any("canary-42" in post["text"] for post in s.d.posts(s.help))
        assert (await s.ticket()).owner is not None
        s.sound()


async def _typed(s: Stage, line: str) -> str:
    await s.slash(s.sam, s.staff, line)
    return s.whispers(s.sam)[-1]


async def test_what_belongs_under_a_deleted_card_stands_in_the_room(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        [card] = s.cards()
        await s.d.delete(s.sam, card["ts"])
        s.d.faults.add(
            "chat.postMessage",
            faults.hang(accepted=True),
            when=lambda args: args["channel"] == s.staff and not args.get("thread_ts"),
        )
        await s.say(s.ana, s.help, "The green one", ts)
        await s.later(seconds=90)

        assert ["The green one" in each["text"] for each in s.cards()] == [True]


async def test_help_answers_nothing_and_nonsense(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        texts = [await _typed(s, line) for line in ("", "help", "frobnicate")]
        await s.slash(s.ana, s.help, "")

        assert "queue" in texts[0]
        assert texts[0] == texts[1]
        assert 'I don\'t know the command "frobnicate"' in texts[2]
        shown = [*s.whispers(s.ana), *(post["text"] for post in s.dm(s.ana))]
        assert any("Ask me in your own words" in text for text in shown)
        s.sound()


async def test_an_entry_is_added_in_a_form_and_answers_at_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.slash(s.lea, s.staff, "add")
        await s.submit(s.lea, question=UNKNOWN, answer="Yes, on *Wednesdays*.")
        ts = await s.ask(s.ana, UNKNOWN)

        assert "Wednesdays" in "\n".join(s.in_thread(ts))
        s.sound()


async def test_a_form_says_what_it_cannot_read_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.ask(s.ana, UNKNOWN)
        [card] = s.cards()
        await s.press(s.sam, card["ts"], "Promise a time")

        bad = await s.submit(s.sam, when="whenever")
        still_open = len(s.d.views(s.sam))
        await s.submit(s.sam, when="tomorrow 9:30")

        assert "when" in (bad.response or {})["errors"]
        assert (1, 0) == (still_open, len(s.d.views(s.sam)))
        s.sound()


async def test_rights_revoked_between_opening_a_form_and_sending_it(tmp_path: Path) -> None:
    async with stage(tmp_path, {"SLACK_STAFF_USERS": "", "SLACK_STAFF_GROUP": "S0000TEAM"}) as s:
        s.d.world.groups["S0000TEAM"] = group = Group("S0000TEAM", "team", [s.sam])
        ts = await s.ask(s.ana, UNKNOWN)
        [card] = s.cards()
        await s.press(s.sam, card["ts"], "Reply")
        group.members.clear()

        await s.submit(s.sam, text="I am no longer on the team")

        assert not any("no longer" in text for text in s.in_thread(ts))
        assert 'Only the team can use "reply".' in s.whispers(s.sam)[-1]
        s.sound()


async def test_shortcuts_teach_hand_over_and_solve(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        root = await s.say(s.ben, s.help, "Where can I leave my bicycle?")
        reply = await s.say(s.sam, s.help, "Behind the *old* house.", root)

        await s.d.shortcut(s.sam, "kb_add_from_message", reply)
        await s.d.until(lambda: s.d.views(s.sam))
        [view] = s.d.views(s.sam)
        begun = {b["block_id"]: b["element"].get("initial_value") for b in view["blocks"]}
        await s.submit(s.sam, question="Where can I leave my bicycle?")

        await s.d.shortcut(s.sam, "case_handoff", root)
        await s.settle()
        ticket = await s.ticket()
        await s.slash(s.sam, s.staff, "reply 1 Behind the old house.")
        await s.settle()
        await s.d.shortcut(s.sam, "case_resolve", root)
        await s.settle()

        assert {
            "question": "Where can I leave my bicycle?",
            "answer": "Behind the **old** house.",
        } == begun
        assert "Drafted" in s.whispers(s.sam)[0]
        assert ("ben", root) == (ticket.requester.name, ticket.place.thread)
        assert "Where can I leave my bicycle?" == ticket.text
        assert TicketState.RESOLVED == (await s.ticket()).state
        s.sound()


async def test_strangers_in_shared_rooms_are_customers(tmp_path: Path) -> None:
    async with stage(tmp_path, {"SLACK_STAFF_USERS": "U0000EVE"}) as s:
        eve = s.d.world.add_user("eve", id="U0000EVE", team_id="T0ELSEWHERE")
        s.d.world.channels[s.help].members.add(eve)
        await s.ask(s.ana, UNKNOWN)
        [card] = s.cards()

        ts = await s.ask(eve, "claim 1")

        assert (await s.ticket()).owner is None
        assert card["text"] == s.cards()[0]["text"]
        assert s.in_thread(ts)
        s.sound()


async def test_on_enterprise_grid_staff_are_known_by_their_id_in_the_organisation(
    tmp_path: Path,
) -> None:
    env = {"SLACK_STAFF_USERS": "W0000SAM", "SLACK_LEADS": "W0000LEA"}
    async with stage(tmp_path, env, workspace=Workspace(enterprise="E0000ORG")) as s:
        for user, org in ((s.sam, "W0000SAM"), (s.lea, "W0000LEA"), (s.ben, "W0000BEN")):
            s.d.world.users[user].org_id = org
        s.d.world.users[s.sam].team_id = "T0SISTER"
        await s.ask(s.ana, UNKNOWN)
        await s.ask(s.ben, "claim 1")
        untouched = (await s.ticket()).owner
        await s.say(s.sam, s.staff, f"{s.d.mention} claim 1")

        owner = (await s.ticket()).owner
        assert untouched is None
        assert owner is not None
        assert owner.id.endswith(s.sam)
        lead = await s.slack.role(Person(id=f"slack:{s.d.world.team_id}:{s.lea}", name="lea"))
        assert Role.LEAD is lead


async def test_an_id_of_another_organisation_makes_nobody_staff(tmp_path: Path) -> None:
    env = {"SLACK_STAFF_USERS": "W0000SAM"}
    async with stage(tmp_path, env, workspace=Workspace(enterprise="E0000ORG")) as s:
        s.d.world.users[s.sam].org_id = "W0000SAM"
        s.d.world.users[s.sam].team_id = "T0SISTER"
        s.d.world.enterprise_id = "E0ELSEWHERE"  # what profiles say; the desk knows its own

        sam = Person(id=f"slack:T0SISTER:{s.sam}", name="sam")
        assert Role.CUSTOMER is await s.slack.role(sam)


async def test_staffs_signs_count_on_every_line_of_the_thread(tmp_path: Path) -> None:
    """On the desk's own line, on the team's reply, and on what one of the team wrote there."""
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        [line] = s.d.posts(s.help, ts)
        await s.d.react(s.sam, line["ts"], "eyes")
        await s.settle()
        claimed = await s.ticket()
        await s.slash(s.sam, s.staff, "reply 1 On Wednesdays.")
        await s.settle()
        reply = s.d.posts(s.help, ts)[-1]
        await s.d.react(s.sam, reply["ts"], "white_check_mark")
        await s.settle()

        assert claimed.owner is not None
        assert TicketState.RESOLVED == (await s.ticket()).state
        s.sound()


async def test_a_second_sign_asks_the_customer_nothing_anew(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        await s.slash(s.sam, s.staff, "reply 1 On Wednesdays.")
        for user, name in ((s.sam, "white_check_mark"), (s.lea, "heavy_check_mark")):
            await s.d.react(user, ts, name)
            await s.settle()

        said = [text for text in s.in_thread(ts) if "solved" in text]
        assert 1 == len(said), s.in_thread(ts)
        s.sound()


async def test_words_among_people_come_with_a_wish_for_a_person_and_news_is_told_for_the_team(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, "I forgot my password")
        await s.say(s.sam, s.help, "Look under Settings, ana.", ts)
        await s.say(s.ana, s.help, "I looked there, it shows error 47", ts)
        await s.say(s.ana, s.help, "I need a person", ts)
        [card] = s.cards()
        await s.say(s.sam, s.help, "Let me look.", ts)
        await s.slash(s.sam, s.staff, "reply 1 Error 47 is gone now.")
        await s.settle()
        await s.say(s.ana, s.help, "any news?", ts)

        assert any("I looked there, it shows error 47" in each for each in s.under(card))
        assert "Error 47 is gone now." in s.in_thread(ts)[-1]
        assert "the team answered you" in s.in_thread(ts)[-1]
        s.sound()


async def test_a_sign_too_early_is_told_what_to_write_with_the_number(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        [card] = s.cards()
        for message in (card["ts"], ts):
            await s.d.react(s.sam, message, "white_check_mark")
            await s.settle()

        told = [*s.whispers(s.sam), *(each["text"] for each in s.dm(s.sam))]
        assert 2 == len(told)
        assert all("reply 1 TEXT" in each for each in told)
        s.sound()
