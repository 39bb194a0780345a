"""The same news through one process and through several workers: the same articles, mentions, matches and digests.

The same to the letter are every article as it was understood, every mention and match, and what readers are told of.
Of articles that several workers read at once any may be the first: by which a story was opened, and so its id, may
differ, and so may a doubtful join (with 300 articles of 40 events one in 39 stories took in another event's).
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import psycopg
import pytest

from monitor.cli.demo_road import SteppedClock
from monitor.model.articles import Article
from monitor.model.watches import Match
from monitor.model.workers import Turn
from monitor.services.deliver import LEASE
from monitor.storage import Store
from tests.workers.clocked import PATIENT
from tests.workers.crew import Crew, Time, setting_of
from tests.workers.press import DAYS, OUTLETS, TELLERS, Press, config_of, publishing

# Of the days on which several work at once, and of those on which workers are killed.
EVENTS, FEW = 10, 8
HEARTBEAT = timedelta(seconds=4)
# Who says that a delivery was sent stands still before it is kept.
STAND_STILL = """
CREATE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$;
CREATE TRIGGER stand_still BEFORE UPDATE ON deliveries FOR EACH ROW WHEN (NEW.state = 'sent')
    EXECUTE FUNCTION stand_still()
"""


@dataclass(frozen=True)
class Content:
    """What came of it, by stable keys: articles with their mentions, matches, stories with the part of each article."""

    articles: frozenset[Article]
    matches: frozenset[Match]
    stories: frozenset[frozenset[tuple[str, str]]]
    told: Counter[str]
    digest: dict[str, str]

    @property
    def pairs(self) -> frozenset[frozenset[str]]:
        """Articles of one story, two and two."""
        return frozenset(
            frozenset(pair) for story in self.stories for pair in combinations((url for url, _ in story), 2)
        )


def content_of(store: Store, out: Path) -> Content:
    with store.reading() as work:
        articles = work.articles.since(None)
        stories = work.stories.since(None)
        return Content(
            articles=frozenset(articles),
            matches=frozenset(match for one in articles for match in work.matches.of_article(one.url)),
            stories=frozenset(
                frozenset((str(one.url), str(one.relation)) for one in story.articles) for story in stories
            ),
            told=Counter(
                str(one.url)
                for digest in work.digests.recent(10)
                for item in digest.items
                for one in (item, *item.also)
            ),
            digest={file.name: file.read_text(encoding="utf-8") for file in out.iterdir() if file.is_file()},
        )


@dataclass(frozen=True)
class Newsroom:
    """Who publishes, by which clock, and where the digest goes: one for all, so that every address is the same."""

    press: Press
    clock: SteppedClock
    out: Path

    @contextmanager
    def read_by(
        self, driver: str, folder: Path, request: pytest.FixtureRequest, heartbeat: timedelta
    ) -> Iterator[Crew]:
        folder.mkdir()
        shutil.rmtree(self.out, ignore_errors=True)
        setting, now = setting_of(driver, folder, request), Time(self.clock, folder / "clock")
        now.becomes(DAYS[0])
        with Crew(config_of(self.press, self.out), setting.database, folder, now, heartbeat=heartbeat) as crew:
            crew.staff(setting.workers)
            yield crew

    def content(self, crew: Crew) -> Content:
        return content_of(crew.app.store, self.out)


@contextmanager
def newsroom(folder: Path, events: int) -> Iterator[Newsroom]:
    clock = SteppedClock(DAYS[0])
    with publishing(clock, events=events) as press:
        yield Newsroom(press, clock, folder / "out")


def test_three_workers_make_of_the_news_what_one_process_does(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = {}
    with newsroom(tmp_path, EVENTS) as opened:
        for driver in ("alone", "workers"):
            with opened.read_by(driver, tmp_path / driver, request, PATIENT) as crew:
                crew.live(DAYS)
                found[driver] = opened.content(crew)
    alone, workers = found["alone"], found["workers"]
    assert len(alone.articles) == OUTLETS + EVENTS * TELLERS
    assert workers.articles == alone.articles
    assert workers.matches == alone.matches
    assert workers.told == alone.told
    assert set(alone.told.values()) == {1}
    alike = 2 * len(alone.pairs & workers.pairs) / (len(alone.pairs) + len(workers.pairs))
    assert alike > 0.8, "more than one story in ten came out otherwise"


def test_workers_killed_in_each_verb_leave_what_an_undisturbed_run_does(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """One after the other is killed in the middle of a verb, with its reader; the next takes over."""
    with newsroom(tmp_path, FEW) as opened:
        with opened.read_by("alone", tmp_path / "alone", request, HEARTBEAT) as crew:
            crew.live(DAYS)
            undisturbed = opened.content(crew)
        with opened.read_by("one worker", tmp_path / "killed", request, HEARTBEAT) as crew:
            live_through_kills(crew, opened.press)
            assert opened.content(crew) == undisturbed


def live_through_kills(crew: Crew, press: Press) -> None:
    for day in DAYS[:-2]:
        crew.begin_day(day)
        crew.finish_day()
    press.open.clear()
    press.asked.clear()
    crew.begin_day(DAYS[-2])
    crew.until(press.asked.is_set)
    crew.kill_all()
    press.open.set()
    crew.staff(1)
    crew.finish_day()
    with held(crew, f"SELECT pg_advisory_xact_lock({int(Turn.PLACING)})"):
        crew.begin_day(DAYS[-1])
    crew.staff(1)
    crew.finish_day()
    with held(crew, "LOCK TABLE digests IN EXCLUSIVE MODE"):
        crew.begin_telling(DAYS[-1])
    with psycopg.connect(crew.app.database) as database:
        database.execute(STAND_STILL)
    with held(crew, "SELECT pg_advisory_xact_lock(4711)"):
        crew.staff(1)
    # As long as a sender has for a delivery that it claimed.
    crew.pass_by(LEASE + timedelta(minutes=1))
    crew.staff(1)
    crew.finish_telling()


@contextmanager
def held(crew: Crew, lock: str) -> Iterator[None]:
    """Whoever, after what is done meanwhile, comes to this lock in our hands is killed there."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with psycopg.connect(crew.app.database) as ours, psycopg.connect(crew.app.database, autocommit=True) as looking:
        ours.execute(lock)
        yield
        crew.until(lambda: looking.execute(waiting).fetchone() != (0,))
        crew.kill_all()
