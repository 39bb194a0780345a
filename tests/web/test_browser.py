"""The desk in a real browser: what a person does, by keyboard, and what an assistive technology is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from tests.web.conftest import PAYLOADS, Desk
from tests.web.test_desk import address

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# A machine without a browser (Debian: apt-get install chromium) runs the other tests; CI installs one.
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine: apt-get install chromium")
PATIENCE_MS = 60_000


@pytest.fixture
def page(browsing: Page) -> Page:
    """A page without what earlier tests chose."""
    browsing.context.clear_cookies()
    return browsing


@pytest.fixture(scope="module")
def browsing(desk: Desk) -> Iterator[Page]:
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
    expect(page).to_have_url(re.compile(r"/watches/brussels\?done=saved$"))


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


# The pages that people read, each with something in it.
READING = (
    "/",
    "/stories",
    "/stories/{story}",
    "/stories/{story}/ruling?kind=lead&article={article}",
    "/articles?url={article}",
    "/watches",
    "/watches/nato-japan",
    "/outlets",
    "/outlets/example",
    "/outlets/new",
    "/digests",
    "/subscriptions/morning",
    "/channels",
    "/u/{token}",
)
# Text that is ours: not within another language, and not a name, an address, a command or a key, nor words that two
# articles share.
OURS = """() => {
    const ours = [], tag = document.documentElement.lang;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const around = walker.currentNode.parentElement;
        if (around.closest("code, kbd, mark, ins, del, [translate=no], .why, .evidence, script") || !around.checkVisibility()) continue;
        if (around.closest("[lang]").lang === tag) ours.push(walker.currentNode.data);
    }
    for (const one of document.querySelectorAll("[aria-label], [placeholder], [title]"))
        if (one.closest("[lang]").lang === tag && !one.closest("[translate=no]"))
            ours.push(one.getAttribute("aria-label") || one.placeholder || one.title);
    return ours.join("\\n");
}"""
# Words of English that no text of the desk in Polish has; the other languages have no Latin words at all.
ENGLISH = re.compile(
    r"\b(the|of|and|not|is|are|was|it|by|all|from|stor(y|ies)|watch(es)?|outlets?|digests?|article)\b", re.I
)
LATIN = re.compile(r"[A-Za-z]{3,}")


def spoken(desk: Desk, path: str, language: str) -> str:
    said = address(desk, path)
    return f"{said}{'&' if '?' in said else '?'}lang={language}"


def names(desk: Desk) -> list[str]:
    """What people and outlets call things; the longest first, for one may hold another."""
    with desk.app.store.reading() as work:
        found = [one.name for one in (*work.outlets.all(), *work.watches.all(), *work.subscriptions.all())]
        found += [part for one in work.subscriptions.all() for part in (one.channel, *one.recipients)]
    return sorted([*found, "Farwatch", "Europe/Kyiv", "Europe/London", "UTC", *PAYLOADS], key=len, reverse=True)


@pytest.mark.parametrize("language", ["en", "uk", "pl", "ja"])
@pytest.mark.parametrize("path", READING)
def test_a_page_is_whole_in_every_language_on_a_small_phone(page: Page, desk: Desk, path: str, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(spoken(desk, path, language))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [360, 390])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/stories",
        "/watches/nato-japan",
        "/concepts/nato",
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


@pytest.mark.parametrize("language", ["uk", "pl", "ja"])
@pytest.mark.parametrize("path", READING)
def test_no_english_is_left(page: Page, desk: Desk, path: str, language: str) -> None:
    page.goto(spoken(desk, path, language))
    ours = page.evaluate(OURS)
    for name in names(desk):
        ours = ours.replace(name, "")
    ours = re.sub(r"@nato AND @japan|\S*(://|@|\.toml|_)\S*|crawl\.contact|farwatch [\w -]+|CSV|RSS|[sS]lack", "", ours)
    left = (ENGLISH if language == "pl" else LATIN).findall(ours)
    assert not left, f"{path} in {language}: {left}; put it through t() or n()"


def test_the_language_is_switched_in_the_footer_without_a_script(page: Page, desk: Desk) -> None:
    context = page.context.browser.new_context(java_script_enabled=False, base_url=desk.address)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto("/outlets")
    plain.get_by_role("link", name="українська").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Видання")
    plain.goto("/watches")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Теми")
    context.close()


def test_the_desk_learns_the_readers_clock(page: Page, desk: Desk) -> None:
    context = page.context.browser.new_context(timezone_id="Asia/Tokyo", base_url=desk.address)  # type: ignore[union-attr]
    there = context.new_page()
    there.goto("/")
    there.goto("/stories")
    expect(there.locator("footer")).to_contain_text("Times in Asia/Tokyo; now 2 November, 17:00")
    context.close()


@pytest.mark.parametrize(("key", "path"), [("s", "/stories"), ("w", "/watches"), ("u", "/outlets"), ("d", "/digests")])
def test_g_and_a_letter_go_to_a_room(page: Page, key: str, path: str) -> None:
    page.goto("/?lang=en")
    page.keyboard.press("g")
    page.keyboard.press(key)
    page.wait_for_url(f"**{path}")


def test_a_letter_that_is_typed_is_no_jump(page: Page) -> None:
    page.goto("/stories?lang=en")
    page.keyboard.press("/")
    page.keyboard.type("gw?j")
    expect(page.locator("#search")).to_have_value("gw?j")
    assert "/stories" in page.url


def test_j_and_k_go_on_from_wherever_the_focus_is(page: Page) -> None:
    page.goto("/stories?lang=en")
    headlines = page.locator(".stream a.headline")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("j")
    expect(headlines.first).to_be_focused()
    page.locator("footer a").first.focus()
    page.keyboard.press("k")
    expect(headlines.last).to_be_focused()


def test_the_first_tab_skips_to_the_content(page: Page) -> None:
    page.goto("/stories?lang=en")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_story_is_split_with_a_second_word_and_the_split_taken_back(page: Page, desk: Desk) -> None:
    story = desk.story
    page.goto(f"/stories/{story}?lang=en")
    page.locator("article.report, article.copy").first.get_by_label("does not belong here").check()
    page.get_by_role("button", name="Split them off").click()
    expect(page.get_by_text("goes into a story of its own")).to_be_visible()
    page.get_by_role("button", name="Split the story").click()
    expect(page.get_by_role("status")).to_contain_text("stands.")
    page.get_by_role("link", name="Take it back").first.click()
    page.get_by_role("button", name="Take a decision back").click()
    expect(page.get_by_role("status")).to_contain_text("was taken back.")


def test_a_subscription_shows_what_it_would_tell_as_it_is_written(page: Page) -> None:
    page.goto("/subscriptions/new")
    expect(page.get_by_label("Weekday", exact=True)).to_be_hidden()
    page.get_by_label("once a week").check()
    expect(page.get_by_label("Weekday", exact=True)).to_be_visible()
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
