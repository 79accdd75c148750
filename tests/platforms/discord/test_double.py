"""Unmodified discord.py against the double of Discord: what arrives, what is sent, what is refused.

Every test ends with nothing on record that Discord's own description would not allow.
"""

from __future__ import annotations

from io import BytesIO

import discord
import pytest

from .double import CannotDo, DiscordDouble, Permission, Upload, User, redirect
from .double.clients import INTENTS, Listener, running


async def test_words_are_hidden_without_the_content_intent_unless_meant_for_the_bot(
    double: DiscordDouble, ana: User
) -> None:
    room = double.add_text("help")
    async with running(Listener(), double) as bot:
        double.say(ana, room, "Is anybody here?")
        double.say(ana, room, f"{double.bot.mention} where is my order?")
        double.say(ana, double.dm(ana), "Hello")
        answer = await (await bot.channel(room.id)).send("Here")
        double.say(ana, room, "Thanks", reply_to=double.by_bot()[0])
        double.say(ana, room, "Not for you", reply_to=double.by_bot()[0], ping=False)
        await double.until(lambda: len(bot.heard) == 6)

        mention = f"{double.bot.mention} where is my order?"
        assert ["", mention, "Hello", "Here", "Thanks", ""] == bot.words()
        reference = bot.heard[4].reference
        assert reference
        assert answer.id == reference.message_id
        history = [m.content async for m in (await bot.channel(room.id)).history(oldest_first=True)]
        assert ["", mention, "Here", "Thanks", ""] == history


async def test_the_content_intent_shows_words_once_it_is_switched_on(
    double: DiscordDouble, ana: User
) -> None:
    room = double.add_text("help")
    wanting = discord.Intents(INTENTS.value | discord.Intents(message_content=True).value)

    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(Listener(intents=wanting), double):
            pass
    double.allow_intents(content=True)
    async with running(Listener(intents=wanting), double) as bot:
        double.say(ana, room, "Is anybody here?")
        await double.until(lambda: bot.heard)

    assert ["Is anybody here?"] == bot.words()


async def test_a_wrong_token_is_refused(double: DiscordDouble) -> None:
    bot = Listener()
    with redirect(double), pytest.raises(discord.LoginFailure):
        await bot.start("someone else's")
    await bot.close()

    assert [401] == [request.status for request in double.requests]


async def test_edits_deletions_reactions_and_files_arrive(double: DiscordDouble, ana: User) -> None:
    double.allow_intents(content=True)
    room = double.add_text("help")
    async with running(Listener(), double) as bot:
        message = double.say(
            ana, double.dm(ana), "My log", files=[Upload("log.txt", b"it broke", "text/plain")]
        )
        await double.until(lambda: bot.heard)
        assert b"it broke" == await bot.heard[0].attachments[0].read()
        double.edit(message, "My log file")
        posted = double.say(ana, room, "Hi")
        double.react(ana, posted, "✅")
        double.delete(message)
        await double.until(lambda: len(bot.happened) == 3)

    assert ["edited to My log file", "reaction ✅", "deleted"] == bot.happened


async def test_a_nonce_sent_twice_stands_once(double: DiscordDouble, ana: User) -> None:
    room = double.add_text("help")
    async with running(Listener(), double) as bot:
        channel = await bot.channel(room.id)
        first = await channel.send("The answer", nonce="abc")
        second = await channel.send("The answer", nonce="abc")
        await double.until(lambda: bot.heard)

        assert first.id == second.id
        assert 1 == len(double.by_bot(room)) == len(bot.heard)
        double.delete(double.by_bot(room)[0])
        with pytest.raises(discord.NotFound):
            await channel.send("The answer", nonce="abc")
        double.nonce_window = 0
        await channel.send("The answer", nonce="abc")
        await channel.send("The answer", nonce="abc")
    assert 2 == len(double.duplicates()[0])


async def test_files_and_allowed_mentions_of_the_bot_are_kept(
    double: DiscordDouble, ana: User
) -> None:
    bo = double.add_user("bo")
    room = double.add_text("help")
    async with running(Listener(), double) as bot:
        await (await bot.channel(room.id)).send(
            f"{ana.mention} {bo.mention}",
            file=discord.File(BytesIO(b"chart"), "week.png"),
            allowed_mentions=discord.AllowedMentions(
                everyone=False, roles=False, users=[discord.Object(int(ana.id))]
            ),
        )

    message = double.by_bot(room)[0]
    assert [ana.id] == message.mentions
    assert ("week.png", b"chart") == (
        message.attachments[0].filename,
        message.attachments[0].content,
    )
    assert [] == double.violations


