"""What a listing is worth to who wants to follow an outlet by it: how much it holds, how new, how full, how dated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from monitor.model.articles import Entry, Listing
from monitor.model.moments import Precision, Published
from monitor.text import is_unspaced, language_of

# A news article has some 2,500 characters; what feeds print as a teaser ends below this, whatever element it stands in.
_FULL_LENGTH = 700
_SUMMARY_LENGTH = 40
# A character of an unspaced script says about twice as much.
_WIDE = 2
_CUT_ENDINGS = ("…", "...", "[…]", "[...]", "→")
# Titles that a language is told from; more tell no more.
_TITLES = 40
# An outlet that publishes at all publishes within a month; what is older is a feed that was forgotten.
_FORGOTTEN = timedelta(days=30)
_SECTION = "section"
_CLOCKS_DIFFER = timedelta(hours=1)


class Body(StrEnum):
    """How much of an article a listing carries, in most of its entries."""

    FULL = "full text"
    SUMMARY = "summary"
    TITLES = "titles only"
    ADDRESSES = "addresses only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """`kind` as in Listing. `dated`: the share of entries with a date, `precision` that of most of them."""

    kind: str
    entries: int
    newest: Published | None
    body: Body
    dated: float
    precision: Precision | None
    language: str | None
    # Entries a day over the time that the listing covers; None where it cannot be told.
    per_day: float | None
    # Nothing new for a month. A listing without dates cannot be told to be, a page of the site is as old as the site.
    forgotten: bool


def appraise(listing: Listing, *, now: datetime) -> Appraisal:
    """The appraisal of a listing; dates of the future are not believed."""
    dated = [entry.published for entry in listing.entries if entry.published]
    past = sorted((one for one in dated if one.utc <= now + _CLOCKS_DIFFER), key=lambda one: one.utc, reverse=True)
    newest = past[0] if past else None
    precisions = Counter(one.precision for one in dated).most_common(1)
    return Appraisal(
        kind=listing.kind,
        entries=len(listing.entries),
        newest=newest,
        body=_body(listing.entries),
        dated=len(dated) / len(listing.entries) if listing.entries else 0.0,
        precision=precisions[0][0] if precisions else None,
        language=language_in(listing.entries),
        per_day=_per_day([one.utc for one in past]),
        forgotten=listing.kind != _SECTION and newest is not None and newest.utc < now - _FORGOTTEN,
    )


def language_in(entries: Sequence[Entry]) -> str | None:
    """The language that most titles are in; what the listing declares only where its letters do not tell.

    Publishing systems declare "en-US" until somebody changes it, and few do.
    """
    found: Counter[str] = Counter()
    declared: Counter[str] = Counter()
    for entry in entries[:_TITLES]:
        if language := language_of(" ".join(filter(None, (entry.title, entry.summary)))[:400]):
            found[language] += 1
        if entry.language:
            declared[entry.language.split("-")[0]] += 1
    most = found.most_common(1) or declared.most_common(1)
    return most[0][0] if most else None


def _body(entries: Sequence[Entry]) -> Body:
    if not entries:
        return Body.ADDRESSES
    half = len(entries) / 2
    if sum(map(_is_full, entries)) > half:
        return Body.FULL
    if sum(_length(entry.summary or entry.text) >= _SUMMARY_LENGTH for entry in entries) > half:
        return Body.SUMMARY
    return Body.TITLES if sum(bool(entry.title) for entry in entries) > half else Body.ADDRESSES


def _is_full(entry: Entry) -> bool:
    text = max(entry.text or "", entry.summary or "", key=len).rstrip()
    return _length(text) >= _FULL_LENGTH and not text.endswith(_CUT_ENDINGS)


def _length(text: str | None) -> int:
    if not text:
        return 0
    return len(text) * (_WIDE if is_unspaced(text[:200]) else 1)


def _per_day(moments: Sequence[datetime]) -> float | None:
    if len(moments) < 3 or moments[0] == moments[-1]:
        return None
    # By the median gap where there are many: one old entry that was pinned on top must not stretch the time.
    gaps = [(newer - older).total_seconds() for newer, older in pairwise(moments)]
    typical = median(gaps) or (moments[0] - moments[-1]).total_seconds() / len(gaps)
    return 86_400 / typical
