"""Where people meet the desk on Discord: menus, forms, suggestions, reactions, answer channels.

Each is one more way to the same commands and the same rights.
"""

from __future__ import annotations

import pytest

from bot.desk.nouns.question import Feedback
from bot.desk.nouns.ticket import TicketState
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.discord.hearing import slash
from knowledge.entry import Status

from .double import CannotDo, DiscordDouble
from .harness import Desk, Town

UNKNOWN = "My parcel has not come yet"


async def test_an_unsure_answer_is_a_menu_of_titles(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "Something with a password or an invoice")
    menu = desk.last(desk.in_thread(asked))
    assert (
        "How do I reset my password?",
        "Where is my invoice?",
        "None of these",
    ) == desk.double.look(menu).options

    await desk.choose(place.ana, menu, "pick 1 invoice")

    assert "Invoices are under **Billing**." in desk.texts(desk.in_thread(asked))[-1]


async def test_an_answer_is_added_by_a_form(desk: Desk, place: Town) -> None:
    form = await desk.slash(place.sam, place.staff, "kb add")
    assert "modal" == form.kind

    await desk.fill(place.sam, form, question="Do you sell kettles?", answer="Yes, **two** kinds.")

    assert "Added: " in desk.whispers(place.sam)[-1].text
    entries = await desk.store.read(lambda journal: journal.entries())
    assert "Yes, **two** kinds." in [entry.answer for entry in entries]


async def test_a_message_becomes_a_draft(desk: Desk, place: Town) -> None:
    tip = desk.double.say(place.ben, place.help, "Kettles are descaled with vinegar.")
    form = await desk.menu(place.sam, "Add to knowledge base", tip)
    field = form.modal["components"][1]["component"]  # type: ignore[index]
    assert "Kettles are descaled with vinegar." == field["value"]

    await desk.fill(place.sam, form, question="How do I clean a kettle?")

    entries = await desk.store.read(lambda journal: journal.entries())
    drafts = [entry for entry in entries if entry.status is Status.DRAFT]
    assert ["How do I clean a kettle?"] == [entry.question for entry in drafts]
    with pytest.raises(CannotDo):
        desk.double.context_menu(place.ben, "Add to knowledge base", tip)


async def test_who_has_just_acted_there_is_not_called_and_who_is_told_something_is(
    desk: Desk, place: Town
) -> None:
    asked = await desk.ask(place.ana, place.help, UNKNOWN)
    thread, call = desk.in_thread(asked), f"<@{place.ana.id}>"
    await desk.ask(place.ana, thread, "I want to make a complaint about how long this takes")
    await desk.ask(place.ana, thread, "any news?")
    told = desk.texts(thread)
    assert [] == [each for each in told if each.startswith(call)], told

    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="On Wednesdays.")
    assert desk.texts(thread)[-1].startswith(call)


async def test_a_person_is_asked_for_below_ones_own_post_without_a_mention(
    listening: Desk, place: Town
) -> None:
    desk, words = listening, "Mine came out all cracked, look at that"
    post = desk.double.new_post(place.ana, place.forum, "Bowls", words)
    await desk.took(f"discord:{post.id}")
    assert [] == desk.texts(post)
    desk.double.say(place.ben, post, "I need a person")

    await desk.say(place.ana, post, "I need a person")
    assert "ana" == (await desk.ticket()).requester.name
    assert words in "\n".join(desk.texts(desk.at_card())) + str(desk.card())


async def test_a_forum_post_that_is_deleted_takes_its_question_back(
    desk: Desk, place: Town
) -> None:
    post = await desk.post(place.ana, "Spaceships", UNKNOWN)
    assert UNKNOWN in (await desk.ticket()).text

    desk.double.delete_channel(post)
    await desk.took(f"discord:{post.id}:deleted")

    assert UNKNOWN not in (await desk.ticket()).text
    assert "ana took a message back." in desk.texts(desk.at_card())


async def test_a_thread_that_is_deleted_leaves_the_message_that_it_hung_from(
    desk: Desk, place: Town
) -> None:
    asked = await desk.ask(place.ana, place.help, UNKNOWN)
    desk.double.delete_channel(desk.in_thread(asked))
    await desk.ask(place.ben, place.help, "How do I reset my password?")

    assert UNKNOWN in (await desk.ticket()).text


async def test_a_secret_in_a_message_is_cut_out_before_it_stands_in_the_form(
    desk: Desk, place: Town
) -> None:
    tip = desk.double.say(place.ben, place.help, "Use the card 4111 1111 1111 1111 for that.")
    form = await desk.menu(place.sam, "Add to knowledge base", tip)

    assert "4111" not in str(form.modal)


