"""What is told again: a story in which something is new, marked as an update, and articles changed since.

A story has one update a digest: the gravest of its developments, the earliest of equals; articles that bring others are
named beside it. Its line shows the sentence that is new, with the new facts marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.digests.composing import mention, reading_order
from monitor.model.digests import Candidate, Digest, Item, Section, Span
from monitor.model.edits import Correction
from monitor.model.telling import Development, News, Update
from monitor.model.watches import Watch, WatchId

# A longer sentence is cut after the last fact that fits.
LONGEST = 320


def with_updates(
    digest: Digest, *, watches: Sequence[Watch], updates: Iterable[Update], changes: Sequence[Correction]
) -> Digest:
    """The digest with the updates at the end of their watches' sections, in the order of the watches."""
    items: dict[WatchId, list[Item]] = {}
    ordered = sorted(watches, key=lambda watch: (watch.order, watch.id))
    for update in updates:
        answered = next((watch for watch in ordered if watch.id in update.watches), None)
        if answered is not None and update.developments:
            items.setdefault(answered.id, []).append(_item(update))
    told = {section.watch: section for section in digest.sections}
    sections = []
    for watch in ordered:
        section = told.get(watch.id) or Section(watch=watch.id, name=watch.name, items=())
        joined = replace(section, items=(*section.items, *items.get(watch.id, ())))
        if joined.items:
            sections.append(joined)
    return replace(digest, sections=tuple(sections), changes=tuple(changes))


def _item(update: Update) -> Item:
    grave = list(News)
    first, article = min(
        update.developments, key=lambda pair: (grave.index(pair[0].kind), pair[1].first_seen, pair[1].article)
    )
    others = sorted((one for _, one in update.developments if one.article != article.article), key=reading_order)
    return Item(
        story=first.story,
        url=article.article,
        headline=article.title,
        outlet_name=article.outlet_name,
        language=article.language,
        published=article.published,
        excerpt=_excerpt(first, article),
        also=tuple(mention(one) for one in others),
        cites=article.cites,
        update_since=first.told_at,
        news=first.kind.value,
    )


def _excerpt(development: Development, article: Candidate) -> tuple[Span, ...]:
    """The new sentence, its facts marked."""
    sentence = article.text[development.start : development.end]
    if len(sentence) > LONGEST:
        sentence = sentence[: LONGEST - 1].rstrip() + "…"
    marks = sorted(
        (at, at + len(fact)) for fact in development.facts if (at := sentence.find(fact)) >= 0 and fact.strip()
    )
    spans, end = list[Span](), 0
    for start, stop in marks:
        if start >= end:
            spans += [Span(text=sentence[end:start]), Span(text=sentence[start:stop], hit=True)]
            end = stop
    spans.append(Span(text=sentence[end:]))
    return tuple(span for span in spans if span.text)
