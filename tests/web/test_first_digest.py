"""From nothing to the first digest, as a person does it in a browser, against the newsroom and a real mail server.

Once with the service in one process, once on a real PostgreSQL with three workers behind the desk.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest
import tomlkit
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from playwright.sync_api import Page, expect, sync_playwright

from monitor.cli.demo_road import SteppedClock
from monitor.config import read_config
from monitor.newsroom import Newsroom
from tests.web.test_browser import BROWSER, PATIENCE_MS, pytestmark
from tests.workers.crew import Crew, Time, setting_of

__all__ = ["pytestmark"]

ROOT = Path(__file__).parents[2]
# A notice of the house is three weeks old: the outlet is alive. Five weeks later there is news.
BEFORE = datetime.fromisoformat("2023-04-20T09:00:00+03:00")
NEWS = datetime.fromisoformat("2023-05-24T12:20:00+03:00")
HEADLINE = "Японія не планує стати частиною НАТО"
READER, OTHER = "reader@example.org", "other@example.org"
# The promise to a person is two minutes; a machine that shares its cores with other tests gets as long.
TWO_MINUTES = 120.0
# Until the processes stand, which is no part of the promise.
PATIENCE_SECONDS = 300.0


class Postbox:
    def __init__(self) -> None:
        self.mails: list[tuple[str, EmailMessage]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        mail = message_from_bytes(cast(bytes, envelope.content), policy=default)
        self.mails += [(to, mail) for to in envelope.rcpt_tos]
        return "250 queued"

    def to(self, recipient: str) -> list[EmailMessage]:
        return [mail for to, mail in self.mails if to == recipient]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class World:
    """A service without an outlet, a watch or a reader; a newsroom and a mail server beside it."""

    desk: str
    newsroom: Newsroom
    postbox: Postbox
    now: Time

    @property
    def outlet(self) -> str:
        return f"http://kyiv24.news:{self.newsroom.port}/"


@pytest.fixture(scope="module", params=["alone", "workers"])
def world(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[World]:
    folder, postbox = tmp_path_factory.mktemp("first"), Postbox()
    setting, now = setting_of(request.param, folder, request), Time(SteppedClock(), folder / "clock")
    now.becomes(BEFORE)
    mail = Controller(postbox, hostname="127.0.0.1", port=free_port())
    mail.start()
    desk = f"http://127.0.0.1:{(port := free_port())}"
    with Newsroom(ROOT / "seeds", clock=now.clock) as newsroom, ExitStack() as crews:
        config = empty_config(folder / "config", newsroom, desk=desk, smtp=mail.port)
        if request.param == "workers":
            work = crews.enter_context(Crew(read_config(config, now=BEFORE), setting.database, folder / "crew", now))
            work.staff(setting.workers)
        crews.enter_context(served([str(config), setting.database, str(port), str(now.file)]))
        until(lambda: answers(f"{desk}/health"), "the service answers", seconds=PATIENCE_SECONDS)
        yield World(desk=desk, newsroom=newsroom, postbox=postbox, now=now)
    mail.stop()


@contextmanager
def served(words: list[str]) -> Iterator[None]:
    """A service process; ended in order."""
    with subprocess.Popen([sys.executable, "-m", "tests.web.service", *words], cwd=ROOT) as service:
        try:
            yield
        finally:
            service.terminate()
            ended = service.wait(timeout=60)
    assert ended == 0


def empty_config(folder: Path, newsroom: Newsroom, *, desk: str, smtp: int) -> Path:
    shutil.copytree(ROOT / "config", folder, ignore=shutil.ignore_patterns("outlets", "watches"))
    for name in ("outlets", "watches"):
        (folder / name).mkdir()
    settings = tomlkit.parse((folder / "farwatch.toml").read_text(encoding="utf-8")).unwrap()
    settings["service"]["address"] = desk
    settings["crawl"]["delay_seconds"] = 0.02
    settings["egress"] = {"hosts": dict(newsroom.hosts), "allow": [f"127.0.0.1:{smtp}"]}
    settings["channels"] = {
        "mail": {"kind": "email", "host": "127.0.0.1", "port": smtp, "security": "none", "sender": "f@example.org"}
    }
    (folder / "farwatch.toml").write_text(tomlkit.dumps(settings), encoding="utf-8")
    return folder


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def until(is_so: Callable[[], bool], what: str, *, seconds: float = TWO_MINUTES) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, what
        time.sleep(0.1)


@pytest.fixture(scope="module")
def page(world: World) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        opened = browser.new_page(base_url=world.desk, viewport={"width": 360, "height": 740})
        opened.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        yield opened
        browser.close()


def test_from_nothing_to_a_digest_and_out_again(world: World, page: Page) -> None:
    begun = time.monotonic()
    add_the_outlet(world, page)
    write_a_watch(page)
    tell_two(page)
    expect_first_visit_over(page)
    world.now.becomes(NEWS)
    see_the_preview(page)
    until(lambda: bool(world.postbox.to(READER) and world.postbox.to(OTHER)), "the digest arrives")
    assert time.monotonic() - begun < TWO_MINUTES
    leave_by_the_mails_own_link(world, page)


def add_the_outlet(world: World, page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Add an outlet").click()
    page.get_by_label("Address of its home page").fill(world.outlet)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    page.get_by_role("button", name="Follow it").click()
    expect(page.get_by_role("status").first).to_contain_text("Added")


def write_a_watch(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Write a watch").click()
    page.get_by_label("Name").fill("NATO and Japan")
    page.get_by_label("Query").fill("@nato AND @japan")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"/watches/nato-and-japan\?done=saved$"))


def tell_two(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Tell somebody").click()
    page.get_by_label("Name").fill("Alert")
    page.get_by_label("at once", exact=True).check()
    page.get_by_label("Recipients").fill(f"{READER}\n{OTHER}")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved")


def expect_first_visit_over(page: Page) -> None:
    def is_over() -> bool:
        page.goto("/")
        return page.get_by_text("The first visit is over. 1 article is stored.").count() > 0

    until(is_over, "the first visit is over, and its article read")


def see_the_preview(page: Page) -> None:
    def shows_it() -> bool:
        page.goto("/subscriptions/alert/preview")
        told = page.frame_locator("iframe").get_by_text("НАТО").count() > 0
        page.goto("/digests")
        return told or page.locator("#main a[href^='/digests/']").count() > 0

    until(shows_it, "the digest stands in the preview, or is composed already")


def leave_by_the_mails_own_link(world: World, page: Page) -> None:
    (mail,) = world.postbox.to(READER)
    assert HEADLINE in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    link = re.match(r"<([^>]+)>", mail["List-Unsubscribe"])
    assert link is not None
    assert link[1] in mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    page.goto(link[1])
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.get_by_role("status")).to_have_text("You are unsubscribed")
    page.goto("/subscriptions/alert")
    expect(page.get_by_label("Recipients")).to_have_value(OTHER)