async def test_staff_hand_over_a_message_in_its_authors_name(desk: Desk, place: Town) -> None:
    lost = desk.double.say(place.ana, place.help, UNKNOWN)

    await desk.menu(place.sam, "Hand to a person", lost)

    ticket = await desk.ticket()
    assert (f"discord:{place.ana.id}", UNKNOWN) == (ticket.requester.id, ticket.text)
    assert "The team has your question: ticket 1." in desk.texts(desk.in_thread(lost))[-1]
    assert "Passed on by" in desk.double.look(desk.card()).text
    history = await desk.store.read(lambda journal: journal.history(1))
    assert [("asked", "ana"), ("passed_on", "sam")] == [(h.what, h.name) for h in history[:2]]


async def test_what_a_customer_passes_on_is_not_taken_for_their_own_words(
    desk: Desk, place: Town
) -> None:
    lost = desk.double.say(place.ben, place.help, UNKNOWN)

    await desk.menu(place.ana, "Hand to a person", lost)

    ticket = await desk.ticket()
    assert (f"discord:{place.ana.id}", f"> {UNKNOWN}\n> — ben") == (
        ticket.requester.id,
        ticket.text,
    )


async def test_mark_as_solved_asks_the_customer_or_believes_them(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, UNKNOWN)
    thread = desk.in_thread(asked)
    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="On Wednesdays.")

    await desk.menu(place.sam, "Mark as solved", desk.last(thread))
    assert TicketState.RESOLVED is (await desk.ticket()).state
    await desk.menu(place.ben, "Mark as solved", desk.last(thread))
    assert TicketState.RESOLVED is (await desk.ticket()).state
    await desk.menu(place.ana, "Mark as solved", desk.last(thread))
    assert TicketState.CLOSED is (await desk.ticket()).state


async def test_at_most_25_suggestions_are_shown(desk: Desk, place: Town) -> None:
    it = await desk.double.answered(
        desk.double.autocomplete(place.sam, place.staff, "kb show", "entry", "pass")
    )

    assert 25 == len(it.choices)
    assert "reset-password" == it.choices[0]["value"]
    assert ("entry", "pass", f"discord:{place.sam.id}") == desk.suggested[-1]


async def test_staff_reactions_claim_and_propose(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, UNKNOWN)

    def reacted(user: str, sign: str) -> str:
        return f"discord:r:{asked.id}:{user}:{sign}"

    desk.double.react(place.ben, asked, "👀")
    await desk.took(reacted(place.ben.id, "looking"))
    assert (await desk.ticket()).owner is None
    desk.double.react(place.sam, asked, "👀")
    await desk.took(reacted(place.sam.id, "looking"))
    assert "sam" == (await desk.ticket()).owner.name  # type: ignore[union-attr]
    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="On Wednesdays.")
    desk.double.react(place.sam, asked, "✅")
    await desk.took(reacted(place.sam.id, "done"))
    assert TicketState.RESOLVED is (await desk.ticket()).state
    said = desk.texts(desk.in_thread(asked))
    desk.double.react(place.sam, desk.card(), "✅")
    await desk.took(f"discord:r:{desk.card().id}:{place.sam.id}:done")
    assert said == desk.texts(desk.in_thread(asked))  # its customer has been asked


@pytest.mark.parametrize(
    ("emoji", "sign", "means"),
    [
        ("👍", "good", Feedback.SOLVED),
        ("👍🏽", "good", Feedback.SOLVED),
        ("👎", "bad", Feedback.NOT_SOLVED),
    ],
)
async def test_a_thumb_below_an_answer_is_the_vote_of_whoever_asked(
    desk: Desk, place: Town, emoji: str, sign: str, means: Feedback
) -> None:
    asked = await desk.ask(place.ana, place.help, "How do I reset my password?")
    answer = desk.last(desk.in_thread(asked))
    for who, vote in ((place.ben, None), (place.ana, means)):
        desk.double.react(who, answer, emoji)
        await desk.took(f"discord:r:{answer.id}:{who.id}:{sign}")

        found = await desk.store.read(lambda journal: journal.question(1))
        assert vote is found.feedback


async def test_a_thumb_below_an_answer_in_direct_messages_is_a_vote(
    desk: Desk, place: Town
) -> None:
    room = desk.double.dm(place.ana)
    await desk.ask(place.ana, room, "How do I reset my password?")
    answer = desk.last(room)

    desk.double.react(place.ana, answer, "👍")
    await desk.took(f"discord:r:{answer.id}:{place.ana.id}:good")

    found = await desk.store.read(lambda journal: journal.question(1))
    assert found.feedback is Feedback.SOLVED


