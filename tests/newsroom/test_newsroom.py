"""The five outlets as a reader meets them: over HTTP, each in its own markup."""

from __future__ import annotations

import json
import re
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import lxml.html
import pytest
from lxml import etree

from monitor.config.outlets import read_outlet
from monitor.newsroom import Newsroom, Request
from monitor.newsroom.newsroom import OUTLETS, SITES
from monitor.newsroom.seeds import Facts, cut, read_facts

SEEDS = Path(__file__).parents[2] / "seeds"
FACTS = {facts.file[:3]: facts for facts in read_facts((SEEDS / "facts.yaml").read_text(encoding="utf-8"))}
AFTER = datetime(2026, 1, 1, tzinfo=UTC)
PAGES = {
    "000": ("novostey.com", "/politic/news997202.html"),
    "001": ("bastion.tv", "/nato-vidkryye-predstavnytstvo-v-yaponiyi_n52631"),
    "002": ("kyiv24.news", "/news/yaponiya-ne-planuye-staty-chastynoyu-nato"),
    "002-amp": ("kyiv24.news", "/news/yaponiya-ne-planuye-staty-chastynoyu-nato/amp"),
    "003": ("www.ukrinform.ua", "/rubric-polytics/3691352-na-samit-nato-u-vilnusi-zaproseni-partneri.html"),
    "004": ("defence24.pl", "/geopolityka/japonia-chce-blizszej-wspolpracy-z-nato"),
}


@dataclass
class Clock:
    now: datetime = AFTER

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(SEEDS, clock=Clock()) as opened:
        yield opened


