"""Whether an outlet's pages are read worse than they were: a redesign breaks extraction without an error.

The last pages are compared with those before them, fact by fact: the share that was rejected, that is much shorter or
longer than usual, that lacks a title, a date or an author. What an outlet always lacks is no drift. Outlets differ and
numbers are small, so a share has to differ by a quarter and by Fisher's exact test with p < 0.0001: of 30 pages against
200 good ones, eight bad ones are enough; of 10 against 30, six. One test is made a fact, an outlet and a batch, a few
thousand a day on windows that overlap; a laxer p would cry wolf every week.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import comb
from statistics import median

from monitor.model.polls import Reading

RECENT_PAGES = 30
PAST_PAGES = 200
# Of fewer, nothing is concluded.
_FEWEST_RECENT = 10
_FEWEST_PAST = 30
_DIFFERENCE = 0.25
_CHANCE = 1e-4
# What was found stays so until little of it is left.
_OVER = 0.10
# An outlet that was never read well has no past to be compared with.
_NEARLY_ALL = 0.9
_FEWEST_WITHOUT_PAST = 20


def drift(recent: Sequence[Reading], past: Sequence[Reading], *, is_open: bool) -> tuple[str, ...]:
    """What is worse in the recent pages than in the past ones, in words; empty: nothing.

    `is_open`: it was found before and is not over, so that less of it is enough.
    """
    articles = [one for one in recent if not one.rejected], [one for one in past if not one.rejected]
    usual = median([one.length for one in articles[1]] or [0])
    found = [_worse("rejected", lambda one: one.rejected, recent, past, is_open=is_open)]
    found += [_worse(name, is_so, *articles, is_open=is_open) for name, is_so in _facts(usual).items()]
    if (
        not any(found)
        and len(recent) >= _FEWEST_WITHOUT_PAST
        and _share(recent, lambda one: one.rejected) >= _NEARLY_ALL
    ):
        found = [_words("rejected", _share(recent, lambda one: one.rejected), len(recent))]
    return tuple(filter(None, found))


def _facts(usual: float) -> dict[str, Callable[[Reading], bool]]:
    return {
        "much shorter than usual": lambda one: one.length < usual / 2,
        "much longer than usual": lambda one: one.length > usual * 2,
        "without a title": lambda one: not one.has_title,
        "without a date": lambda one: not one.has_date,
        "without an author": lambda one: not one.has_author,
    }


def _worse(
    name: str,
    is_so: Callable[[Reading], bool],
    recent: Sequence[Reading],
    past: Sequence[Reading],
    *,
    is_open: bool,
) -> str:
    if len(recent) < _FEWEST_RECENT or len(past) < _FEWEST_PAST:
        return ""
    now, before = _share(recent, is_so), _share(past, is_so)
    if is_open:
        return _words(name, now, len(recent), before) if now - before >= _OVER else ""
    if now - before < _DIFFERENCE or _chance(recent, past, is_so) >= _CHANCE:
        return ""
    return _words(name, now, len(recent), before)


def _share(readings: Sequence[Reading], is_so: Callable[[Reading], bool]) -> float:
    return sum(map(is_so, readings)) / max(len(readings), 1)


def _chance(recent: Sequence[Reading], past: Sequence[Reading], is_so: Callable[[Reading], bool]) -> float:
    """Fisher's exact test, one-sided: how likely so many of the recent ones are if nothing had changed."""
    found, size = sum(map(is_so, recent)), len(recent)
    total, all_found = size + len(past), found + sum(map(is_so, past))
    ways = sum(comb(all_found, n) * comb(total - all_found, size - n) for n in range(found, min(size, all_found) + 1))
    return ways / comb(total, size)


def _words(name: str, now: float, pages: int, before: float | None = None) -> str:
    said = f"{now:.0%} of the last {pages} pages {name}"
    return said if before is None else f"{said} ({before:.0%} before)"


def pages_do_not_come(fetched: int, missed: int) -> bool:
    """Whether an outlet's pages stay away though it announces them; `missed` were tried more than once."""
    return missed >= _FEWEST_RECENT and missed >= _NEARLY_ALL * (missed + fetched)
