"""Signing in as a person does it: by keyboard, on a phone, in a real browser; and what an assistive technology is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.conftest import Desk
from tests.web.guarded import EDITOR, PASSWORDS, READER, Hands, guarded

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine: apt-get install chromium")
PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with guarded(tmp_path_factory.mktemp("browser"), Hands()) as desk:
        yield desk


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, house: Desk) -> Iterator[Page]:
    context = browser.new_context(base_url=house.address, viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    yield opened
    context.close()


def sign_in(page: Page, name: str, password: str = "") -> None:
    """By keyboard alone: the cursor stands in the first field, as soon as the page is there."""
    expect(page.get_by_label("Your name")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password or PASSWORDS[name])  # type: ignore[index]
    page.keyboard.press("Enter")


def test_an_editor_signs_in_by_keyboard_changes_something_and_signs_out(page: Page) -> None:
    page.goto("/watches/new?query=nato")
    expect(page).to_have_url(re.compile(r"/login\?next="))
    sign_in(page, EDITOR)
    expect(page).to_have_url(re.compile(r"/watches/new\?query=nato$"))
    expect(page.locator("header")).to_contain_text(EDITOR)
    page.get_by_label("Name").fill("Allies")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"/watches/allies\?done=saved$"))
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/login$"))
    page.goto("/watches/allies")
    expect(page).to_have_url(re.compile("/login"))


def test_a_wrong_password_is_told_and_the_name_stays(page: Page) -> None:
    page.goto("/login")
    sign_in(page, EDITOR, "not the password")
    expect(page.get_by_role("alert")).to_contain_text("wrong")
    expect(page.get_by_label("Name")).to_have_value(EDITOR)
    expect(page.get_by_label("Password")).to_be_focused()
    expect(page.get_by_label("Password")).to_have_value("")


def test_a_reader_is_told_so(page: Page) -> None:
    page.goto("/login")
    sign_in(page, READER)
    expect(page.locator("header")).to_contain_text("reads only")


def test_no_script_reads_the_session(page: Page) -> None:
    page.goto("/login")
    sign_in(page, EDITOR)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert "farwatch" in {cookie["name"] for cookie in page.context.cookies()}
    assert "farwatch" not in str(page.evaluate("document.cookie"))


def test_a_session_that_ended_while_a_query_was_typed_leads_to_the_login(page: Page) -> None:
    page.goto("/login?next=/watches/new")
    sign_in(page, EDITOR)
    page.get_by_label("Query").fill("na")
    page.context.clear_cookies()
    page.get_by_label("Query").press_sequentially("to")
    expect(page).to_have_url(re.compile(r"/login\?next=%2Fwatches%2Fnew$"))


def test_a_page_of_another_site_cannot_post_in_an_editors_name(page: Page, house: Desk) -> None:
    page.goto("/login")
    sign_in(page, EDITOR)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    other = house.address.replace("127.0.0.1", "localhost")
    forged = f'<form id="f" method="post" action="{house.address}/watches"><input name="name" value="Forged"><input name="query" value="nato"></form>'
    page.route(f"{other}/evil", lambda route: route.fulfill(body=forged, content_type="text/html"))
    page.goto(f"{other}/evil")
    with page.expect_navigation() as went:
        page.evaluate("document.getElementById('f').submit()")
    assert went.value is not None
    # The cookie stays at home (SameSite=Lax), so the desk sees a stranger.
    assert went.value.status in (401, 403)
    assert page.request.get(f"{house.address}/watches/forged").status == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/login", "/"])
def test_axe_finds_nothing_and_a_phone_is_wide_enough(page: Page, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/login")
    if path == "/login":
        sign_in(page, EDITOR, "wrong, so that there is an error")
        expect(page.get_by_role("alert")).to_be_visible()
    else:
        sign_in(page, READER)
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
