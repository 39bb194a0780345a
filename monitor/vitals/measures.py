"""What Prometheus is told.

What happens is counted in the process: every verb of the service reports to the one process that serves /metrics, the
ingest process, too, whose report comes back as a value. Such a counter begins at nought with the process, which
rate() and increase() know; one that was counted from the database would fall whenever old polls are forgotten, and
rate() would take that for a restart. What stands (pages that wait, deliveries that are due) is asked of the database
when /metrics is, so it is true after a restart and for all processes together.

Labels are of closed lists: kinds of outcome, reasons, verbs, states, and the channels of the settings. No outlet,
watch, address or id is ever a label: their number is not bounded, and farwatch doctor and /outlets tell of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector
from prometheus_client.exposition import generate_latest

from monitor.model.standing import Standing

# A beat of the heart is late by microseconds; 0.1 s is what may not be exceeded.
STALLS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)
# From a minute (an alert of an outlet that is polled often) to days (a digest once a week).
LAGS = (60, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 172_800, 604_800)


# Name, what it says, labels.
COUNTERS = (
    ("polls", "Visits to sources, by what came of them.", ("outcome",)),
    ("entries", "Entries that sources announced for the first time.", ()),
    ("articles", "Articles that were read for the first time.", ()),
    ("articles_matched", "Of these, those that some watch wants.", ()),
    ("articles_known", "Pages of articles that were known before.", ()),
    ("pages_rejected", "Pages in which no article was found.", ("reason",)),
    ("digests", "Digests that were composed.", ()),
    ("deliveries", "Tries of deliveries, by what came of them.", ("channel", "state")),
    ("verb_failures", "Runs of a verb that failed as a whole.", ("verb",)),
    ("ingest_processes_lost", "Ingest processes that died or hung and were replaced.", ()),
)
# Gauges that are asked for with /metrics, by the field of Standing.
STANDING = {
    "pages_waiting": ("pages_waiting", "Fetched pages that wait to be read."),
    "oldest_page_seconds": ("oldest_page_waiting_seconds", "Age of the oldest of them."),
    "deliveries_waiting": ("deliveries_waiting", "Deliveries that are due and not sent."),
    "oldest_delivery_seconds": ("oldest_delivery_waiting_seconds", "How long the oldest of them has been due."),
    "sources_failing": ("sources_failing", "Sources whose last visit failed."),
    "sources_late": ("sources_late", "Sources that should have been visited an hour ago."),
    "database_bytes": ("database_size_bytes", "What the database takes on its disk."),
}
HISTOGRAMS = (
    ("loop_late_seconds", "How late the loop came to what was due.", STALLS),
    (
        "publication_to_ingest_seconds",
        "From an article's own time of publication, where it is exact, until it was read.",
        LAGS,
    ),
    (
        "ingest_to_delivery_seconds",
        "From when an article was first seen until a digest that tells of it was sent.",
        LAGS,
    ),
)


class Measures:
    """The metrics of one process; its threads may share it."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info("farwatch_build", "The version that runs.", registry=registry).info({"version": version("farwatch")})
        self._counters = {
            name: Counter(f"farwatch_{name}", says, labels, registry=registry) for name, says, labels in COUNTERS
        }
        self._histograms = {
            name: Histogram(f"farwatch_{name}", says, buckets=buckets, registry=registry)
            for name, says, buckets in HISTOGRAMS
        }
        self._standing = {
            field: Gauge(f"farwatch_{name}", says, registry=registry) for field, (name, says) in STANDING.items()
        }
        self._up = Gauge("farwatch_database_up", "1 where the database answers and can be written.", registry=registry)
        self._succeeded = Gauge(
            "farwatch_verb_last_success_timestamp_seconds", "When a verb last ended well.", ["verb"], registry=registry
        )
        self._ingest_memory = Gauge(
            "farwatch_ingest_process_resident_memory_bytes",
            "Memory of the process that reads pages.",
            registry=registry,
        )

    def polled(self, outcomes: Mapping[str, int], *, entries: int) -> None:
        """A round of visits: how many had each outcome, and how many entries were new."""
        for outcome, count in outcomes.items():
            self._counters["polls"].labels(outcome).inc(count)
        self._counters["entries"].inc(entries)

    def ingested(
        self, *, new: int, known: int, matched: int, rejected: Mapping[str, int], lags: Iterable[float]
    ) -> None:
        """A batch of pages; `lags` in seconds, from publication."""
        self._counters["articles"].inc(new)
        self._counters["articles_known"].inc(known)
        self._counters["articles_matched"].inc(matched)
        for reason, count in rejected.items():
            self._counters["pages_rejected"].labels(reason).inc(count)
        for seconds in lags:
            self._histograms["publication_to_ingest_seconds"].observe(max(0.0, seconds))

    def composed(self, digests: int) -> None:
        self._counters["digests"].inc(digests)

    def delivered(self, tries: Mapping[tuple[str, str], int], *, lags: Iterable[float]) -> None:
        """Tries by channel and state; `lags` in seconds, of each article that was told."""
        for (channel, state), count in tries.items():
            self._counters["deliveries"].labels(channel, state).inc(count)
        for seconds in lags:
            self._histograms["ingest_to_delivery_seconds"].observe(max(0.0, seconds))

    def succeeded(self, verb: str, now: datetime) -> None:
        self._succeeded.labels(verb).set(now.timestamp())

    def failed(self, verb: str) -> None:
        self._counters["verb_failures"].labels(verb).inc()

    def lost_process(self) -> None:
        self._counters["ingest_processes_lost"].inc()

    def late(self, seconds: float) -> None:
        """A beat of the loop that came so late."""
        self._histograms["loop_late_seconds"].observe(seconds)

    def exposition(self, standing: Standing | None, *, up: bool, ingest_memory: int) -> bytes:
        """The text that Prometheus reads; `standing` is None where the database does not answer."""
        self._up.set(up)
        self._ingest_memory.set(ingest_memory)
        for name, gauge in self._standing.items():
            gauge.set(getattr(standing, name) if standing else float("nan"))
        return generate_latest(self.registry)
