import pytest

from monitor.feeds import read_listing
from monitor.model.articles import Listing
from monitor.model.outlets import SourceKind
from tests.builders import document, source

URL = "https://www.example.co.uk/world/"
PAGE = """<html><head><title>World</title></head><body>
<nav><a href="/">Home</a> <a href="/topics/asia-pacific">Asia-Pacific in depth and in detail</a></nav>
<main>
 <article><a href="/world/12345-minister-arrives"><img src="1.jpg" alt="hall"></a>
  <h2><a href="/world/12345-minister-arrives#top">Minister arrives in Tokyo for talks</a></h2>
  <p class="meta">Desk <span class="post-date">2 November 2026, 09:15</span></p></article>
 <article><a href="https://news.example.co.uk/world/two-countries-sign-agreement"><h2>Two countries sign an agreement</h2>
  <time datetime="2026-11-01T18:00:00Z">yesterday</time></a></article>
 <article><a href="/2026/10/31/third">三つ目の記事の見出しはここにあります</a></article>
 <a href="https://other.org/a-story-elsewhere-12345">A story on a site of somebody else</a>
 <a href="/files/annual-report-of-2026.pdf">Annual report of the year 2026</a>
 <a href="javascript:void(0)">Show me more of these stories</a>
</main></body></html>"""


def read(page: str, links: str | None = None, zone: str = "Europe/London") -> Listing:
    section = source(url=URL, kind=SourceKind.SECTION, links=links)
    return read_listing(document(page, url=URL, final_url=URL), source=section, zone=zone)


def test_without_a_pattern_the_articles_are_told_from_the_rest() -> None:
    listing = read(PAGE)
    assert (listing.kind, listing.title, listing.problem) == ("section", "World", None)
    assert [(entry.url, entry.title, entry.published and entry.published.render()) for entry in listing.entries] == [
        ("https://www.example.co.uk/world/12345-minister-arrives", "Minister arrives in Tokyo for talks", "2026-11-02T09:15+00:00"),
        ("https://news.example.co.uk/world/two-countries-sign-agreement", "Two countries sign an agreement",
         "2026-11-01T18:00:00+00:00"),
        ("https://www.example.co.uk/2026/10/31/third", "三つ目の記事の見出しはここにあります", "2026-10-31"),
    ]  # fmt: skip


def test_a_pattern_matches_the_whole_absolute_address() -> None:
    listing = read(PAGE, links=r"https://www\.example\.co\.uk/world/\d+-[a-z-]+")
    assert [entry.url for entry in listing.entries] == ["https://www.example.co.uk/world/12345-minister-arrives"]


def test_a_page_without_articles_says_so() -> None:
    listing = read("<html><body><a href='/'>Home</a></body></html>")
    assert (listing.entries, listing.problem) == ((), "no link of the page looks like an article")


def test_the_date_of_a_neighbour_is_not_taken() -> None:
    page = (
        "<ul><li><a href='/n/first-story-here'>The first story of the day</a></li>"
        "<li><a href='/n/second-story-here'>The second story of the day</a><time>2026-11-02</time></li></ul>"
    )
    assert [entry.published is not None for entry in read(page).entries] == [False, True]


@pytest.mark.parametrize(
    ("links", "url", "older"),
    [
        ('<link rel="next" href="/world/p2">', URL, "/world/p2"),
        ('<a rel="next nofollow" href="?offset=20">Older</a>', URL, "/world/?offset=20"),
        ('<a href="/world/page/2/">2</a><a href="/world/page/3/">3</a>', URL, "/world/page/2/"),
        ('<a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=9">Last</a>', URL, "/world/?page=2"),
        ('<a href="/world/?page=2">2</a><a href="/world/?page=3">3</a>', f"{URL}?page=2", "/world/?page=3"),
        ('<a href="/world/page-2.html">dalej</a>', URL, "/world/page-2.html"),
        ('<a href="/sport/?page=2">2</a>', URL, None),
        ('<a rel="next" href="https://other.org/world/">Partner</a>', URL, None),
        ('<a href="/world/?p=81234">A story with its number</a>', URL, None),
        ("", URL, None),
    ],
)
def test_the_next_page_of_a_section(links: str, url: str, older: str | None) -> None:
    page = f"<html><body><h2><a href='/world/12345-minister-arrives'>Minister arrives in Tokyo</a></h2>{links}</body></html>"
    section = source(url=url, kind=SourceKind.SECTION)
    listing = read_listing(document(page, url=url, final_url=url), source=section, zone="UTC")
    assert listing.children == ((f"https://www.example.co.uk{older}",) if older else ())


def test_the_language_of_the_source_names_the_month() -> None:
    page = "<article><h2><a href='/n/first-story-here'>The first story of the day</a></h2><time>2 listopada 2026</time></article>"
    for language, said in (("pl", "2026-11-02"), ("hr", "2026-10-02")):
        section = source(url=URL, kind=SourceKind.SECTION, language=language)
        (only,) = read_listing(document(page, url=URL, final_url=URL), source=section, zone="UTC").entries
        assert only.published is not None
        assert only.published.render() == said