def get(newsroom: Newsroom, host: str, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", newsroom.port, timeout=10)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers={"Host": f"{host}:{newsroom.port}"} | sent)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def page(newsroom: Newsroom, seed: str) -> lxml.html.HtmlElement:
    response, body = get(newsroom, *PAGES[seed])
    assert response.status == 200
    charset = response.headers.get_content_charset()
    assert charset
    return lxml.html.document_fromstring(body.decode(charset))


def seen(tree: lxml.html.HtmlElement) -> str:
    """All that a reader or a text browser gets of a page."""
    texts = tree.xpath("//body//text() | //body//img/@alt")
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("seed", PAGES)
def test_a_page_carries_its_seed_whole_with_the_furniture(newsroom: Newsroom, seed: str) -> None:
    facts: Facts = FACTS[seed[:3]]
    parts = cut((SEEDS / facts.file).read_text(encoding="utf-8"), facts)
    text = seen(page(newsroom, seed))
    lines = [
        *parts.above,
        *(line for block in parts.body for line in block.lines),
        *(line for box in parts.below for line in (box.heading or "", *box.lines)),
    ]
    # A saved "XX" is a picture's text and its link, a saved "• X" an item of a list.
    halves = [line[: len(line) // 2] if line[: len(line) // 2] * 2 == line else line for line in lines]
    missing = [line for line in halves if " ".join(line.lstrip("•\t ").split()) not in text]
    assert missing == []


@pytest.mark.parametrize("seed", PAGES)
def test_the_paragraphs_stand_in_the_seeds_order(newsroom: Newsroom, seed: str) -> None:
    facts = FACTS[seed[:3]]
    parts = cut((SEEDS / facts.file).read_text(encoding="utf-8"), facts)
    text = seen(page(newsroom, seed))
    places = [text.rindex(" ".join(block.lines[0].split())) for block in parts.body if block.kind == "paragraph"]
    assert places == sorted(places)


@pytest.mark.parametrize("seed", PAGES)
def test_a_page_declares_its_real_address(newsroom: Newsroom, seed: str) -> None:
    host, path = PAGES[seed]
    declared = page(newsroom, seed).xpath("//link[@rel='canonical']/@href")
    assert declared == [f"https://{host}{path.removesuffix('/amp')}"]


@pytest.mark.parametrize("seed", ["000", "001", "002", "002-amp", "004"])
def test_the_headline_is_the_seeds(newsroom: Newsroom, seed: str) -> None:
    assert [" ".join(h1.text_content().split()) for h1 in page(newsroom, seed).xpath("//h1")] == [FACTS[seed[:3]].title]


def test_ukrinforms_page_has_no_headline_in_any_field(newsroom: Newsroom) -> None:
    tree = page(newsroom, "003")
    data = json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))
    assert tree.xpath("//h1 | //meta[@property='og:title']") == []
    assert (tree.findtext(".//title"), "headline" in data, data["datePublished"]) == ("Укрінформ", False, "2023-04-04")


def test_what_is_known_to_the_day_is_told_to_the_day(newsroom: Newsroom) -> None:
    dates = {
        "000": page(newsroom, "000").xpath("string(//div[@class='date'])"),
        "001": page(newsroom, "001").xpath("string(//div[@class='meta'])"),
        "002": re.findall(r'"datePublished": "([^"]+)"', page(newsroom, "002").xpath("string(//script)")),
        "004": page(newsroom, "004").xpath("string(//meta[@property='article:published_time']/@content)"),
    }
    assert dates == {"000": "10.05.2023", "001": "10.05.2023, 15:25", "002": ["2023-05-24"], "004": "2025-04-09"}


def test_the_feeds_and_the_sitemap_are_well_formed_and_name_the_articles(newsroom: Newsroom) -> None:
    linked = {}
    for outlet in newsroom.outlets:
        (source,) = outlet.sources
        _, body = get(newsroom, urlsplit(source.url).hostname or "", urlsplit(source.url).path)
        if source.kind == "feed":
            linked[outlet.id] = [entry.link for entry in feedparser.parse(body).entries]
        elif source.kind == "sitemap":
            linked[outlet.id] = etree.fromstring(body).xpath("//*[local-name()='loc']/text()")
        else:
            tree = lxml.html.document_fromstring(body.decode("windows-1251" if outlet.id == "novostey" else "utf-8"))
            tree.make_links_absolute(source.url)
            hrefs = dict.fromkeys(href for _, _, href, _ in tree.iterlinks() if re.fullmatch(source.links or "", href))
            linked[outlet.id] = list(hrefs)
    base = newsroom.port
    seeds = {
        "bastion": f"http://bastion.tv:{base}{PAGES['001'][1]}",
        "defence24": f"http://defence24.pl:{base}{PAGES['004'][1]}",
        "kyiv24": f"http://kyiv24.news:{base}{PAGES['002-amp'][1]}",
        "novostey": f"http://novostey.com:{base}{PAGES['000'][1]}",
        "ukrinform": f"http://www.ukrinform.ua:{base}{PAGES['003'][1]}",
    }
    assert {outlet: url for outlet, url in seeds.items() if url not in linked[outlet]} == {}
    # The seed and the notices of the house: two, but for the outlet whose seed is the last.
    assert {outlet: len(urls) for outlet, urls in linked.items()} == dict.fromkeys(seeds, 3) | {"defence24": 2}


def test_nothing_is_published_early() -> None:
    clock = Clock()
    with Newsroom(SEEDS, clock=clock) as opened:
        for place, moment in enumerate(opened.moments):
            clock.now = moment - timedelta(seconds=1)
            before = sum(get(opened, *address)[0].status == 200 for address in PAGES.values())
            clock.now = moment
            after = sum(get(opened, *address)[0].status == 200 for address in PAGES.values())
            assert before < after, f"moment {place} publishes nothing"
        assert after == len(PAGES)


def test_before_the_first_moment_every_outlet_has_one_old_notice() -> None:
    clock = Clock()
    with Newsroom(SEEDS, clock=clock) as opened:
        clock.now = opened.moments[0] - timedelta(days=1)
        for outlet in opened.outlets:
            (source,) = outlet.sources
            response, body = get(opened, urlsplit(source.url).hostname or "", urlsplit(source.url).path)
            assert (response.status, len(body) > 400) == (200, True)
        assert all(get(opened, *address)[0].status == 404 for address in PAGES.values())


def test_a_listing_changes_its_validators_when_it_grows() -> None:
    clock = Clock()
    with Newsroom(SEEDS, clock=clock) as opened:
        clock.now = opened.moments[-1] - timedelta(seconds=1)
        first, _ = get(opened, "defence24.pl", "/_rss")
        held = {"If_None_Match": first.headers["ETag"], "If_Modified_Since": first.headers["Last-Modified"]}
        assert get(opened, "defence24.pl", "/_rss", **held)[0].status == 304
        clock.now = opened.moments[-1]
        assert get(opened, "defence24.pl", "/_rss", **held)[0].status == 200
        assert [(asked.status, asked.conditional) for asked in opened.requests] == [
            (200, False),
            (304, True),
            (200, True),
        ]


def test_requests_are_kept_as_they_came(newsroom: Newsroom) -> None:
    get(newsroom, "bastion.tv", "/nowhere?page=2")
    assert newsroom.requests[-1] == Request(host="bastion.tv", path="/nowhere?page=2", status=404, conditional=False)


def test_head_gives_the_headers_alone(newsroom: Newsroom) -> None:
    connection = HTTPConnection("127.0.0.1", newsroom.port, timeout=10)
    connection.request("HEAD", "/_rss", headers={"Host": "defence24.pl"})
    response = connection.getresponse()
    assert (response.status, response.read(), int(response.headers["Content-Length"]) > 0) == (200, b"", True)
    connection.close()


def test_a_reader_that_hangs_up_leaves_no_trace(newsroom: Newsroom, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_connection(("127.0.0.1", newsroom.port)) as rude:
        rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        rude.sendall(b"GET / HTTP/1.1\r\nHost: def")
    assert get(newsroom, "defence24.pl", "/")[0].status == 200
    assert capfd.readouterr() == ("", "")


def test_every_host_has_a_robots_txt_that_allows_its_articles(newsroom: Newsroom) -> None:
    for host in newsroom.hosts:
        response, body = get(newsroom, host, "/robots.txt")
        forbidden = re.findall(r"^Disallow: (.+)$", body.decode(), re.MULTILINE)
        paths = [path for named, path in PAGES.values() if named == host]
        assert response.status == 200
        assert [path for path in paths if path.startswith(tuple(forbidden) or ("\0",))] == []


def test_a_host_that_is_not_here_is_404(newsroom: Newsroom) -> None:
    assert get(newsroom, "example.org", "/")[0].status == 404


def test_an_outlet_is_the_declared_one_at_another_address(newsroom: Newsroom) -> None:
    for outlet in newsroom.outlets:
        file = OUTLETS / f"{outlet.id}.toml"
        declared = read_outlet(str(file), file.read_text(encoding="utf-8"))
        assert replace(outlet, sources=()) == replace(declared, sources=(), enabled=True)
        assert len(outlet.sources) == 1, f"{file}: declare the source that {SITES / outlet.id} serves"


def test_another_outlet_is_another_folder(tmp_path: Path) -> None:
    site = tmp_path / "example"
    site.mkdir()
    (site / "example.toml").write_text(
        "name='E'\nhomepage='https://example.org/'\nlanguages=['en']\ncountry='GB'\nzone='UTC'\nkind='news site'\n"
        "[[sources]]\nurl='https://example.org/feed'\nkind='feed'\n",
        encoding="utf-8",
    )
    (site / "site.toml").write_text(
        "host='example.org'\n[listings]\n'/feed'='feed.rss'\n[pages]\n''='article.html'\n"
        "[[articles]]\npath='/1'\nappears=2023-01-01T00:00:00Z\ntitle='Fish & chips'\nbody=['Text.']\n",
        encoding="utf-8",
    )
    (site / "feed.rss").write_text("{% for piece in pieces %}{{ base }}{{ piece.path }}{% endfor %}", encoding="utf-8")
    (site / "article.html").write_text("<h1>{{ article.title }}</h1>", encoding="utf-8")
    with Newsroom(SEEDS, clock=Clock(), sites=tmp_path) as opened:
        (outlet,) = opened.outlets
        assert get(opened, "example.org", "/feed")[1].decode() == f"http://example.org:{opened.port}/1"
        assert get(opened, "example.org", "/1")[1] == b"<h1>Fish &amp; chips</h1>"
        assert (outlet.id, outlet.sources[0].url) == ("example", f"http://example.org:{opened.port}/feed")
