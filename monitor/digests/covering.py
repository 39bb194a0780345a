"""What a digest says of its coverage, in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from monitor.digests.furniture import Furniture
from monitor.digests.plain import LONGEST_NAME, outlet_name, plain
from monitor.model.digests import Coverage, Trouble, Window

MOST_TROUBLES = 12


def covered(coverage: Coverage, words: Furniture) -> str:
    """What was polled, what came, what was rejected and why."""
    if not coverage.outlets:
        return words.no_outlets + "."
    whole = coverage.polled >= coverage.outlets and not coverage.troubles
    outlets = (
        words.count(words.all_answered, coverage.outlets)
        if whole
        else words.some_polled.format(polled=coverage.polled, n=coverage.outlets)
    )
    articles = words.count(words.articles, coverage.articles)
    return words.coverage.format(outlets=outlets, articles=articles, rejected=_rejected(coverage, words))


def _rejected(coverage: Coverage, words: Furniture) -> str:
    pages = sum(count for _, count in coverage.rejected)
    if not pages:
        return words.none_rejected
    reasons = words.separator.join(
        f"{words.reasons.get(reason, plain(reason, LONGEST_NAME))}: {count}"
        for reason, count in coverage.rejected
        if count
    )
    return words.count(words.rejected, pages, reasons=reasons)


def missing(coverage: Coverage, words: Furniture, zone: ZoneInfo, year: int) -> str:
    """Which outlets and hours the digest may have missed; empty where it missed none."""
    said = [_unread(coverage, words, zone, year)]
    if coverage.gaps:
        named = [_gap(gap, words, zone, year) for gap in coverage.gaps]
        said.append(words.gaps.format(names=_first(named, words)))
    return " ".join(filter(None, said))


def _unread(coverage: Coverage, words: Furniture, zone: ZoneInfo, year: int) -> str:
    if coverage.troubles:
        named = [_trouble(trouble, words, zone, year) for trouble in coverage.troubles]
        bad = len({trouble.outlet_name for trouble in coverage.troubles})
        return words.troubles.format(bad=bad, n=max(bad, coverage.outlets), names=_first(named, words))
    return words.unpolled if coverage.polled < coverage.outlets else ""


def _first(named: list[str], words: Furniture) -> str:
    more = [words.count(words.more, len(named) - MOST_TROUBLES)] if len(named) > MOST_TROUBLES else []
    return words.separator.join(named[:MOST_TROUBLES] + more)


def _gap(gap: Window, words: Furniture, zone: ZoneInfo, year: int) -> str:
    since, until = (words.in_zone(moment, zone, this_year=year) for moment in (gap.since, gap.until))
    if gap.since.astimezone(zone).date() == gap.until.astimezone(zone).date():
        until = gap.until.astimezone(zone).strftime("%H:%M")
    return words.gap.format(outlet=outlet_name(gap.outlet_name), since=since, until=until)


def _trouble(trouble: Trouble, words: Furniture, zone: ZoneInfo, year: int) -> str:
    outlet = outlet_name(trouble.outlet_name)
    outcome = words.outcomes.get(trouble.outcome, plain(trouble.outcome, LONGEST_NAME))
    if trouble.since is None:
        return words.trouble.format(outlet=outlet, outcome=outcome)
    moment = words.in_zone(trouble.since, zone, this_year=year)
    return words.trouble_since.format(outlet=outlet, outcome=outcome, moment=moment)
