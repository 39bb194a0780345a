"""Years of what the verbs keep, written by a statement a table: bench.filling fills up to the last days by it.

What stands there is as much as a service would hold that ran so long: pages' facts for ever, their bytes not; polls as
long as `keep.polls_days`, sketches a month; and a reader a watch, who was told all of it but the last day.
"""

from __future__ import annotations

import sys
import time as clock
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from monitor.model.articles import ArticleUrl
from monitor.model.identity import story_id
from monitor.storage import Store

POLLS_DAYS, SKETCHES_DAYS = 60, 30
# Rows of articles in one transaction; a whole number of stories and of watches.
AT_ONCE = {"sqlite": 90_000, "postgresql": 300_000}
SERIES = {
    "sqlite": "(WITH RECURSIVE series(number) AS (SELECT :low UNION ALL SELECT number + 1 FROM series"
    " WHERE number < :high) SELECT number FROM series) AS series",
    "postgresql": "generate_series(CAST(:low AS bigint), CAST(:high AS bigint)) AS series(number)",
}
AT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', julianday(:begin) + {number} * :step / 86400.0)",
    "postgresql": "CAST(:begin AS timestamptz) + {number} * CAST(:step AS float8) * interval '1 second'",
}
# The very id that a story has (monitor.model.identity): what is looked up at random must not lie in a row.
STORY = {
    "sqlite": "story({lead})",
    "postgresql": r"left(encode(sha256(convert_to(E'story\x1f' || {lead}, 'UTF8')), 'hex'), 16)",
}
ADDRESS = "'https://outlet' || ({number} % 300) || '.example/news/2026/' || {number} || '-some-slug-of-usual-length'"
# The reader of the watch that one of a story's three articles answers, if one does; stories are told as a whole.
ANSWERS = "((number - number % 3 + 2) / 10 * 10 >= number - number % 3)"
WATCH = "((number - number % 3 + 2) / 10 % 10)"
DIGEST = f"'d' || {WATCH} || '-' || (number / :a_day)"
WAS_TOLD = f"{ANSWERS} AND number / :a_day < :days - 1"

