"""Outlets and their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, exists, func, or_, select, true, update

from monitor.model.errors import StorageError
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.model.polls import SourceState, Validators
from monitor.storage import declared
from monitor.storage.lists import is_word
from monitor.storage.statements import chunks
from monitor.storage.tables_collection import documents, outlets, source_states, sources
from monitor.storage.tables_news import articles


class Outlets:
    """The outlets that are known, declared or added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def declare(self, entries: Sequence[Outlet]) -> None:
        """Make config's entries so; one declared no longer is switched off, or removed where nothing came of it."""
        something_came = or_(
            exists().where(articles.c.outlet == outlets.c.id), exists().where(documents.c.outlet == outlets.c.id)
        )
        rows = [_row(outlet, is_declared=True) for outlet in entries]
        declared.declare(self._connection, outlets, rows, needed=something_came)
        of_config = set(self._connection.execute(select(outlets.c.id).where(outlets.c.declared)).scalars())
        # An address that a person gave to another outlet stays there.
        self._put_sources(
            [outlet for outlet in entries if outlet.id in of_config],
            only_where=sources.c.outlet.in_(select(outlets.c.id).where(outlets.c.declared)),
        )

    def add(self, *entries: Outlet) -> None:
        """Keep outlets as a person's own, new or changed; raises StorageError where a source is another outlet's."""
        for some in chunks(entries):
            owners = {source.url: outlet.id for outlet in some for source in outlet.sources}
            rows = self._connection.execute(
                select(sources.c.url, sources.c.outlet).where(is_word(self._connection, sources.c.url, owners))
            )
            for url, owner in rows:
                if owner != owners[url]:
                    raise StorageError(f"the source {url} belongs to the outlet {owner} already")
            declared.put(self._connection, outlets, [_row(outlet, is_declared=False) for outlet in some])
            self._put_sources(some, only_where=None)

    def remove(self, outlet: OutletId) -> bool:
        """Forget an outlet and its sources; its articles stay. False where there is none."""
        return declared.remove(self._connection, outlets, outlet)

    def all(self) -> tuple[Outlet, ...]:
        return self._where(true())

    def mark(self) -> str:
        """Another one whenever an outlet or a source of one changed."""
        return declared.mark(self._connection, outlets, sources)

    def enabled(self) -> tuple[Outlet, ...]:
        return self._where(outlets.c.enabled)

    def named(self, outlet: OutletId) -> Outlet | None:
        return next(iter(self._where(outlets.c.id == outlet)), None)

    def _where(self, condition: ColumnElement[bool]) -> tuple[Outlet, ...]:
        chosen = self._connection.execute(select(outlets.c.value, outlets.c.enabled).where(condition)).all()
        owned: defaultdict[str, list[Source]] = defaultdict(list)
        rows = self._connection.execute(
            select(sources).join(outlets).where(condition).order_by(sources.c.outlet, sources.c.place)
        )
        for row in rows:
            owned[row.outlet].append(
                Source(
                    url=row.url,
                    outlet=OutletId(row.outlet),
                    kind=SourceKind(row.kind),
                    language=row.language,
                    links=row.links,
                )
            )
        found = (replace(row.value, enabled=row.enabled, sources=tuple(owned[row.value.id])) for row in chosen)
        return tuple(sorted(found, key=lambda outlet: outlet.id))

    def _put_sources(self, entries: Sequence[Outlet], *, only_where: ColumnElement[bool] | None) -> None:
        rows = [_source_row(place, source) for outlet in entries for place, source in enumerate(outlet.sources)]
        self._connection.execute(
            delete(sources).where(
                sources.c.outlet.in_([outlet.id for outlet in entries]),
                sources.c.url.not_in([row["url"] for row in rows]),
            )
        )
        declared.put(self._connection, sources, rows, only_where=only_where)


