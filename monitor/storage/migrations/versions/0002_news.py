"""Articles, watches, matches, stories."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
# SQLite numbers rows by itself only where the key is INTEGER.
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _articles()
    _revisions()
    _watches()
    _concepts()
    _matches()
    _feedback()
    _stories()
    _memberships()
    _sketches()


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", Number, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("author", sa.Text()),
        sa.Column("published_at", Moment),
        sa.Column("published_offset", sa.Integer()),
        sa.Column("published_precision", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("cites", sa.Text(), nullable=False),
        sa.Column("first_seen", Moment, nullable=False),
        sa.Column("revised_at", Moment),
        sa.Column("baseline", sa.Boolean(), nullable=False),
        sa.Column("document", Number),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "published_precision IN ('second', 'minute', 'day')", name="ck_articles_published_precision"
        ),
        sa.CheckConstraint(
            "(published_at IS NULL) = (published_offset IS NULL)"
            " AND (published_at IS NULL) = (published_precision IS NULL)",
            name="ck_articles_published",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("url", name="uq_articles_url"),
    )
    op.create_index("ix_articles_first_seen", "articles", ["first_seen"])
    op.create_index("ix_articles_outlet_first_seen", "articles", ["outlet", "first_seen"])


def _revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", Number, nullable=False),
        sa.Column("article", Number, nullable=False),
        sa.Column("seen_from", Moment, nullable=False),
        sa.Column("replaced_at", Moment, nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_revisions_article_articles", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
    )
    op.create_index("ix_revisions_article", "revisions", ["article"])


def _watches() -> None:
    op.create_table(
        "watches",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watches"),
    )


def _concepts() -> None:
    op.create_table(
        "concepts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_concepts"),
    )


def _matches() -> None:
    op.create_table(
        "matches",
        sa.Column("article", Number, nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("matched_at", Moment, nullable=False),
        sa.Column("archive", sa.Boolean(), nullable=False),
        sa.Column("hits", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_matches_article_articles", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["watch"], ["watches.id"], name="fk_matches_watch_watches", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "watch", name="pk_matches"),
    )
    op.create_index("ix_matches_matched_at", "matches", ["matched_at"])
    op.create_index("ix_matches_watch_matched_at", "matches", ["watch", "matched_at"])


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("article", Number, nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.CheckConstraint("verdict IN ('noise', 'wanted')", name="ck_feedback_verdict"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_feedback_article_articles", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["watch"], ["watches.id"], name="fk_feedback_watch_watches", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "watch", name="pk_feedback"),
    )
    op.create_index("ix_feedback_watch", "feedback", ["watch"])


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("first_seen", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index("ix_stories_first_seen", "stories", ["first_seen"])


def _memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("id", Number, nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("article", Number, nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("undone_at", Moment),
        sa.CheckConstraint("relation IN ('lead', 'copy', 'report')", name="ck_memberships_relation"),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name="fk_memberships_article_articles", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_memberships_story_stories", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_memberships"),
    )
    op.create_index("ix_memberships_article", "memberships", ["article"])
    op.create_index("ix_memberships_story", "memberships", ["story"])
    op.create_index(
        "uq_memberships_article",
        "memberships",
        ["article"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_index(
        "uq_memberships_lead",
        "memberships",
        ["story"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL AND relation = 'lead'"),
        postgresql_where=sa.text("undone_at IS NULL AND relation = 'lead'"),
    )


def _sketches() -> None:
    op.create_table(
        "sketches",
        sa.Column("article", Number, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_sketches_article_articles", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", name="pk_sketches"),
    )
    op.create_index("ix_sketches_at", "sketches", ["at"])
