from __future__ import annotations

from datetime import timedelta

from monitor.vitals import Failure, Vitals, failed_again
from monitor.vitals.failures import FIRST_WAIT, LONGEST_WAIT
from tests.builders import NOW


def after(tries: int) -> Failure:
    failure = failed_again(None, "it is locked", NOW, of_database=True)
    for _ in range(tries - 1):
        failure = failed_again(failure, "it is locked", NOW, of_database=True)
    return failure


def test_waits_grow_to_the_longest_and_the_beginning_is_kept() -> None:
    waits = [after(tries).next_try - NOW for tries in (1, 2, 3, 20, 200)]
    assert waits == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT, LONGEST_WAIT, LONGEST_WAIT]
    later = failed_again(after(1), "it is full", NOW + timedelta(hours=1), of_database=True)
    assert (later.since, later.why, later.tries) == (NOW, "it is full", 2)


def test_the_database_fails_since_the_first_work_that_found_it_so() -> None:
    vitals = Vitals()
    assert vitals.database_failure() is None
    other = failed_again(None, "a bug", NOW - timedelta(days=1), of_database=False)
    vitals.failures = {"digest": other, "ingest": after(1)}
    assert vitals.database_failure() == after(1)
