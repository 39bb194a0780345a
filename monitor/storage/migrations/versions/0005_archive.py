"""The index by which stored articles are searched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only where the key is INTEGER.
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "archive_words",
        sa.Column("id", Number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_archive_words"),
        sa.UniqueConstraint("kind", "written", name="uq_archive_words_kind_written"),
    )
    for table in ("archived", "archive_waiting"):
        op.create_table(
            table,
            sa.Column("id", Number, nullable=False),
            sa.Column("article", Number, nullable=False),
            sa.ForeignKeyConstraint(
                ["article"], ["articles.id"], name=f"fk_{table}_article_articles", ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
            sa.UniqueConstraint("article", name=f"uq_{table}_article"),
            sqlite_autoincrement=True,
        )
    op.create_table(
        "archive_state",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("upto", Number),
        sa.PrimaryKeyConstraint("version", name="pk_archive_state"),
    )
    if op.get_bind().dialect.name == "sqlite":
        _on_sqlite()
    else:
        _on_postgresql()
    op.execute("INSERT INTO archive_waiting(article) SELECT id FROM articles ORDER BY id")


# What of an article is indexed.
INDEXED = ("outlet", "title", "text", "author", "language", "cites")
CHANGED = (
    "DELETE FROM archived WHERE article = NEW.id;"
    " DELETE FROM archive_waiting WHERE article = NEW.id;"
    " INSERT INTO archive_waiting(article) VALUES (NEW.id);"
)


def _on_sqlite() -> None:
    for table in ("archive_terms", "archive_keys"):
        op.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5("
            "terms, content='', detail='none', columnsize=0, tokenize='unicode61')"
        )
    differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in INDEXED)
    op.execute(
        "CREATE TRIGGER archive_added AFTER INSERT ON articles BEGIN"
        " INSERT INTO archive_waiting(article) VALUES (NEW.id); END"
    )
    op.execute(f"CREATE TRIGGER archive_changed AFTER UPDATE ON articles WHEN {differs} BEGIN {CHANGED} END")


def _on_postgresql() -> None:
    for table, owner in (("archive_terms", "archived"), ("archive_keys", "archive_words")):
        op.execute(
            f"CREATE TABLE {table} (id bigint PRIMARY KEY REFERENCES {owner}(id) ON DELETE CASCADE,"
            " terms integer[] NOT NULL)"
        )
        op.execute(f"CREATE INDEX ix_{table}_terms ON {table} USING gin (terms)")
    op.execute(
        "CREATE FUNCTION archive_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " INSERT INTO archive_waiting(article) VALUES (NEW.id); RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE FUNCTION archive_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {CHANGED} RETURN NULL; END $$"
    )
    differs = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in INDEXED)
    op.execute("CREATE TRIGGER archive_added AFTER INSERT ON articles FOR EACH ROW EXECUTE FUNCTION archive_added()")
    op.execute(
        f"CREATE TRIGGER archive_changed AFTER UPDATE ON articles FOR EACH ROW WHEN ({differs})"
        " EXECUTE FUNCTION archive_changed()"
    )
