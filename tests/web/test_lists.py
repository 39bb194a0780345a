"""Long lists, texts and stories: each page under 100 kB, and the rest a page away, without a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest

from monitor import bootstrap
from monitor.config import read_config
from monitor.digests import read_schedule
from monitor.model.articles import ArticleUrl
from monitor.model.digests import Subscription, SubscriptionId
from monitor.model.outlets import OutletId, Source, SourceKind
from monitor.newsdesk.articles import PART, parts
from monitor.pages.sheets import sheet_of
from monitor.services.digest import digest
from monitor.services.ingest import import_articles
from tests.builders import NOW, article, outlet, watch
from tests.web.conftest import ROOT, Desk, running

LARGEST = 100_000
# Three bytes a letter, in paragraphs of some five hundred letters.
LONG = "\n".join(f"第{number}段落。" + "日本とNATOは協力を続けると発表した。" * 25 for number in range(120))
COPIES = 90


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """300 outlets that are on and 300 that are off, 1,000 watches, 120 subscriptions, a story of 90 articles."""
    declared = replace(
        read_config(ROOT / "config", now=NOW),
        outlets=tuple(
            outlet(
                id=OutletId(f"outlet-{number}"),
                name=f"The Daily Chronicle of District {number}",
                homepage=f"https://district-{number}.example/",
                country=("GB", "JP", "UA")[number % 3],
                languages=(("en",), ("ja",), ("uk", "en"))[number % 3],
                enabled=number < 300,
                sources=(
                    Source(
                        url=f"https://district-{number}.example/feed",
                        outlet=OutletId(f"outlet-{number}"),
                        kind=SourceKind.FEED,
                    ),
                ),
            )
            for number in range(600)
        ),
        watches=tuple(
            watch("@nato AND @japan", id=f"watch-{number}", name=f"A watch of district {number}", enabled=not number)
            for number in range(1_000)
        ),
    )
    app = bootstrap.start(
        declared, database=f"sqlite:///{tmp_path_factory.mktemp('full') / 'desk.sqlite3'}", clock=lambda: NOW
    )
    told = [
        Subscription(
            id=SubscriptionId(f"reader-{number}"),
            name=f"Readers of district {number}",
            watches=(),
            schedule=read_schedule("daily 07:00", "Europe/Kyiv"),
            channel="folder",
            recipients=tuple(f"reader-{one}@district-{number}.example" for one in range(200 if not number else 2)),
            created_at=NOW - timedelta(days=30),
            covered_until=NOW - timedelta(days=30),
        )
        for number in range(120)
    ]
    with app.store.begin() as work:
        for one in told:
            work.subscriptions.add(one)
    copies = [
        article(url=ArticleUrl(f"https://district-{number}.example/1"), outlet=OutletId(f"outlet-{number}"))
        for number in range(COPIES)
    ]
    long = article(url=ArticleUrl("https://district-1.example/long"), title="NATO and Japan at length", text=LONG)
    import_articles(app.store, [*copies, replace(long, language="ja")], bootstrap.knowledge_of(app.store), now=NOW)
    assert digest(app.store, told[0], period_end=NOW, now=NOW)
    with running(app) as opened:
        yield opened


def story_of(full: Desk) -> str:
    with full.app.store.reading() as work:
        placed = work.stories.of_article(ArticleUrl("https://district-0.example/1"))
    assert placed is not None
    assert len(placed.members) >= COPIES
    return quote(placed.id, safe="")


def test_every_page_of_a_full_desk_is_small(full: Desk) -> None:
    with full.app.store.reading() as work:
        composed = work.digests.recent(1)[0].id
    pages = ["/", "/stories", "/outlets", "/outlets?state=off", "/watches", "/watches?page=20", "/digests"]
    pages += [f"/digests/{composed}", f"/stories/{story_of(full)}", f"/stories/{story_of(full)}?page=3"]
    pages += ["/articles?url=https%3A%2F%2Fdistrict-1.example%2Flong", "/watches/watch-0", "/outlets/outlet-0"]
    weights = {page: len(full.get(page).text.encode()) for page in pages}
    assert {page: weight for page, weight in weights.items() if weight > LARGEST} == {}


def test_outlets_are_narrowed_by_name_state_language_and_country(full: Desk) -> None:
    assert "300 outlets are polled." in full.get("/outlets").text
    assert "100 outlets are like that." in full.get("/outlets?language=ja&country=JP").text
    assert "No outlet is like that." in full.get("/outlets?state=failing").text
    found = full.get("/outlets?name=district%20299").text
    assert "1 outlet is like that." in found
    assert "/outlets/outlet-299" in found


@pytest.mark.parametrize(
    ("path", "last", "on_it"),
    [
        ("/outlets?state=new&page={}", 3, "/outlets/outlet-99"),
        ("/outlets?state=off&off={}", 3, "/outlets/outlet-599"),
        ("/watches?page={}", 20, "/watches/watch-999"),
        ("/digests?page={}", 3, "/subscriptions/reader-99"),
    ],
)
def test_the_last_sheet_of_a_list_is_reached_by_links(full: Desk, path: str, last: int, on_it: str) -> None:
    before, after = full.get(path.format(last - 1)).text, full.get(path.format(last)).text
    assert 'rel="next"' in before
    assert 'rel="next"' not in after.partition('id="sent"')[0]
    assert f'href="{on_it}"' in after


def test_every_article_of_a_large_story_stands_on_one_of_its_pages(full: Desk) -> None:
    story = f"/stories/{story_of(full)}"
    text = "".join(full.get(f"{story}?page={number}").text for number in range(1, 5))
    assert [number for number in range(COPIES) if f'value="https://district-{number}.example/1"' not in text] == []


def test_a_long_text_is_read_to_its_end(full: Desk) -> None:
    path = "/articles?url=https%3A%2F%2Fdistrict-1.example%2Flong"
    last = len(parts(LONG))
    assert "第0段落" in full.get(path).text
    assert "第119段落" in full.get(f"{path}&part={last}").text
    assert "<mark>NATO</mark>" in full.get(f"{path}&part={last}").text


@pytest.mark.parametrize("text", ["", "word", "x" * (3 * PART), "line\n" * PART, "日" * PART + "\n" + "本" * PART])
def test_the_parts_of_a_text_are_the_text(text: str) -> None:
    found = parts(text)
    assert "".join(text[begin:end] for begin, end in found) == text
    assert all(end - begin <= PART for begin, end in found)


@pytest.mark.parametrize(
    ("said", "number"), [("", 1), ("2", 2), ("9", 3), ("0", 1), ("-1", 1), ("²", 1), ("9" * 40, 1)]
)
def test_a_sheet_that_is_not_there_is_the_nearest(said: str, number: int) -> None:
    sheet = sheet_of(range(25), said, 10)
    assert (sheet.number, sheet.last, sheet.total) == (number, 3, 25)
    assert sheet.items == tuple(range(25))[(number - 1) * 10 : number * 10]
