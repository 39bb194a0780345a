"""Decisions of people about stories, and the questions that wait for them.

Nothing is deleted: a membership that a ruling ends keeps its row, says which ruling ended it, and is written again when
the ruling is undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, func, or_, select, update

from monitor.model.articles import ArticleUrl
from monitor.model.rulings import Answer, Bridge, Decision, Move, Proposal, Ruling, RulingKind
from monitor.model.stories import Membership, Relation, StoryId
from monitor.storage.statements import insert
from monitor.storage.stories import STANDING
from monitor.storage.tables_news import articles, memberships, stories
from monitor.storage.tables_rulings import proposals, rulings
from monitor.storage.types import storable


class Rulings:
    """What people decided about stories."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, named: Sequence[StoryId]) -> None:
        """No other process places into these stories or rules on them until this transaction ends."""
        some = select(stories.c.id).where(stories.c.id.in_(named)).order_by(stories.c.id).with_for_update()
        self._connection.execute(some).all()

    def keep(self, decision: Decision) -> int:
        """Keep a decision and make its moves; the ruling's number."""
        row = {
            "kind": decision.kind.value,
            "story": decision.story,
            "other": decision.other,
            "articles": tuple(move.membership.article for move in decision.moves),
            "by": decision.by,
            "why": decision.why,
            "at": decision.at,
        }
        if decision.kind is RulingKind.SPLIT and decision.other:
            opening = insert(self._connection, stories).on_conflict_do_nothing(index_elements=["id"])
            self._connection.execute(opening, {"id": decision.other, "first_seen": self._first_seen(decision.moves)})
        number = self._connection.execute(insert(self._connection, rulings).returning(rulings.c.id), row).scalar_one()
        self._move(decision.moves, number, decision.at)
        return int(number)

    def undo(self, ruling: Ruling, moves: Sequence[Move], *, by: str, at: datetime) -> None:
        """Take a ruling back: the articles that still stand where it put them move as told."""
        self._connection.execute(update(rulings).where(rulings.c.id == ruling.id).values(undone_at=at, undone_by=by))
        self._move(moves, ruling.id, at, made=False)

    def before(self, ruling: int) -> tuple[Move, ...]:
        """Where the articles stood that a ruling moved and that nothing has moved since."""
        made, ended = memberships.alias("made"), memberships.alias("ended")
        rows = self._connection.execute(
            select(ended, articles.c.url)
            .join_from(made, ended, and_(ended.c.article == made.c.article, ended.c.undoing == ruling))
            .join(articles, articles.c.id == made.c.article)
            .where(made.c.ruling == ruling, made.c.undone_at.is_(None))
            .order_by(ended.c.id)
        ).mappings()
        return tuple({row["url"]: _move(row) for row in rows}.values())

    def named(self, number: int) -> Ruling | None:
        return next(iter(self._where(rulings.c.id == number)), None)

    def latest(self) -> Ruling | None:
        """The last ruling that stands."""
        return next(iter(self._where(rulings.c.undone_at.is_(None), limit=1)), None)

    def of_story(self, story: StoryId) -> tuple[Ruling, ...]:
        """All rulings on a story, undone ones too, the latest first."""
        return self._where(or_(rulings.c.story == story, rulings.c.other == story))

    def all(self) -> tuple[Ruling, ...]:
        return self._where(rulings.c.id > 0)

    def before_number(self, number: int | None, limit: int) -> tuple[Ruling, ...]:
        """So many rulings with lower numbers (None: whichever), the latest first."""
        return self._where(rulings.c.id > 0 if number is None else rulings.c.id < number, limit)

    def _where(self, condition: ColumnElement[bool], limit: int | None = None) -> tuple[Ruling, ...]:
        rows = self._connection.execute(select(rulings).where(condition).order_by(rulings.c.id.desc()).limit(limit))
        return tuple(_ruling(row) for row in rows.mappings())

    def _first_seen(self, moves: Sequence[Move]) -> datetime:
        urls = [move.membership.article for move in moves]
        found = select(func.min(articles.c.first_seen)).where(articles.c.url.in_(urls))
        first: datetime = self._connection.execute(found).scalar_one()
        return first

    def _move(self, moves: Sequence[Move], ruling: int, at: datetime, *, made: bool = True) -> None:
        keys = {
            row.url: row.id
            for row in self._connection.execute(
                select(articles.c.url, articles.c.id).where(
                    articles.c.url.in_([storable(move.membership.article) for move in moves])
                )
            )
        }
        if not keys:
            return
        self._connection.execute(
            update(memberships)
            .where(memberships.c.article.in_(keys.values()), STANDING)
            .values(undone_at=at, undoing=ruling)
        )
        rows = [_row(move, keys[move.membership.article], ruling if made else None) for move in moves]
        self._connection.execute(insert(self._connection, memberships), rows)


