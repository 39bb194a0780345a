"""Whether two states of a page are one article, its headline or text changed, or two articles under one address."""

from __future__ import annotations

from monitor.model.articles import Article
from monitor.stories.evidence import normal, words
from monitor.stories.leads import shared_text
from monitor.stories.sketching import sketch

# An article that is edited keeps most of its sentences; a page that an outlet filled anew keeps its furniture.
KEPT = 0.4
# Of a headline's words, where there is hardly a text to compare.
HEADLINE_KEPT = 0.6
SHORT = 300


def alike(one: Article, other: Article) -> bool:
    """Whether the two read as states of one article."""
    here, there = sketch(one), sketch(other)
    if shared_text(here, there) >= KEPT:
        return True
    titles = words(normal(one.title or "")), words(normal(other.title or ""))
    both = len(titles[0] & titles[1]) / max(1, min(map(len, titles)))
    return both >= HEADLINE_KEPT and min(here.length, there.length) < SHORT
