"""What of a digest is given to be summarised, and which sentences of the answer are fit to be shown.

A model is not believed. A sentence must name items of the digest by their numbers, hold no address (a link is what a
hostile article would want in it; mail programs make one of a bare host too), be of a sentence's length, and hold no
figure that none of its items holds: a wrong number is the mistake that a reader cannot see. What is otherwise is left
out, whole. Whether the words follow from the items cannot be judged here, so each sentence is shown as a machine's,
with links to what it rests on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from monitor.digests.plain import plain, tame
from monitor.model.digests import Digest, Item, Sentence
from monitor.model.messages import Numbered

# Of one story, its headline is the summary.
FEWEST = 2
# As many as a small model's context holds with their excerpts; the first are the most important of their watch.
MOST_ITEMS = 40
MOST_SENTENCES = 4
LONGEST = 400
LONGEST_EXCERPT = 600
ADDRESS = re.compile(r"\w+://|www\.|\S@\S|[^\W_]{2,}\.[a-z]{2,}(?![^\W_])", re.IGNORECASE)


def to_summarise(digest: Digest) -> tuple[Numbered, ...]:
    """The items with the numbers that they have in the digest; none where there is nothing to sum up."""
    if len(digest.items) < FEWEST:
        return ()
    return tuple(_numbered(number, item) for number, item in enumerate(digest.items[:MOST_ITEMS], 1))


def with_summary(digest: Digest, sentences: Iterable[Sentence]) -> Digest:
    """The digest with those of the sentences that are fit to be shown; nothing else of it changes."""
    items = {one.number: one for one in to_summarise(digest)}
    shown = [replace(one, text=plain(one.text, LONGEST)) for one in sentences if _is_sound(one, items)]
    return replace(digest, summary=tuple(shown[:MOST_SENTENCES]))


def _numbered(number: int, item: Item) -> Numbered:
    return Numbered(
        number=number,
        headline=plain(item.headline),
        outlet=plain(item.outlet_name),
        language=item.language,
        excerpt=plain("".join(span.text for span in item.excerpt), LONGEST_EXCERPT),
    )


def _is_sound(sentence: Sentence, items: dict[int, Numbered]) -> bool:
    text = tame(sentence.text).strip()
    if not text or len(text) > LONGEST or ADDRESS.search(text):
        return False
    if not sentence.items or not set(sentence.items) <= items.keys():
        return False
    held = " ".join(f"{items[number].headline} {items[number].excerpt}" for number in sentence.items)
    return _figures(text) <= _figures(held)


def _figures(text: str) -> set[str]:
    return set(re.findall(r"\d+", unicodedata.normalize("NFKC", text)))
