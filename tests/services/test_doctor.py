from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model.polls import Alert, AlertKind, SourceState
from monitor.polling import ADVICE, ALERT_ADVICE
from monitor.services.doctor import examine
from monitor.services.findings import Finding, of_database
from monitor.storage import Store
from tests.builders import NOW, outlet, source, watch
from tests.storage.values import HOUR, subscription

DAY = timedelta(days=1)
STATE = SourceState(url=source().url, next_poll_at=NOW + HOUR, last_poll_at=NOW, last_success_at=NOW - 3 * DAY)


def found(store: Store, state: SourceState, *alerts: Alert, declared: frozenset[str] = frozenset()) -> list[Finding]:
    """What is found of sources and outlets, with nothing else wrong."""
    with store.begin() as work:
        work.outlets.declare((outlet(),))
        work.watches.add(watch("japan"))
        work.subscriptions.add(subscription())
        work.sources.keep(state)
        for alert in alerts:
            work.alerts.settle(alert.subject, (alert.kind,), (alert,), NOW)
    findings = examine(store, channels=(), contact="desk@example.org", environment={}, declared=declared, now=NOW)
    return [one for one in findings if not one.about.startswith("channel")]


def test_nothing_is_wrong_with_a_source_that_answers(store: Store) -> None:
    assert found(store, STATE) == []


def test_trouble_is_said_with_since_when_and_the_advice_for_its_last_outcome(store: Store) -> None:
    state = replace(STATE, failures=9, outcome="blocked", detail="The server answered with status 403.")
    alert = Alert(subject=source().url, kind=AlertKind.FAILING, since=NOW - 3 * DAY, detail="server-error")
    assert found(store, state, alert) == [
        Finding(
            about=source().url,
            wrong="failing since 2026-10-30T07:00+00:00. blocked, 9 times. The server answered with status 403.",
            advice=ADVICE["blocked"],
        )
    ]


def test_a_failure_that_may_pass_is_not_serious(store: Store) -> None:
    (finding,) = found(store, replace(STATE, failures=1, outcome="server-error"))
    assert (finding.wrong, finding.serious) == ("server-error, 1 times.", False)


def test_a_source_that_is_gone_for_good_is_said_to_a_person(store: Store) -> None:
    gone = Alert(subject=source().url, kind=AlertKind.GONE, since=NOW, detail="gone")
    (finding,) = found(store, replace(STATE, failures=1, outcome="gone"), gone)
    assert (finding.wrong, finding.advice) == (
        "gone since 2026-11-02T07:00+00:00. gone",
        ALERT_ADVICE[AlertKind.GONE],
    )


def test_drift_and_a_network_that_is_down_are_said(store: Store) -> None:
    drift = Alert(subject="example", kind=AlertKind.DRIFT, since=NOW, detail="100% of the last 30 pages rejected")
    network = Alert(subject="", kind=AlertKind.NETWORK, since=NOW)
    stranger = Alert(subject="https://gone.example/feed", kind=AlertKind.STALE, since=NOW)
    assert {one.about for one in found(store, STATE, drift, network, stranger)} == {"outlet example", "the network"}


def test_a_declared_source_that_moved_is_to_be_written_into_its_file(store: Store) -> None:
    moved = replace(STATE, moved_to="https://new.example/feed", moved_since=NOW - 4 * DAY, moved_seen=4)
    assert found(store, moved) == [], "one that was added by command is followed and that is all"
    (finding,) = found(store, moved, declared=frozenset({"example"}))
    assert finding.advice == "Write the new address into config/outlets/example.toml."
    assert "https://new.example/feed" in finding.wrong


@pytest.mark.parametrize(
    ("why", "says"),
    [
        ("the database x cannot be used: database or disk is full", "Make room"),
        ("the database x cannot be used: database is locked", "let go"),
        ("the database x cannot be used: connection failed: Connection refused", "PostgreSQL running"),
        ("the database x cannot be used: database disk image is malformed", "farwatch restore"),
    ],
)
def test_a_database_that_cannot_be_used_has_its_advice(why: str, says: str) -> None:
    finding = of_database(why)
    assert (finding.about, finding.wrong, finding.serious) == ("database", why, True)
    assert says in finding.advice
