"""What was watched in a period, and what may be missing."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, and_, case, func, literal, or_, select, union_all

from monitor.model.digests import Coverage, Trouble
from monitor.model.polls import OutcomeKind
from monitor.storage.states import DocumentState, EntryState
from monitor.storage.tables_collection import documents, entries, outlets, source_states, sources
from monitor.storage.tables_news import articles
from monitor.storage.types import Moment

SUCCESSES = [kind.value for kind in (OutcomeKind.NEW, OutcomeKind.NOTHING_NEW, OutcomeKind.NOT_MODIFIED)]
# A visit that is so long overdue was not merely waiting its turn.
OVERDUE = timedelta(hours=1)
# News outlets are silent over a weekend and a holiday, not longer; a feed that is dead answers for years.
SILENCE = timedelta(days=7)


def coverage(connection: Connection, since: datetime, until: datetime) -> Coverage:
    """Outlets that answered, articles that came, pages that were none, and outlets that are in trouble."""
    counts = connection.execute(_counts(since, until)).one()
    rejected = connection.execute(_rejected(since, until))
    troubles = connection.execute(_troubles(until)).all()
    # The sources of one outlet may fail in several ways; the first says enough.
    first = {row.id: Trouble(outlet_name=row.name, outcome=row.outcome, since=row.since) for row in reversed(troubles)}
    return Coverage(
        outlets=counts.outlets,
        polled=counts.polled,
        articles=counts.articles,
        rejected=tuple((row.reason, row.pages) for row in rejected),
        troubles=tuple(sorted(first.values(), key=lambda trouble: trouble.outlet_name)),
    )


def _counts(since: datetime, until: datetime) -> Select[tuple[int, int, int]]:
    # In a short period not every outlet is due: one that answered when it was last visited, and is not due, is covered.
    answered = or_(
        source_states.c.last_success_at > since,
        and_(source_states.c.outcome.in_(SUCCESSES), source_states.c.next_poll_at >= until),
    )
    return select(
        select(func.count()).select_from(outlets).where(outlets.c.enabled).scalar_subquery().label("outlets"),
        select(func.count(outlets.c.id.distinct()))
        .join_from(outlets, sources)
        .join(source_states)
        .where(outlets.c.enabled, answered)
        .scalar_subquery()
        .label("polled"),
        select(func.count())
        .select_from(articles)
        .where(articles.c.first_seen > since, articles.c.first_seen <= until)
        .scalar_subquery()
        .label("articles"),
    )


def _rejected(since: datetime, until: datetime) -> Select[tuple[str, int]]:
    """Pages that were no article by reason; and those that never came, as "unreachable"."""
    pages = union_all(
        select(documents.c.reason.label("reason")).where(
            documents.c.state == DocumentState.REJECTED.value,
            documents.c.fetched_at > since,
            documents.c.fetched_at <= until,
        ),
        select(literal(OutcomeKind.UNREACHABLE.value).label("reason")).where(
            entries.c.state == EntryState.GIVEN_UP.value, entries.c.last_seen > since, entries.c.last_seen <= until
        ),
    ).subquery()
    count = func.count().label("pages")
    return select(pages.c.reason, count).group_by(pages.c.reason).order_by(count.desc(), pages.c.reason)


def _troubles(until: datetime) -> Select[tuple[str, str, str, datetime | None]]:
    overdue = or_(source_states.c.url.is_(None), source_states.c.next_poll_at < until - OVERDUE)
    outcome = case(
        (source_states.c.outcome.not_in(SUCCESSES), source_states.c.outcome),
        (overdue, literal("late")),
    )
    failing = (
        select(outlets.c.id, outlets.c.name, outcome.label("outcome"), source_states.c.last_success_at.label("since"))
        .join_from(outlets, sources)
        .outerjoin(source_states)
        .where(outlets.c.enabled, outcome.is_not(None))
    )
    last_new = func.max(source_states.c.last_new_at, type_=Moment)
    silent = (
        select(outlets.c.id, outlets.c.name, literal("silent").label("outcome"), last_new.label("since"))
        .join_from(outlets, sources)
        .join(source_states)
        .where(outlets.c.enabled)
        .group_by(outlets.c.id, outlets.c.name)
        .having(last_new < until - SILENCE)
    )
    both = union_all(failing, silent).subquery()
    return select(both.c.id, both.c.name, both.c.outcome, both.c.since).order_by(both.c.id, both.c.outcome)
