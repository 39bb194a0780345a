"""The five seed articles: 000 and 001 tell one event, the recurring quotation joins nothing else."""

from datetime import UTC, datetime
from pathlib import Path

import yaml

from monitor import stories
from monitor.model.articles import Article, ArticleUrl
from monitor.model.moments import Precision, Published
from monitor.model.outlets import OutletId
from monitor.model.stories import Relation

SEEDS = Path(__file__).parents[2] / "seeds"


def seed(facts: dict[str, object]) -> Article:
    page = (SEEDS / str(facts["file"])).read_text("utf-8")
    start, end = page.index(str(facts["body_from"])), page.index(str(facts["body_to"])) + len(str(facts["body_to"]))
    moment = datetime.fromisoformat(str(facts["published"]))
    published = Published(at=moment if moment.tzinfo else moment.replace(tzinfo=UTC), precision=Precision.DAY)
    return Article(
        url=ArticleUrl(f"https://example.org/{facts['file']}"),
        outlet=OutletId(str(facts["outlet"])),
        title=facts["title"],  # type: ignore[arg-type] # YAML
        text=page[start:end],
        language=str(facts["language"]),
        published=published,
        first_seen=datetime(2026, 1, 1, tzinfo=UTC),
    )


def test_the_seeds_are_four_stories() -> None:
    facts = yaml.safe_load((SEEDS / "facts.yaml").read_text("utf-8"))
    placed = stories.place_together([stories.sketch(seed(one)) for one in facts], [])
    found = [placement.story for placement in placed]
    assert found[0] == found[1]
    assert len(set(found)) == 4
    assert Relation.COPY not in {placement.membership.relation for placement in placed}


def test_the_seeds_one_by_one_are_four_stories() -> None:
    facts = yaml.safe_load((SEEDS / "facts.yaml").read_text("utf-8"))
    window = stories.Window()
    placed = [stories.place(stories.sketch(seed(one)), window).story for one in facts[::-1]]
    assert placed[3] == placed[4]
    assert len(set(placed)) == 4
