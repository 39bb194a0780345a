"""Where the crawler leaves what it found, and what is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

import structlog

from monitor import polling
from monitor.model.articles import Entry, FetchedDocument
from monitor.model.outlets import OutletId
from monitor.model.polls import Alert, AlertKind, Gap, Outcome, OutcomeKind, Poll, SourceState, StoredDocument, Told
from monitor.model.seams import Clock
from monitor.services.network import is_network_down

if TYPE_CHECKING:
    from monitor.storage import Store, Work

log = structlog.get_logger()

# Pages that are fetched again in one visit, to see what changed; and none where there is much new to fetch.
AGAIN_AT_ONCE = 10
MUCH_NEW = 30
# Visits in one transaction, and what all of them tell of articles: it is held until then.
QUIET_AT_ONCE = 50
TOLD_AT_ONCE = 500
# Of a message that stands for its title: about as long as a long headline.
OPENING_LENGTH = 120


@dataclass(slots=True)
class _Visited:
    """What is known of a visit while it lasts; addresses as the entries write them."""

    met: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    again: dict[str, StoredDocument] | None = None
    missed: bool = False
    # To be kept with the outcome, in one transaction: validators that are kept without it would hide it for ever.
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quiet:
    """A visit in good order that waits to be kept."""

    outcome: Outcome
    state: SourceState
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesDue:
    """The sources that have pages to fetch though nothing is new: `again`, to see what changed, or `missed` before."""

    again: AbstractSet[str] = frozenset()
    missed: AbstractSet[str] = frozenset()


class StoreInbox:
    """Keeps what the crawler finds, a transaction each; what was kept survives any crash after it.

    Visits in good order are kept some at a time: one that a crash takes along is made again, and meets what it kept.
    """

    def __init__(
        self,
        store: Store,
        *,
        states: Sequence[SourceState],
        open_alerts: Sequence[Alert],
        due: SourcesDue,
        clock: Clock,
    ) -> None:
        self._store = store
        self._states = {state.url: state for state in states}
        self._clock = clock
        self._open_alerts = {(alert.subject, alert.kind) for alert in open_alerts}
        self._due = due
        self._visits: dict[str, _Visited] = {}
        self._failures: list[tuple[Poll, Outcome]] = []
        # Several threads of the crawler write here.
        self._quiet: list[_Quiet] = []
        self._lock = Lock()
        self.outcomes: list[Outcome] = []
        self.outlets_with_misses: set[OutletId] = set()

    def unknown(self, poll: Poll, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """What is to be fetched: what is new, what was missed, what may have changed."""
        visited, now = self._visited(poll), self._clock()
        if not entries and poll.identity not in self._due.again | self._due.missed:
            return ()
        if any(told.outlet == poll.outlet.id for quiet in tuple(self._quiet) for told in quiet.told[:1]):
            # The feeds of an outlet tell of the same articles.
            self.keep_quiet()
        with self._store.reading() as work:
            compared = work.entries.compared(poll.identity, entries, now)
            wanted = compared.wanted
            if visited.again is None and poll.identity in self._due.again and len(wanted) <= MUCH_NEW:
                due = work.documents.due_again(poll.identity, now, AGAIN_AT_ONCE)
                visited.again = {one.entry.url: one for one in due}
                wanted += tuple(one.entry for one in due)
        announced = {entry.url for entry in entries}
        visited.met |= compared.met
        visited.fresh |= {entry.url for entry in wanted if entry.url in announced} - compared.met
        return wanted

    def fetched(self, poll: Poll, entry: Entry, document: FetchedDocument) -> None:
        if (before := self._again(poll, entry)) is not None:
            with self._store.begin() as work:
                work.documents.fetched_again(before, document)
                self._plan_next(work, before)
            return
        since = polling.news_from(self._last_success(poll), self._clock())
        with self._store.begin() as work:
            work.documents.add(
                outlet=poll.outlet.id,
                source=poll.identity,
                entry=entry,
                document=document,
                baseline=not self._is_news(poll, entry),
                news_from=since,
            )

    def told(self, poll: Poll, entries: tuple[Entry, ...]) -> None:
        again = [before for entry in entries if (before := self._again(poll, entry))]
        if again:
            with self._store.begin() as work:
                for before in again:
                    self._plan_next(work, before)
        since = polling.news_from(self._last_success(poll), self._clock())
        self._visited(poll).told += tuple(
            Told(
                outlet=poll.outlet.id,
                source=poll.identity,
                entry=_with_title(entry),
                baseline=not self._is_news(poll, entry),
                news_from=since,
            )
            for entry in entries
            if self._again(poll, entry) is None
        )

    def missed(self, poll: Poll, entry: Entry, outcome: Outcome) -> None:
        if (before := self._again(poll, entry)) is not None:
            with self._store.begin() as work:
                self._plan_next(work, before)
            return
        self._visited(poll).missed = True
        self.outlets_with_misses.add(poll.outlet.id)
        with self._store.begin() as work:
            work.entries.missed(poll.identity, entry, outcome, self._clock(), baseline=not self._is_news(poll, entry))
        log.info("page missed", source=poll.identity, page=entry.url, outcome=outcome.kind, detail=outcome.detail)

    def polled(self, poll: Poll, outcome: Outcome) -> None:
        visited = self._visited(poll)
        outcome = _as_known(poll, outcome, visited)
        # Without the listing: a round of all sources would hold every entry of theirs until its end.
        self.outcomes.append(replace(outcome, listing=None))
        if not outcome.succeeded:
            # Held back until the round is over: only then can a broken feed be told from a broken network of ours.
            self._failures.append((poll, outcome))
            return
        if visited.missed:
            # An unconditional visit next time, so that the missed pages are met again.
            outcome = replace(outcome, validators=polling.NO_VALIDATORS, body_hash=None)
        self._keep(poll, outcome)

    def keep_failures(self) -> bool:
        """Keep the failures of the round; False, and nothing held against the feeds, where it was our own network."""
        now = self._clock()
        outcomes = tuple(self.outcomes)
        if self._failures and is_network_down(self._store, outcomes, now):
            self._put_off()
            return False
        for poll, outcome in self._failures:
            self._keep(poll, outcome)
        if ("", AlertKind.NETWORK) in self._open_alerts and any(outcome.succeeded for outcome in outcomes):
            with self._store.begin() as work:
                settle(work, "", (AlertKind.NETWORK,), (), self._clock())
        return True

    def _put_off(self) -> None:
        now = self._clock()
        detail = f"none of {len(self._failures)} sources answered"
        down = Alert(subject="", kind=AlertKind.NETWORK, since=now, detail=detail)
        with self._store.begin() as work:
            settle(work, "", (AlertKind.NETWORK,), (down,), now)
            for poll, _ in self._failures:
                work.sources.keep(polling.postponed(self._states.get(poll.identity), poll.identity, now))

    def _keep(self, poll: Poll, outcome: Outcome) -> None:
        now, before = self._clock(), self._states.get(poll.identity)
        visited = self._visited(poll)
        met = visited.met
        gap = polling.gap(before, outcome, met=met)
        state = polling.after(before, outcome, now, gap=gap)
        is_that = polling.is_that_feed(outcome, poll.outlet, is_met=bool(met))
        state = polling.with_move(before, state, outcome, is_that_feed=is_that, now=now)
        is_open = {kind for subject, kind in self._open_alerts if subject == poll.identity}
        alerts = polling.alerts(before, state, is_open, now)
        if outcome.succeeded and gap is None and not is_open and not alerts:
            self._keep_soon(_Quiet(outcome=outcome, state=state, told=visited.told))
        else:
            with self._store.begin() as work:
                work.documents.add_told(visited.told, now)
                work.polls.record(outcome)
                work.sources.keep(state)
                if gap is not None:
                    _keep_gap(work, gap, now=outcome.at)
                if is_open or alerts:
                    settle(work, poll.identity, polling.OF_SOURCE, alerts, now)
        log.info(
            "polled",
            source=outcome.source,
            outcome=outcome.kind,
            status=outcome.status,
            new=outcome.new_entries,
            seconds=round(outcome.seconds, 2),
            next=state.next_poll_at.isoformat(timespec="seconds"),
        )

    def _keep_soon(self, visit: _Quiet) -> None:
        with self._lock:
            self._quiet.append(visit)
            told = sum(len(quiet.told) for quiet in self._quiet)
            is_much = len(self._quiet) >= QUIET_AT_ONCE or told >= TOLD_AT_ONCE
        if is_much:
            self.keep_quiet()

    def keep_quiet(self) -> None:
        """Keep the visits that nothing is to be said of; to be called when the round is over, however it ended."""
        with self._lock:
            quiet, self._quiet = self._quiet, []
        if quiet:
            with self._store.begin() as work:
                work.documents.add_told([told for visit in quiet for told in visit.told], self._clock())
                work.polls.record(*(visit.outcome for visit in quiet))
                work.sources.keep(*(visit.state for visit in quiet))

    def _visited(self, poll: Poll) -> _Visited:
        return self._visits.setdefault(poll.identity, _Visited())

    def _again(self, poll: Poll, entry: Entry) -> StoredDocument | None:
        return (self._visited(poll).again or {}).get(entry.url)

    def _plan_next(self, work: Work, before: StoredDocument) -> None:
        at = polling.fetch_again_at(before.document.fetched_at, self._clock())
        work.documents.to_fetch_again(before.id, at)

    def _last_success(self, poll: Poll) -> datetime | None:
        state = self._states.get(poll.identity)
        return None if poll.first or state is None else state.last_success_at

    def _is_news(self, poll: Poll, entry: Entry) -> bool:
        return polling.is_news(entry, last_success_at=self._last_success(poll), now=self._clock())


def settle(work: Work, subject: str, among: Sequence[AlertKind], current: Sequence[Alert], now: datetime) -> None:
    """Tell of trouble when it begins and when it is over, not in between."""
    began, over = work.alerts.settle(subject, among, current, now)
    for alert in began:
        log.warning("trouble", about=alert.subject, kind=alert.kind, detail=alert.detail)
    for alert in over:
        log.warning("trouble is over", about=alert.subject, kind=alert.kind, since=alert.since.isoformat())


def _keep_gap(work: Work, gap: Gap, *, now: datetime) -> None:
    work.polls.missed(gap, now)
    work.sources.hasten_sitemaps(gap.source, now)
    log.info("gap", source=gap.source, since=gap.since.isoformat(), until=gap.until.isoformat())


def _as_known(poll: Poll, outcome: Outcome, visited: _Visited) -> Outcome:
    """The outcome of the source as it is kept: what is new there, and that it answers elsewhere."""
    elsewhere = poll.source.url if poll.known_as and outcome.succeeded else None
    outcome = replace(outcome, source=poll.identity, moved_to=outcome.moved_to or elsewhere)
    if outcome.kind is OutcomeKind.NEW and not visited.fresh:
        # What the crawler fetched was missed before, or is looked at again.
        return replace(outcome, kind=OutcomeKind.NOTHING_NEW, new_entries=0)
    return replace(outcome, new_entries=min(outcome.new_entries, len(visited.fresh)))


def _with_title(entry: Entry) -> Entry:
    """Short messages have no title: they are named by how they begin. A headline alone is all that is said."""
    if entry.title and entry.summary:
        return entry
    said = entry.summary or entry.text or entry.title or ""
    opening = said if len(said) <= OPENING_LENGTH else f"{said[:OPENING_LENGTH].rstrip()}…"
    return replace(entry, title=entry.title or opening, summary=entry.summary or said)
