"""Counts of what came on each day, without counting it anew: sums of the rows that triggers add."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from sqlalchemy import Connection, delete, func, insert, select

from monitor.storage.tables_counts import tallies

# Whole days of UTC, so that a day's rows can be put together and sums stay exact whatever moment is asked about.
SUM = func.sum(tallies.c.count).label("sum")


class Tallies:
    """How many of a kind: outlet, language, watch, visit, story, arrival (monitor.storage.tables_counts)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_day(self, kind: str, since: datetime) -> tuple[tuple[date, str, int], ...]:
        """Day, name and count, from the day of that moment on; what has none is left out."""
        days = (
            select(tallies.c.day, tallies.c.name, SUM)
            .where(tallies.c.kind == kind, tallies.c.day >= since.date())
            .group_by(tallies.c.day, tallies.c.name)
            .having(SUM > 0)
            .order_by(tallies.c.day, tallies.c.name)
        )
        return tuple((day, name, int(count)) for day, name, count in self._connection.execute(days))

    def by_name(self, kind: str, since: datetime) -> dict[str, int]:
        """Name and count, from the day of that moment on."""
        names = (
            select(tallies.c.name, SUM)
            .where(tallies.c.kind == kind, tallies.c.day >= since.date())
            .group_by(tallies.c.name)
            .having(SUM > 0)
        )
        return {name: int(count) for name, count in self._connection.execute(names)}

    def of_name(self, kind: str, name: str, since: datetime) -> tuple[tuple[date, int], ...]:
        """Day and count of one name."""
        return tuple((day, count) for day, of, count in self.by_day(kind, since) if of == name)

    def all(self, kind: str) -> int:
        """The count of all days and names."""
        total = select(func.coalesce(func.sum(tallies.c.count), 0)).where(tallies.c.kind == kind)
        return int(self._connection.execute(total).scalar_one())

    def scattered(self) -> tuple[tuple[str, date], ...]:
        """Kinds and days that hold several rows of one name."""
        rows = select(tallies.c.kind, tallies.c.day).group_by(tallies.c.kind, tallies.c.day)
        found = self._connection.execute(rows.having(func.count() > func.count(tallies.c.name.distinct())))
        return tuple((kind, day) for kind, day in found)

    def gather(self, kind: str, day: date) -> int:
        """Put a day's rows together, one a name; how many fewer they are.

        Rows that others add, or gather, at the same time are not seen and stay: each is summed once.
        """
        gone = delete(tallies).where(tallies.c.kind == kind, tallies.c.day == day)
        sums, rows = Counter[str](), 0
        for name, count in self._connection.execute(gone.returning(tallies.c.name, tallies.c.count)):
            sums[name] += count
            rows += 1
        kept = [{"kind": kind, "day": day, "name": name, "count": count} for name, count in sums.items() if count]
        if kept:
            self._connection.execute(insert(tallies), kept)
        return rows - len(kept)
