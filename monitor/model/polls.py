"""One visit to a source, what came of it, and when to come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.model.articles import ArticleUrl, Entry, FetchedDocument, Listing
from monitor.model.moments import require_aware
from monitor.model.outlets import Outlet, OutletId, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a conditional GET sends back (RFC 9110, 13.1)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What is known of a source between two polls. Times in UTC."""

    url: str
    next_poll_at: datetime
    last_poll_at: datetime | None = None
    last_success_at: datetime | None = None
    last_new_at: datetime | None = None
    failures: int = 0
    interval_seconds: int = 900
    validators: Validators = Validators()
    # SHA-256 of the last listing's bytes, hex: unchanged bytes are not parsed again.
    body_hash: str | None = None
    # What the last poll said, for people: an OutcomeKind value and one sentence.
    outcome: str | None = None
    detail: str = ""
    # Where it answers for good (301, 308), since when, and on how many days that was still this feed.
    moved_to: str | None = None
    moved_since: datetime | None = None
    moved_seen: int = 0
    # The longest time without an entry that it is known to have ended.
    longest_silence_seconds: int = 0
    # What its last listing asked for; an answer without one does not say it again.
    ttl_seconds: int = 0
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        require_aware(self.next_poll_at, "next_poll_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """A visit to make: `validators` are empty where a full answer is wanted."""

    source: Source
    outlet: Outlet
    validators: Validators = Validators()
    body_hash: str | None = None
    first: bool = False
    # The source as it is kept, where it is asked at another address because it moved.
    known_as: str | None = None

    @property
    def identity(self) -> str:
        """The address that the source is known by."""
        return self.known_as or self.source.url


class OutcomeKind(StrEnum):
    """What can come of a poll; each has its own advice for the operator (monitor.polling.ADVICE)."""

    NEW = "new"
    NOTHING_NEW = "nothing-new"
    NOT_MODIFIED = "not-modified"
    EMPTY = "empty"
    NOT_A_FEED = "not-a-feed"
    BLOCKED = "blocked"
    THROTTLED = "throttled"
    MISSING = "missing"
    GONE = "gone"
    SERVER_ERROR = "server-error"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"  # by our own gate or by robots.txt
    TOO_LARGE = "too-large"


# What tells nothing of our own network: nothing was asked for, or no answer came.
UNANSWERED = (OutcomeKind.UNREACHABLE, OutcomeKind.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one poll. `listing` is None unless a listing was read; `retry_after` as the server asked."""

    kind: OutcomeKind
    source: str
    at: datetime
    status: int | None = None
    detail: str = ""
    bytes: int = 0
    seconds: float = 0.0
    validators: Validators = Validators()
    body_hash: str | None = None
    listing: Listing | None = None
    new_entries: int = 0
    # False: some of the listing's new entries were left for the next visit.
    whole: bool = True
    retry_after: timedelta | None = None
    # How long the server calls its answer fresh (Cache-Control max-age).
    fresh_for: timedelta | None = None
    # The address that answered, where redirects led elsewhere for good (301, 308).
    moved_to: str | None = None

    @property
    def succeeded(self) -> bool:
        return self.kind in (OutcomeKind.NEW, OutcomeKind.NOTHING_NEW, OutcomeKind.NOT_MODIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """An article page waiting for ingest, with what the source said of it. `attempts` counts ingests begun."""

    id: int
    outlet: str
    source: str
    document: FetchedDocument
    entry_url: str
    entry: Entry
    attempts: int = 0
    # Announced by the first poll of its source, or too old when it was: kept and searchable, but not news.
    baseline: bool = False
    # What the page itself dates earlier is archive, too; None: whatever it says.
    news_from: datetime | None = None
    # The article that was read in it before; None: none.
    article: ArticleUrl | None = None
    # A page that was fetched before, and fetched again to see what changed.
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time in which a source may have announced what nobody saw; `entries`: how many stood there after it."""

    source: str
    since: datetime
    until: datetime
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of one page, without its text: `length` in characters, 0 where it was rejected."""

    document: int
    rejected: bool
    length: int = 0
    has_title: bool = True
    has_date: bool = True
    has_author: bool = True


class AlertKind(StrEnum):
    """What a person is told once when it begins, and when it is over: polling.ALERT_ADVICE."""

    DRIFT = "drift"  # of an outlet: its pages are read worse than they were
    FAILING = "failing"
    GONE = "gone"
    MOVED = "moved"
    NETWORK = "network"  # ours
    PAGES = "pages"  # of an outlet: its pages do not come
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Trouble that lasts; `subject` is a source's address, an outlet's id, or "" where it is ours."""

    subject: str
    kind: AlertKind
    since: datetime
    detail: str = ""
    # What was as it should be: drift is measured against the documents up to this one.
    mark: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a source says of an article without a page that we may see.

    `baseline`: it is archive; `news_from`: so is what is dated earlier.
    """

    outlet: OutletId
    source: str
    entry: Entry
    baseline: bool
    news_from: datetime | None