async def test_a_sign_on_the_card_claims_it(desk: Desk, place: Town) -> None:
    await desk.ask(place.ana, place.help, UNKNOWN)

    desk.double.react(place.sam, desk.card(), "👀")
    await desk.took(f"discord:r:{desk.card().id}:{place.sam.id}:looking")

    assert "sam" == (await desk.ticket()).owner.name  # type: ignore[union-attr]


async def test_a_mention_under_a_card_is_a_note(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, UNKNOWN)
    await desk.press(place.sam, desk.card(), "I'll take it")
    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="Tomorrow.")

    await desk.ask(place.sam, desk.at_card(), "the courier is late, I rang them")

    history = await desk.store.read(lambda journal: journal.history(1))
    assert ["the courier is late, I rang them"] == [h.text for h in history if h.what == "note"]
    assert not any("courier" in text for text in desk.texts(desk.in_thread(asked)))


async def test_changed_and_deleted_words_are_shown_to_staff(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, UNKNOWN)
    desk.double.edit(asked, f"{desk.double.bot.mention} My blue parcel has not come yet")
    await desk.double.until(lambda: len(desk.kept.heard) == 2)
    await desk.app.settle()
    assert "> My blue parcel has not come yet" in desk.texts(desk.at_card())[-1]

    desk.double.delete(asked)
    await desk.took(f"discord:{asked.id}:deleted")

    assert "ana took a message back." == desk.texts(desk.at_card())[-1]


async def test_a_mention_added_by_an_edit_is_heard(desk: Desk, place: Town) -> None:
    asked = desk.double.say(place.ana, place.help, "I forgot my password")
    desk.double.edit(asked, f"{desk.double.bot.mention} I forgot my password")
    await desk.double.until(lambda: len(desk.kept.heard) == 1)
    await desk.app.settle()

    assert "Open **Settings" in desk.texts(desk.in_thread(asked))[0]


async def test_of_two_quick_edits_the_second_counts(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "My kettle hums")
    for text in ("My kettle hums loudly", "My kettle hums loudly at night"):
        desk.double.edit(asked, f"{desk.double.bot.mention} {text}")
    await desk.double.until(lambda: len(desk.kept.heard) == 3)
    await desk.app.settle()

    assert "My kettle hums loudly at night" == (await desk.ticket()).text


async def test_an_answer_channel_is_answered_only_when_sure(listening: Desk, place: Town) -> None:
    sure = await listening.say(place.ana, place.help, "I forgot my password")
    assert "Open **Settings" in listening.texts(listening.in_thread(sure))[0]

    unsure = await listening.say(place.ben, place.help, "Are there kettles here?")

    assert unsure.id not in listening.double.world.channels
    assert "Shall I pass it to the team?" in listening.texts(listening.double.dm(place.ben))[-1]


async def test_a_customers_words_in_their_thread_reach_the_team(
    listening: Desk, place: Town
) -> None:
    asked = await listening.ask(place.ana, place.help, UNKNOWN)
    thread = listening.in_thread(asked)

    await listening.say(place.ana, thread, "It is a blue one.")
    await listening.say(place.ben, thread, "I have the same.")

    assert "> It is a blue one." in listening.texts(listening.at_card())[-1]
    assert "Reply to the team" not in listening.double.look(listening.last(thread)).buttons


async def test_staff_in_the_customers_thread_are_the_answer(listening: Desk, place: Town) -> None:
    asked = await listening.ask(place.ana, place.help, UNKNOWN)
    thread = listening.in_thread(asked)
    before = len(listening.texts(thread))

    await listening.say(place.sam, thread, "It comes tomorrow.")
    await listening.say(place.ana, thread, "Good to know, at what time?")

    assert before == len(listening.texts(thread))
    assert (await listening.ticket()).person_present


async def test_words_among_people_come_with_a_wish_for_a_person_and_news_is_told_for_the_team(
    listening: Desk, place: Town
) -> None:
    asked = await listening.ask(place.ana, place.help, "I forgot my password")
    thread = listening.in_thread(asked)
    await listening.say(place.sam, thread, "Look under Settings, ana.")
    await listening.say(place.ana, thread, "I looked there, it shows error 47")
    await listening.say(place.ana, thread, "I need a person")
    await listening.say(place.sam, thread, "Let me look.")
    await listening.slash(
        place.sam, place.staff, "desk reply", ticket="1", text="Error 47 is gone now."
    )

    await listening.say(place.ana, thread, "any news?")

    below = "\n".join(listening.texts(listening.at_card()))
    assert "> I looked there, it shows error 47" in below
    assert "Error 47 is gone now." in listening.texts(thread)[-1]
    assert "the team answered you" in listening.texts(thread)[-1]


