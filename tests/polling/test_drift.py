from __future__ import annotations

from random import Random

import pytest

from monitor.model.polls import Reading
from monitor.polling import drift, pages_do_not_come

GOOD = {"rejected": False, "length": 3000, "has_title": True, "has_date": True, "has_author": True}


def pages(count: int, **fields: object) -> list[Reading]:
    return [Reading(**{"document": number} | GOOD | fields) for number in range(count)]


REJECTED = pages(200, rejected=True, length=0)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"rejected": True, "length": 0}, "33% of the last 30 pages rejected (0% before)"),
        ({"length": 900}, "33% of the last 30 pages much shorter than usual (0% before)"),
        ({"length": 9000}, "33% of the last 30 pages much longer than usual (0% before)"),
        ({"has_title": False}, "33% of the last 30 pages without a title (0% before)"),
        ({"has_date": False}, "33% of the last 30 pages without a date (0% before)"),
        ({"has_author": False}, "33% of the last 30 pages without an author (0% before)"),
    ],
)
def test_a_third_of_pages_gone_bad_is_drift_and_says_in_what(bad: dict[str, object], said: str) -> None:
    assert drift(pages(20) + pages(10, **bad), pages(200), is_open=False) == (said,)


def test_what_an_outlet_always_lacked_is_no_drift() -> None:
    assert drift(pages(30, has_author=False), pages(200, has_author=False), is_open=False) == ()
    half = REJECTED[:15] + pages(15), REJECTED[:100] + pages(100)
    assert drift(*half, is_open=False) == ()


@pytest.mark.parametrize(("recent", "past"), [(9, 200), (30, 29), (0, 0)])
def test_of_few_pages_nothing_is_concluded(recent: int, past: int) -> None:
    assert drift(pages(recent, has_title=False), pages(past), is_open=False) == ()


@pytest.mark.parametrize(("bad", "found"), [(5, False), (6, True)])
def test_of_ten_pages_against_thirty_six_bad_ones_are_enough(bad: int, found: bool) -> None:
    recent = pages(10 - bad) + pages(bad, has_title=False)
    assert bool(drift(recent, pages(30), is_open=False)) is found


def test_an_outlet_that_was_never_read_well_is_told_too() -> None:
    assert drift(REJECTED[:20], [], is_open=False) == ("100% of the last 20 pages rejected",)
    assert drift(REJECTED[:30], REJECTED[:200], is_open=False) == ("100% of the last 30 pages rejected",)


def test_what_was_found_lasts_until_little_is_left_of_it() -> None:
    def still(bad: int) -> bool:
        return bool(drift(pages(30 - bad) + pages(bad, has_date=False), pages(200), is_open=True))

    assert (still(4), still(3), still(2)) == (True, True, False)


def test_chance_alone_does_not_cry_wolf() -> None:
    chance = Random(7)
    stream = [
        Reading(
            document=number,
            rejected=chance.random() < 0.15,
            length=int(chance.lognormvariate(7.5, 0.7)),
            has_author=chance.random() < 0.5,
        )
        for number in range(5000)
    ]
    found = sum(
        bool(drift(stream[start + 200 : start + 230], stream[start : start + 200], is_open=False))
        for start in range(0, 4770, 5)
    )
    assert found == 0


def test_pages_that_stay_away_are_told_apart_from_a_few_that_do() -> None:
    assert pages_do_not_come(0, 10)
    assert pages_do_not_come(1, 20)
    assert not pages_do_not_come(0, 9)
    assert not pages_do_not_come(50, 20)
