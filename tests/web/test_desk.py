"""The desk over HTTP: what its pages show, what they refuse, and that nothing of an outlet becomes markup."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from monitor.model.articles import ArticleUrl
from monitor.model.digests import SubscriptionId
from monitor.model.watches import WatchId
from monitor.services.farewells import Reader, signing_key, token_of
from tests.builders import NOW, article
from tests.web.conftest import PAYLOADS, Desk

# Every kind of page, with something in it.
PAGES = (
    "/",
    "/stories",
    "/stories?q=%40nato",
    "/stories?watch=nato-japan&outlet=example&language=en&day=2026-11-02",
    "/stories?wanted=yes&lang=uk",
    "/stories/{story}",
    "/stories/{story}?lang=ja",
    "/stories/{story}/ruling?kind=lead&article={article}",
    "/stories/{story}/ruling?kind=split&article={article}",
    "/stories/{story}/ruling?kind=merge&other={other}",
    "/articles?url={article}",
    "/articles?url={article}&lang=pl",
    "/watches",
    "/watches/new",
    "/watches/nato-japan",
    "/watches/try?query=%40nato&saved=nato-japan",
    "/concepts/nato",
    "/outlets",
    "/outlets/other",
    "/digests",
    "/digests/{digest}",
    "/digests/{digest}/page",
    "/subscriptions/morning/preview",
    "/subscriptions/morning/preview/page",
    "/outlets/new",
    "/outlets/other/edit",
    "/outlets/other/remove",
    "/subscriptions/new",
    "/subscriptions/morning",
    "/subscriptions/morning/remove",
    "/subscriptions/draft?name=%3Cscript%3E&rhythm=daily&times=07:00",
    "/subscriptions/draft/page?name=%3Cscript%3E&rhythm=daily&times=07:00",
    "/channels",
    "/u/{token}",
)
MISSING = (
    "/articles",
    "/articles?url=https://example.org/unheard-of",
    "/articles?url=javascript:alert(1)",
    "/stories/nothing/ruling?kind=lead",
    "/static/nothing.js",
    "/nothing",
    "/stories/nothing",
    "/watches/nothing",
    "/outlets/nothing",
    "/digests/nothing",
    "/concepts/no",
)


class Tags(HTMLParser):
    """Tags with their attributes, as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def address(desk: Desk, page: str) -> str:
    with desk.app.store.reading() as work:
        digest = work.digests.recent(1)[0].id
        other = next(story for story in desk.stories if story != desk.story)
    reader = Reader(subscription=SubscriptionId("morning"), recipient="digests")
    token = token_of(reader, signing_key(desk.app.store, NOW))
    return page.format(story=desk.story, other=other, article=quote(article().url, safe=""), digest=digest, token=token)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole_small_and_safe(desk: Desk, page: str) -> None:
    answer = desk.get(address(desk, page))
    assert answer.status == 200
    assert weight(desk, answer.text) < 100_000
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"].split("style-src")[0]
    assert_safe(answer.text)


def weight(desk: Desk, text: str) -> int:
    """Bytes of a page with all that it loads, as they are, not compressed."""
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', text)
    return len(text.encode()) + sum(len(desk.get(html.unescape(one)).text.encode()) for one in loaded)


def assert_safe(text: str) -> None:
    for tag, attributes in Tags(text).found:
        assert tag not in ("base", "object", "embed", "math", "noscript")
        assert tag != "script" or str(attributes.get("src")).startswith("/static/")
        assert not [name for name in attributes if name.startswith("on") or name == "srcdoc"]
        is_ours = tag == "textarea" or attributes.get("id") == "draft"
        assert is_ours or not [name for name in attributes if name.startswith("hx-")]
        assert not str(attributes.get("href", "")).startswith(("javascript:", "data:"))
        assert (tag, attributes.get("src")) != ("img", "x")


@pytest.mark.parametrize("page", MISSING)
def test_what_is_not_there_is_said(desk: Desk, page: str) -> None:
    answer = desk.get(page)
    assert answer.status == 404
    assert "There is no such" in answer.text


def test_a_story_shows_its_articles_side_by_side(desk: Desk) -> None:
    text = desk.get(f"/stories/{desk.story}").text
    with desk.app.store.reading() as work:
        kept = work.stories.of_article(article().url)
    assert kept is not None
    assert text.count("<article") == len(kept.members) > 1
    assert '<svg class="timeline wide"' in text
    assert "<mark>NATO</mark>" in text


def test_a_search_is_narrowed_by_the_query_language(desk: Desk) -> None:
    assert desk.story in desk.get("/stories?q=title%3Amission").text
    assert desk.story not in desk.get("/stories?q=title%3Asubmarine").text


def test_a_wrong_query_is_told_with_its_column(desk: Desk) -> None:
    answer = desk.get("/stories?q=%40nato+AND")
    assert answer.status == 400
    assert "column" in answer.text


def test_a_wrong_day_is_told(desk: Desk) -> None:
    answer = desk.get("/stories?day=yesterday")
    assert (answer.status, "write it as 2026-11-29" in answer.text) == (400, True)


