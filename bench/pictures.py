"""The desk's pictures of the README, made anew: python -m bench.pictures [--out docs] [--keep]

A desk over invented news of invented outlets (written for this), in four languages and two weeks: a story with copies,
reports and a changed number, quiet days, an outlet that fails, a digest that was sent. Screenshots by the chromium of
the machine. --keep leaves the desk open at the address that is printed, to look around in.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import threading
import time
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from playwright.sync_api import Browser, sync_playwright

from monitor import bootstrap
from monitor.bootstrap import App
from monitor.config import read_config
from monitor.digests import read_schedule
from monitor.model.articles import Article, ArticleUrl
from monitor.model.digests import DeliveryState, Subscription, SubscriptionId
from monitor.model.moments import Precision, Published
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.model.polls import Outcome, OutcomeKind, SourceState
from monitor.model.rulings import Bridge
from monitor.model.stories import StoryId
from monitor.model.watches import Watch, WatchId
from monitor.services import rulings
from monitor.services.digest import digest
from monitor.services.ingest import import_articles
from monitor.services.rulings import Person
from monitor.web import web_server

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 3, 6, 40, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LARGEST = 200_000

NEWS = tomllib.loads((Path(__file__).with_suffix(".toml")).read_text(encoding="utf-8"))
WATCHES = (
    Watch(id=WatchId("nato-japan"), name="NATO and Japan", query="@nato AND @japan", order=0),
    Watch(id=WatchId("korea"), name="South Korea", query="@south-korea", order=1),
    Watch(id=WatchId("drones"), name="Drones", query='drone* OR дрон* OR dron OR "無人機"', order=2),
    Watch(id=WatchId("submarines"), name="Submarines", query="submarine OR підводний OR 潜水艦", order=3),
)


def outlet(row: dict[str, str]) -> Outlet:
    home = f"https://{row['id']}.example/"
    feed = Source(url=f"{home}feed", outlet=OutletId(row["id"]), kind=SourceKind.FEED)
    return Outlet(
        id=OutletId(row["id"]),
        name=row["name"],
        homepage=home,
        languages=(row["language"],),
        country=row["country"],
        zone=row["zone"],
        kind="newspaper",
        sources=(feed,),
    )


def article(row: dict[str, Any], number: int, begin: datetime) -> Article:
    at = begin + row["minutes"] * MINUTE
    return Article(
        url=ArticleUrl(f"https://{row['outlet']}.example/news/{number}"),
        outlet=OutletId(row["outlet"]),
        title=row.get("title"),
        text=row["text"],
        cites=tuple(row.get("cites", ())),
        language=next(one["language"] for one in NEWS["outlets"] if one["id"] == row["outlet"]),
        published=Published(at=at, precision=Precision.MINUTE),
        first_seen=at + timedelta(seconds=100 + 37 * (number % 11) ** 2),
    )


def past(chance: random.Random) -> list[Article]:
    """Two weeks of small news, so that pictures have something to draw."""
    subjects = ("a bridge", "the harvest", "a museum", "the ferry", "a school", "the tram", "a storm", "the market")
    topics = (
        "NATO officers visited a yard in Japan",
        "South Korea opened a yard",
        "A drone was tried",
        "The council met",
    )
    found = []
    for number in range(220):
        back = timedelta(days=chance.random() ** 1.2 * 13.5 + 1.2)
        place = f"{chance.choice(subjects)} near quay {number}"
        text = f"{chance.choice(topics)} and spoke about {place}. Costs were put at {number + 3} million."
        title = f"{text.split(' and ')[0]}: {place}"
        row = {"outlet": chance.choice(("harbour", "strait")), "minutes": 0, "title": title, "text": text}
        found.append(article(row, 1000 + number, NOW - back))
    return found


def fill(app: App) -> StoryId:
    """The news, put together; the story of the agreement."""
    begin, knowledge = NOW - 13 * HOUR, bootstrap.knowledge_of(app.store)
    agreement, others = NEWS["agreement"], NEWS["others"]
    rows = [article(row, number, begin) for number, row in enumerate([*agreement, *others])]
    for one in sorted([*past(random.Random(7)), *rows], key=lambda one: one.first_seen):
        import_articles(app.store, [one], knowledge, now=one.first_seen)
    told = rows[0]
    changed = replace(told, text=told.text.replace("4 ships", "14 ships"), first_seen=begin + 5 * HOUR)
    import_articles(app.store, [changed], knowledge, now=changed.first_seen)
    ask(app, rows[-1], rows[-2])
    return together(app, rows[: len(agreement)])


def together(app: App, reports: list[Article]) -> StoryId:
    """What is not yet put together of these reports is merged as a person would, the first report leading."""
    with app.store.reading() as work:
        homes = [work.stories.of_article(one.url) for one in reports]
    found = {one.id: len(one.members) for one in homes if one is not None}
    who = Person(by="Olena", why="one announcement", at=NOW - HOUR)
    story, *others = sorted(found, key=lambda id_: -found[id_])
    for other in others:
        rulings.merge(app.store, story, other, who)
    rulings.lead(app.store, story, reports[0].url, who)
    return story


def ask(app: App, one: Article, other: Article) -> None:
    """A question that waits for an answer."""
    with app.store.begin() as work:
        story, second = work.stories.of_article(one.url), work.stories.of_article(other.url)
        assert story is not None
        assert second is not None
        evidence = (f"like {other.url}", "words: drone", "meaning: 0.81", "2 hours apart")
        work.proposals.keep(
            Bridge(article=one.url, story=story.id, other=second.id, score=0.58, evidence=evidence), NOW - HOUR
        )


def poll(app: App) -> None:
    """Two weeks of visits; one outlet answers no more."""
    chance = random.Random(3)
    with app.store.begin() as work:
        for one in NEWS["outlets"]:
            url = f"https://{one['id']}.example/feed"
            visits = [NOW - 14 * DAY + step * 3 * HOUR for step in range(14 * 8)]
            bad = one["id"] == "pohlad"
            for at in visits:
                kind = OutcomeKind.SERVER_ERROR if bad and at > NOW - DAY else OutcomeKind.NEW
                work.polls.record(Outcome(kind=kind, source=url, at=at, new_entries=chance.randrange(9)))
            work.sources.keep(state(url, bad))


def state(url: str, bad: bool) -> SourceState:
    outcome = OutcomeKind.SERVER_ERROR if bad else OutcomeKind.NEW
    return SourceState(
        url=url,
        interval_seconds=900,
        next_poll_at=NOW + 10 * MINUTE,
        outcome=outcome,
        failures=8 if bad else 0,
        detail="HTTP 502" if bad else "",
        last_success_at=NOW - (DAY if bad else 9 * MINUTE),
        last_new_at=NOW - 2 * HOUR,
    )


def tell(app: App) -> None:
    """Who is told, and what was sent this morning and the days before."""
    reader = Subscription(
        id=SubscriptionId("morning"),
        name="Morning",
        watches=(),
        schedule=read_schedule("daily 07:00,19:00", "Europe/Kyiv"),
        channel="mail",
        recipients=("olena@desk.example", "jan@desk.example"),
        created_at=NOW - 14 * DAY,
        covered_until=NOW - 14 * DAY,
    )
    with app.store.begin() as work:
        work.subscriptions.add(reader)
        work.subscriptions.add(replace(reader, id=SubscriptionId("evening"), name="Нічна зміна", channel="slack"))
    for back in (1.5, 1.0, 0.5, 0.06):
        at = NOW - back * DAY
        digest(app.store, reader, period_end=at, now=at)
    with app.store.begin() as work:
        for one in work.deliveries.recent(50):
            sent = one.due + timedelta(seconds=20 + 9 * len(one.recipient))
            assert work.deliveries.claim(one, sent)
            work.deliveries.keep(replace(one, state=DeliveryState.SENT, attempts=1, sent_at=sent))


@dataclass(frozen=True)
class Picture:
    name: str
    path: str
    width: int
    height: int
    scheme: str = "light"
    language: str = "en"


def shoot(browser: Browser, address: str, picture: Picture, out: Path) -> None:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        locale=picture.language,
        timezone_id="Europe/Kyiv",
        device_scale_factor=1,
    )
    page = context.new_page()
    page.goto(f"{address}/watches?lang={picture.language}")  # the desk learns the zone of the browser
    page.goto(f"{address}{picture.path}")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=out / f"{picture.name}.png")
    context.close()
    size = (out / f"{picture.name}.png").stat().st_size
    print(f"{picture.name}.png\t{size:,} bytes" + ("\tTOO LARGE" if size > LARGEST else ""))


def main() -> None:
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("--out", type=Path, default=ROOT / "docs")
    asking.add_argument("--keep", action="store_true", help="leave the desk open")
    asking.add_argument("--more", action="store_true", help="every page, in light and dark, wide and narrow")
    said = asking.parse_args()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        declared = replace(
            read_config(ROOT / "config", now=NOW), outlets=tuple(map(outlet, NEWS["outlets"])), watches=WATCHES
        )
        app = bootstrap.start(declared, database=f"sqlite:///{folder}/desk.sqlite3", clock=lambda: NOW)
        story = fill(app)
        poll(app)
        tell(app)
        server = web_server(app, host="127.0.0.1", port=0)
        serving = threading.Thread(target=server.run, daemon=True)
        serving.start()
        while not server.started:
            time.sleep(0.05)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for picture in pictures(story, more=said.more):
                shoot(browser, address, picture, said.out)
            browser.close()
        if said.keep:
            print(address)
            serving.join()
        server.should_exit = True
        serving.join()
        app.close()


def pictures(story: StoryId, *, more: bool) -> list[Picture]:
    found = [
        Picture("desk-overview", "/", 1180, 900),
        Picture("desk-story", f"/stories/{story}", 1180, 1000),
        Picture("desk-watch", "/watches/nato-japan", 1180, 1000),
        Picture("desk-phone", f"/stories/{story}", 390, 844, "dark", "uk"),
    ]
    if not more:
        return found
    first = "https%3A%2F%2Fharbour.example%2Fnews%2F0"
    paths = {
        "overview": "/",
        "stories": "/stories",
        "story": f"/stories/{story}",
        "article": f"/articles?url={first}",
        "ruling": f"/stories/{story}/ruling?kind=lead&article={first}",
        "watches": "/watches",
        "watch": "/watches/drones",
        "outlets": "/outlets",
        "outlet": "/outlets/pohlad",
        "digests": "/digests",
    }
    return found + [
        Picture(f"{name}-{look}", path, width, height, scheme, language)
        for name, path in paths.items()
        for look, width, height, scheme, language in (
            ("wide", 1180, 1300, "light", "pl"),
            ("phone", 360, 1200, "dark", "ja"),
        )
    ]


if __name__ == "__main__":
    main()
