"""Subscriptions, digests, what each subscription was told, and deliveries."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    false,
)

from monitor.model.digests import DeliveryState, Digest, Schedule
from monitor.model.telling import Role
from monitor.storage import tables_news  # noqa: F401  # told stories refer to stories
from monitor.storage.schema import Number, metadata, one_of
from monitor.storage.types import Json, Moment, Words

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("watches", Json[tuple[str, ...]](tuple[str, ...]), nullable=False),
    Column("schedule", Json[Schedule](Schedule), nullable=False),
    Column("channel", Words, nullable=False),
    Column("recipients", Json[tuple[str, ...]](tuple[str, ...]), nullable=False),
    Column("language", Words, nullable=False),
    Column("declared", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("covered_until", Moment, nullable=False),
    Column("enabled", Boolean, nullable=False),  # a removed one keeps what it told
    Column("quiet_days", Words, nullable=False, server_default="tell"),
    Column("paused", Boolean, nullable=False, server_default=false()),
)

# What had been matched when a subscription began, of its last day: no news to it. A clock alone cannot say what came
# first, for a match has the moment at which its batch began and is seen when the batch ends, perhaps by other clocks.
known_before = Table(
    "known_before",
    metadata,
    Column("subscription", Words, ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True),
    Column("article", Number, primary_key=True),
    Column("watch", Words, primary_key=True),
    ForeignKeyConstraint(["article", "watch"], ["matches.article", "matches.watch"], ondelete="CASCADE"),
    Index(None, "article", "watch"),
)

# Readers who ended their own subscription by a mail's link: whoever declares them again does not bring them back.
unsubscribed = Table(
    "unsubscribed",
    metadata,
    Column("subscription", Words, ForeignKey("subscriptions.id"), primary_key=True),
    Column("recipient", Words, primary_key=True),
    Column("at", Moment, nullable=False),
)

# What signs the links in mails; the latest signs, all vouch.
signing_keys = Table(
    "signing_keys",
    metadata,
    Column("id", Number, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("id", Words, primary_key=True),
    Column("subscription", Words, ForeignKey("subscriptions.id"), nullable=False),
    Column("period_end", Moment, nullable=False),
    Column("value", Json[Digest](Digest), nullable=False),
    Index(None, "subscription", "period_end"),
    Index(None, "period_end"),
)

told = Table(
    "told",
    metadata,
    Column("subscription", Words, ForeignKey("subscriptions.id"), primary_key=True),
    Column("story", Words, ForeignKey("stories.id"), primary_key=True),
    Column("digest", Words, ForeignKey("digests.id"), nullable=False),
    Index(None, "story"),
    Index(None, "digest"),
)

# What a reader knows: every article of the stories that were told. A story was told where one of its articles was its
# headline, so that a split or a merge by hand leaves the ledger true.
told_articles = Table(
    "told_articles",
    metadata,
    Column("subscription", Words, ForeignKey("subscriptions.id"), primary_key=True),
    Column("article", Number, ForeignKey("articles.id"), primary_key=True),
    Column("role", Words, nullable=False),
    Column("digest", Words, ForeignKey("digests.id"), nullable=False),
    # The last of the article's revisions that had been made when the reader was told, or told of a change; 0: none.
    Column("revision", Number, nullable=False),
    one_of("role", Role),
    Index(None, "article"),
    Index(None, "digest"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Words, primary_key=True),
    Column("digest", Words, ForeignKey("digests.id"), nullable=False),
    Column("channel", Words, nullable=False),
    Column("recipient", Words, nullable=False),
    Column("due", Moment, nullable=False),
    Column("state", Words, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_at", Moment),
    Column("sent_at", Moment),
    Column("provider_id", Words),
    Column("error", Words),
    Column("possibly_repeated", Boolean, nullable=False),
    Column("parts_done", Integer, nullable=False, server_default="0"),
    Column("again", Integer, nullable=False, server_default="0"),
    one_of("state", DeliveryState),
    CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent"),
    CheckConstraint("(state = 'sending') = (claimed_at IS NOT NULL)", name="claimed"),
    CheckConstraint("attempts >= 0", name="attempts"),
    UniqueConstraint("digest", "channel", "recipient", "again"),
    Index(None, "state", "due"),
    Index(None, "due"),
)
