"""Who reads: the language and the clock of a request, over HTTP."""

from __future__ import annotations

import re

import pytest

from monitor.languages import LANGUAGES
from tests.web.conftest import Desk


@pytest.mark.parametrize("tag", sorted(LANGUAGES))
def test_the_address_says_the_language_and_the_browser_keeps_it(desk: Desk, tag: str) -> None:
    answer = desk.get(f"/watches?lang={tag}", **{"Accept-Language": "fr"})
    assert f'<html lang="{tag}">' in answer.text
    assert answer.headers["set-cookie"].startswith(f"lang={tag}; Path=/; Max-Age=31536000; SameSite=Lax")


def test_the_cookie_goes_before_what_the_browser_prefers(desk: Desk) -> None:
    answer = desk.get("/stories", Cookie="lang=pl", **{"Accept-Language": "ja"})
    assert "<h1>Tematy</h1>" in answer.text


def test_else_the_browser_says_the_language(desk: Desk) -> None:
    assert "<h1>媒体</h1>" in desk.get("/outlets", **{"Accept-Language": "ja-JP,en;q=0.5"}).text


def test_a_language_that_the_desk_does_not_speak_changes_nothing(desk: Desk) -> None:
    answer = desk.get("/watches?lang=%22%3E%0d%0aX-Evil:1")
    assert '<html lang="en">' in answer.text
    assert "set-cookie" not in {name.casefold() for name in answer.headers}


def test_the_switch_keeps_what_the_page_was_asked(desk: Desk) -> None:
    text = desk.get("/stories?q=%40nato&lang=pl").text
    assert 'href="/stories?q=%40nato&amp;lang=uk"' in text


@pytest.mark.parametrize(
    ("cookie", "said"),
    [
        ("zone=Asia/Tokyo", "Times in Asia/Tokyo; now 2 November, 17:00"),
        ("zone=Asia%2FTokyo", "Times in Asia/Tokyo; now 2 November, 17:00"),
        ("zone=../../etc/passwd", "Times in UTC; now 2 November, 08:00"),
        ("", "Times in UTC; now 2 November, 08:00"),
    ],
)
def test_times_are_told_by_the_readers_clock_which_is_named(desk: Desk, cookie: str, said: str) -> None:
    assert said in desk.get("/", Cookie=cookie).text


def test_an_error_is_told_in_the_readers_language(desk: Desk) -> None:
    text = desk.get("/stories?day=yesterday&lang=uk").text
    assert "Не вдалося: «yesterday» — не день; напишіть так: 2026-11-29." in text


def test_a_form_of_another_site_is_refused_in_the_readers_language(desk: Desk) -> None:
    answer = desk.post("/mark?lang=ja", {}, Origin="https://evil.example")
    assert (answer.status, "別のサイト" in answer.text) == (403, True)


def test_what_is_wrong_is_told_in_the_readers_language(desk: Desk) -> None:
    findings = re.findall(r'<li class="(?:serious|light)".*?</li>', desk.get("/?lang=pl").text, re.DOTALL)
    assert any("Czy usługa działa? farwatch run" in one for one in findings)
