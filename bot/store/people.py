"""People and conversations as rows.

Every id of a person stands in a column of its own, so that "my data" can find it.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.nouns.conversation import Conversation
from bot.desk.nouns.pending import LinkCode
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.store.base import Connected
from bot.store.shape import Shape, to_cell

PERSON: Shape[Person] = Shape(
    Person, "person", unique=("id",), extra={"folded_name": lambda person: person.name.casefold()}
)
CONVERSATION: Shape[Conversation] = Shape(
    Conversation,
    "conversation",
    unique=("place_key", "person"),
    extra={
        "place_key": lambda spoken: spoken.place.key,
        "platform": lambda spoken: spoken.place.platform,
        "private": lambda spoken: int(spoken.place.private),
    },
)
LINK_CODE: Shape[LinkCode] = Shape(LinkCode, "link_code", unique=("owner",))


class People(Connected):
    """Part of the records."""

    def person(self, person_id: str) -> Person | None:
        found = self.loaded(PERSON, "WHERE id = ?", (person_id,))
        return found[0] if found else None

    def save_person(self, person: Person) -> None:
        self.db.execute(PERSON.replace, PERSON.cells(person))

    def find_people(self, name: str) -> Sequence[Person]:
        wanted = name.strip().removeprefix("@")
        return self.loaded(
            PERSON, "WHERE id = ? OR folded_name = ? ORDER BY id", (wanted, wanted.casefold())
        )

    def link(self, person_id: str, same_as: str) -> None:
        """Make two ids one person's."""
        known = self.row("SELECT same_as FROM identity_link WHERE person = ?", (same_as,))
        main = known[0] if known else same_as
        self.db.execute(
            "UPDATE identity_link SET same_as = ? WHERE same_as = "
            "(SELECT same_as FROM identity_link WHERE person = ?)",
            (main, person_id),
        )
        for one in {person_id, same_as, main}:
            self.db.execute(
                "INSERT INTO identity_link VALUES (?, ?) "
                "ON CONFLICT (person) DO UPDATE SET same_as = excluded.same_as",
                (one, main),
            )

    def unlink(self, person_id: str) -> None:
        """Of what is left, another account stands for the rest; the last one stands for itself."""
        rest = [each for each in self.identities(person_id) if each != person_id]
        self.db.execute("DELETE FROM identity_link WHERE person = ?", (person_id,))
        for each in rest:
            self.db.execute(
                "UPDATE identity_link SET same_as = ? WHERE person = ?", (rest[0], each)
            )
        if len(rest) == 1:
            self.db.execute("DELETE FROM identity_link WHERE person = ?", (rest[0],))

    def link_code(self, code: str, now: datetime) -> LinkCode | None:
        found = self.loaded(LINK_CODE, "WHERE code = ? AND until >= ?", (code, to_cell(now)))
        return found[0] if found else None

    def link_asked(self, person_id: str, now: datetime) -> Sequence[LinkCode]:
        return self.loaded(
            LINK_CODE,
            "WHERE until >= ?2 AND ((owner = ?1 AND agreed = 1) OR (taker = ?1 AND agreed = 0))",
            (person_id, to_cell(now)),
        )

    def save_link_code(self, code: LinkCode, now: datetime) -> None:
        self.db.execute(
            "DELETE FROM link_code WHERE until < ? OR code = ?", (to_cell(now), code.code)
        )
        self.db.execute(LINK_CODE.replace, LINK_CODE.cells(code))

    def end_link_codes(self, people: Sequence[str]) -> None:
        for each in people:
            self.db.execute("DELETE FROM link_code WHERE owner = ?1 OR taker = ?1", (each,))

    def identities(self, person_id: str) -> tuple[str, ...]:
        """Return all ids of a person, the given one included."""
        linked = self.rows(
            "SELECT theirs.person FROM identity_link mine JOIN identity_link theirs "
            "USING (same_as) WHERE mine.person = ?",
            (person_id,),
        )
        return tuple(sorted({person_id, *(row[0] for row in linked)}))


class Conversations(Connected):
    """Part of the records."""

    def spoke_in(self, person_id: str) -> Place | None:
        found = self.loaded(
            CONVERSATION,
            "WHERE person = ? ORDER BY private DESC, place_key LIMIT 1",
            (person_id,),
        )
        return found[0].place if found else None

    def conversation(self, place: Place, person_id: str) -> Conversation:
        found = self.loaded(
            CONVERSATION, "WHERE place_key = ? AND person = ?", (place.key, person_id)
        )
        return found[0] if found else Conversation(place=place, person=person_id)

    def save_conversation(self, conversation: Conversation) -> None:
        self.db.execute(CONVERSATION.replace, CONVERSATION.cells(conversation))

    def conversations_in(self, place: Place) -> Sequence[Conversation]:
        return self.loaded(CONVERSATION, "WHERE place_key = ? ORDER BY person", (place.key,))
