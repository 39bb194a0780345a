"""Which stored articles answer queries: the index names those that do and those that may, the matcher decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from monitor import matching
from monitor.matching import Matcher
from monitor.matching.archive_lookup import Asking
from monitor.model.articles import Article
from monitor.model.outlets import Outlet
from monitor.model.watches import Concept, Match, Watch, WatchId
from monitor.services.archive import catch_up
from monitor.services.asking import NONE, Asked, Bounds, Numbers
from monitor.services.recollection import Recollection

if TYPE_CHECKING:
    from monitor.storage import Store, Work

# Called between the steps of a search; it ends the search by an error of its own.
Step = Callable[[], None]
# Articles read at once where only some are wanted, and how many a page of a search matches at most: a second.
_AT_ONCE, _MOST_MATCHED = 50, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An article, and what it answers."""

    number: int  # below 0 where it is not indexed yet
    article: Article
    matches: tuple[Match, ...]

    def match(self, watch: WatchId) -> Match | None:
        return next((match for match in self.matches if match.watch == watch), None)


@dataclass(frozen=True, kw_only=True)
class Search:
    """Watches asked of the archive. `waiting`: articles that are not indexed yet, by numbers below 0."""

    searched: int
    bounds: Mapping[WatchId, Bounds]
    waiting: Mapping[int, Article]
    outlets: dict[str, Outlet]
    whole: Matcher
    # For indexed articles: it reads only the words that matter to the queries.
    narrowed: Matcher
    step: Step

    def possible(self, *watches: WatchId) -> tuple[int, ...]:
        """The articles that may answer one of the watches, the newest first."""
        return tuple(sorted(NONE.union(*(self.bounds[one].possible for one in watches)), reverse=True))

    def uncertain(self, *watches: WatchId) -> tuple[int, ...]:
        """Those that only the matcher can tell of."""
        bounds = (self.bounds[one] for one in watches)
        return tuple(sorted(NONE.union(*(one.possible - one.certain for one in bounds)), reverse=True))

    def answers(self, work: Work, numbers: Sequence[int]) -> Iterator[Answer]:
        """What these articles answer, if anything."""
        for number, article in work.archive.articles(numbers):
            # Which language it is in was not said; only the whole matcher can tell.
            yield self._answer(number, article, self.narrowed if article.language else self.whole)

    def answers_of_waiting(self) -> Iterator[Answer]:
        for number, article in self.waiting.items():
            yield self._answer(number, article, self.whole)

    def _answer(self, number: int, article: Article, matcher: Matcher) -> Answer:
        self.step()
        matches = matcher.match(article, outlet=self.outlets.get(article.outlet))
        return Answer(number=number, article=article, matches=matches)


def go_on() -> None:
    """The step of a search that goes on to its end."""


def search(
    work: Work,
    watches: Sequence[Watch],
    concepts: Sequence[Concept],
    *,
    since: datetime | None,
    step: Step = go_on,
) -> Search:
    """Ask the index of the articles first seen since then (None: ever); raises QueryError, and what `step` raises."""
    step()
    matcher = matching.compile_watches(watches, concepts)
    step()
    outlets = work.outlets.all()
    asking = Asking(matcher, kinds=work.archive.kinds(), outlets=outlets)
    everything = work.archive.numbers(since)
    index = Recollection(work, everything)
    words = index.words(asking.keys())

    def read(sets: Sequence[Numbers]) -> Sequence[Numbers]:
        step()
        return index.read(sets)

    asked = Asked(everything, known=index.known, read=read)
    unknown, *found = asked.bounds([asking.unreadable(words), *asking.lookups(words)])
    index.keep()
    waiting = {-one.number: one.article for one in work.archive.waiting(None)}
    late = {number: one for number, one in waiting.items() if since is None or one.first_seen >= since}
    return Search(
        searched=len(everything) + len(late),
        bounds={
            watch.id: Bounds(one.certain - unknown.possible, one.possible | unknown.possible)
            for watch, one in zip(watches, found, strict=True)
        },
        waiting=late,
        outlets={outlet.id: outlet for outlet in outlets},
        whole=matcher,
        narrowed=asking.narrowed(words),
        step=step,
    )


def answers(
    store: Store, watches: Sequence[Watch], concepts: Sequence[Concept], *, since: datetime | None
) -> Iterator[Answer]:
    """All articles that answer one of the watches, about the newest first; raises QueryError."""
    with store.reading() as work:
        asked = search(work, watches, concepts, since=since)
        for some in (asked.answers_of_waiting(), asked.answers(work, asked.possible(*asked.bounds))):
            yield from (answer for answer in some if answer.matches)


def find(
    store: Store, query: str, concepts: Sequence[Concept], *, since: datetime | None, most: int | None = None
) -> tuple[Article, ...]:
    """The stored articles that answer a query, the newest first; raises QueryError.

    `most`: so many, of those that came last; None: all. Only those of which the index cannot tell are matched.
    """
    catch_up(store)
    wanted = Watch(id=WatchId("query"), name="query", query=query)
    with store.reading() as work:
        asked = search(work, [wanted], concepts, since=since)
        found = [answer.article for answer in asked.answers_of_waiting() if answer.matches][:most]
        left = None if most is None else most - len(found)
        numbers = tuple(islice(_answering(work, asked, wanted.id), left))
        found += [article for _, article in work.archive.articles(numbers)]
    return tuple(sorted(found, key=lambda article: article.first_seen, reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Some of the articles that answer, the latest first; `next`: where to go on, None where there are no more."""

    articles: tuple[Article, ...]
    next: int | None


def newest(
    store: Store, query: str, concepts: Sequence[Concept], *, since: datetime | None, below: int | None, limit: int
) -> Found:
    """So many of the articles that answer a query, or fewer where looking took long; raises QueryError.

    `below`: only with lower numbers than this, for going on; the order is that in which they were indexed.
    """
    catch_up(store)
    wanted = Watch(id=WatchId("query"), name="query", query=query)
    with store.reading() as work:
        asked = search(work, [wanted], concepts, since=since)
        possible = asked.possible(wanted.id)
        numbers = [number for number in possible if below is None or number < below]
        found, last = _some(work, asked, wanted.id, numbers, limit)
        articles = tuple(article for _, article in work.archive.articles(found))
    return Found(articles=articles, next=last)


def _some(
    work: Work, asked: Search, watch: WatchId, numbers: Sequence[int], limit: int
) -> tuple[list[int], int | None]:
    """So many of these that answer, or fewer where many had to be matched; the last one tried where more may."""
    found, matched = list[int](), 0
    for some in chunks(numbers, _AT_ONCE):
        found += _answering_of(work, asked, watch, some)
        matched += len(asked.bounds[watch].uncertain(some))
        if len(found) > limit:
            return found[:limit], found[limit - 1]
        if matched >= _MOST_MATCHED and some[-1] != numbers[-1]:
            return found, some[-1]
    return found, None


def _answering(work: Work, asked: Search, watch: WatchId) -> Iterator[int]:
    """The numbers of the indexed articles that answer, the newest first; matched a list at a time."""
    for some in chunks(asked.possible(watch), _AT_ONCE):
        yield from _answering_of(work, asked, watch, some)


def _answering_of(work: Work, asked: Search, watch: WatchId, some: Sequence[int]) -> list[int]:
    """Those of these numbers that answer; only those of which the index cannot tell are matched."""
    uncertain = asked.bounds[watch].uncertain(some)
    matched = {one.number for one in asked.answers(work, tuple(uncertain)) if one.matches}
    return [number for number in some if number in matched or number not in uncertain]


def chunks(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))
