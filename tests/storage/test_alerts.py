from __future__ import annotations

from monitor.model.articles import Reason, Rejected
from monitor.model.outlets import OutletId
from monitor.model.polls import Alert, AlertKind, OutcomeKind, Reading
from monitor.storage import Event, Store, Work
from tests.builders import NOW, article, document, entry, outlet, source
from tests.storage.values import HOUR, MINUTE, outcome, url

EXAMPLE = OutletId("example")
FAILING = Alert(subject=source().url, kind=AlertKind.FAILING, since=NOW, detail="blocked", mark=7)
STALE = Alert(subject=source().url, kind=AlertKind.STALE, since=NOW + MINUTE)
BOTH = (AlertKind.FAILING, AlertKind.STALE)


def test_trouble_is_told_when_it_begins_and_when_it_is_over(store: Store) -> None:
    with store.begin() as work:
        assert work.alerts.settle(source().url, BOTH, (FAILING,), NOW) == ((FAILING,), ())
        assert work.alerts.settle(source().url, BOTH, (FAILING,), NOW + MINUTE) == ((), ())
        assert work.alerts.open() == (FAILING,)
        assert work.alerts.settle(source().url, BOTH, (STALE,), NOW + HOUR) == ((STALE,), (FAILING,))
        assert work.alerts.of(source().url) == (STALE,)
        assert work.events.recent(9) == (
            Event(at=NOW + HOUR, kind="recovery", subject=source().url, detail="failing: blocked"),
            Event(at=NOW + HOUR, kind="alert", subject=source().url, detail="stale"),
            Event(at=NOW, kind="alert", subject=source().url, detail="failing: blocked"),
        )


def test_trouble_of_other_kinds_and_subjects_is_left_alone(store: Store) -> None:
    with store.begin() as work:
        work.alerts.settle(source().url, BOTH, (FAILING, STALE), NOW)
        assert work.alerts.settle(source().url, (AlertKind.STALE,), (), NOW) == ((), (STALE,))
        assert work.alerts.settle("other", BOTH, (), NOW) == ((), ())
        assert work.alerts.open() == (FAILING,)


def test_trouble_is_asked_for_by_whom_it_is_about(store: Store) -> None:
    with store.begin() as work:
        work.alerts.settle(source().url, BOTH, (FAILING,), NOW)
        assert work.alerts.about(("other", source().url)) == (FAILING,)
        assert work.alerts.about(("other",)) == work.alerts.about(()) == ()


def settle_page(work: Work, number: int, *, rejected: bool = False, **fields: object) -> int:
    page = entry(url=url(number))
    fetched = document(fetched_at=NOW + number * MINUTE)
    work.documents.add(outlet=EXAMPLE, source=source().url, entry=page, document=fetched, baseline=False)
    (claimed,) = work.documents.claim(1, NOW)
    if rejected:
        work.documents.rejected(claimed.id, Rejected(url=url(number), reason=Reason.PAYWALL))
        return claimed.id
    work.articles.keep(article(url=url(number), **fields), claimed.id)
    work.documents.ingested(claimed.id, url(number))
    return claimed.id


def test_how_the_last_pages_were_read_and_those_before_them(store: Store) -> None:
    with store.begin() as work:
        ids = [
            settle_page(work, 0, text="x" * 10, author="A"),
            settle_page(work, 1, rejected=True),
            settle_page(work, 2, title=None, published=None),
            settle_page(work, 3, text="日本語"),
        ]
        readings = (
            Reading(document=ids[3], rejected=False, length=3, has_author=False),
            Reading(
                document=ids[2],
                rejected=False,
                length=len(article().text),
                has_title=False,
                has_date=False,
                has_author=False,
            ),
            Reading(document=ids[1], rejected=True, has_title=False, has_date=False, has_author=False),
            Reading(document=ids[0], rejected=False, length=10),
        )
        assert work.readings.of_outlet(EXAMPLE, recent=2, past=9, mark=None) == (readings[:2], readings[2:])
        assert work.readings.of_outlet(EXAMPLE, recent=3, past=9, mark=ids[0]) == (readings[:3], readings[3:])
        assert work.readings.of_outlet(OutletId("other"), recent=2, past=9, mark=None) == ((), ())


def test_pages_that_came_and_pages_that_stay_away_are_counted(store: Store) -> None:
    with store.begin() as work:
        work.outlets.declare((outlet(),))
        settle_page(work, 1)
        for number, tries in ((2, 1), (3, 2), (4, 3)):
            for _ in range(tries):
                failed = outcome(OutcomeKind.BLOCKED)
                work.entries.missed(source().url, entry(url=url(number)), failed, NOW)
        assert work.readings.pages_since(EXAMPLE, NOW - HOUR) == (1, 2)
        assert work.readings.pages_since(EXAMPLE, NOW + HOUR) == (0, 2)
        assert work.readings.pages_since(OutletId("other"), NOW - HOUR) == (0, 0)
