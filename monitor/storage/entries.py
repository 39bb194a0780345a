"""Which announcements are known, so that a page is fetched once and a page that failed once is not lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, select

from monitor.model.addresses import canonical
from monitor.model.articles import Entry
from monitor.model.errors import StorageError
from monitor.model.polls import Outcome
from monitor.storage.statements import chunks, insert
from monitor.storage.states import EntryState
from monitor.storage.tables_collection import entries
from monitor.storage.tables_news import articles
from monitor.storage.types import storable

# Waits between tries for a page: some are announced minutes before they exist, some servers are down for a night.
PAGE_WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 180, 360, 720))
# A page that did not come for so long, however often it was tried, is given up, and counted as missing.
GIVEN_UP_AFTER = timedelta(days=3)
# Pages that failed before and are tried again in one visit, so that an outlet back from an outage is not stormed.
MISSED_AT_ONCE = 50

# The limit of the sitemap protocol for an address; PostgreSQL's indexes take 2,700 bytes.
LONGEST_ADDRESS = 2048
LONGEST_ID = 200

SETTLED = (EntryState.FETCHED.value, EntryState.GIVEN_UP.value)


class Entries:
    """The announcements of all sources; one of the same address in two feeds is one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unknown(self, source: str, announced: Sequence[Entry], now: datetime | None = None) -> tuple[Entry, ...]:
        """The entries whose page is still wanted, in their order; then those no longer announced whose page failed.

        A page that failed comes back when its next try is due; without `now`, at every visit.
        """
        by_url: dict[str, Entry] = {}
        for entry in announced:
            if url := address_or_none(entry.url):
                by_url.setdefault(url, entry)
        known = self._not_wanted(tuple(by_url), now) | self._known_by_id(source, by_url)
        wanted = tuple(entry for url, entry in by_url.items() if url not in known)
        return wanted + self._missed(source, now, announced=by_url.keys())

    def seen(self, source: str, announced: Sequence[Entry], now: datetime) -> None:
        """These entries stood in the source's listing."""
        rows = [_row(source, url, entry, now) for entry in announced if (url := address_or_none(entry.url))]
        if not rows:
            return
        statement = insert(self._connection, entries)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["url"],
                set_={"last_seen": statement.excluded.last_seen, "title": statement.excluded.title},
            ),
            rows,
        )

    def missed(self, source: str, entry: Entry, outcome: Outcome, now: datetime) -> None:
        """The page did not come: the next try is due after a longer wait, until the page is given up."""
        url = address(entry.url)
        before = self._connection.execute(
            select(entries.c.state, entries.c.attempts, entries.c.first_seen)
            .where(entries.c.url == url)
            .with_for_update()
        ).first()
        if before is not None and before.state in SETTLED:
            return
        attempts = 1 if before is None else before.attempts + 1
        given_up = before is not None and now - before.first_seen >= GIVEN_UP_AFTER
        after: dict[str, object] = {
            "state": (EntryState.GIVEN_UP if given_up else EntryState.MISSED).value,
            "attempts": attempts,
            "next_try_at": None if given_up else now + PAGE_WAITS[min(attempts, len(PAGE_WAITS)) - 1],
            "detail": f"{outcome.kind.value}: {outcome.detail}" if outcome.detail else outcome.kind.value,
            "last_seen": now,
            "value": None if given_up else entry,
        }
        self._put(_row(source, url, entry, now) | after, renewed=after.keys())

    def fetched(self, source: str, entry: Entry, now: datetime) -> None:
        """The page is here; it is not fetched again."""
        url = address(entry.url)
        after: dict[str, object] = {
            "state": EntryState.FETCHED.value,
            "next_try_at": None,
            "value": None,
            "last_seen": now,
            "detail": "",
        }
        self._put(_row(source, url, entry, now) | after, renewed=after.keys())

    def _put(self, row: dict[str, object], *, renewed: Iterable[str]) -> None:
        statement = insert(self._connection, entries)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["url"], set_={name: statement.excluded[name] for name in renewed}
            ),
            row,
        )

    def _not_wanted(self, urls: Sequence[str], now: datetime | None) -> set[str]:
        not_wanted: ColumnElement[bool] = entries.c.state.in_(SETTLED)
        if now is not None:
            not_wanted = not_wanted | (entries.c.next_try_at > now)
        found: set[str] = set()
        for some in chunks(urls):
            found.update(
                self._connection.execute(
                    select(entries.c.url)
                    .where(entries.c.url.in_(some), not_wanted)
                    .union(select(articles.c.url).where(articles.c.url.in_(some)))
                ).scalars()
            )
        return found

    def _known_by_id(self, source: str, by_url: dict[str, Entry]) -> set[str]:
        """Addresses under which a source announces again what it announced under another address.

        Ids alone cannot be trusted: there are feeds that give every entry the same one. So the id must be the entry's
        own within the listing, and the title the same; whoever fails that costs one request, not an article.
        """
        times = Counter(entry.id for entry in by_url.values())
        own = {stored_id(e.id): url for url, e in by_url.items() if times[e.id] == 1 and e.id != e.url and e.title}
        found: set[str] = set()
        for some in chunks(tuple(own)):
            rows = self._connection.execute(
                select(entries.c.entry_id, entries.c.title).where(
                    entries.c.source == source,
                    entries.c.entry_id.in_(some),
                    entries.c.state == EntryState.FETCHED.value,
                )
            )
            found.update(own[row.entry_id] for row in rows if row.title == by_url[own[row.entry_id]].title)
        return found

    def _missed(self, source: str, now: datetime | None, *, announced: Iterable[str]) -> tuple[Entry, ...]:
        due = (
            select(entries.c.value, entries.c.url)
            .where(entries.c.source == source, entries.c.state == EntryState.MISSED.value)
            .order_by(entries.c.next_try_at)
            .limit(MISSED_AT_ONCE)
        )
        if now is not None:
            due = due.where(entries.c.next_try_at <= now)
        rows = self._connection.execute(due)
        return tuple(row.value for row in rows if row.url not in announced)


def address(url: str) -> str:
    """The one form of an entry's address; raises StorageError where it has none."""
    found = address_or_none(url)
    if found is None:
        raise StorageError(f"{url[:200]!r} is no address of a page")
    return found


def address_or_none(url: str) -> str | None:
    try:
        found = canonical(url)
    except ValueError:
        return None
    return found if len(found) <= LONGEST_ADDRESS else None


def stored_id(entry_id: str) -> str:
    """Some feeds put a whole text into the id; an index takes no such thing."""
    return entry_id if len(entry_id) <= LONGEST_ID else sha256(storable(entry_id).encode()).hexdigest()


def _row(source: str, url: str, entry: Entry, now: datetime) -> dict[str, object]:
    return {
        "url": url,
        "source": source,
        "entry_id": stored_id(entry.id),
        "title": entry.title,
        "state": EntryState.ANNOUNCED.value,
        "attempts": 0,
        "next_try_at": None,
        "detail": "",
        "first_seen": now,
        "last_seen": now,
        "value": None,
    }
