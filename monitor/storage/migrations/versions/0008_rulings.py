"""Decisions of people about stories, other addresses of articles, and a ledger of what readers know by article."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
# SQLite numbers rows by itself only where the key is INTEGER.
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("memberships", sa.Column("ruling", Number))
    op.add_column("memberships", sa.Column("undoing", Number))
    where = sa.text("undoing IS NOT NULL")
    op.create_index("ix_memberships_undoing", "memberships", ["undoing"], sqlite_where=where, postgresql_where=where)
    op.create_index("ix_revisions_replaced_at_article", "revisions", ["replaced_at", "article"])
    _rulings()
    _proposals()
    op.create_table(
        "aliases",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("article", Number, nullable=False),
        sa.Column("seen_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_aliases_article_articles", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("url", name="pk_aliases"),
    )
    op.create_index("ix_aliases_article", "aliases", ["article"])
    _told_articles()
    _fill_told_articles()


def _rulings() -> None:
    op.create_table(
        "rulings",
        sa.Column("id", Number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("other", sa.Text()),
        sa.Column("articles", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("undone_at", Moment),
        sa.Column("undone_by", sa.Text()),
        sa.CheckConstraint("kind IN ('split', 'merge', 'lead')", name="ck_rulings_kind"),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="ck_rulings_undone"),
        sa.ForeignKeyConstraint(["other"], ["stories.id"], name="fk_rulings_other_stories"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_rulings_story_stories"),
        sa.PrimaryKeyConstraint("id", name="pk_rulings"),
    )
    op.create_index("ix_rulings_story", "rulings", ["story"])
    op.create_index("ix_rulings_other", "rulings", ["other"])


def _proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", Number, nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_at", Moment),
        sa.Column("answered_by", sa.Text()),
        sa.CheckConstraint("answer IN ('accepted', 'declined')", name="ck_proposals_answer"),
        sa.ForeignKeyConstraint(["first"], ["stories.id"], name="fk_proposals_first_stories"),
        sa.ForeignKeyConstraint(["second"], ["stories.id"], name="fk_proposals_second_stories"),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.UniqueConstraint("first", "second", name="uq_proposals_first_second"),
    )
    op.create_index("ix_proposals_second", "proposals", ["second"])
    where = sa.text("answer IS NULL")
    op.create_index("ix_proposals_open", "proposals", ["at"], sqlite_where=where, postgresql_where=where)


def _told_articles() -> None:
    op.create_table(
        "told_articles",
        sa.Column("subscription", sa.Text(), nullable=False),
        sa.Column("article", Number, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("revision", Number, nullable=False),
        sa.CheckConstraint("role IN ('item', 'also', 'update', 'repeat')", name="ck_told_articles_role"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_told_articles_article_articles"),
        sa.ForeignKeyConstraint(["digest"], ["digests.id"], name="fk_told_articles_digest_digests"),
        sa.ForeignKeyConstraint(
            ["subscription"], ["subscriptions.id"], name="fk_told_articles_subscription_subscriptions"
        ),
        sa.PrimaryKeyConstraint("subscription", "article", name="pk_told_articles"),
    )
    op.create_index("ix_told_articles_article", "told_articles", ["article"])
    op.create_index("ix_told_articles_digest", "told_articles", ["digest"])


def _fill_told_articles() -> None:
    """Digests that were kept before say what they told; all revisions until now count as known."""
    connection = op.get_bind()
    kept = connection.execute(sa.text("SELECT subscription, id, value FROM digests ORDER BY period_end, id"))
    for subscription, digest, value in kept.fetchall():
        for url, role in _named(json.loads(value)):
            connection.execute(
                sa.text(
                    "INSERT INTO told_articles(subscription, article, role, digest, revision)"
                    " SELECT :subscription, id, :role, :digest,"
                    " coalesce((SELECT max(revisions.id) FROM revisions WHERE article = articles.id), 0)"
                    " FROM articles WHERE url = :url ON CONFLICT DO NOTHING"
                ),
                {"subscription": subscription, "role": role, "digest": digest, "url": url},
            )


def _named(digest: dict[str, list[dict[str, list[dict[str, object]]]]]) -> Iterator[tuple[object, str]]:
    for section in digest.get("sections", ()):
        for item in section["items"]:
            yield item["url"], "item"
            also = item.get("also")
            for mention in also if isinstance(also, list) else ():
                yield mention["url"], "also"
