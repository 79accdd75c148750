"""Commands, presses, forms and shortcuts, handed over: kept first, acknowledged then.

Nothing of the desk is decided here; a form is opened where a command lacks something.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError

from bot.commands.menu import Lesson, OnMessage, in_name_of, lesson, of_another
from bot.commands.opening import Asks, begun
from bot.commands.row import Form
from bot.desk.nouns.inbound import Commanded
from bot.desk.nouns.message import Outgoing, Readership, SendKind
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.ports.platform import Intake, Opens
from bot.desk.time.hours import Hours
from bot.desk.words.attached import named
from bot.errors import DeskError, Refused
from bot.platforms.slack.connection.calls import QUICK, Calls, within
from bot.platforms.slack.connection.refusals import FAILURES, code_of
from bot.platforms.slack.hearing import parts
from bot.platforms.slack.hearing.bolt import ASK, HAND_OFF, LEARN, SOLVED
from bot.platforms.slack.hearing.forms import Called, complaints, filled, modal
from bot.platforms.slack.hearing.listen import words
from bot.platforms.slack.hearing.presses import called_on, identity, pressed
from bot.platforms.slack.knowing.people import People
from bot.platforms.slack.knowing.places import Here, place_of, thread_of
from bot.platforms.slack.saying.speaking import Speaking
from bot.platforms.slack.words import as_markdown, members

log = logging.getLogger(__name__)

JSON = dict[str, Any]
LINE = 1500
"""Characters of a line that a modal can carry."""
_MENU = {LEARN: OnMessage.LEARN, HAND_OFF: OnMessage.PERSON, SOLVED: OnMessage.SOLVED}
"""The shortcuts of a message, by what Slack calls them."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A command that somebody called, by whatever means."""

    payload: JSON
    user: str
    called: Called
    fields: Mapping[str, str] = field(default_factory=dict)
    quoted: str = ""
    beside: str = ""
    """The thread in which a private answer is shown."""
    pressed: str = ""
    """ts of the message whose button it was."""
    message: str = ""
    """Identity of the message in whose menu it was."""
    by: Person | None = None
    """In whose name staff hand a message over; its author's."""
    passed_on: Person | None = None
    """Who of the team does."""


