"""The placing of a batch, in a statement for each thing that is kept, not for each article: others wait meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from monitor.model.articles import ArticleUrl
from monitor.model.errors import StorageError
from monitor.model.rulings import RulingKind
from monitor.model.stories import Membership, Placement, Relation, Sketch, StoryId
from monitor.storage import declared
from monitor.storage.lists import is_number, is_word
from monitor.storage.statements import insert
from monitor.storage.tables_news import articles, memberships, sketches, stories
from monitor.storage.tables_rulings import rulings
from monitor.storage.types import storable

# A story merged into one that was merged in turn; more than this is a mistake, not a story.
MERGES_FOLLOWED = 16

# A placement, what the article is compared by, and when its story opened if it is the first.
Arrival = tuple[Placement, Sketch, datetime]

STANDING = memberships.c.undone_at.is_(None)


def keep_all(connection: Connection, placed: Sequence[Arrival]) -> int:
    """Keep the sketches of stored articles, and place those that stand in no story yet; how many these are."""
    if not placed:
        return 0
    keys = _keys(connection, [one.membership.article for one, _, _ in placed])
    rows = [{"article": keys[one.membership.article], "at": it.at, "value": it} for one, it, _ in placed]
    declared.put(connection, sketches, rows)
    there = select(memberships.c.article).where(is_number(connection, memberships.c.article, keys.values()), STANDING)
    standing = frozenset(connection.execute(there).scalars())
    fresh = [one for one in placed if keys[one[0].membership.article] not in standing]
    opened = _open(connection, fresh)
    taking = _merged(connection, {one.story for one, _, _ in fresh} - opened)
    waiting: list[dict[str, object]] = []
    for one, _, _ in fresh:
        story = taking.get(one.story, one.story)
        if one.membership.relation is Relation.LEAD and one.story not in opened:
            _insert(connection, waiting)
            waiting = []
            _step_back(connection, story)
        waiting.append(_row(one.membership, story, keys[one.membership.article]))
    _insert(connection, waiting)
    return len(fresh)


def _keys(connection: Connection, urls: Sequence[ArticleUrl]) -> dict[ArticleUrl, int]:
    """The numbers of the articles, which nobody else places meanwhile."""
    stored_as = {url: storable(url) for url in urls}
    found = select(articles.c.id, articles.c.url).where(is_word(connection, articles.c.url, stored_as.values()))
    rows = connection.execute(found.order_by(articles.c.id).with_for_update(key_share=True))
    numbers = {row.url: row.id for row in rows}
    if missing := [url for url, stored in stored_as.items() if stored not in numbers]:
        raise StorageError(f"an article that is not stored cannot be placed: {missing[0]}")
    return {url: numbers[stored] for url, stored in stored_as.items()}


def _open(connection: Connection, fresh: Sequence[Arrival]) -> frozenset[StoryId]:
    """Open the stories that are not there yet; which they are."""
    rows = {one.story: {"id": one.story, "first_seen": first_seen} for one, _, first_seen in reversed(fresh)}
    if not rows:
        return frozenset()
    opening = insert(connection, stories).on_conflict_do_nothing(index_elements=["id"]).returning(stories.c.id)
    return frozenset(map(StoryId, connection.execute(opening, [rows[id_] for id_ in sorted(rows)]).scalars()))


def _merged(connection: Connection, named: Collection[StoryId]) -> dict[StoryId, StoryId]:
    """Where a person put the articles of stories while others were on their way to them."""
    if not named:
        return {}
    chosen = select(stories.c.id).where(is_word(connection, stories.c.id, named)).order_by(stories.c.id)
    connection.execute(chosen.with_for_update(read=True, key_share=True)).all()
    merged = select(rulings.c.other, rulings.c.story).where(
        rulings.c.kind == RulingKind.MERGE.value, rulings.c.undone_at.is_(None)
    )
    into = {story: story for story in named}
    for _ in range(MERGES_FOLLOWED):
        rows = connection.execute(merged.where(is_word(connection, rulings.c.other, frozenset(into.values()))))
        further = {row.other: StoryId(row.story) for row in rows}
        if not further:
            break
        into = {story: further.get(now, now) for story, now in into.items()}
    return into


def _row(member: Membership, story: StoryId, article: int) -> dict[str, object]:
    return {
        "story": story,
        "article": article,
        "relation": member.relation.value,
        "method": member.method,
        "score": member.score,
        "evidence": member.evidence,
    }


def _insert(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(connection, memberships), rows)


def _step_back(connection: Connection, story: StoryId) -> None:
    connection.execute(
        update(memberships)
        .where(memberships.c.story == story, memberships.c.relation == Relation.LEAD.value, STANDING)
        .values(relation=Relation.REPORT.value)
    )