async def test_forum_posts_arrive_and_take_tags(double: DiscordDouble, ana: User) -> None:
    forum = double.add_forum("help", tags=["Open", "Solved"])
    async with running(Listener(), double) as bot:
        post = double.new_post(ana, forum, "No parcel", "Where is it?", tags=["Open"])
        await double.until(lambda: bot.heard)
        thread = await bot.channel(post.id)
        await thread.send("We are looking.")
        solved = next(t for t in thread.parent.available_tags if t.name == "Solved")
        await thread.edit(applied_tags=[solved], archived=True)

    assert ["thread No parcel"] == bot.happened
    assert ["Solved"] == double.tags(post)
    assert int(post.id) == bot.heard[0].id
    assert ["Where is it?", "We are looking."] == [seen.text for seen in double.seen(post)]
    assert post.thread
    assert post.thread.archived


async def test_threads_open_from_a_message_and_in_private(double: DiscordDouble, ana: User) -> None:
    room = double.add_text("help")
    async with running(Listener(), double) as bot:
        asked = double.say(ana, room, f"{double.bot.mention} help")
        await double.until(lambda: bot.heard)
        public = await bot.heard[0].create_thread(name="Your question")
        await public.send("Here you go")
        private = await (await bot.channel(room.id)).create_thread(name="Just us", invitable=False)
        await private.add_user(discord.Object(int(ana.id)))
        listed = [t.name for t in await bot.guilds[0].active_threads()]

    assert asked.id == str(public.id)
    assert ["Here you go"] == [s.text for s in double.seen(double.world.channels[str(public.id)])]
    assert ["Your question", "Just us"] == listed == [t.name for t in double.threads(room)]
    kept = double.world.channels[str(private.id)].thread
    assert kept
    assert {double.bot.id, ana.id} == set(kept.members)
    with pytest.raises(CannotDo, match="can't write"):
        double.say(double.add_user("bo"), double.world.channels[str(private.id)], "Let me in")


async def test_what_the_bot_may_not_do_is_refused_with_discords_code(
    double: DiscordDouble, ana: User
) -> None:
    hidden, quiet = double.add_text("hidden"), double.add_text("quiet")
    thread = double.open_thread(ana, "Old", message=double.say(ana, quiet, "Hm"))
    closed, gone = double.add_user("closed", dms_open=False), double.add_user("gone")
    async with running(Listener(), double) as bot:
        rooms = [await bot.channel(c.id) for c in (hidden, quiet, thread)]
        people = [await bot.fetch_user(int(p.id)) for p in (closed, gone)]
        double.overwrite(hidden, double.bot, deny=Permission.VIEW_CHANNEL)
        double.overwrite(quiet, double.bot, deny=Permission.SEND_MESSAGES)
        double.set_permissions(
            double.bot_role, double.bot_role.permissions & ~Permission.MANAGE_THREADS
        )
        double.lock(thread)
        double.leave(gone)
        codes = []
        for place in (*rooms, *people):
            with pytest.raises(discord.HTTPException) as refused:
                await place.send("Hello")
            codes.append(refused.value.code)
        double.lock(thread, locked=False)
        double.archive(thread)
        await rooms[2].send("Back")

    assert [50001, 50013, 160005, 50007, 50007] == codes
    assert thread.thread
    assert not thread.thread.archived


async def test_history_only_messages_are_found_by_after(double: DiscordDouble, ana: User) -> None:
    room = double.add_text("help")
    async with running(Listener(), double) as bot:
        before = double.say(ana, room, "one")
        for number in range(105):
            double.say(ana, room, f"{double.bot.mention} {number}", heard=False)
        channel = await bot.channel(room.id)
        found = [m async for m in channel.history(after=discord.Object(int(before.id)), limit=None)]
        await double.until(lambda: bot.heard)

    assert room.last_message_id == str(found[-1].id)
    assert [str(n) for n in range(105)] == [m.content.split()[1] for m in found]
    assert 1 == len(bot.heard)
