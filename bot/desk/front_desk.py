"""The two entry points: receive (what people do) and tick (what time does).

The only orchestration. Each call runs inside one transaction and changes nothing outside it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.desk.boundary import Commands, Done, Heard, Tried, typed
from bot.desk.hearing import (
    blocked,
    looking_up,
    passing_on,
    quarantine,
    rehearsing,
    rescue,
    revising,
    signs,
    small_talk,
    speaker,
)
from bot.desk.hearing.routing import Routing
from bot.desk.nouns.inbound import Commanded, Deleted, Edited, Flooded, Inbound, Reacted, Said
from bot.desk.nouns.person import Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.question import Question
from bot.desk.nouns.replay import Replay
from bot.desk.nouns.team import Team
from bot.desk.ports.alarms import Alarm
from bot.desk.ports.decisions import Settable, Settled
from bot.desk.ports.library import Library
from bot.desk.ports.records import Records
from bot.desk.step import muting
from bot.desk.step.acting import same_room
from bot.desk.step.step import Step
from bot.desk.verbs import due, own_work, raid, recalling, replaying, rising
from bot.desk.verbs.own_work import Concerns
from bot.desk.verbs.rising import Burst, Looked
from bot.desk.words.wording import Wording
from knowledge.entry import Entry
from knowledge.text.reading import Reading


class FrontDesk:
    """The desk: policy, knowledge, words and commands put together."""

    def __init__(  # noqa: PLR0913 -- what a desk is made of
        self,
        *,
        policy: Policy,
        library: Library,
        wording: Wording,
        commands: Commands,
        staff_rooms: Mapping[str, Place] | None = None,
        settable: Settable | None = None,
    ) -> None:
        """`staff_rooms`: by platform of the requester, "" for all others.

        `settable` has the rules with what was decided of them by command; without, `policy` is all.
        """
        self.policy = policy
        self.settable = settable or Settled(policy)
        self.library = library
        self.wording = wording
        self.staff_rooms = dict(staff_rooms or {})
        self.team_rooms: tuple[Place, ...] = ()
        """Rooms of teams within the desk, as last read."""
        self._commands = commands
        self._words = Routing(commands)

    def hear(self, inbound: Inbound) -> Heard | None:
        """Read and match, holding no lock. May take milliseconds; safe in any thread."""
        if isinstance(inbound, Commanded):
            inbound = looking_up.asking(inbound, Role.CUSTOMER, self._commands) or inbound
        elif isinstance(inbound, Said) and self._in_staff_room(inbound.place):
            return None
        if not isinstance(inbound, Said | Edited):
            return None
        words = inbound.words if isinstance(inbound, Said) else inbound.text
        return self.look_up(words, inbound.by.language)

    def seek(self, records: Records, concerns: Concerns) -> Heard:
        """Look through questions for those whom it concerns. Takes its time, only reads."""
        sought = own_work.seek(records, self.library, concerns)
        return Heard(reading=Reading(), sought=sought)

    def colleague(self, inbound: Inbound) -> str:
        """By what name words mean somebody of the team, "" for nobody."""
        fields = inbound.fields if isinstance(inbound, Commanded) else {}
        return self._commands.colleague(typed(inbound), fields)

    def keeps_files(self, inbound: Inbound) -> bool:
        """Whether it is a command that keeps what is attached to it."""
        return self._commands.keeps_files(typed(inbound))

    def room(self, inbound: Inbound) -> Place | None:
        """The room that is to be a team's by these words."""
        fields = inbound.fields if isinstance(inbound, Commanded) else {}
        named = self._commands.room(typed(inbound), fields)
        by = getattr(inbound, "by", None)
        return muting.named(named, by.platform) if named and by else None

    def look_up(self, text: str, language: str = "", today: date | None = None) -> Heard:
        """Read a text and find what may answer each of its questions."""
        return looking_up.look_up(self.library, text, language, self.policy.language, today)

    def refresh(self, entries: tuple[Entry, ...]) -> None:
        """Take changed entries into the index."""
        self.library.refresh(entries)

    def learn(self, questions: Sequence[Question]) -> None:
        """Learn from what customers said of answers. Takes its time; safe in any thread."""
        self.library.learn(questions)

    # People

    def only_looks(self, inbound: Inbound, role: Role) -> bool:
        """Whether it asks for a list, which may take its time and changes nothing."""
        return self._commands.looks(typed(inbound), role)

    def tries(self, inbound: Inbound, role: Role) -> bool:
        """Whether it may change the guide, so that the last questions are asked again first."""
        return self._commands.replayed(typed(inbound), role)

    def replay(self, tried: Tried) -> Replay | None:
        """Ask the questions again with the change and without it. Takes seconds; safe in any thread."""
        return replaying.replayed(self.library, tried.entries, tried.questions)

    def receive(  # noqa: PLR0913 -- who, what, when, and what it does to questions
        self,
        records: Records,
        inbound: Inbound,
        heard: Heard | None,
        role: Role,
        now: datetime,
        *,
        trying: bool = False,
        replay: Replay | None = None,
    ) -> Done:
        """Do what somebody's words or command call for; `trying`: only ask what would change."""
        step = self._step(records, f"in:{inbound.id}", now, role)
        step.trying, step.replay = trying, replay
        step.team = inbound.means if isinstance(inbound, Said | Commanded) else ()
        step.readers = inbound.readers if isinstance(inbound, Said | Commanded) else None
        step.fetched = inbound.fetched if isinstance(inbound, Said | Commanded) else ()
        unseen = isinstance(inbound, Commanded)
        if heard and isinstance(inbound, Commanded):
            inbound = looking_up.asking(inbound, role, self._commands) or inbound
        outcome = self._unheard(step, inbound, heard, unseen=unseen)
        outcome = outcome or rehearsing.heard_only(
            step, inbound, heard, self._commands, unseen=unseen
        )
        outcome = outcome or quarantine.held_back(
            step, inbound, heard, self._commands, unseen=unseen
        )
        heard = passing_on.withheld(step, heard)
        outcome = outcome or self._done(step, inbound, heard)
        step.finish()
        return Done(entries=tuple(step.entries), outcome=outcome)

    def _unheard(self, step: Step, inbound: Inbound, heard: Heard | None, *, unseen: bool) -> str:
        """Take who does it, and where. The outcome where the team listens to them no longer."""
        if isinstance(inbound, Said | Commanded | Edited | Reacted | Flooded):
            speaker.take(step, inbound, heard)
        if isinstance(inbound, Commanded):
            step.called_by(inbound)
        if not isinstance(inbound, Said | Commanded | Edited | Flooded):
            return ""
        return blocked.unheard(step, inbound, heard, self._commands, unseen=unseen)

    def _done(self, step: Step, inbound: Inbound, heard: Heard | None) -> str:
        """Do it; returns its outcome."""
        match inbound:
            case Said():
                return self._said(step, inbound, heard)
            case Commanded():
                small_talk.own_up(step, inbound.secrets)
                return self._words.commanded(step, inbound.line, inbound.fields)
            case Edited():
                return self._edited(step, inbound, heard)
            case Deleted():
                rehearsing.taken_back(step, inbound)
                return revising.deleted(step, inbound)
            case Reacted():
                return self._reacted(step, inbound)
            case _:
                return own_work.do(step, inbound, heard.sought if heard else None)

    def _said(self, step: Step, said: Said, heard: Heard | None) -> str:
        """Words, unless a person has them already: those were put aside, and are run again."""
        with_team = step.records.ticket_of_message(said.id) if heard else None
        if heard and with_team:
            return rescue.run_again(step, with_team, said, heard)
        recalling.back_again(step)
        return self._words.said(step, said, heard)

    def put_aside(
        self, records: Records, inbound: Inbound, role: Role, now: datetime, number: int
    ) -> bool:
        """Hand to a person what could not be worked on; False when only staff are to hear of it.

        `number` is what staff know the message by.
        """
        if not isinstance(inbound, Said | Commanded):
            return False
        step = self._step(records, f"aside:{inbound.id}:{now.isoformat()}", now, role)
        speaker.take(step, inbound)
        told = rescue.put_aside(step, inbound, number)
        step.finish()
        return told

    def _step(
        self, records: Records, cause: str, now: datetime, role: Role = Role.CUSTOMER
    ) -> Step:
        return Step(
            records=records,
            policy=self.settable.policy(records.decided()),
            settable=self.settable,
            wording=self.wording,
            library=self.library,
            now=now,
            cause=cause,
            role=role,
            staff_rooms=self.staff_rooms,
            teams=self.look_at_teams(records),
        )

    def look_at_teams(self, records: Records) -> dict[str, Team]:
        """Those that there are now, by name; where they work is known from then on without asking."""
        teams = {each.name: each for each in records.teams()}
        self.team_rooms = tuple(each.room for each in teams.values() if each.room)
        return teams

    def rooms_of_teams(self, platform: str) -> frozenset[str]:
        """Ids of that platform's rooms in which teams work, as last read."""
        return frozenset(each.room for each in self.team_rooms if each.platform == platform)

    def _edited(self, step: Step, edited: Edited, heard: Heard | None) -> str:
        found = quarantine.edited(step, edited)
        found = found or revising.edited(step, edited, heard.near if heard else ())
        if isinstance(found, str):
            return found
        if heard is None or found.text != edited.text:
            heard = passing_on.withheld(step, self.look_up(found.text, edited.by.language))
        return self._words.said(step, found, heard)

    def _reacted(self, step: Step, reacted: Reacted) -> str:
        line = signs.meant(step, reacted)
        step.by_sign = bool(line) and step.is_staff
        return self._words.commanded(step, line, {}) if line else "nothing"

    def _in_staff_room(self, place: Place) -> bool:
        rooms = (*self.staff_rooms.values(), *self.team_rooms)
        return any(same_room(place, each) for each in rooms)

    # Time

    def tick(self, records: Records, alarm: Alarm, now: datetime) -> Done:
        """Do the one next thing that time calls for, if it is due."""
        step, outcome = due.see_to(
            lambda cause: self._step(records, cause, now), records, alarm, now
        )
        step.finish()
        return Done(entries=tuple(step.entries), outcome=outcome)

    def is_raid_over(self, records: Records, now: datetime) -> bool:
        """Whether new accounts that waited are to be heard from now on. Only reads."""
        return raid.is_over(records, now)

    def end_raid(self, records: Records, now: datetime) -> None:
        """Hear new accounts again, since the time is over for which they were to wait."""
        step = self._step(records, f"raid over:{now.isoformat()}", now)
        raid.ended(step)
        step.finish()

    def look_for_bursts(self, records: Records, now: datetime, after: int) -> Looked:
        """Look for like questions in a burst among those after one. Takes its time, only reads."""
        return rising.look(records, now, after)

    def ask_about(self, records: Records, burst: Burst, now: datetime) -> None:
        """Ask the team whether something is wrong for those many."""
        step = self._step(records, f"rising:{burst.questions[0]}", now)
        rising.ask(step, burst)
        step.finish()