@pytest.mark.parametrize("path", ["/stories", "/digests"])
@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "yesterday"])
def test_a_moment_outside_the_calendar_is_told(desk: Desk, path: str, moment: str) -> None:
    answer = desk.get(f"{path}?before={moment}")
    assert (answer.status, "is no moment" in answer.text) == (400, True)


def test_a_nul_is_refused_before_a_database_is_asked(desk: Desk) -> None:
    for answer in (desk.get("/stories?q=a%00b"), desk.get("/watches/a%00b"), desk.post("/watches", {"name": "a\x00b"})):
        assert (answer.status, "NUL" in answer.text) == (400, True)


def test_while_typing_the_editor_is_told_what_a_query_finds(desk: Desk) -> None:
    text = desk.get("/watches/try?query=mission").text
    assert re.search(r"<h2>\s*2 of \d+ articles", text)
    assert "<html" not in text


def test_a_watch_is_saved_and_changed(desk: Desk) -> None:
    desk.post("/watches", {"name": "Missions", "query": "mission", "archive_days": "30"})
    desk.post("/watches", {"id": "missions", "name": "Missions", "query": "mission OR brussels"})
    with desk.app.store.reading() as work:
        kept = work.watches.named(WatchId("missions"))
        found = work.matches.since(None, WatchId("missions"))
    assert kept is not None
    assert (kept.query, len(found)) == ("mission OR brussels", 2)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": "", "query": "nato"}, "A watch has a name and a query."),
        ({"name": "Another", "query": "nato AND"}, "column"),
        ({"name": "NATO Japan", "query": "nato"}, "already"),
        ({"name": "Long ago", "query": "nato", "archive_days": "ever"}, "is no number of days"),
        ({"name": "Long ago", "query": "nato", "archive_days": "9" * 5_000}, "is no number of days"),
    ],
)
def test_a_watch_that_cannot_be_saved_stays_in_the_editor(desk: Desk, form: dict[str, str], said: str) -> None:
    with desk.app.store.reading() as work:
        before = work.watches.all()
    answer = desk.post("/watches", form)
    with desk.app.store.reading() as work:
        assert work.watches.all() == before
    assert answer.status == 400
    assert said in answer.text


def test_an_edit_that_loses_a_wanted_article_is_asked_about(desk: Desk) -> None:
    desk.post("/mark", {"article": article().url, "watch": "nato-japan", "verdict": "wanted"})
    answer = desk.post("/watches", {"id": "nato-japan", "name": "NATO and Japan", "query": "@nato AND @australia"})
    desk.post("/mark", {"article": article().url, "watch": "nato-japan", "verdict": "none"})
    assert answer.status == 400
    assert article().url in answer.text


def test_a_form_of_another_site_changes_nothing(desk: Desk) -> None:
    answer = desk.post("/watches", {"name": "Forged", "query": "nato"}, Origin="https://evil.example")
    assert answer.status == 403
    assert desk.get("/watches/forged").status == 404


def test_a_browser_that_says_cross_site_is_refused(desk: Desk) -> None:
    assert desk.post("/mark", {}, **{"Sec-Fetch-Site": "cross-site"}).status == 403


def test_a_name_that_is_not_ours_reaches_nothing(desk: Desk) -> None:
    assert desk.get("/", Host="evil.example").status == 400


def test_a_form_too_large_is_refused(desk: Desk) -> None:
    answer = desk.post("/watches", {"name": "Large", "query": "n" * 70_000})
    assert (answer.status, "larger than" in answer.text) == (400, True)


def test_payloads_are_shown_as_they_are_written(desk: Desk) -> None:
    text = "".join(desk.get(f"/stories/{story}").text for story in desk.stories)
    shown = html.unescape(re.sub(r"</?mark>", "", text))
    assert [payload for payload in PAYLOADS if payload not in shown] == []


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_nothing_of_an_outlet_becomes_markup(desk: Desk, number: int) -> None:
    page = desk.get(f"/articles?url={quote(f'https://example.org/evil/{number}', safe='')}")
    with desk.app.store.reading() as work:
        story = work.stories.of_article(ArticleUrl(f"https://example.org/evil/{number}"))
    assert story is not None
    assert (page.status, "<ins>" in page.text) == (200, True)
    assert_safe(page.text)
    assert_safe(desk.get(f"/stories/{story.id}").text)


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "path",
    [
        "/stories?q={}", "/stories?day={}", "/stories?before={}", "/stories?watch={}&outlet={}&language={}", "/stories/{}",
        "/articles?url={}", "/watches/new?query={}", "/watches/try?query={}", "/?lang={}", "/digests/{}",
        "/stories/{story}/ruling?kind={}", "/stories/{story}/ruling?kind=merge&other={}",
        "/stories/{story}/ruling?kind=undo&number={}", "/stories/{story}/ruling?kind=split&article={}",
    ],
)  # fmt: skip
def test_nothing_that_is_asked_becomes_markup(desk: Desk, path: str, payload: str) -> None:
    said = quote(payload, safe="")
    answer = desk.get(path.replace("{story}", desk.story).replace("{}", said))
    assert answer.status in (200, 400, 404)
    assert_safe(answer.text)


def test_health_and_ready(desk: Desk) -> None:
    assert desk.get("/health").status == 200
    assert desk.get("/ready").status == 200