async def test_a_secret_is_answered_out_of_sight(listening: Desk, place: Town) -> None:
    asked = await listening.ask(
        place.ana, place.help, "My token is xoxb-123456789012-123456789012-abcdefghijklmnopqrstuvwx"
    )

    told = listening.texts(listening.double.dm(place.ana))
    assert any("That looks like a secret key." in text for text in told)
    assert asked.id not in listening.double.world.channels


async def test_bots_and_unasked_rooms_are_left_alone(desk: Desk, place: Town) -> None:
    double: DiscordDouble = desk.double
    other = double.world.add_user("Other bot", bot=True)
    double.join(other)
    double.say(other, place.help, f"{double.bot.mention} I forgot my password")
    double.say(place.ana, place.help, "I forgot my password")

    await desk.ask(place.ben, place.help, "I forgot my password")

    assert [f"discord:{place.ben.id}"] == [each.by.id for each in desk.kept.heard]  # type: ignore[union-attr]


async def test_commands_are_synced_once(desk: Desk, place: Town) -> None:
    await desk.restart()

    assert 1 == desk.double.calls("PUT", "/commands")
    synced = desk.double.synced()
    assert {"ask", "person", "status", "help", "desk", "kb"} <= set(synced)
    assert 1 << 13 == int(synced["kb"]["default_member_permissions"])
    assert synced["ask"]["default_member_permissions"] is None


async def test_words_where_it_fell_back_to_belong_to_the_ticket(
    listening: Desk, place: Town
) -> None:
    dm = listening.double.dm(place.ana)
    await listening.say(place.ana, dm, UNKNOWN)
    listening.double.close_dms(place.ana)
    await listening.slash(place.sam, place.staff, "desk reply", ticket="1", text="Which one?")
    private = next(t for t in listening.double.threads(place.help) if t.name == "Ticket 1")

    await listening.say(place.ana, private, "The blue one.")

    assert "> The blue one." in listening.texts(listening.at_card())[-1]
    assert TicketState.OPEN is (await listening.ticket()).state


def test_no_group_has_more_commands_than_discord_takes() -> None:
    """One too many, and Discord refuses all commands together."""
    sizes = {
        each["name"]: len(each.get("options", ()))
        for each in slash.definitions(Wording(read_locales()))
    }

    assert {name: size for name, size in sizes.items() if size > 25} == {}


async def test_mark_as_solved_on_the_message_that_asked(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, UNKNOWN)
    await desk.menu(place.ben, "Mark as solved", asked)
    assert TicketState.NEW is (await desk.ticket()).state
    assert "Ticket 1 is somebody else's" in desk.whispers(place.ben)[-1].text

    await desk.menu(place.ana, "Mark as solved", asked)
    assert TicketState.CLOSED is (await desk.ticket()).state


async def test_mark_as_solved_where_nothing_was_asked_says_so(desk: Desk, place: Town) -> None:
    tip = desk.double.say(place.ben, place.help, "Lunch is at noon.")
    for who in (place.ana, place.sam):
        await desk.menu(who, "Mark as solved", tip)

        nothing = "Nobody has asked me anything here, so there is nothing to mark as solved."
        assert nothing == desk.whispers(who)[-1].text


async def test_what_is_refused_to_staff_elsewhere_names_the_ticket(desk: Desk, place: Town) -> None:
    lost = await desk.ask(place.ana, place.help, UNKNOWN)
    desk.double.react(place.sam, lost, "✅")
    await desk.double.until(lambda: any(each.startswith("discord:r:") for each in desk.kept.ids))
    await desk.app.settle()

    assert "Write: reply 1 TEXT" in desk.texts(desk.double.dm(place.sam))[-1]


async def test_where_staff_ask_elsewhere_it_is_said_where_a_delivery_is_seen(
    desk: Desk, place: Town
) -> None:
    await desk.ask(place.ana, place.help, UNKNOWN)
    await desk.say(place.sam, desk.double.dm(place.sam), "reply 1 On Wednesdays.")
    told = "You'll see below the ticket's card whether it was delivered."
    assert told in desk.texts(desk.double.dm(place.sam))[-1]

    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="And on Fridays.")
    assert "You'll see here whether it was delivered." in desk.whispers(place.sam)[-1].text
