from __future__ import annotations

import pytest

from monitor.model.polls import Outcome, OutcomeKind
from monitor.polling import ADVICE, classify, network_is_down
from tests.builders import NOW


def test_every_outcome_has_one_sentence_of_advice_for_a_person() -> None:
    missing = set(OutcomeKind) - set(ADVICE)
    assert not missing, f"monitor/polling/failures.py: ADVICE has no sentence for {sorted(missing)}"
    assert all(advice.endswith(".") and advice.count(". ") == 0 for advice in ADVICE.values())


@pytest.mark.parametrize(
    ("status", "headers", "body", "kind"),
    [
        (200, (), b"<html><body>Hello", OutcomeKind.NOT_A_FEED),
        (200, (), b" \n", OutcomeKind.EMPTY),
        (204, (), b"", OutcomeKind.EMPTY),
        (200, (), b"<title>Just a moment...</title>", OutcomeKind.BLOCKED),
        (200, (), b'<script src="/cdn-cgi/challenge-platform/x.js">', OutcomeKind.BLOCKED),
        (403, (("cf-mitigated", "challenge"),), b"", OutcomeKind.BLOCKED),
        (200, (), b"<p>news</p>" * 900 + b'<script src="/cdn-cgi/challenge-platform/x.js">', OutcomeKind.NOT_A_FEED),
        (503, (), b"<title>DDOS-GUARD</title>", OutcomeKind.BLOCKED),
        (401, (), b"", OutcomeKind.BLOCKED),
        (403, (), b"", OutcomeKind.BLOCKED),
        (451, (), b"", OutcomeKind.BLOCKED),
        (499, (), b"", OutcomeKind.BLOCKED),
        (404, (), b"<p>captcha-delivery", OutcomeKind.MISSING),
        (410, (), b"", OutcomeKind.GONE),
        (429, (), b"", OutcomeKind.THROTTLED),
        (503, (("retry-after", "120"),), b"", OutcomeKind.THROTTLED),
        (503, (), b"", OutcomeKind.SERVER_ERROR),
        (520, (), b"", OutcomeKind.SERVER_ERROR),
        (302, (), b"", OutcomeKind.SERVER_ERROR),
        (999, (), b"", OutcomeKind.SERVER_ERROR),
    ],
)
def test_an_answer_without_a_listing_has_its_class(
    status: int, headers: tuple[tuple[str, str], ...], body: bytes, kind: OutcomeKind
) -> None:
    assert classify(status, headers, body) is kind


def test_a_word_of_a_wall_deep_in_a_page_is_not_a_wall() -> None:
    assert classify(200, (), b"<p>news</p>" * 2000 + b"just a moment...") is OutcomeKind.NOT_A_FEED


def outcomes(**kinds: OutcomeKind) -> list[Outcome]:
    return [Outcome(kind=kind, source=f"https://{host}.org/feed", at=NOW) for host, kind in kinds.items()]


DEAD, ALIVE = OutcomeKind.UNREACHABLE, OutcomeKind.NOTHING_NEW


@pytest.mark.parametrize(
    ("round_of_polls", "is_down"),
    [
        (outcomes(a=DEAD, b=DEAD, c=DEAD), True),
        (outcomes(a=DEAD, b=DEAD, c=DEAD, d=OutcomeKind.REFUSED), True),
        (outcomes(a=DEAD, b=DEAD, c=DEAD, d=ALIVE), False),
        (outcomes(a=DEAD, b=DEAD, c=DEAD, d=OutcomeKind.SERVER_ERROR), False),
        (outcomes(a=DEAD, b=DEAD), False),
        (outcomes(a=DEAD) * 5, False),
        (outcomes(a=OutcomeKind.REFUSED, b=OutcomeKind.REFUSED, c=OutcomeKind.REFUSED), False),
        ([], False),
    ],
)
def test_our_network_is_down_when_three_hosts_and_all_are_silent(round_of_polls: list[Outcome], is_down: bool) -> None:
    assert network_is_down(round_of_polls) is is_down
