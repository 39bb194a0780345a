"""How a story spread: who reported when, from whom, and who was the first of a country or a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model.listings import StoryArticle, StoryListing
from monitor.model.moments import Precision

# Between outlets of a chain; the arrow points from who published to who is named.
FROM = " ← "


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One report. `first_of`: "all", "country", "language", as far as it was the first; `sources` as in `chain`."""

    article: StoryArticle
    at: datetime
    # The page said so; else the moment we saw it.
    dated: bool
    first_of: tuple[str, ...]
    sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A story's reports by time, and how many outlets, countries and languages it reached."""

    steps: tuple[Step, ...]
    outlets: int
    countries: tuple[str, ...]
    languages: tuple[str, ...]


def timeline(story: StoryListing, names: Mapping[str, str] | None = None) -> Timeline:
    """The story's reports in the order of their moments; `names` of outlets that may be cited."""
    ordered = sorted(story.articles, key=lambda one: (_at(one), one.first_seen, one.url))
    known = _names(story, names or {})
    countries: dict[str, None] = {}
    languages: dict[str, None] = {}
    steps = []
    for index, one in enumerate(ordered):
        first_of = ["all"] if index == 0 else []
        if one.country and one.country not in countries:
            countries[one.country] = None
            first_of += ["country"] if index else []
        if one.language and one.language not in languages:
            languages[one.language] = None
            first_of += ["language"] if index else []
        steps.append(
            Step(
                article=one,
                at=_at(one),
                dated=_is_dated(one),
                first_of=tuple(first_of),
                sources=chain(one, story, known),
            )
        )
    return Timeline(
        steps=tuple(steps),
        outlets=len({one.outlet for one in ordered}),
        countries=tuple(countries),
        languages=tuple(languages),
    )


def chain(article: StoryArticle, story: StoryListing, names: Mapping[str, str] | None = None) -> str:
    """From whom an article has it: `Bastion ← Nikkei Asia`; an outlet whose own article of the story names a source
    is followed further. Only the outlet's name where it names nobody.
    """
    known = _names(story, names or {})
    by_outlet = {one.outlet: one for one in reversed(story.articles)}
    said, seen, current = [article.outlet_name], {article.outlet}, article
    while sources := [one for one in current.cites if one not in seen]:
        # Several named at one step stand side by side; the first that we can follow leads on.
        said.append(", ".join(dict.fromkeys(known.get(one, one) for one in sources)))
        seen.update(sources)
        following = next((by_outlet[one] for one in sources if one in by_outlet and by_outlet[one].cites), None)
        if following is None:
            break
        current = following
    return FROM.join(said)


def _names(story: StoryListing, names: Mapping[str, str]) -> dict[str, str]:
    return dict(names) | {one.outlet: one.outlet_name for one in story.articles}


def _is_dated(one: StoryArticle) -> bool:
    # A page cannot be read before it was published: such a date is wrong.
    return one.published is not None and one.published.utc <= one.first_seen


def _at(one: StoryArticle) -> datetime:
    if one.published is None or not _is_dated(one):
        return one.first_seen
    if one.published.precision is Precision.DAY:  # its end: whoever names a time of that day was first
        return min(one.published.utc + timedelta(days=1), one.first_seen)
    return one.published.utc
