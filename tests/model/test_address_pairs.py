"""Pairs of addresses that name one article, or two; tests/data/addresses/pairs.psv says why."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.addresses import canonical
from monitor.model.declared_addresses import numbers_of

TABLE = Path(__file__).parents[1] / "data" / "addresses" / "pairs.psv"


def pairs() -> list[tuple[str, str, str, str]]:
    rows = [line.split("|") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(kind, whole(one), whole(other), why) for kind, one, other, why in rows]


def whole(address: str) -> str:
    return f"https://example.org{address}" if address.startswith(("/", "?")) else address


@pytest.mark.parametrize(("kind", "one", "other", "why"), pairs())
def test_two_addresses_name_one_article_or_two(kind: str, one: str, other: str, why: str) -> None:
    assert (canonical(one) == canonical(other)) is (kind == "same"), why


@pytest.mark.parametrize("address", sorted({address for _, *both, _ in pairs() for address in both}))
def test_a_canonical_address_is_its_own(address: str) -> None:
    assert canonical(canonical(address)) == canonical(address)


def test_there_are_enough_pairs_of_both_kinds() -> None:
    kinds = [kind for kind, *_ in pairs()]
    assert len(kinds) >= 150
    assert set(kinds) == {"same", "other"}
    assert kinds.count("other") >= 40


# Letters, their marks, and what a path may be broken by.
SIGNS = st.text(alphabet="ийі\u0306\u0308\u0301eéか\u3099ᄒ\u1161한/%?#&=+;.~-aА1\u212a\u037e", max_size=30)


@given(SIGNS, SIGNS, st.booleans())
def test_letters_with_marks_have_one_form(path: str, query: str, encoded: bool) -> None:
    made = f"https://example.org/{quote(path) if encoded else path}?{query}"
    once = canonical(made)
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("address", "numbers"),
    [
        ("/nato-vidkryye-predstavnytstvo_n52631", {"52631"}),
        ("/rubric-polytics/3691352-na-samit-nato.html", {"3691352"}),
        ("/politic/news1683720180_5.html", {"1683720180"}),
        ("/2023/05/10/article_12345.html", {"12345"}),
        ("/20230510/japan", set()),
        ("/?p=123", {"123"}),
        ("/view.php?page=2&id=77", {"77"}),
        ("/news/12th-package", set()),
    ],
)
def test_numbers_that_name_an_article(address: str, numbers: set[str]) -> None:
    assert numbers_of(whole(address)) == numbers