class Sources:
    """What is known of each source between two polls."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def outlets_due(self, now: datetime, limit: int) -> tuple[OutletId, ...]:
        """Outlets with a source to visit again, the longest overdue first."""
        rows = self._connection.execute(
            select(sources.c.outlet)
            .join(outlets)
            .join(source_states, source_states.c.url == sources.c.url)
            .where(outlets.c.enabled, source_states.c.next_poll_at <= now)
            .group_by(sources.c.outlet)
            .order_by(func.min(source_states.c.next_poll_at), sources.c.outlet)
            .limit(limit)
        )
        return tuple(OutletId(outlet) for outlet in rows.scalars())

    def outlets_unvisited(self, limit: int) -> tuple[OutletId, ...]:
        """Outlets with a source that was never visited."""
        rows = self._connection.execute(
            select(sources.c.outlet)
            .distinct()
            .join(outlets)
            .outerjoin(source_states, source_states.c.url == sources.c.url)
            .where(outlets.c.enabled, source_states.c.url.is_(None))
            .order_by(sources.c.outlet)
            .limit(limit)
        )
        return tuple(OutletId(outlet) for outlet in rows.scalars())

    def states(self, of: Collection[OutletId] | None = None) -> tuple[SourceState, ...]:
        """The states of all sources that were ever polled, or of these outlets' sources."""
        chosen = select(source_states).order_by(source_states.c.next_poll_at)
        if of is not None:
            its = select(sources.c.url).where(is_word(self._connection, sources.c.outlet, of))
            chosen = chosen.where(source_states.c.url.in_(its))
        rows = self._connection.execute(chosen)
        return tuple(
            SourceState(
                url=row.url,
                next_poll_at=row.next_poll_at,
                last_poll_at=row.last_poll_at,
                last_success_at=row.last_success_at,
                last_new_at=row.last_new_at,
                failures=row.failures,
                interval_seconds=row.interval_seconds,
                validators=Validators(etag=row.etag, last_modified=row.last_modified),
                body_hash=row.body_hash,
                outcome=row.outcome,
                detail=row.detail,
                moved_to=row.moved_to,
                moved_since=row.moved_since,
                moved_seen=row.moved_seen,
                longest_silence_seconds=row.longest_silence_seconds,
                ttl_seconds=row.ttl_seconds,
                skip_hours=_numbers(row.skip_hours),
                skip_days=_numbers(row.skip_days),
            )
            for row in rows
        )

    def keep(self, *states: SourceState) -> None:
        """Nothing is kept of a source that was removed while it was visited."""
        there: set[str] = set()
        for some in chunks([state.url for state in states]):
            there.update(self._connection.execute(select(sources.c.url).where(sources.c.url.in_(some))).scalars())
        rows = [_state_row(state) for state in states if state.url in there]
        if rows:
            declared.put(self._connection, source_states, rows)

    def hasten_sitemaps(self, source: str, now: datetime) -> None:
        """Make the other sitemaps of this source's outlet due, but none that asked for patience or fails."""
        outlet = select(sources.c.outlet).where(sources.c.url == source).scalar_subquery()
        sitemaps = select(sources.c.url).where(
            sources.c.outlet == outlet, sources.c.kind == SourceKind.SITEMAP.value, sources.c.url != source
        )
        self._connection.execute(
            update(source_states)
            .where(source_states.c.url.in_(sitemaps), source_states.c.failures == 0, source_states.c.next_poll_at > now)
            .values(next_poll_at=now)
        )


def _row(outlet: Outlet, *, is_declared: bool) -> declared.Row:
    return {
        "id": outlet.id,
        "name": outlet.name,
        "rank": outlet.rank,
        "enabled": outlet.enabled,
        "declared": is_declared,
        "value": replace(outlet, sources=()),
    }


def _source_row(place: int, source: Source) -> dict[str, object]:
    return {
        "url": source.url,
        "outlet": source.outlet,
        "place": place,
        "kind": source.kind.value,
        "language": source.language,
        "links": source.links,
    }


def _state_row(state: SourceState) -> declared.Row:
    return {
        "url": state.url,
        "next_poll_at": state.next_poll_at,
        "last_poll_at": state.last_poll_at,
        "last_success_at": state.last_success_at,
        "last_new_at": state.last_new_at,
        "failures": state.failures,
        "interval_seconds": state.interval_seconds,
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "body_hash": state.body_hash,
        "outcome": state.outcome,
        "detail": state.detail,
        "moved_to": state.moved_to,
        "moved_since": state.moved_since,
        "moved_seen": state.moved_seen,
        "longest_silence_seconds": state.longest_silence_seconds,
        "ttl_seconds": state.ttl_seconds,
        "skip_hours": _bits(state.skip_hours),
        "skip_days": _bits(state.skip_days),
    }


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in set(numbers))


def _numbers(bits: int) -> frozenset[int]:
    return frozenset(number for number in range(bits.bit_length()) if bits >> number & 1)
