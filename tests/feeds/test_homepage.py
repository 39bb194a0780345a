import pytest

from monitor.feeds.homepage import Home, news_pages, read_home
from monitor.model.articles import FetchedDocument
from tests.builders import document


def page(html: str, url: str = "https://www.daily-news.com/") -> FetchedDocument:
    return document(html, url=url, final_url=url)


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<meta property="og:site_name" content="The Daily"><title>Home</title>', "The Daily"),
        ("<title>Breaking stories from all over — Daily News</title>", "Daily News"),
        ("<title>Daily News: world, politics, sport</title>", "Daily News"),
        ("<title>Головні новини України та світу сьогодні вранці: головні події дня онлайн</title>", "daily-news.com"),
        ("<title>Щоденник | Новини</title>", "Щоденник"),
        ("<title></title>", "daily-news.com"),
        ("", "daily-news.com"),
        ("\x00\x01", "daily-news.com"),
    ],
)
def test_the_name_of_an_outlet(html: str, name: str) -> None:
    assert read_home(page(html)).name == name


def test_language_and_country_as_the_page_has_them() -> None:
    links = '<a href="/1">Japan will open a mission to NATO</a><a href="/2">Ministers meet in Brussels this week</a>'
    html = f'<html lang="uk"><meta property="og:locale" content="en_GB"><title>X</title>{links}'
    assert read_home(page(html)) == Home(name="X", language="en", region="GB")
    assert read_home(page('<html lang="ja-JP"><p>')) == Home(name="daily-news.com", language="ja", region="JP")


def test_pages_of_latest_news_in_any_language() -> None:
    html = """<a href="/about">About us</a><a href="/aktuell">Aktuelles</a><a href="/x/">Усі новини</a>
    <a href="/list">最新ニュース</a><a href="https://other.org/news">News</a><a href="/news/2026/a-long-story">News</a>
    <a href="/">News</a><a href="/latest?page=2">Latest</a>"""
    site = "https://www.daily-news.com"
    assert news_pages(page(html)) == (f"{site}/aktuell", f"{site}/x/", f"{site}/list")
