from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.digests.plain import LONGEST_ADDRESS, language_tag, plain, web_address


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("NATO\r\nBcc: everyone@example.org", "NATO Bcc: everyone@example.org"),
        ("\u202egnp.exe\u202c and \u2066more\u2069", "gnp.exe and more"),
        ("N\u200bA\u2060T\ufeffO\u00ad", "NATO"),
        ("N\u200dA\u200cTO", "NATO"),
        ("a\u2028b\u2029c\x00d\x1b[31m", "a b c d [31m"),
        ("\ud800lone", "lone"),
        ("Z" + "\u0301" * 40 + "algo", "Z" + "\u0301" * 4 + "algo"),
        ("  НАТО \u3164 і \u00a0 Японія ", "НАТО і Японія"),
        # What must stay as it is.
        ("می‌خواهم", "می‌خواهم"),
        ("👩‍👩‍👧 日本とNATOの協力 나토 ประเทศไทย", "👩‍👩‍👧 日本とNATOの協力 나토 ประเทศไทย"),
        ("שָׁלוֹם", "שָׁלוֹם"),
    ],
)
def test_outlets_text_is_one_line_of_what_can_be_seen(written: str, shown: str) -> None:
    assert plain(written) == shown


def test_a_huge_headline_is_cut() -> None:
    assert plain("NATO " * 100_000, 20) == "NATO NATO NATO NATO…"


@given(st.text())
def test_plain_text_is_plain_already(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert not {unicodedata.category(c) for c in once} & {"Cc", "Zl", "Zp", "Cs"}
    once.encode()


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/новини?a=1&b=2#c", "https://example.org/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8?a=1&b=2#c"),
        ("https://example.org/%D0%BD", "https://example.org/%D0%BD"),
        ("https://example.org/\"onclick='<x>|y", "https://example.org/%22onclick=%27%3Cx%3E%7Cy"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org/x", None),
        ("https:///x", None),
        ("https://[::1", None),
        ("https://example.org/" + "й" * LONGEST_ADDRESS, None),
    ],
)
def test_only_web_addresses_are_linked(url: str, linked: str | None) -> None:
    assert web_address(url) == linked


@pytest.mark.parametrize(
    ("tag", "kept"), [("uk", "uk"), ("zh-Hant-TW", "zh-Hant-TW"), ('"><x', ""), ("", ""), (None, "")]
)
def test_only_language_tags_become_attributes(tag: str | None, kept: str) -> None:
    assert language_tag(tag) == kept
