from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.model.digests import Delivery
from monitor.storage.journal import Journal, Sending
from tests.builders import NOW
from tests.storage.values import delivery, digest

TOLD = digest()
CLAIMED = delivery(TOLD).claimed()
BEGUN = Sending(subscription=TOLD.subscription, digest=TOLD.id, attempts=1, told=frozenset(TOLD.stories))


def journal(folder: Path) -> Journal:
    """As another process opens it."""
    return Journal(folder / "farwatch.sent")


def known(folder: Path, of: Delivery = CLAIMED) -> Sending | None:
    return journal(folder).sending(of.id, NOW)


def test_the_beginning_and_the_end_of_a_sending_are_known_to_every_process(tmp_path: Path) -> None:
    other = journal(tmp_path)
    assert other.sending(CLAIMED.id, NOW) is None
    journal(tmp_path).begun(CLAIMED, TOLD, NOW)
    assert (other.sending(CLAIMED.id, NOW), known(tmp_path)) == (BEGUN, BEGUN)
    journal(tmp_path).ended(replace(CLAIMED, provider_id="250 queued"), TOLD, NOW)
    assert other.sending(CLAIMED.id, NOW) == replace(BEGUN, sent="250 queued")
    assert other.of(TOLD.subscription, NOW) == (replace(BEGUN, sent="250 queued"),)


def test_a_line_that_was_torn_spoils_no_other(tmp_path: Path) -> None:
    journal(tmp_path).begun(replace(CLAIMED, id=delivery(TOLD, "other@example.org").id), TOLD, NOW)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes() + b'\n{"at":"2026-11')
    journal(tmp_path).begun(CLAIMED, TOLD, NOW)
    assert known(tmp_path) == BEGUN


def test_what_was_sent_last_month_is_known_and_older_files_are_removed(tmp_path: Path) -> None:
    for months in range(4):
        journal(tmp_path).begun(CLAIMED, TOLD, NOW - timedelta(days=30 * months))
    journal(tmp_path).forget(NOW)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["farwatch.sent-2026-10", "farwatch.sent-2026-11"]


@pytest.mark.parametrize("first", [datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)])
def test_on_every_day_of_a_year_the_days_before_are_known(tmp_path: Path, first: datetime) -> None:
    day = timedelta(days=1)
    sent = {first + number * day: delivery(TOLD, f"{number}@example.org").claimed() for number in range(-31, 366)}
    for at, one in sent.items():
        journal(tmp_path).begun(one, TOLD, at)
    days = [first + number * day for number in range(366)]
    anew = {at: journal(tmp_path) for at in days}
    unknown = [(at, ago) for at in days for ago in (1, 15, 31) if not anew[at].sending(sent[at - ago * day].id, at)]
    assert not unknown


def test_without_a_place_nothing_is_kept() -> None:
    nowhere = Journal(None)
    nowhere.begun(CLAIMED, TOLD, NOW)
    assert nowhere.sending(CLAIMED.id, NOW) is None


def test_what_was_set_aside_for_a_new_database_is_known_again_with_its_backup(tmp_path: Path) -> None:
    journal(tmp_path).begun(CLAIMED, TOLD, NOW)
    anew = journal(tmp_path)
    anew.set_aside()
    assert anew.sending(CLAIMED.id, NOW) is None
    other = delivery(TOLD, "other@example.org").claimed()
    anew.begun(other, TOLD, NOW)
    journal(tmp_path).take_up()
    assert (known(tmp_path), known(tmp_path, other)) == (BEGUN, BEGUN)
    assert [file.name for file in tmp_path.iterdir()] == ["farwatch.sent-2026-11"]
