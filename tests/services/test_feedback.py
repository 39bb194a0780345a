from __future__ import annotations

from datetime import timedelta

from monitor.model.articles import ArticleUrl
from monitor.model.feedback import Verdict
from monitor.model.watches import WatchId
from monitor.services.backfill import match_archive
from monitor.services.feedback import Fault, standing
from monitor.storage import Store
from tests.builders import NOW, article, watch

TEST = WatchId("test")


def marked(store: Store, said: dict[str, Verdict]) -> None:
    with store.begin() as work:
        work.watches.add(watch("alliance OR NATO"))
        for number, (text, verdict) in enumerate(said.items()):
            url = ArticleUrl(f"https://example.org/{number}")
            work.articles.keep(article(url=url, text=text, title=None))
            work.feedback.mark(url, TEST, verdict, NOW)


def test_a_watch_stands_by_what_readers_said(store: Store) -> None:
    marked(
        store,
        {
            "NATO and its alliances": Verdict.WANTED,
            "The Renault alliance": Verdict.NOISE,
            "An Alliance of taverns": Verdict.NOISE,
            "Brussels": Verdict.WANTED,
        },
    )
    stands = standing(store, watch("alliance OR NATO"), ())
    assert (stands.wanted, stands.noise, stands.missed) == (1, 2, 1)
    assert stands.precision == 1 / 3
    assert stands.faults == (Fault(term="alliance", form="alliance", noise=2, wanted=0),)


def test_a_watch_that_nobody_marked_has_no_precision(store: Store) -> None:
    assert standing(store, watch("NATO"), ()).precision is None


def test_a_word_taken_back_was_never_said(store: Store) -> None:
    marked(store, {"NATO": Verdict.NOISE})
    with store.begin() as work:
        assert work.feedback.unmark(ArticleUrl("https://example.org/0"), TEST)
        assert not work.feedback.unmark(ArticleUrl("https://example.org/0"), TEST)
    assert standing(store, watch("NATO"), ()).noise == 0


def test_a_new_watch_is_matched_against_the_archive(store: Store) -> None:
    with store.begin() as work:
        work.watches.add(watch("NATO"))
        for days in range(4):
            url = ArticleUrl(f"https://example.org/{days}")
            work.articles.keep(article(url=url, text="NATO", title=None, first_seen=NOW - timedelta(days=days)))
    assert match_archive(store, watch("NATO"), (), since=NOW - timedelta(days=2), now=NOW) == 3
    with store.reading() as work:
        assert {match.article[-1] for match in work.matches.since(None, TEST)} == {"0", "1", "2"}
