"""Try a query on the archive before it is trusted: what it finds, and what a saved watch would gain and lose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from monitor import matching
from monitor.matching import Query
from monitor.matching.shares import Weighed, articles_by_term, one_sided, swallowed, without_exclusions
from monitor.model.archive import Group
from monitor.model.articles import Article, ArticleUrl
from monitor.model.watches import Concept, Match, Watch, WatchId
from monitor.services.archive import catch_up
from monitor.services.asking import NONE, Numbers
from monitor.services.feedback import lost_wanted
from monitor.services.searching import Answer, Search, Step, go_on, search

if TYPE_CHECKING:
    from monitor.storage import Store, Work

# Of more articles that only the matcher can tell of, a sample of so many is matched: 0.5 ms each (bench/trial.py), 1.2
# on a machine with other work, so that a trial stays under 2 s there, too.
# Of those that answer for certain a fifth as many are read, to see where.
MOST, SHARE_READ = 1_000, 5
SAMPLES = 20
QUERY, SAVED = WatchId("query"), WatchId("saved")
# The query without its NOT: is it swallowed?
OPEN = WatchId("open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """An article that answers, with its hits."""

    article: Article
    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a query finds in the archive.

    `is_estimate`: more articles might answer than could be matched in time. Counts are then reckoned up from a sample,
    and `gained` and `lost` name only what is known.
    """

    query: str  # canonical
    searched: int
    found: int
    is_estimate: bool
    # By day of publication, else first seen; with `since`, also the days from then on without any.
    days: tuple[tuple[date, int], ...]
    outlets: tuple[tuple[str, int], ...]  # the most first; so the languages
    languages: tuple[tuple[str, int], ...]
    terms: tuple[tuple[str, int], ...]  # articles in which a term is found, in the query's order; where not all, about
    samples: tuple[Sample, ...]  # the newest first; all of them where all were asked for
    gained: tuple[ArticleUrl, ...]
    lost: tuple[ArticleUrl, ...]
    # Articles that a reader wanted, that the saved watch finds and the query does not; of all times.
    lost_wanted: tuple[ArticleUrl, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a trial knows: by watch the articles that answer for certain; those that were matched, each for `scale`."""

    certain: Mapping[WatchId, Numbers]
    matched: tuple[Answer, ...]
    scale: float
    # Articles that may answer and were not matched.
    left: Numbers

    def by(self, watch: WatchId) -> Numbers:
        return self.certain[watch] | {one.number for one in self.matched if one.match(watch)}

    def only_matched(self, watch: WatchId) -> list[Answer]:
        return [one for one in self.matched if one.match(watch) and one.number not in self.certain[watch]]


def try_query(
    store: Store,
    concepts: Sequence[Concept],
    query: str,
    *,
    since: datetime | None,
    saved: WatchId | None,
    now: datetime,
    most: int | None = MOST,
    step: Step = go_on,
) -> Trial:
    """Try a query on the articles first seen since then (None: ever), against the watch `saved` if one is named.

    At most `most` articles are matched; None: all that may answer. Raises QueryError, and what `step` raises.
    """
    catch_up(store)
    read = matching.parse(query)
    with store.reading() as work:
        watch = work.watches.named(saved) if saved else None
        asked = search(work, _watches(read, query, watch), concepts, since=since, step=step)
        found = _found(work, asked, most)
        groups = _groups(work, found)
        weighed, samples = _read(work, asked, found, most)
        gained, lost = _difference(work, found)
        count = round(sum(groups.values()))
        advice = matching.warnings(read, concepts, work.outlets.enabled())
        return Trial(
            query=matching.render(read),
            searched=asked.searched,
            found=count,
            is_estimate=bool(found.left),
            days=_days(groups, since=since, now=now),
            outlets=_summed((group.outlet, count) for group, count in groups.items()),
            languages=_summed((group.language or "unknown", count) for group, count in groups.items()),
            terms=articles_by_term(read, weighed),
            samples=samples,
            gained=gained,
            lost=lost,
            lost_wanted=lost_wanted(work, watch, query, concepts) if watch else (),
            warnings=(*advice, *one_sided(read, weighed), *_swallowed(read, asked, count)),
        )


def evenly(numbers: Sequence[int], most: int | None) -> Sequence[int]:
    """So many of the numbers, spread evenly over all; all of them where there are no more."""
    if most is None or len(numbers) <= most:
        return numbers
    return [numbers[place * len(numbers) // most] for place in range(most)]


def _swallowed(read: Query, asked: Search, count: int) -> tuple[str, ...]:
    unlimited = asked.bounds.get(OPEN)
    return swallowed(read, count=count, unlimited=len(unlimited.certain)) if unlimited else ()


def _watches(read: Query, query: str, saved: Watch | None) -> list[Watch]:
    queries = {QUERY: query}
    if saved is not None:
        queries[SAVED] = saved.query
    if (unlimited := without_exclusions(read)) is not None:
        queries[OPEN] = matching.render(unlimited)
    return [Watch(id=watch, name=watch, query=one) for watch, one in queries.items()]


def _found(work: Work, asked: Search, most: int | None) -> _Found:
    asking = [watch for watch in asked.bounds if watch != OPEN]
    uncertain = asked.possible(*asking) if most is None else asked.uncertain(*asking)
    chosen = evenly(uncertain, most)
    return _Found(
        certain={watch: NONE if most is None else one.certain for watch, one in asked.bounds.items()},
        matched=(*asked.answers_of_waiting(), *asked.answers(work, chosen)),
        scale=len(uncertain) / len(chosen) if chosen else 1.0,
        left=frozenset(uncertain) - frozenset(chosen),
    )


def _groups(work: Work, found: _Found) -> Mapping[Group, float]:
    """How many articles are found, by day, outlet and language."""
    groups: dict[Group, float] = dict(work.archive.census(found.certain[QUERY]))
    for one in found.only_matched(QUERY):
        day = one.article.published.utc if one.article.published else one.article.first_seen
        group = Group(day=day.date(), outlet=one.article.outlet, language=one.article.language)
        groups[group] = groups.get(group, 0.0) + found.scale
    return groups


def _read(work: Work, asked: Search, found: _Found, most: int | None) -> tuple[tuple[Weighed, ...], tuple[Sample, ...]]:
    """The hits of some articles that are found, each for those it stands for; and the newest of them."""
    certain = evenly(sorted(found.certain[QUERY], reverse=True), None if most is None else most // SHARE_READ)
    behind = len(found.certain[QUERY]) / len(certain) if certain else 1.0
    read = [(one, found.scale) for one in found.only_matched(QUERY)]
    read += [(one, behind) for one in asked.answers(work, certain)]
    hits = [(one.article, match, weight) for one, weight in read if (match := one.match(QUERY))]
    hits.sort(key=lambda one: one[0].first_seen, reverse=True)
    shown = hits if most is None else hits[:SAMPLES]
    return (
        tuple(Weighed(match=match, weight=weight) for _, match, weight in hits),
        tuple(Sample(article=article, match=match) for article, match, _ in shown),
    )


def _difference(work: Work, found: _Found) -> tuple[tuple[ArticleUrl, ...], tuple[ArticleUrl, ...]]:
    """What the query finds and the saved one does not, and the other way round, as far as both are known."""
    if SAVED not in found.certain:
        return (), ()
    after, before = found.by(QUERY) - found.left, found.by(SAVED) - found.left
    return _urls(work, found, after - before), _urls(work, found, before - after)


def _urls(work: Work, found: _Found, numbers: Numbers) -> tuple[ArticleUrl, ...]:
    late = tuple(one.article.url for one in found.matched if one.number < 0 and one.number in numbers)
    return late + work.archive.urls([number for number in numbers if number > 0])


def _days(groups: Mapping[Group, float], *, since: datetime | None, now: datetime) -> tuple[tuple[date, int], ...]:
    counts: dict[date, float] = {}
    if since is not None:
        length = (now.date() - since.date()).days + 1
        counts = {since.date() + timedelta(days=number): 0.0 for number in range(length)}
    for group, count in groups.items():
        counts[group.day] = counts.get(group.day, 0.0) + count
    return tuple((day, round(count)) for day, count in sorted(counts.items()))


def _summed(counts: Iterable[tuple[str, float]]) -> tuple[tuple[str, int], ...]:
    sums: dict[str, float] = {}
    for name, count in counts:
        sums[name] = sums.get(name, 0.0) + count
    return tuple((name, round(sums[name])) for name in sorted(sums, key=lambda name: (-sums[name], name)))