class Proposals:
    """Pairs of stories that may be one; each pair is asked about once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, bridge: Bridge, at: datetime) -> bool:
        """Ask whether two stories are one; False where that was asked, or decided by hand, before."""
        return self._put(bridge, at, answer=None, by=None)

    def settle(self, bridge: Bridge, answer: Answer, *, by: str, at: datetime) -> None:
        """Remember an answer of which nobody was asked, or that changed: a split says that two stories are two."""
        if not self._put(bridge, at, answer=answer, by=by):
            found = and_(*_pair(bridge.story, bridge.other))
            self._connection.execute(
                update(proposals).where(found).values(answer=answer.value, answered_at=at, answered_by=by)
            )

    def open(self) -> tuple[Proposal, ...]:
        """Those that wait for an answer, the surest first; none of a story that was merged away."""
        standing = select(memberships.c.story).where(STANDING)
        waiting = and_(
            proposals.c.answer.is_(None),
            proposals.c.first.in_(standing.where(memberships.c.story == proposals.c.first)),
            proposals.c.second.in_(standing.where(memberships.c.story == proposals.c.second)),
        )
        chosen = _proposals().where(waiting).order_by(proposals.c.score.desc(), proposals.c.id)
        return tuple(_proposal(row) for row in self._connection.execute(chosen).mappings())

    def named(self, number: int) -> Proposal | None:
        row = self._connection.execute(_proposals().where(proposals.c.id == number)).mappings().first()
        return None if row is None else _proposal(row)

    def _put(self, bridge: Bridge, at: datetime, *, answer: Answer | None, by: str | None) -> bool:
        first, second = sorted((bridge.story, bridge.other))
        row = {
            "first": first,
            "second": second,
            "story": bridge.story,
            "article": bridge.article,
            "score": bridge.score,
            "evidence": bridge.evidence,
            "at": at,
            "answer": answer and answer.value,
            "answered_at": at if answer else None,
            "answered_by": by,
        }
        statement = insert(self._connection, proposals).on_conflict_do_nothing(index_elements=["first", "second"])
        return self._connection.execute(statement.returning(proposals.c.id), row).first() is not None


def _pair(one: StoryId, other: StoryId) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    first, second = sorted((one, other))
    return proposals.c.first == first, proposals.c.second == second


def _proposals() -> Select[tuple[object, ...]]:
    return select(proposals)


def _row(move: Move, article: int, ruling: int | None) -> dict[str, object]:
    one = move.membership
    return {
        "story": move.story,
        "article": article,
        "relation": one.relation.value,
        "method": one.method,
        "score": one.score,
        "evidence": one.evidence,
        "ruling": move.ruling if ruling is None else ruling,
    }


def _move(row: RowMapping) -> Move:
    return Move(
        story=StoryId(row["story"]),
        membership=Membership(
            article=ArticleUrl(row["url"]),
            relation=Relation(row["relation"]),
            method=row["method"],
            score=row["score"],
            evidence=row["evidence"],
        ),
        ruling=row["ruling"],
    )


def _ruling(row: RowMapping) -> Ruling:
    return Ruling(
        id=row["id"],
        kind=RulingKind(row["kind"]),
        story=StoryId(row["story"]),
        other=None if row["other"] is None else StoryId(row["other"]),
        articles=tuple(ArticleUrl(url) for url in row["articles"]),
        by=row["by"],
        why=row["why"],
        at=row["at"],
        undone_at=row["undone_at"],
        undone_by=row["undone_by"],
    )


def _proposal(row: RowMapping) -> Proposal:
    other = row["second"] if row["first"] == row["story"] else row["first"]
    return Proposal(
        id=row["id"],
        bridge=Bridge(
            article=ArticleUrl(row["article"]),
            story=StoryId(row["story"]),
            other=StoryId(other),
            score=row["score"],
            evidence=row["evidence"],
        ),
        at=row["at"],
        answer=None if row["answer"] is None else Answer(row["answer"]),
        answered_at=row["answered_at"],
        answered_by=row["answered_by"],
    )
