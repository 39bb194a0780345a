"""All that a trial tells, compared with what comes of matching every article with both queries, one after the other."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor import matching
from monitor.model.articles import Article, ArticleUrl
from monitor.model.feedback import Verdict
from monitor.model.watches import Match, WatchId
from monitor.services.trial import MOST, SAMPLES, Sample, Trial
from monitor.storage import Store
from tests.builders import NOW, watch
from tests.services.test_trial import CONCEPTS, OUTLETS, TERMS, kept, some_article, some_query, tried

SINCE = NOW - timedelta(hours=150)


def found_by(query: str, articles: Sequence[Article]) -> dict[ArticleUrl, Match]:
    """What each article answers, in the order of the articles."""
    matcher = matching.compile_watches([watch(query)], CONCEPTS)
    by_id = {one.id: one for one in OUTLETS}
    each = ((one.url, matcher.match(one, outlet=by_id.get(one.outlet))) for one in articles)
    return {url: matches[0] for url, matches in each if matches}


def day_of(one: Article) -> date:
    return (one.published.utc if one.published else one.first_seen).date()


def most_first(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(names)
    return tuple((name, counts[name]) for name in sorted(counts, key=lambda name: (-counts[name], name)))


def by_day(answering: Sequence[Article]) -> tuple[tuple[date, int], ...]:
    counts = Counter(map(day_of, answering))
    days = {SINCE.date() + timedelta(days=number) for number in range((NOW.date() - SINCE.date()).days + 1)}
    return tuple((day, counts[day]) for day in sorted(days | counts.keys()))


def by_reading_all(articles: Sequence[Article], marked: Sequence[ArticleUrl], query: str, saved: str) -> Trial:
    """What a trial must tell of the articles, the newest first; but for its terms and warnings."""
    after, before = found_by(query, articles), found_by(saved, articles)
    searched = [one for one in articles if one.first_seen >= SINCE]
    answering = [one for one in searched if one.url in after]
    samples = ((one, replace(after[one.url], watch=WatchId("query"))) for one in answering)
    return Trial(
        query=matching.render(matching.parse(query)),
        searched=len(searched),
        found=len(answering),
        is_estimate=False,
        days=by_day(answering),
        outlets=most_first(one.outlet for one in answering),
        languages=most_first(one.language or "unknown" for one in answering),
        terms=(),
        samples=tuple(Sample(article=one, match=match) for one, match in samples),
        gained=tuple(one.url for one in answering if one.url not in before),
        lost=tuple(one.url for one in searched if one.url in before and one.url not in after),
        lost_wanted=tuple(url for url in marked if url in before and url not in after),
        warnings=(),
    )


def pairs(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Queries, each with one that it is an edit of: what was typed a little earlier, or something else."""
    for number in range(40):
        saved = rng.choice(TERMS) if number % 5 == 0 else some_query(rng)
        more = some_query(rng)
        yield rng.choice([f"({saved}) AND {more}", f"({saved}) OR {more}", f"({saved}) NOT ({more})", more]), saved


@pytest.mark.parametrize("seed", range(2))
def test_a_trial_tells_what_reading_all_articles_tells(store: Store, seed: int) -> None:
    rng = random.Random(seed)
    written = [some_article(number, rng) for number in range(120)]
    articles = [one if number % 3 else replace(one, published=None) for number, one in enumerate(written)]
    kept(store, articles[::-1])
    for number, (query, saved) in enumerate(pairs(rng)):
        # Each of another watch, so that each has marks of its own; in the order in which the articles came.
        asked = WatchId(f"saved{number}")
        marked = [one.url for place, one in enumerate(articles[::-1]) if place % 25 == number % 25]
        with store.begin() as work:
            work.watches.add(replace(watch(saved), id=asked))
            for url in marked:
                work.feedback.mark(url, asked, Verdict.WANTED, NOW)
        right = by_reading_all(articles, marked, query, saved)
        whole = tried(store, query, saved=asked, since=SINCE)
        assert replace(whole, terms=(), warnings=()) == right, (query, saved)
        # By the index, where it can tell.
        quick = tried(store, query, saved=asked, since=SINCE, most=MOST)
        assert replace(quick, warnings=(), terms=()) == replace(right, samples=right.samples[:SAMPLES]), (query, saved)
        assert quick.terms == whole.terms, query
