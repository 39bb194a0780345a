"""The course of stories from article to digest, placed as ingest places them: told, told again with something new, bridged."""

from __future__ import annotations

import pytest

from monitor.model.articles import Article, ArticleUrl
from monitor.model.digests import Digest
from monitor.model.moments import Precision, Published
from monitor.model.outlets import OutletId
from monitor.model.rulings import Answer, Proposal
from monitor.services import rulings
from monitor.services.digest import digest
from monitor.services.ingest import import_articles
from monitor.services.rulings import Person
from monitor.storage import Store
from tests.builders import NOW, article
from tests.services.pages import knowing
from tests.services.test_telling import reader
from tests.storage.values import DAY, HOUR

STRIKE = (
    "Japan's dockworkers walked off the job at every port from Kobe to Sendai on Tuesday, the union said, closing terminals "
    "that handle half of the trade. Some 45,000 workers want a pay rise of 12 percent over two years."
)
AGAIN = (
    "The dockworkers of Japan walked off the job at all ports from Kobe to Sendai on Tuesday, closing terminals that handle "
    "half of the trade, their union said. Some 45,000 workers want a pay rise of 12 percent."
)
SENTENCE = "The carmaker Mazda stopped two plants in Hiroshima because parts were missing."
FESTIVAL = (
    "Kyoto's autumn festival of lanterns drew visitors to the temples of Higashiyama, where gardens are lit until midnight "
    "and the maples have turned red two weeks early, the tourist office of the Japanese city said."
)
EDITOR = Person(by="editor", why="read both", at=NOW)


def report(number: int, title: str, text: str, *, hours: int) -> Article:
    at = NOW + hours * HOUR
    return article(
        url=ArticleUrl(f"https://paper{number}.example.org/{number}"),
        outlet=OutletId(f"paper{number}"),
        title=title,
        text=text,
        published=Published(at=at, precision=Precision.SECOND),
        first_seen=at,
    )


def arrive(store: Store, *articles: Article) -> None:
    for one in articles:
        import_articles(store, [one], knowing(store), now=one.first_seen)


def told(store: Store, hours: int) -> Digest:
    composed = digest(store, reader(store), period_end=NOW + hours * HOUR, now=NOW + hours * HOUR)
    assert composed is not None
    return composed.digest


def test_a_told_story_comes_back_with_the_new_sentence_and_not_with_a_repeat(store: Store) -> None:
    arrive(store, report(1, "Dockworkers of Japan walk out", STRIKE, hours=1))
    assert [item.update_since for item in told(store, 2).items] == [None]
    arrive(store, report(2, "Walkout of dockworkers shuts Japan's ports", AGAIN, hours=4))
    assert told(store, 5).items == ()
    arrive(store, report(3, "Walkout of Japan's dockworkers goes on", f"{AGAIN} {SENTENCE}", hours=6))
    (item,) = told(store, 7).items
    assert (item.update_since, item.news) == (NOW + 5 * HOUR, "fact")
    assert SENTENCE in "".join(span.text for span in item.excerpt)
    with store.reading() as work:
        (story,) = work.stories.since(None)
    assert len(story.articles) == 3
    assert told(store, 8).items == ()


def bridged(store: Store) -> Proposal:
    """Two stories that were told apart, then a round-up that holds both."""
    arrive(store, report(1, "Dockworkers of Japan walk out", STRIKE, hours=1))
    arrive(store, report(2, "Lanterns of Kyoto draw crowds in Japan", FESTIVAL, hours=2))
    assert len(told(store, 3).items) == 2
    arrive(store, report(3, "Japan today: walkout of dockworkers, lanterns of Kyoto", f"{STRIKE}\n{FESTIVAL}", hours=4))
    with store.reading() as work:
        (proposal,) = work.proposals.open()
    return proposal


def test_two_stories_that_a_late_report_bridges_are_proposed_with_a_reason(store: Store) -> None:
    bridge = bridged(store).bridge
    assert bridge.article == "https://paper3.example.org/3"
    assert bridge.evidence[0].startswith("like https://paper")
    assert any("of the shorter text" in line for line in bridge.evidence)
    with store.reading() as work:
        assert len(work.stories.since(None)) == 2


@pytest.mark.parametrize(("answer", "stories"), [(Answer.ACCEPTED, 1), (Answer.DECLINED, 2)])
def test_a_proposal_is_answered_and_not_made_again(store: Store, answer: Answer, stories: int) -> None:
    rulings.answer(store, bridged(store).id, answer, EDITOR)
    later = f"{STRIKE}\n{FESTIVAL} Trains ran."
    arrive(store, report(4, "Walkout of dockworkers and lanterns of Kyoto: Japan's day", later, hours=6))
    with store.reading() as work:
        assert work.proposals.open() == ()
        assert len(work.stories.since(None)) == stories
        assert work.stories.since(None)[0].first_seen < NOW + DAY
