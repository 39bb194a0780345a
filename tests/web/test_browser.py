"""The desk in a real browser: what a person does, by keyboard, and what an assistive technology is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from tests.web.conftest import Desk
from tests.web.test_desk import address

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
    page.get_by_role("link", name=re.compile("^Morning, ")).click()
    expect(page.frame_locator("iframe").get_by_text("NATO and Japan").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/stories",
        "/stories/{story}",
        "/watches",
        "/watches/nato-japan",
        "/outlets",
        "/outlets/new",
        "/outlets/other",
        "/outlets/other/edit",
        "/outlets/other/remove",
        "/digests",
        "/digests/{digest}",
        "/subscriptions/new",
        "/subscriptions/morning",
        "/subscriptions/morning/remove",
        "/channels",
        "/u/{token}",
    ],
)
def test_axe_finds_nothing(page: Page, desk: Desk, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address(desk, path))
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [360, 390])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/stories",
        "/watches/nato-japan",
        "/outlets",
        "/outlets/new",
        "/outlets/other",
        "/digests",
        "/digests/{digest}",
        "/subscriptions/morning",
        "/channels",
        "/u/{token}",
    ],
)
def test_a_phone_is_wide_enough(page: Page, desk: Desk, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(address(desk, path))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_outlet_is_looked_for_while_its_page_goes_on_by_itself(page: Page) -> None:
    page.goto("/outlets/new")
    page.get_by_label("Address of its home page").fill("newcomer.example")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def test_a_subscription_shows_what_it_would_tell_as_it_is_written(page: Page) -> None:
    page.goto("/subscriptions/new")
    expect(page.get_by_label("Day", exact=True)).to_be_hidden()
    page.get_by_label("once a week").check()
    expect(page.get_by_label("Day", exact=True)).to_be_visible()
    expect(page.locator("#draft h2")).to_have_text("What it would tell")
    expect(page.frame_locator("#draft iframe").locator("mark", has_text="NATO").first).to_be_visible()


def test_a_page_changes_things_without_scripts(page: Page, desk: Desk) -> None:
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_page(base_url=desk.address, java_script_enabled=False)
    plain.set_default_timeout(PATIENCE_MS)
    plain.goto("/outlets/new")
    plain.get_by_label("Address of its home page").fill("newcomer.example")
    plain.get_by_role("button", name="Look at it").click()
    expect(plain.get_by_role("checkbox", checked=True)).to_have_count(1)
    plain.goto("/subscriptions/new")
    plain.get_by_label("Name").fill("By hand")
    plain.get_by_role("button", name="Preview").click()
    expect(plain.locator("#draft h2")).to_have_text("What it would tell")
    plain.close()
