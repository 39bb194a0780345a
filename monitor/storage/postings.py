"""Which numbers stand under which terms: FTS5 on SQLite, an array with a GIN index on PostgreSQL.

Terms are numbers, too. So neither database's idea of what a word is comes between; and FTS5 keeps no copy of the
content (2 bytes an entry). It cannot delete then: numbers are never used again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

import msgspec
from sqlalchemy import Connection, TextClause, text

# The articles that hold a word; the words that have a key.
TERMS, KEYS = "archive_terms", "archive_keys"

_ADD = {
    "sqlite": "INSERT INTO {table}(rowid, terms) VALUES (:id, :terms)",
    "postgresql": "INSERT INTO {table}(id, terms) VALUES (:id, CAST(:terms AS integer[]))",
}
# Each term is asked for by itself: the work is that of reading the lists, however many terms there are. (One MATCH of a
# thousand terms joined by OR asks each of them again for every row; && of long arrays compares each with each.)
# The numbers of a set come back as one value: 100,000 rows cost ten times as much to fetch.
# PostgreSQL shall not use the numbers' own index beside that of the terms, which it would read anew for every term.
_HOLDING = {
    "sqlite": "SELECT asked.key AS number, (SELECT json_group_array({table}.rowid)"
    " FROM json_each(asked.value) AS term JOIN {table} ON {table} MATCH term.value AND {table}.rowid >= :least) AS held"
    " FROM json_each(:sets) AS asked",
    "postgresql": "SELECT asked.number, array_agg(held.id) AS held"
    " FROM unnest(CAST(:numbers AS integer[]), CAST(:terms AS integer[])) AS asked(number, term)"
    " JOIN {table} AS held ON held.terms @> ARRAY[asked.term] AND held.id + 0 >= :least GROUP BY asked.number",
}
_CLEAR = {
    "sqlite": "INSERT INTO {table}({table}) VALUES ('delete-all')",
    "postgresql": "DELETE FROM {table}",
}


def numbers_in(found: str | list[int] | None) -> frozenset[int]:
    """The numbers of one value: of SQLite as JSON, of PostgreSQL as an array."""
    return frozenset(msgspec.json.decode(found, type=list[int]) if isinstance(found, str) else found or ())


class Postings:
    """One such table."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._connection = connection
        self._table = table
        self._is_sqlite = connection.dialect.name == "sqlite"

    def add(self, rows: Iterable[tuple[int, Collection[int]]]) -> None:
        """Keep the terms of new numbers."""
        values = [{"id": number, "terms": self._written(terms)} for number, terms in rows if terms]
        if values:
            self._connection.execute(self._statement(_ADD), values)

    def holding(self, sets: Sequence[Collection[int]], *, least: int = 0) -> tuple[frozenset[int], ...]:
        """For each set of terms the numbers that stand under any of them; at least those from `least` on."""
        found = dict.fromkeys(range(len(sets)), frozenset[int]())
        if any(sets):
            rows = self._connection.execute(self._statement(_HOLDING), {"least": least} | self._asked(sets))
            found |= {row.number: numbers_in(row.held) for row in rows}
        return tuple(found.values())

    def clear(self) -> None:
        self._connection.execute(self._statement(_CLEAR))

    def _asked(self, sets: Sequence[Collection[int]]) -> dict[str, str | list[int]]:
        if self._is_sqlite:
            return {"sets": json.dumps([[f"{term:x}" for term in terms] for terms in sets])}
        pairs = [(number, term) for number, terms in enumerate(sets) for term in terms]
        return {"numbers": [number for number, _ in pairs], "terms": [term for _, term in pairs]}

    def _written(self, terms: Collection[int]) -> str | list[int]:
        return " ".join(f"{term:x}" for term in terms) if self._is_sqlite else sorted(terms)

    def _statement(self, of: dict[str, str]) -> TextClause:
        return text(of[self._connection.dialect.name].format(table=self._table))