@dataclass
class Acting:
    """Fills `bolt.Acts`."""

    here: Here
    intake: Intake
    calls: Calls
    people: People
    speaking: Speaking
    now: Callable[[], datetime]
    hours: Hours
    opens: Opens | None = None
    asks: Asks | None = None

    async def slash(self, payload: JSON, ack: AsyncAck) -> None:
        """A typed command. Outside the staff room it is carried out in the direct message."""
        user, room = str(payload["user_id"]), str(payload["channel_id"])
        text = str(payload.get("text") or "")
        mentioned = await self.people.all_of(members(text))
        place = await self._place(room, user)
        called = Called(
            line=words(text, self.here, mentioned),
            room=place.room,
            thread=thread_of(place),
            url=str(payload.get("response_url") or ""),
            away=place.room != room,
        )
        await self._do(Deed(payload=payload, user=user, called=called), ack)

    async def _place(self, room: str, user: str) -> Place:
        if room and (room in self.here.staffs or room == self.people.known_room(user)):
            return place_of(room, "")
        try:
            return await asyncio.wait_for(self.people.direct(user), QUICK)
        except FAILURES:
            return Place(platform="slack", room=user, private=True)

    async def press(self, payload: JSON, ack: AsyncAck) -> None:
        """A button, a thumb, or the box in App Home."""
        user, what = str(payload["user"]["id"]), pressed(payload)
        place, room = what.place, what.place.room if what.place else ""
        if place is None or what.alone:
            place = await self._place(room, user)
        called = Called(
            line=what.line,
            room=place.room,
            thread=thread_of(place),
            url=str(payload.get("response_url") or ""),
            away=what.alone and place.room != room,
        )
        fields = {"question": what.asked} if what.asked else {}
        deed = Deed(
            payload=payload,
            user=user,
            called=called,
            fields=fields,
            beside=what.thread,
            pressed=what.message,
        )
        await self._do(deed, ack)

    async def shortcut(self, payload: JSON, ack: AsyncAck) -> None:
        """A command from a message's menu, or "ask" from anywhere."""
        user, callback = str(payload["user"]["id"]), str(payload["callback_id"])
        if callback == ASK:
            place = await self._place("", user)
            called = Called(line="ask", room=place.room)
            await self._do(Deed(payload=payload, user=user, called=called), ack)
            return
        place = called_on(payload)
        message = payload["message"]
        author = str(message.get("user") or "")
        attached = named(parts.files(message, open_to_staff=True))
        text = "\n".join(filter(None, (parts.own(message), parts.quoted(message), attached)))
        people = await self.people.all_of({author, *members(text)} - {""})
        url = str(payload.get("response_url") or "")
        staff, chosen = await self._may(user, Role.AGENT), _MENU[callback]
        line = chosen.line(staff=staff)
        called = Called(line=line, room=place.room, thread=thread_of(place), url=url)
        quoted = words(text, self.here, people)
        menu_of = self.here.message_id(place.room, str(message["ts"]))
        deed = Deed(payload=payload, user=user, called=called, quoted=quoted, message=menu_of)
        if chosen is OnMessage.LEARN and staff:
            await ack()
            begun = await self._lesson(payload, place, people)
            await self._open(deed, begun.form, begun.begun)
            return
        if chosen is OnMessage.PERSON:
            wrote = people[author] if author and not message.get("bot_id") else None
            me = await self._person(user)
            by = in_name_of(me, wrote, staff=staff)
            if wrote is None or wrote.id != by.id:
                quoted = of_another(quoted, wrote.name if wrote else parts.app_name(message))
            passed_on = me if by.id != me.id else None
            deed = replace(deed, by=by, quoted=quoted, passed_on=passed_on)
        await self._keep(deed)
        await ack()

    async def _lesson(self, payload: JSON, place: Place, people: Mapping[str, Person]) -> Lesson:
        """The thread's first words, answered by the message."""
        message, question = payload["message"], ""

        def name_of(user: str) -> str:
            return f"@{people[user].name}" if user in people else f"@{user}"

        if message.get("thread_ts") and message["thread_ts"] != message.get("ts"):
            replies = self.calls.web.conversations_replies(
                channel=place.room, ts=thread_of(place), limit=1
            )
            found = await within(QUICK, replies)
            first = (found.get("messages") if found else None) or [{}]
            question = words(str(first[0].get("text") or ""), self.here, people)
        answer = as_markdown(str(message.get("text") or ""), name_of)
        return lesson(answer, question)

    async def submit(self, payload: JSON, ack: AsyncAck) -> None:
        """A form. What can't be kept or read is said in the form, and what was typed stays."""
        view, user = payload["view"], str(payload["user"]["id"])
        called = Called.read(view["private_metadata"])
        fields = filled(view, self.here.team)
        language = (await self._person(user)).language
        errors = complaints(
            self._form_of(called.line),
            fields,
            now=self.now(),
            hours=self.hours,
            words=self.speaking.words,
            language=language,
        )
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        self.people.forget_rights(user)
        try:
            await self._keep(Deed(payload=payload, user=user, called=called, fields=fields))
        except DeskError:
            log.exception("a form was not kept")
            sorry = self.speaking.words.words("not_kept", language)
            await ack(response_action="errors", errors={view["blocks"][0]["block_id"]: sorry})
            return
        await ack()

    async def _do(self, deed: Deed, ack: AsyncAck) -> None:
        """Open the form that a command still needs, or keep the command."""
        form = None if deed.fields else self._form_of(deed.called.line)
        if form and not await self._opens(deed, form):
            form = None
        if form and not form.params:
            form = await self._asked(form)
        if form:
            await ack()
            called = replace(deed.called, line=form.line)
            await self._open(replace(deed, called=called), form, {})
            return
        await self._keep(deed)
        await ack()

    async def _keep(self, deed: Deed) -> None:
        called = deed.called
        commanded = Commanded(
            id=identity(deed.payload),
            at=self.now(),
            by=deed.by or await self._person(deed.user),
            place=called.place(),
            line=called.line,
            fields=deed.fields,
            quoted=deed.quoted,
            passed_on=deed.passed_on,
            link=self._link(called.room, called.thread),
            message=deed.message,
            pressed=deed.pressed,
        )
        urls = self.speaking.urls
        urls.keep(commanded.id, called.url, deed.user, thread=deed.beside, away=called.away)
        await self.intake(commanded)

    def _link(self, room: str, thread: str) -> str:
        return "" if room in self.people.groups else self.here.link(room, thread)

    async def _open(self, deed: Deed, form: Form, begun: Mapping[str, str]) -> None:
        language = (await self._person(deed.user)).language
        words = self.speaking.words
        view = modal(form, deed.called, words=words, language=language, initial=begun)
        try:
            await self.calls.web.views_open(trigger_id=deed.payload["trigger_id"], view=view)
        except FAILURES as error:
            code = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
            log.warning("a form did not open (%s)", code)
            await self._say_late(deed, form)

    async def _say_late(self, deed: Deed, form: Form) -> None:
        """The form did not open in the time that Slack gives for it."""
        person, place = await self._person(deed.user), deed.called.place()
        message = self.speaking.words.say("form_late", person.language, usage=form.command.usage)
        outgoing = Outgoing(
            key=f"late:{identity(deed.payload)}",
            place=place,
            message=message,
            readership=Readership.STAFF,
            kind=SendKind.PRIVATE,
            to=person.id,
            answers=identity(deed.payload),
        )
        self.speaking.urls.keep(outgoing.answers, deed.called.url, deed.user, thread=deed.beside)
        try:
            await self.speaking.post(outgoing, place, message)
        except DeskError as error:
            log.warning("nor could that be said: %s", error)

    def _form_of(self, line: str) -> Form | None:
        try:
            return begun(line) if len(line) <= LINE else None
        except Refused:
            return None

    async def _asked(self, form: Form) -> Form | None:
        """A form of the team's, with its fields."""
        try:
            return await asyncio.wait_for(self.asks(form), QUICK) if self.asks else None
        except (DeskError, TimeoutError):
            return None

    async def _opens(self, deed: Deed, form: Form) -> bool:
        """Whether opening a form is of any use, for the ticket or question that its line names."""
        if not await self._may(deed.user, form.command.who):
            return False
        if self.opens is None:
            return True
        try:
            asked = self.opens(deed.called.line, await self._person(deed.user))
            return await asyncio.wait_for(asked, QUICK)
        except (DeskError, TimeoutError):
            return True

    async def _may(self, user: str, least: Role) -> bool:
        """Whether opening a form is of any use; the right itself is asked when it is sent."""
        if least is Role.CUSTOMER:
            return True
        try:
            person = await self._person(user)
            return await asyncio.wait_for(self.people.role(person), QUICK) >= least
        except (DeskError, TimeoutError):
            return False

    async def _person(self, user: str) -> Person:
        return (await self.people.all_of({user}))[user]
