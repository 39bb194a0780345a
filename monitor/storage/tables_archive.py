"""The index of the archive: the words that articles hold, as written, and what is still to be indexed.

Which words an article holds, and by which keys a word is found, stands in two more tables that each database makes in
its own way: monitor.storage.postings.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint

from monitor.storage.schema import Number, metadata
from monitor.storage.types import Words

# Every word once, as written: a word has its number for ever, however it is read one day.
archive_words = Table(
    "archive_words",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("written", Words, nullable=False),
    UniqueConstraint("kind", "written"),
)

# An article under the number that its words are kept by. A number is never used again: where a text is revised, what
# the index holds of the old text becomes nobody's.
archived = Table(
    "archived",
    metadata,
    Column("id", Number, primary_key=True),
    Column("article", Number, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("article"),
    sqlite_autoincrement=True,
)

# Articles that came or changed since they were indexed; filled by triggers, so that no writer can forget it.
archive_waiting = Table(
    "archive_waiting",
    metadata,
    Column("id", Number, primary_key=True),
    Column("article", Number, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("article"),
    sqlite_autoincrement=True,
)

# One row: by which version of the analysers the words were read; up to which word, where that is not done yet.
archive_state = Table(
    "archive_state",
    metadata,
    Column("version", Words, primary_key=True),
    Column("upto", Number),
)
