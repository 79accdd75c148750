"""Blocks as rows. Of a person on several platforms each account has its own; all of them count."""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.nouns.block import Block
from bot.store.base import Connected
from bot.store.shape import Shape, to_cell

BLOCK: Shape[Block] = Shape(
    Block, "block", key="number", extra={"person_id": lambda block: block.person.id}
)
THEIRS = """person_id IN (SELECT :person UNION ALL SELECT theirs.person FROM identity_link mine
  JOIN identity_link theirs USING (same_as) WHERE mine.person = :person)"""
"""Of a row with `person_id`: that it is the person's, on whichever account."""
_STANDS = "ended_at IS NULL AND (until IS NULL OR until > :now)"


class Blocks(Connected):
    """Part of the records."""

    def block_on(self, person_id: str, now: datetime) -> Block | None:
        found = self.loaded(
            BLOCK,
            f"WHERE {THEIRS} AND {_STANDS} ORDER BY number DESC LIMIT 1",
            {"person": person_id, "now": to_cell(now)},
        )
        return found[0] if found else None

    def blocks_of(self, person_id: str) -> Sequence[Block]:
        return self.loaded(BLOCK, f"WHERE {THEIRS} ORDER BY number DESC", {"person": person_id})

    def blocks(self, now: datetime) -> Sequence[Block]:
        return self.loaded(BLOCK, f"WHERE {_STANDS} ORDER BY number DESC", {"now": to_cell(now)})

    def add_block(self, block: Block) -> None:
        self.added(BLOCK, block)

    def save_block(self, block: Block) -> None:
        self.db.execute(BLOCK.update, [*BLOCK.cells(block), block.number])
