"""The four verbs on the local newsroom, through the command a newcomer types and by three workers; the digest to the letter.

The expected files were read by a person before they were kept. After a wanted change of the digest: run
`farwatch demo --out tests/walk/expected`, read the difference, keep the three files of the digest and stories.json.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from monitor.cli.demo_road import SteppedClock, days_to_live_through, demo_config, write_stories
from monitor.config import config_folder, read_config
from monitor.model.articles import Article
from monitor.newsroom import Newsroom
from monitor.storage import Store, open_store
from tests.workers.crew import Crew, Time, setting_of

# In one process, so that each demo is gone through once: `demo` asks for them by name, which collection does not see.
pytestmark = pytest.mark.xdist_group("walk")

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
EXPECTED = Path(__file__).parent / "expected"
FACTS = yaml.safe_load((SEEDS / "facts.yaml").read_text(encoding="utf-8"))
# What facts.yaml calls a source, as the outlet pack names it.
CITED = {
    "CNN": "cnn",
    "ZN.ua": "zn-ua",
    "Nikkei Asia": "nikkei-asia",
    "Reuters": "reuters",
    "Kyodo": "kyodo",
    "The Japan Times": "japan-times",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What stood in the folder after the first digest, and what was stored; `second`: the digest of a day without news."""

    first: dict[str, str]
    second: str
    articles: dict[str, Article]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed(Demo):
    """What the command said, too, the first time and the second."""

    said: str
    again: str


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Typed:
    """`farwatch demo`, twice."""
    out = tmp_path_factory.mktemp("demo")
    said = farwatch("demo", "--out", str(out))
    first = files_of(out)
    again = farwatch("demo", "--out", str(out))
    with closing(open_store(f"sqlite:///{out / 'farwatch.sqlite3'}")) as store:
        articles = wanted(store)
    second = files_of(out)["digest.txt"]
    return Typed(first=first, second=second, articles=articles, said=said, again=again)


def farwatch(*words: str) -> str:
    command = [sys.executable, "-c", "from monitor.cli import main; main()", *words]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Demo:
    """The same days, lived through by three workers on one PostgreSQL."""
    folder = tmp_path_factory.mktemp("workers")
    out, now = folder / "out", Time(SteppedClock(), folder / "clock")
    out.mkdir()
    setting = setting_of("workers", folder, request)
    with Newsroom(SEEDS, clock=now.clock) as newsroom:
        now.becomes(newsroom.moments[0] - timedelta(days=1))
        declared = demo_config(read_config(config_folder(None), now=now.clock()), newsroom, out)
        with Crew(declared, setting.database, folder, now) as crew:
            crew.staff(setting.workers)
            crew.live(days_to_live_through(crew.app, newsroom.moments))
            write_stories(crew.app, out / "stories.json")
            first = files_of(out)
            crew.live(days_to_live_through(crew.app, newsroom.moments))
            return Demo(first=first, second=files_of(out)["digest.txt"], articles=wanted(crew.app.store))


def files_of(out: Path) -> dict[str, str]:
    kinds = (".txt", ".html", ".json")
    return {file.name: file.read_text(encoding="utf-8") for file in out.iterdir() if file.suffix in kinds}


def wanted(store: Store) -> dict[str, Article]:
    with store.reading() as work:
        return {one.outlet: one for one in work.articles.since(None) if work.matches.of_article(one.url)}


@pytest.fixture(params=["typed", "shared"])
def demo(request: pytest.FixtureRequest) -> Demo:
    found: Demo = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("name", ["digest.txt", "digest.html", "slack.json", "stories.json"])
def test_the_digest_is_this_to_the_letter(demo: Demo, name: str) -> None:
    assert demo.first[name] == (EXPECTED / name).read_text(encoding="utf-8")


def test_the_terminal_shows_the_digest(typed: Typed) -> None:
    assert typed.first["digest.txt"] in typed.said
    assert "0 new" in typed.again


def test_the_second_digest_says_that_nothing_is_new(demo: Demo) -> None:
    assert "Nothing new" in demo.second


def test_exactly_the_five_seeds_are_wanted(demo: Demo) -> None:
    assert sorted(demo.articles) == sorted(facts["page_on"] for facts in FACTS)


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: str(facts["file"])[:3])
def test_an_article_has_the_facts_of_its_seed(demo: Demo, facts: dict[str, Any]) -> None:
    article = demo.articles[facts["page_on"]]
    published = article.published
    assert published is not None
    assert (article.title, article.author, article.language) == (facts["title"], facts["author"], facts["language"])
    assert set(article.cites) == {CITED[name] for name in facts["cites"]}
    assert article.text.startswith(facts["body_from"])
    assert article.text.rstrip().endswith(facts["body_to"])
    known = facts["published"]
    if isinstance(known, datetime):
        assert published.at == known
        assert published.at.utcoffset() == known.utcoffset()
    else:
        assert isinstance(known, date)
        assert published.at.date() == known


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: str(facts["file"])[:3])
def test_an_article_holds_its_body_whole_and_no_furniture(demo: Demo, facts: dict[str, Any]) -> None:
    saved = (SEEDS / facts["file"]).read_text(encoding="utf-8")
    start, end = saved.index(facts["body_from"]), saved.index(facts["body_to"]) + len(facts["body_to"])
    proper = [line.strip() for line in saved[start:end].splitlines() if line.strip()]
    read = [line.strip() for line in demo.articles[facts["page_on"]].text.splitlines() if line.strip()]
    furniture = [line for line in proper if line not in read]
    assert [line for line in read if line not in proper] == []
    # Advertisements, photo captions (which repeat a title or each other) and credits; nothing that is told only once.
    assert all(_is_furniture(line, proper, facts) for line in furniture), furniture


def _is_furniture(line: str, lines: list[str], facts: dict[str, Any]) -> bool:
    return line in ("Reklama", facts["title"]) or line.startswith(("©", "Autor.")) or lines.count(line) > 1


def test_the_first_two_seeds_are_one_story_and_the_others_three(demo: Demo) -> None:
    stories = [json.loads(line) for line in demo.first["stories.json"].splitlines()]
    seeds = {article.url: outlet for outlet, article in demo.articles.items()}
    groups = [{seeds[one["url"]] for one in story["articles"] if one["url"] in seeds} for story in stories]
    assert sorted(map(sorted, filter(None, groups))) == [
        ["bastion", "novostey"],
        ["defence24"],
        ["kyiv24"],
        ["ukrinform"],
    ]
