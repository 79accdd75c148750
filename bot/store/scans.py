"""How far each place's history is known, as rows.

A place is looked through from the row's time on; it moves when a scan was completed, never before.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.desk.nouns.place import Place
from bot.desk.ports.scans import ScanPoint
from bot.store import codec
from bot.store.base import Connected
from bot.store.shape import from_cell, to_cell


class Scans(Connected):
    """Part of the journal."""

    def private_places(self, platform: str) -> Sequence[Place]:
        found = self.rows(
            "SELECT min(conversation.place) FROM conversation LEFT JOIN scan USING (place_key) "
            "WHERE platform = ? AND private = 1 GROUP BY place_key "
            "ORDER BY coalesce(max(through), 0), place_key",
            (platform,),
        )
        return [codec.place_in(row[0]) for row in found]

    def last_words(self, places: Iterable[Place]) -> Mapping[str, datetime]:
        found = self.rows(
            "SELECT value, (SELECT max(at) FROM inbox WHERE conversation = value) FROM json_each(?)",
            (json.dumps([place.key for place in places]),),
        )
        return {key: from_cell(at) for key, at in found if at is not None}

    def scan_point(self, place: Place) -> ScanPoint | None:
        row = self.row(
            "SELECT place, first_seen, through FROM scan WHERE place_key = ?", (place.key,)
        )
        if row is None:
            return None
        return ScanPoint(
            place=codec.place_in(row[0]),
            first_seen=from_cell(row[1]),
            through=from_cell(row[2]),
        )

    def scanned(self, point: ScanPoint) -> None:
        self.db.execute(
            "INSERT INTO scan VALUES (?, ?, ?, ?) ON CONFLICT (place_key) DO UPDATE SET "
            "place = excluded.place, first_seen = excluded.first_seen, through = excluded.through",
            (
                point.place.key,
                codec.place_out(point.place),
                to_cell(point.first_seen),
                to_cell(point.through),
            ),
        )
