"""The desk in a real browser: what a person does, by keyboard, and what an assistive technology is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from tests.web.conftest import Desk

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# A machine without a browser (Debian: apt-get install chromium) runs the other tests; CI installs one.
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine: apt-get install chromium")
PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def page(desk: Desk) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        opened = browser.new_page(base_url=desk.address, viewport={"width": 390, "height": 844})
        opened.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        yield opened
        browser.close()


def test_a_watch_is_written_tried_and_saved(page: Page) -> None:
    page.goto("/watches/new")
    page.get_by_label("Name").fill("Brussels")
    page.get_by_label("Query").press_sequentially("brussels")
    expect(page.locator("#trial h2")).to_contain_text("2 of")
    expect(page.locator("#trial mark").first).to_have_text("Brussels")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("/watches/brussels$"))


def test_a_wrong_query_is_told_while_it_is_typed(page: Page) -> None:
    page.goto("/watches/new")
    page.get_by_label("Query").press_sequentially("nato AND (")
    expect(page.locator("#trial .error")).to_contain_text("column")


def test_the_stream_is_read_by_keyboard(page: Page, desk: Desk) -> None:
    page.goto("/stories?watch=nato-japan")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("article").first).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("mission")
    page.keyboard.press("Enter")
    expect(page.locator(f"a[href='/stories/{desk.story}']")).to_be_visible()


def test_an_article_is_marked_and_unmarked(page: Page, desk: Desk) -> None:
    page.goto(f"/stories/{desk.story}")
    wanted = page.get_by_role("button", name="wanted").first
    wanted.click()
    expect(wanted).to_have_attribute("aria-pressed", "true")
    wanted.click()
    expect(wanted).to_have_attribute("aria-pressed", "false")


def test_a_digest_is_seen_as_it_was_sent(page: Page) -> None:
    page.goto("/digests")
    page.locator("#main a[href^='/digests/']").first.click()
    expect(page.frame_locator("iframe").get_by_text("NATO and Japan").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    ["/", "/stories", "/stories/{story}", "/watches", "/watches/nato-japan", "/outlets", "/outlets/other", "/digests"],
)
def test_axe_finds_nothing(page: Page, desk: Desk, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(path.format(story=desk.story))
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", ["/", "/stories", "/watches/nato-japan", "/outlets", "/digests"])
def test_a_phone_is_wide_enough(page: Page, path: str) -> None:
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
