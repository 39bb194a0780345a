"""From a document to an article: what outlet and entry add, and what no page may do."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extraction import announced, extract, press
from monitor.model.articles import Article, Entry, FetchedDocument, Reason, Rejected
from monitor.model.moments import Precision, Published
from monitor.model.outlets import Outlet, OutletId, PageHints, Press
from tests.builders import NOW, document, entry, outlet

PAGES = Path(__file__).parents[1] / "data" / "pages"
TEXT = (
    "<p>Japan will open a mission to NATO in Brussels, the government said on Tuesday after a meeting of ministers.</p>"
    "<p>The mission is to start work next year with a staff of twelve, and will be led by the ambassador to Belgium.</p>"
)


def page(body: str = f"<h1>Japan to open mission</h1>{TEXT}", head: str = "") -> FetchedDocument:
    return document(
        f"<html lang='en'><head><title>Japan to open mission</title>{head}</head><body>{body}</body></html>"
    )


def read(page: FetchedDocument, *, outlet: Outlet | None = None, entry: Entry | None = None) -> Article:
    found = extract(page, outlet=outlet, entry=entry)
    assert isinstance(found, Article), found
    return found


def test_a_page_without_a_date_takes_the_feed_date() -> None:
    said = Published(at=NOW - timedelta(hours=2), precision=Precision.SECOND)
    assert read(page(), entry=entry(published=said)).published == said


def test_an_undated_page_stays_undated() -> None:
    assert read(page()).published is None


def test_a_page_without_a_title_takes_the_feed_title() -> None:
    untitled = document(f"<html><body>{TEXT}</body></html>")
    assert read(untitled, entry=entry(title="Japan to open mission to NATO")).title == "Japan to open mission to NATO"


def test_a_title_that_is_only_the_site_is_none() -> None:
    untitled = document(f"<html><head><title>Example Daily</title></head><body>{TEXT}</body></html>")
    assert read(untitled, outlet=outlet()).title is None


def test_a_time_without_a_zone_is_in_the_outlets_zone() -> None:
    dated = page(head='<meta property="article:published_time" content="2026-07-10T15:25:00">')
    assert read(dated, outlet=outlet(zone="Europe/Kyiv")).published == _published("2026-07-10T15:25:00+03:00")


def test_a_date_in_the_far_future_is_no_date() -> None:
    dated = page(head='<meta property="article:published_time" content="2027-07-10T15:25:00Z">')
    assert read(dated).published is None


def test_a_clock_that_runs_ahead_is_clamped_to_the_fetch() -> None:
    dated = page(head='<meta property="article:published_time" content="2026-11-02T07:05:00Z">')
    assert read(dated).published == _published(NOW.isoformat())


def test_local_time_marked_as_utc_shows_when_it_lies_in_the_future() -> None:
    dated = page(head='<meta property="article:published_time" content="2026-11-02T08:30:00Z">')
    assert read(dated, outlet=outlet(zone="Europe/Kyiv")).published == _published("2026-11-02T08:30:00+02:00")


def test_local_time_marked_as_utc_shows_against_another_field() -> None:
    dated = page(
        head='<meta property="article:published_time" content="2026-07-10T15:25:00Z">'
        '<meta itemprop="datePublished" content="2026-07-10T15:25:00+03:00">'
    )
    assert read(dated).published == _published("2026-07-10T15:25:00+03:00")


def test_the_last_change_is_not_the_publication() -> None:
    dated = page(
        head='<meta property="article:modified_time" content="2026-07-12T10:00:00Z">'
        '<meta property="article:published_time" content="2026-07-10T15:25:00Z">'
    )
    assert read(dated).published == _published("2026-07-10T15:25:00+00:00")


def test_the_outlets_hints_go_before_the_general_rules() -> None:
    hints = PageHints(title=(".head",), body=(".story",), drop=("^NOTE",), remove=(".box",), stop=("More news:",))
    body = (
        "<h1>Section</h1><div class='head'>Japan to open mission to NATO</div>"
        f"<div class='story'>{TEXT}<div class='box'>Box</div><p>NOTE to editors follows.</p><p>More news:</p><p>Other.</p></div>"
    )
    found = read(page(body), outlet=outlet(page=hints))
    assert (found.title, len(found.text.split("\n"))) == ("Japan to open mission to NATO", 2)


def test_a_wall_gives_way_to_the_text_of_the_feed() -> None:
    wall = document(
        b"<html><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies to continue</body></html>",
        status=403,
    )
    text = "Japan will open a mission to NATO. " * 20
    found = read(wall, outlet=outlet(), entry=entry(title="Japan to open mission", text=text))
    assert (found.title, found.text) == ("Japan to open mission", text.strip())


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"%PDF-1.7 ...", "application/pdf", Reason.NOT_HTML),
        (b'{"a": 1}', "application/json", Reason.NOT_HTML),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "text/html", Reason.NOT_HTML),
        (b"", "text/html", Reason.NO_ARTICLE),
        (b"<html><body></body></html>", "text/html", Reason.NO_ARTICLE),
        (b"<p>" + b"word " * 1_100_000, "text/html", Reason.TOO_LARGE),
    ],
)
def test_what_is_no_page_is_rejected(body: bytes, content_type: str, reason: Reason) -> None:
    found = extract(document(body, headers=(("content-type", content_type),)), outlet=None, entry=None)
    assert isinstance(found, Rejected)
    assert found.reason is reason


def test_an_article_on_consent_is_no_consent_wall() -> None:
    body = (
        "<h1>Court rules on cookie banners</h1><p>A court ruled on Tuesday that a cookie banner without a way to refuse is "
        "against the GDPR, and that consent given on it is void. Personal data was passed on to partners.</p>"
        "<p>The judges said that tracking of readers needs consent, and a privacy policy alone is not enough.</p>"
    )
    assert read(page(body)).title == "Court rules on cookie banners"


def test_an_outlet_does_not_cite_itself() -> None:
    said = page(f"<h1>Japan to open mission</h1>{TEXT}<p>Kyodo reported the plan, Example Daily reports.</p>")
    outlets = (
        outlet(),
        outlet(id=OutletId("kyodo"), name="Kyodo News", cited_as=("Kyodo",), homepage="https://kyodo.example/"),
    )
    found = extract(said, outlet=outlet(), entry=None, press=press(outlets))
    assert isinstance(found, Article)
    assert found.cites == ("kyodo",)


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>" + b"<div>" * 100_000 + b"deep",
        b'<script type="application/ld+json">' + b"[" * 200_000 + b"</script><p>hello",
        b"<html><body><p>" + b"<span>a</span>" * 20_000,
        b"<html><body>" + b'<div class="date related">May 10, 2023</div>' * 10_000,
        b"<html><body><p>\x01 text &#1; <nav>a</nav> \x02 &#31; behind</p>",
    ],
)
def test_a_bomb_costs_no_more_than_its_length(body: bytes) -> None:
    assert extract(document(body), outlet=None, entry=None) is not None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<div class='date'>", "</div>", "<h1>", "<a href=x>", "</a>", "<br>", "<table><tr><td>", "text. ", "10 May 2023", '<script type="application/ld+json">{"@type":"NewsArticle"}</script>', "<figure>", "<!--", "]]>", "&amp;", "НАТО "]), max_size=60))  # fmt: skip
def test_no_markup_raises(pieces: list[str]) -> None:
    found = extract(document("".join(pieces)), outlet=None, entry=None)
    assert isinstance(found, Article | Rejected)


def _published(text: str) -> Published:
    return Published(at=datetime.fromisoformat(text), precision=Precision.SECOND)


def test_a_paywall_s_own_headline_and_time_stand_in_for_what_the_feed_lacks() -> None:
    wall = (PAGES / "wall-paywall-fr.html").read_bytes()
    page = document(wall, final_url="https://www.journal.example.fr/otan")
    why = extract(page, outlet=None, entry=None)
    assert isinstance(why, Rejected)
    found = announced(why, page, outlet=None, entry=entry(title=None, summary="Pékin s'inquiète."), press=Press())
    assert found is not None
    assert (found.title, found.published) == ("L'Otan à Tokyo", why.published)


PARAGRAPHS = (
    "<p>The two governments signed the deal on Monday after talks that had lasted for a year and a half.</p>" * 4
)


@pytest.mark.parametrize(("kind", "cites"), [("aggregator", ("other",)), ("news site", ())])
def test_what_an_aggregator_links_to_is_its_source(kind: str, cites: tuple[str, ...]) -> None:
    link = '<p><a href="https://www.other.example/world/deal-signed">Full text</a></p>'
    page = document(f"<html lang=en><title>Deal</title><article><h1>Deal</h1>{PARAGRAPHS}{link}</article></html>")
    known = press((outlet(id=OutletId("other"), name="The Other", homepage="https://www.other.example/"),))
    found = extract(page, outlet=outlet(kind=kind), entry=None, press=known)
    assert isinstance(found, Article)
    assert found.cites == cites
