"""Which numbers stand under which terms: FTS5 on SQLite, an array with a GIN index on PostgreSQL.

Terms are numbers, too. So neither database's idea of what a word is comes between; and FTS5 keeps no copy of the
content (2 bytes an entry). It cannot delete then: numbers are never used again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, TextClause, text

# The articles that hold a word; the words that have a key.
TERMS, KEYS = "archive_terms", "archive_keys"

_ADD = {
    "sqlite": "INSERT INTO {table}(rowid, terms) VALUES (:id, :terms)",
    "postgresql": "INSERT INTO {table}(id, terms) VALUES (:id, CAST(:terms AS integer[]))",
}
# A term at a time: the work is that of reading the lists, however many terms there are. (One MATCH of a thousand terms
# joined by OR asks each of them again for every row; && of long arrays compares each with each.)
# The numbers come back as one value: 100,000 rows cost ten times as much to fetch.
_HOLDING = {
    "sqlite": "SELECT json_group_array({table}.rowid)"
    " FROM json_each(:terms) AS term JOIN {table} ON {table} MATCH term.value",
    "postgresql": "SELECT array_agg(held.id) FROM unnest(CAST(:terms AS integer[])) AS term"
    " JOIN {table} AS held ON held.terms @> ARRAY[term]",
}
_CLEAR = {
    "sqlite": "INSERT INTO {table}({table}) VALUES ('delete-all')",
    "postgresql": "DELETE FROM {table}",
}


def numbers_in(found: str | list[int] | None) -> frozenset[int]:
    """The numbers of one value: of SQLite as JSON, of PostgreSQL as an array."""
    return frozenset(json.loads(found) if isinstance(found, str) else found or ())


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

    def holding(self, terms: Collection[int]) -> frozenset[int]:
        """The numbers that stand under any of the terms."""
        if not terms:
            return frozenset()
        wanted = json.dumps([f"{term:x}" for term in terms]) if self._is_sqlite else list(terms)
        found = self._connection.execute(self._statement(_HOLDING), {"terms": wanted}).scalar()
        return numbers_in(found)

    def clear(self) -> None:
        self._connection.execute(self._statement(_CLEAR))

    def _written(self, terms: Collection[int]) -> str | list[int]:
        return " ".join(f"{term:x}" for term in terms) if self._is_sqlite else sorted(terms)

    def _statement(self, of: dict[str, str]) -> TextClause:
        return text(of[self._connection.dialect.name].format(table=self._table))
