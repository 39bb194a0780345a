"""What was watched in a period, and what may be missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, Select, and_, case, exists, func, literal, or_, select, union_all

from monitor.model.digests import Coverage, Trouble, Window
from monitor.model.outlets import SourceKind
from monitor.model.polls import AlertKind, OutcomeKind
from monitor.storage.states import DocumentState, EntryState
from monitor.storage.tables_collection import (
    alerts,
    documents,
    entries,
    gaps,
    outlets,
    source_states,
    sources,
)
from monitor.storage.tables_news import articles
from monitor.storage.types import Moment

SUCCESSES = [kind.value for kind in (OutcomeKind.NEW, OutcomeKind.NOTHING_NEW, OutcomeKind.NOT_MODIFIED)]
OF_OUTLET = [AlertKind.DRIFT.value, AlertKind.PAGES.value]
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
        gaps=_joined(connection.execute(_gaps(since, until))),
    )


def _gaps(since: datetime, until: datetime) -> Select[tuple[str, datetime, datetime]]:
    """What was found missed in the period, unless a sitemap of the outlet was read since and showed no gap."""
    sitemap, its_gap = sources.alias(), gaps.alias()
    looked_up = (
        exists()
        .where(sitemap.c.outlet == sources.c.outlet, sitemap.c.kind == SourceKind.SITEMAP.value)
        .where(sitemap.c.url != gaps.c.source, source_states.c.url == sitemap.c.url)
        .where(source_states.c.last_success_at >= gaps.c.found_at)
        .where(~exists().where(its_gap.c.source == sitemap.c.url, its_gap.c.found_at >= gaps.c.found_at))
    )
    return (
        select(outlets.c.name, gaps.c.since, gaps.c.until)
        .join_from(gaps, sources, sources.c.url == gaps.c.source)
        .join(outlets)
        .where(outlets.c.enabled, gaps.c.found_at > since, gaps.c.found_at <= until, ~looked_up)
        .order_by(outlets.c.name, gaps.c.since)
    )


def _joined(rows: Iterable[Row[tuple[str, datetime, datetime]]]) -> tuple[Window, ...]:
    """The windows of each outlet; those that touch are one."""
    joined: list[Window] = []
    for row in rows:
        last = joined[-1] if joined else None
        if last and last.outlet_name == row.name and row.since <= last.until:
            joined[-1] = replace(last, until=max(last.until, row.until))
        else:
            joined.append(Window(outlet_name=row.name, since=row.since, until=row.until))
    return tuple(joined)


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
    badly_read = (
        select(outlets.c.id, outlets.c.name, alerts.c.kind.label("outcome"), alerts.c.since)
        .join_from(outlets, alerts, alerts.c.subject == outlets.c.id)
        .where(outlets.c.enabled, alerts.c.kind.in_(OF_OUTLET))
    )
    both = union_all(failing, silent, badly_read).subquery()
    return select(both.c.id, both.c.name, both.c.outcome, both.c.since).order_by(both.c.id, both.c.outcome)
