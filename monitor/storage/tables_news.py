"""Articles and their revisions; watches, concepts, matches and what readers say of them; stories."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, Table, UniqueConstraint

from monitor.model.feedback import Verdict
from monitor.model.moments import Precision
from monitor.model.stories import Relation, Sketch
from monitor.model.watches import Concept, Hit
from monitor.storage.schema import Number, index_where, metadata, one_of, published, whole_publication
from monitor.storage.types import Json, Moment, Packed, Words

articles = Table(
    "articles",
    metadata,
    Column("id", Number, primary_key=True),
    Column("url", Words, nullable=False),
    Column("outlet", Words, nullable=False),
    Column("title", Words),
    Column("author", Words),
    *published(),
    Column("language", Words),
    Column("cites", Json[tuple[str, ...]](tuple[str, ...]), nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("revised_at", Moment),
    Column("baseline", Boolean, nullable=False),
    Column("document", Number),  # may be forgotten by now
    Column("text", Words, nullable=False),  # last: SQLite then reads the columns before it without the long text
    one_of("published_precision", Precision),
    whole_publication(),
    UniqueConstraint("url"),
    Index(None, "first_seen"),
    Index(None, "outlet", "first_seen"),
    Index(None, "language", "first_seen"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("article", Number, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("seen_from", Moment, nullable=False),
    Column("replaced_at", Moment, nullable=False),
    Column("title", Words),
    Column("text", Words, nullable=False),
    Index(None, "article"),
    Index(None, "replaced_at", "article"),
)

watches = Table(
    "watches",
    metadata,
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("query", Words, nullable=False),
    Column("place", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("declared", Boolean, nullable=False),
)

concepts = Table(
    "concepts",
    metadata,
    Column("id", Words, primary_key=True),
    Column("declared", Boolean, nullable=False),
    Column("value", Json[Concept](Concept), nullable=False),
)

matches = Table(
    "matches",
    metadata,
    Column("article", Number, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("watch", Words, ForeignKey("watches.id", ondelete="CASCADE"), primary_key=True),
    Column("matched_at", Moment, nullable=False),
    Column("archive", Boolean, nullable=False),  # found by going back over what was stored: not news
    Column("hits", Json[tuple[Hit, ...]](tuple[Hit, ...]), nullable=False),
    Index(None, "watch", "matched_at"),
    Index(None, "matched_at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("article", Number, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("watch", Words, ForeignKey("watches.id", ondelete="CASCADE"), primary_key=True),
    Column("verdict", Words, nullable=False),
    Column("at", Moment, nullable=False),
    one_of("verdict", Verdict),
    Index(None, "watch"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Words, primary_key=True),
    Column("first_seen", Moment, nullable=False),
    Index(None, "first_seen"),
)

memberships = Table(
    "memberships",
    metadata,
    Column("id", Number, primary_key=True),  # the order of arrival
    Column("story", Words, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("article", Number, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("relation", Words, nullable=False),
    Column("method", Words, nullable=False),
    Column("score", Float, nullable=False),
    Column("evidence", Json[tuple[str, ...]](tuple[str, ...]), nullable=False),
    Column("undone_at", Moment),  # taken back by hand; kept, so that the next run does not repeat it
    Column("ruling", Number),  # of a person, that put the article here
    Column("undoing", Number),  # of a person, that took it away
    one_of("relation", Relation),
    Index(None, "story"),
    Index(None, "article"),
)
# An article stands in one story, and a story has one lead.
index_where("uq_memberships_article", memberships.c.article, "undone_at IS NULL", unique=True)
index_where("ix_memberships_undoing", memberships.c.undoing, "undoing IS NOT NULL")
index_where("uq_memberships_lead", memberships.c.story, "undone_at IS NULL AND relation = 'lead'", unique=True)

sketches = Table(
    "sketches",
    metadata,
    Column("article", Number, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("value", Packed[Sketch](Sketch), nullable=False),
    Index(None, "at"),
)
