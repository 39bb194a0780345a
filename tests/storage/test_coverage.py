from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitor.model.articles import Reason, Rejected
from monitor.model.digests import Coverage, Trouble, Window
from monitor.model.outlets import Outlet, OutletId, SourceKind
from monitor.model.polls import Alert, AlertKind, Gap, SourceState
from monitor.storage import Store, Work
from tests.builders import NOW, article, document, entry, outlet, source
from tests.storage.values import DAY, HOUR, MINUTE, url

SINCE = NOW - DAY


def named(name: str, *, sources: int = 1, **fields: object) -> Outlet:
    addresses = (f"https://{name}.example/{number}" for number in range(sources))
    return outlet(
        id=OutletId(name),
        name=name.title(),
        sources=tuple(source(url=address, outlet=OutletId(name)) for address in addresses),
        **fields,
    )


def state(name: str, number: int = 0, outcome: str = "new", **fields: object) -> SourceState:
    values = {
        "url": f"https://{name}.example/{number}",
        "next_poll_at": NOW + MINUTE,
        "last_poll_at": NOW,
        "last_success_at": NOW - HOUR,
        "last_new_at": NOW - HOUR,
        "outcome": outcome,
    }
    return SourceState(**values | fields)


def covered(work: Work, outlets: tuple[Outlet, ...], states: tuple[SourceState, ...]) -> Coverage:
    work.outlets.declare(outlets)
    for one in states:
        work.sources.keep(one)
    return work.coverage(SINCE, NOW)


def test_nothing_watched_is_said_so(store: Store) -> None:
    with store.begin() as work:
        assert work.coverage(SINCE, NOW) == Coverage(outlets=0, polled=0, articles=0)


def test_outlets_in_trouble_are_named_once_with_since_when(store: Store) -> None:
    outlets = (
        named("good", sources=2),
        named("half", sources=3),
        named("never"),
        named("late"),
        named("silent", sources=2),
        named("off", enabled=False),
    )
    states = (
        state("good"),
        state("good", 1, "nothing-new", last_new_at=NOW - 30 * DAY),
        state("half"),
        state("half", 1, "unreachable", last_success_at=NOW - 3 * DAY),
        state("half", 2, "blocked", last_success_at=None),
        state("late", next_poll_at=NOW - 2 * HOUR),
        state("silent", last_new_at=NOW - 8 * DAY),
        state("silent", 1, last_new_at=NOW - 9 * DAY),
        state("off", outcome="gone"),
    )
    with store.begin() as work:
        assert covered(work, outlets, states) == Coverage(
            outlets=5,
            polled=4,
            articles=0,
            troubles=(
                Trouble(outlet_name="Half", outcome="blocked"),
                Trouble(outlet_name="Late", outcome="late", since=NOW - HOUR),
                Trouble(outlet_name="Never", outcome="late"),
                Trouble(outlet_name="Silent", outcome="silent", since=NOW - 8 * DAY),
            ),
        )


def test_an_outlet_that_is_not_due_in_a_short_period_is_covered(store: Store) -> None:
    with store.begin() as work:
        covered(work, (named("good"),), (state("good"),))
        assert work.coverage(NOW - MINUTE, NOW).polled == 1
        work.sources.keep(replace(state("good"), next_poll_at=NOW - MINUTE))
        assert work.coverage(NOW - MINUTE, NOW).polled == 0


def test_articles_and_rejected_pages_of_the_period_are_counted(store: Store) -> None:
    with store.begin() as work:
        for number, hours in enumerate((-25, -24, -23, 0, 1)):
            work.articles.keep(article(url=url(number), first_seen=NOW + hours * HOUR))
        for number, reason in enumerate((Reason.PAYWALL, Reason.PAYWALL, Reason.GALLERY, Reason.LISTING)):
            fetched = document(fetched_at=NOW - (2 * DAY if reason is Reason.LISTING else timedelta()))
            page = entry(url=url(number))
            work.documents.add(outlet="example", source="s", entry=page, document=fetched, baseline=False)
        for number, one in enumerate(work.documents.claim(9, NOW)):
            reason = (Reason.PAYWALL, Reason.PAYWALL, Reason.GALLERY, Reason.LISTING)[number]
            work.documents.rejected(one.id, Rejected(url=one.entry_url, reason=reason))
        assert work.coverage(SINCE, NOW) == Coverage(
            outlets=0, polled=0, articles=2, rejected=(("paywall", 2), ("gallery", 1))
        )


def missed(work: Work, name: str, since: int, until: int, number: int = 0) -> None:
    address = f"https://{name}.example/{number}"
    gap = Gap(source=address, since=NOW - since * HOUR, until=NOW - until * HOUR, entries=20)
    work.polls.missed(gap, NOW - until * HOUR)


def test_windows_that_were_missed_are_named_and_those_that_touch_are_one(store: Store) -> None:
    with store.begin() as work:
        covered(work, (named("fast"), named("off", enabled=False)), (state("fast"),))
        missed(work, "fast", 6, 5), missed(work, "fast", 5, 3), missed(work, "fast", 2, 1)
        missed(work, "fast", 40, 30), missed(work, "off", 3, 2), missed(work, "unknown", 3, 2)
        assert work.coverage(SINCE, NOW).gaps == (
            Window(outlet_name="Fast", since=NOW - 6 * HOUR, until=NOW - 3 * HOUR),
            Window(outlet_name="Fast", since=NOW - 2 * HOUR, until=NOW - HOUR),
        )


def test_a_window_that_a_sitemap_was_read_for_since_is_not_missed(store: Store) -> None:
    fast = named("fast", sources=2)
    feed, sitemap = fast.sources
    fast = replace(fast, sources=(feed, replace(sitemap, kind=SourceKind.SITEMAP)))
    with store.begin() as work:
        covered(work, (fast,), (state("fast"), state("fast", 1, last_success_at=NOW - 2 * HOUR)))
        missed(work, "fast", 6, 1)
        assert len(work.coverage(SINCE, NOW).gaps) == 1
        work.sources.keep(state("fast", 1, last_success_at=NOW))
        assert work.coverage(SINCE, NOW).gaps == ()
        missed(work, "fast", 6, 0, number=1)
        assert len(work.coverage(SINCE, NOW).gaps) == 1, "the sitemap had a gap of its own"


def test_outlets_whose_pages_are_read_badly_or_do_not_come_are_in_trouble(store: Store) -> None:
    with store.begin() as work:
        covered(work, (named("a"), named("b"), named("c", enabled=False)), (state("a"), state("b")))
        for name, kind in (("a", AlertKind.DRIFT), ("b", AlertKind.PAGES), ("c", AlertKind.DRIFT)):
            work.alerts.settle(name, (kind,), (Alert(subject=name, kind=kind, since=NOW - HOUR),), NOW)
        assert work.coverage(SINCE, NOW).troubles == (
            Trouble(outlet_name="A", outcome="drift", since=NOW - HOUR),
            Trouble(outlet_name="B", outcome="pages", since=NOW - HOUR),
        )
