"""Which announcements are known, so that a page is fetched once and a page that failed once is not lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import BindParameter, Connection, bindparam, select

from monitor.model.addresses import canonical
from monitor.model.articles import Entry
from monitor.model.errors import StorageError
from monitor.model.polls import Outcome
from monitor.storage.lists import is_word
from monitor.storage.statements import chunks, upsert
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

# What every visit asks, made once: making such a statement costs as much as running it.
_SOME: BindParameter[str] = bindparam("some", expanding=True)
_ANNOUNCED = select(entries.c.url, entries.c.state, entries.c.next_try_at).where(entries.c.url.in_(_SOME))
_STORED = select(articles.c.url).where(articles.c.url.in_(_SOME))
_ARCHIVE = select(entries.c.url).where(entries.c.url.in_(_SOME), entries.c.baseline)
_NAMED = select(entries.c.entry_id, entries.c.title).where(
    entries.c.source == bindparam("source"),
    entries.c.entry_id.in_(_SOME),
    entries.c.state == EntryState.FETCHED.value,
)
_MISSED = (
    select(entries.c.value, entries.c.url)
    .where(entries.c.source == bindparam("source"), entries.c.state == EntryState.MISSED.value)
    .order_by(entries.c.next_try_at)
    .limit(MISSED_AT_ONCE)
)
_MISSED_AND_DUE = _MISSED.where(entries.c.next_try_at <= bindparam("now"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A listing beside what is known: what is wanted of it, and the addresses in it that were met before."""

    wanted: tuple[Entry, ...]
    met: frozenset[str]


class Entries:
    """The announcements of all sources; one of the same address in two feeds is one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unknown(self, source: str, announced: Sequence[Entry], now: datetime | None = None) -> tuple[Entry, ...]:
        """The entries whose page is still wanted, in their order; then those no longer announced whose page failed.

        A page that failed comes back when its next try is due; without `now`, at every visit.
        """
        return self.compared(source, announced, now).wanted

    def compared(self, source: str, announced: Sequence[Entry], now: datetime | None = None) -> Compared:
        """What of a listing is wanted, as `unknown` says, and what of it was met before."""
        by_url: dict[str, Entry] = {}
        for entry in announced:
            if url := address_or_none(entry.url):
                by_url.setdefault(url, entry)
        known = self._known(tuple(by_url))
        renamed = self._known_by_id(source, by_url, known.keys())
        waits = {url for url, (state, at) in known.items() if state in SETTLED or (now and at and at > now)}
        wanted = tuple(entry for url, entry in by_url.items() if url not in waits and url not in renamed)
        met = frozenset(by_url[url].url for url in known.keys() | renamed)
        return Compared(wanted=wanted + self._missed(source, now, announced=by_url.keys()), met=met)

    def sources_due(self, now: datetime, of: Collection[str]) -> frozenset[str]:
        """Of which of these sources a page that failed is to be tried again by now."""
        its = is_word(self._connection, entries.c.source, of)
        due = select(entries.c.source).where(
            its, entries.c.state == EntryState.MISSED.value, entries.c.next_try_at <= now
        )
        return frozenset(self._connection.execute(due.distinct()).scalars())

    def seen(self, source: str, announced: Sequence[Entry], now: datetime) -> None:
        """These entries stood in the source's listing."""
        rows = [_row(source, url, entry, now) for entry in announced if (url := address_or_none(entry.url))]
        if not rows:
            return
        self._put(*rows, renewed=("last_seen", "title"))

    def missed(self, source: str, entry: Entry, outcome: Outcome, now: datetime, *, baseline: bool = False) -> None:
        """The page did not come: the next try is due after a longer wait, until the page is given up.

        `baseline`: the entry was archive when it was announced, and stays so.
        """
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
        self._put(_row(source, url, entry, now) | after | {"baseline": baseline}, renewed=after.keys())

    def fetched(self, source: str, entry: Entry, now: datetime) -> bool:
        """The page is here; True where the entry was archive when it was announced first."""
        return bool(self.all_fetched({address(entry.url): (source, entry)}, now))

    def all_fetched(self, by_url: Mapping[str, tuple[str, Entry]], now: datetime) -> frozenset[str]:
        """All that there will be of these entries of sources is here; those that were archive when announced first."""
        after: dict[str, object] = {
            "state": EntryState.FETCHED.value,
            "next_try_at": None,
            "value": None,
            "last_seen": now,
            "detail": "",
        }
        rows = [_row(source, url, entry, now) | after for url, (source, entry) in by_url.items()]
        self._put(*rows, renewed=after.keys())
        archive: set[str] = set()
        for some in chunks(tuple(by_url)):
            archive.update(self._connection.execute(_ARCHIVE, {"some": some}).scalars())
        return frozenset(archive)

    def _put(self, *rows: dict[str, object], renewed: Iterable[str]) -> None:
        statement = upsert(self._connection.dialect.name, entries, "url", tuple(renewed))
        self._connection.execute(statement, list(rows))

    def _known(self, urls: Sequence[str]) -> dict[str, tuple[str, datetime | None]]:
        """How far those of these addresses are that are known; an article is settled, whoever brought it."""
        found: dict[str, tuple[str, datetime | None]] = {}
        for some in chunks(urls):
            announced = self._connection.execute(_ANNOUNCED, {"some": some})
            found |= {row.url: (row.state, row.next_try_at) for row in announced}
            open_ones = [url for url in some if url not in found or found[url][0] not in SETTLED]
            if not open_ones:
                continue
            stored = self._connection.execute(_STORED, {"some": open_ones}).scalars()
            found |= dict.fromkeys(stored, (EntryState.FETCHED.value, None))
        return found

    def _known_by_id(self, source: str, by_url: dict[str, Entry], known: AbstractSet[str]) -> set[str]:
        """Unknown addresses under which a source announces again what it announced under another address.

        Ids alone cannot be trusted: there are feeds that give every entry the same one. So the id must be the entry's
        own within the listing, and the title the same; whoever fails that costs one request, not an article.
        """
        times = Counter(entry.id for entry in by_url.values())
        own = {
            stored_id(entry.id): url
            for url, entry in by_url.items()
            if url not in known and times[entry.id] == 1 and entry.id != entry.url and entry.title
        }
        found: set[str] = set()
        for some in chunks(tuple(own)):
            rows = self._connection.execute(_NAMED, {"source": source, "some": some})
            found.update(own[row.entry_id] for row in rows if row.title == by_url[own[row.entry_id]].title)
        return found

    def _missed(self, source: str, now: datetime | None, *, announced: Iterable[str]) -> tuple[Entry, ...]:
        if now is None:
            rows = self._connection.execute(_MISSED, {"source": source})
        else:
            rows = self._connection.execute(_MISSED_AND_DUE, {"source": source, "now": now})
        return tuple(row.value for row in rows if row.url not in announced)


def address(url: str) -> str:
    """The one form of an entry's address; raises StorageError where it has none."""
    found = address_or_none(url)
    if found is None:
        raise StorageError(f"{url[:200]!r} is no address of a page")
    return found


@lru_cache(maxsize=4_096)  # a listing is compared, and a moment later its new entries are kept
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
        "baseline": False,
    }