# Into which columns, and what article `number` (the oldest is 0) gives them.
FILLS = (
    (
        "articles (id, url, outlet, title, language, cites, first_seen, published_at, published_offset,"
        " published_precision, revised_at, baseline, document, text)",
        "number + 1, {url}, {outlet}, 'Title ' || number, 'uk', '[]', {at}, {at}, 0, 'minute',"
        " CASE number % 20 WHEN 7 THEN {at} END, false, number + 1, :text || number",
        "true",
    ),
    (
        "entries (id, url, source, entry_id, state, attempts, detail, first_seen, last_seen, baseline)",
        "number + 1, {url}, {feed}, {url}, 'fetched', 1, '', {at}, {at}, false",
        "true",
    ),
    (
        "documents (id, entry_url, outlet, source, url, final_url, status, fetched_at, baseline, state, attempts,"
        " article_url, detail)",
        "number + 1, {url}, {outlet}, {feed}, {url}, {url}, 200, {at}, false, 'ingested', 1, {url}, ''",
        "true",
    ),
    (
        "polls (source, at, kind, status, detail, bytes, seconds, new_entries)",
        "{feed}, {at}, 'new', 200, '', 40000, 0.4, 1",
        "number / :a_day >= :days - :polls_days",
    ),
    ("stories (id, first_seen)", "{story}, {at}", "number % 3 = 0"),
    (
        "memberships (story, article, relation, method, score, evidence)",
        "{story}, number + 1, CASE number % 3 WHEN 0 THEN 'lead' ELSE 'report' END,"
        " CASE number % 3 WHEN 0 THEN 'first' ELSE 'event' END, 0.9, '[]'",
        "true",
    ),
    (
        "matches (article, watch, matched_at, archive, hits)",
        "number + 1, 'w' || (number / 10 % 10), {at}, false, :hits",
        "number % 10 = 0",
    ),
    ("sketches (article, at, value)", "number + 1, {at}, :sketch", "number / :a_day >= :days - :sketches_days"),
    (
        "revisions (article, seen_from, replaced_at, title, text)",
        "number + 1, {at}, {at}, 'Title', :text || number",
        "number % 20 = 7",
    ),
    ("gaps (source, since, until, entries, found_at)", "{feed}, {at}, {at}, 3, {at}", "number % 2000 = 0"),
    (
        "digests (id, subscription, period_end, value)",
        "'d' || (number % 10) || '-' || (number / :a_day), 'reader' || (number % 10), {day_end}, :digest",
        "number % :a_day < 10",
    ),
    (
        "deliveries (id, digest, channel, recipient, due, state, attempts, sent_at, possibly_repeated)",
        "number, 'd' || (number % 10) || '-' || (number / :a_day), 'mail', 'r' || (number % :a_day / 10), {day_end},"
        " 'sent', 1, {day_end}, false",
        "number % :a_day < 100",
    ),
    (
        "told (subscription, story, digest)",
        f"'reader' || {WATCH}, {{story}}, {DIGEST}",
        f"number % 3 = 0 AND {WAS_TOLD}",
    ),
    (
        "told_articles (subscription, article, role, digest, revision)",
        f"'reader' || {WATCH}, number + 1, CASE number % 10 WHEN 0 THEN 'item' ELSE 'also' END, {DIGEST}, 0",
        WAS_TOLD,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is written for articles 0 up to `articles`, of which the first is announced at `begin`."""

    articles: int
    a_day: int
    days: int
    begin: datetime
    text: str
    hits: str
    sketch: bytes
    digest: str


def fill_past(store: Store, past: Past) -> None:
    begun = clock.perf_counter()
    with _without_indexes(store):
        at_once = AT_ONCE["postgresql" if store.is_postgresql else "sqlite"]

        def fill_from(low: int) -> None:
            with store.begin() as work:
                _fill(work._connection, past, low, min(low + at_once, past.articles) - 1)
            print(f"from {low:,}, {clock.perf_counter() - begun:,.0f} s", file=sys.stderr, flush=True)

        with ThreadPoolExecutor(2 if store.is_postgresql else 1) as threads:
            list(threads.map(fill_from, range(0, past.articles, at_once)))
    _settle(store)
    print(f"filled and indexed in {clock.perf_counter() - begun:,.0f} s", file=sys.stderr, flush=True)


def _fill(connection: Connection, past: Past, low: int, high: int) -> None:
    kind = connection.dialect.name
    if kind == "sqlite":
        connection.connection.driver_connection.create_function("story", 1, lambda url: story_id(ArticleUrl(url)))
    else:
        # No trigger and no foreign key is looked at; it takes a superuser.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
    values = _values(past, kind) | {"low": low, "high": high}
    for into, columns, which in FILLS:
        said = f"INSERT INTO {into} SELECT {columns.format(**_places(kind))} FROM {SERIES[kind]} WHERE {which}"
        connection.execute(text(said), {name: value for name, value in values.items() if f":{name}" in said})
    if kind == "sqlite":
        connection.execute(text("DELETE FROM archive_waiting"))


def _values(past: Past, kind: str) -> dict[str, object]:
    return {
        "begin": past.begin.strftime("%Y-%m-%d %H:%M:%S") + ("" if kind == "sqlite" else "+00"),
        "step": 86_400 / past.a_day,
        "a_day": past.a_day,
        "days": past.days,
        "polls_days": POLLS_DAYS,
        "sketches_days": SKETCHES_DAYS,
        "text": past.text,
        "hits": past.hits,
        "sketch": past.sketch,
        "digest": past.digest,
    }


def _places(kind: str) -> dict[str, str]:
    return {
        "at": AT[kind].format(number="number"),
        "day_end": AT[kind].format(number="((number / :a_day + 1) * :a_day)"),
        "url": ADDRESS.format(number="number"),
        "outlet": "'outlet' || (number % 300)",
        "feed": "'https://outlet' || (number % 300) || '.example/feed'",
        "story": STORY[kind].format(lead=ADDRESS.format(number="(number - number % 3)")),
    }


# Those that no constraint stands on.
PLAIN_INDEXES = (
    "SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS made FROM pg_index"
    " JOIN pg_class ON pg_class.oid = indrelid WHERE relnamespace = 'public'::regnamespace"
    " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)"
)


@contextmanager
def _without_indexes(store: Store) -> Iterator[None]:
    """On PostgreSQL they are made when the rows are there: several times as fast."""
    indexes: list[tuple[str, str]] = []
    if store.is_postgresql:
        with store.begin() as work:
            indexes = [(row.name, row.made) for row in work._connection.execute(text(PLAIN_INDEXES))]
            for name, _ in indexes:
                work._connection.execute(text(f"DROP INDEX {name}"))
    yield
    for name, made in indexes:
        begun = clock.perf_counter()
        with store.begin() as work:
            work._connection.exec_driver_sql(made)
        print(f"{name}, {clock.perf_counter() - begun:,.1f} s", file=sys.stderr, flush=True)


def _settle(store: Store) -> None:
    """PostgreSQL's sequences do not see numbers that came with the rows, nor its planner rows that came at once."""
    if not store.is_postgresql:
        return
    with store.begin() as work:
        for table in ("articles", "entries", "documents"):
            number = f"setval(pg_get_serial_sequence('{table}', 'id'), max(id))"
            work._connection.execute(text(f"SELECT {number} FROM {table} HAVING max(id) > 0"))
    with store._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (ANALYZE)"))
