"""What the verbs' reports add to the metrics, whichever driver ran them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from monitor.services.deliver import DeliverReport
from monitor.services.poll import PollReport
from monitor.vitals import Measures

if TYPE_CHECKING:
    # Late at run time: the process that crawls reads no page.
    from monitor.services.ingest import IngestReport


def count_visits(measures: Measures, report: PollReport) -> None:
    outcomes = Counter(outcome.kind.value for outcome in report.outcomes)
    measures.polled(outcomes, entries=report.new_entries)


def count_pages(measures: Measures, report: IngestReport) -> None:
    measures.ingested(
        new=report.new,
        known=report.known,
        matched=report.matched,
        rejected=Counter(one.reason.value for one in report.rejected),
        lags=report.lags,
    )


def count_sendings(measures: Measures, report: DeliverReport) -> None:
    tries = Counter((one.channel, one.state.value) for one in report.deliveries)
    measures.delivered(tries, lags=report.lags)
