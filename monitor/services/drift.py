"""Whether outlets are read as well as they were; trouble is told once, and once that it is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor import polling
from monitor.model.outlets import OutletId
from monitor.model.polls import Alert, AlertKind
from monitor.services.inbox import settle

if TYPE_CHECKING:
    from monitor.storage import Store, Work

# Pages that stay away are given up after three days and announced no more.
LOOKED_BACK = timedelta(days=3)


def check_readings(store: Store, outlets: Iterable[OutletId], now: datetime) -> None:
    """Compare the last pages of these outlets with those before them."""
    with store.reading() as work:
        found = [(outlet, *_drift(work, outlet, now)) for outlet in sorted(set(outlets))]
    changed = [(outlet, current) for outlet, was_open, current in found if was_open or current]
    for outlet, current in changed:
        with store.begin() as work:
            settle(work, outlet, (AlertKind.DRIFT,), current, now)


def _drift(work: Work, outlet: OutletId, now: datetime) -> tuple[bool, tuple[Alert, ...]]:
    before = next((alert for alert in work.alerts.of(outlet) if alert.kind is AlertKind.DRIFT), None)
    # While it lasts, the past is what stood before it began: else the broken pages became the measure.
    recent, past = work.readings.of_outlet(
        outlet, recent=polling.RECENT_PAGES, past=polling.PAST_PAGES, mark=before.mark if before else None
    )
    worse = polling.drift(recent, past, is_open=before is not None)
    mark = past[0].document if past else 0
    alert = Alert(subject=outlet, kind=AlertKind.DRIFT, since=now, detail="; ".join(worse), mark=mark)
    return before is not None, (alert,) if worse else ()


def check_pages(
    store: Store, outlets: Iterable[OutletId], now: datetime, *, visited: Collection[OutletId] = ()
) -> None:
    """Whether the announced pages of these outlets come, and of those just visited that had trouble with it before."""
    with store.reading() as work:
        about = work.alerts.about({*visited, *outlets})
        had = {OutletId(alert.subject) for alert in about if alert.kind is AlertKind.PAGES}
        pages = {outlet: work.readings.pages_since(outlet, now - LOOKED_BACK) for outlet in had | set(outlets)}
    for outlet, (came, missed) in sorted(pages.items()):
        stay_away = polling.pages_do_not_come(came, missed)
        detail = f"{missed} announced pages did not come, {came} did"
        alert = Alert(subject=outlet, kind=AlertKind.PAGES, since=now, detail=detail)
        if stay_away or outlet in had:
            with store.begin() as work:
                settle(work, outlet, (AlertKind.PAGES,), (alert,) if stay_away else (), now)
