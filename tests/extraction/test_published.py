"""When an article was published, judged from all the dates of its page."""

from __future__ import annotations

import pytest

from monitor.extraction import extract
from monitor.model.articles import Article
from tests.builders import document, outlet

TEXT = "<p>Japan will open a mission to NATO in Brussels, the government said on Tuesday after a meeting.</p>" * 2
LD = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"A","datePublished":"%s"}</script>'
META = '<meta property="article:published_time" content="%s">'


def published(head: str, body: str = "", *, path: str = "", zone: str = "Europe/Kyiv") -> str | None:
    page = f"<html lang='en'><head><title>Japan to open a mission</title>{head}</head><body><h1>Japan to open a mission</h1>{body}{TEXT}</body></html>"
    found = extract(
        document(page, final_url=f"https://example.org/{path}"), outlet=outlet(zone=zone, languages=("en",)), entry=None
    )
    assert isinstance(found, Article), found
    return found.published.render() if found.published else None


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        # The same clock in another field says the offset.
        (LD % "2023-05-10T15:25:41", "<time datetime='2023-05-10T15:25:41+09:00'>x</time>", "2023-05-10T15:25:41+09:00"),
        # A naive time that is the moment of another field in UTC.
        (LD % "2023-05-10T12:25:41", "<time datetime='2023-05-10T15:25:41+03:00'>x</time>", "2023-05-10T12:25:41+00:00"),
        # The same clock in a field for machines that says UTC; in a <time> such marks are often wrong.
        (LD % "2023-05-10T12:25:41" + META % "2023-05-10T12:25:41Z", "", "2023-05-10T12:25:41+00:00"),
        (LD % "2023-05-10T15:25:41", "<time datetime='2023-05-10T15:25:41Z'>x</time>", "2023-05-10T15:25:41+03:00"),
        # A day that is another in UTC.
        (LD % "2023-05-10" + META % "2023-05-09T22:25:41Z", "", "2023-05-09T22:25:41+00:00"),
        # None says one: the outlet's zone.
        (LD % "2023-05-10T15:25:41", "", "2023-05-10T15:25:41+03:00"),
        # Another pair of fields with one clock, here of the last change, shows where the page is written.
        (LD % "2023-05-10T15:25:41" + '<meta itemprop="dateModified" content="2023-05-11T08:42:27">', "<div class='date'>8:42 a.m. EDT May 11, 2023</div>", "2023-05-10T15:25:41-04:00"),
        # Local time marked as UTC, shown by a field that says when the page changed, to the second.
        (LD % "2023-05-10T15:25:41Z" + '<meta itemprop="dateModified" content="2023-05-10T15:25:41+02:00">', "", "2023-05-10T15:25:41+02:00"),
        # Shifted by hours against two that agree; against one it stands.
        (LD % "2023-05-10T09:25:41Z" + META % "2023-05-10T13:25:41Z", "<div class='date'>May 10, 2023 6:25 AM PDT</div>", "2023-05-10T13:25:41+00:00"),
        (LD % "2023-05-10T09:25:41Z" + META % "2023-05-10T13:25:41Z", "", "2023-05-10T09:25:41+00:00"),
    ],
)  # fmt: skip
def test_the_offset_is_the_one_that_the_fields_agree_on(head: str, body: str, expected: str) -> None:
    assert published(head, body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div class='articleHeaderComment_date'>10 May 2023, 15:25</div>", "2023-05-10T15:25+03:00"),
        ("<div id='artikelfooter'><div class='datum'>10 May 2023, 15:25</div></div>", "2023-05-10T15:25+03:00"),
        ("<div class='storytopbar'><span class='time'>10 May 2023, 15:25</span></div>", "2023-05-10T15:25+03:00"),
        ("<ul><li>By <a href='/a'>Mary Example</a></li><li class='date'>10 May 2023, 15:25</li></ul>", "2023-05-10T15:25+03:00"),
        ("<div>Updated <time datetime='2023-05-11T10:00Z'>x</time> Published <time datetime='2023-05-10T15:25Z'>x</time></div>", "2023-05-10T15:25+00:00"),
        ("<abbr title='2023-05-10T15:25:40Z'>1 hr ago</abbr>", "2023-05-10T15:25:40+00:00"),
        ("<time datetime='10.05.2023 15:25'>today</time>", "2023-05-10T15:25+03:00"),
    ],
)  # fmt: skip
def test_a_date_at_the_headline_is_the_article_s(body: str, expected: str) -> None:
    assert published("", f"<div>{body}</div>") == expected


@pytest.mark.parametrize(
    "body",
    [
        "<blockquote><time datetime='2022-01-01T10:00Z'>1 January 2022</time></blockquote>",
        "<div class='comment-list'><span class='date'>1 January 2022</span></div>",
        "<ul><li><a href='/b'>Another article with a long headline</a> <span class='date'>1 January 2022</span></li></ul>",
    ],
)
def test_the_date_of_a_quoted_post_a_comment_and_a_teaser_is_not(body: str) -> None:
    assert published(META % "2023-05-10", f"<div>{body}</div>") == "2023-05-10"


@pytest.mark.parametrize("path", ["2023/05/10/a", "a-20230510.html", "2023/may/10/a", "2023/WORLD/05/10/a"])
def test_the_address_tells_the_day(path: str) -> None:
    assert published("", path=path) == "2023-05-10"


def test_a_later_printed_date_does_not_beat_the_address() -> None:
    assert published("", "<div class='date'>Saturday 13 May 2023</div>", path="2023/05/10/a") == "2023-05-10"


def test_the_day_may_stand_in_the_title() -> None:
    title = '<meta property="og:title" content="Japan to open a mission | EX | 10.05.2023">'
    assert published(title, "<div><a href='/b'>x</a></div>") == "2023-05-10"


def test_the_state_of_a_script_gives_the_time_of_a_day() -> None:
    script = '<script>var s = {"article": {"publishedAt": "2023-05-10T15:25:41+03:00"}}</script>'
    assert published(META % "2023-05-10" + script) == "2023-05-10T15:25:41+03:00"


def test_a_state_with_the_times_of_several_articles_does_not() -> None:
    times = ('{"publishedAt": "2023-05-10T15:25:41+03:00"}', '{"publishedAt": "2023-05-10T09:00:00+03:00"}')
    assert published(META % "2023-05-10" + f"<script>var s = [{','.join(times)}]</script>") == "2023-05-10"


def test_without_an_h1_the_date_nearest_to_the_headline_s_words_is_the_article_s() -> None:
    page = (
        "<html lang='en'><head><title>Japan to open a mission - Example Daily</title></head><body>"
        "<div class='date'>Monday 24 August 2026</div><div class='menu'>News</div>"
        f"<div class='news_date'>10 May 2023</div><div class='news_title'>Japan to open a mission</div>{TEXT}</body></html>"
    )
    found = extract(document(page), outlet=outlet(), entry=None)
    assert isinstance(found, Article), found
    assert found.published is not None
    assert found.published.render() == "2023-05-10"
