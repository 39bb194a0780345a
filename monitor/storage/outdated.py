"""What may be forgotten: for each rule of retention a table's key, and the rows that are older than a moment.

Never what is still to be read or told, what was marked or decided on, nor what the ledger needs to tell nothing twice.
TABLES says of every table by which rule its rows go, or why it does not grow for ever; a test holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, Select, exists, func, or_, select

from monitor.model.digests import DeliveryState
from monitor.model.telling import Role
from monitor.storage.documents import WAITING
from monitor.storage.states import EntryState
from monitor.storage.tables_collection import document_bodies, documents, entries, events, gaps, polls
from monitor.storage.tables_news import articles, feedback, matches, memberships, revisions, sketches, stories
from monitor.storage.tables_rulings import proposals, rulings
from monitor.storage.tables_telling import deliveries, digests, subscriptions, told, told_articles

# A digest's ledger is not needed any more where its subscription has been told for so long since: it looks a week back
# for what was kept late, and no page is read again that is older than two weeks.
SETTLED = timedelta(days=60)

OVER = "over"  # what is over by itself: sessions, tokens, leases, what a subscription knew before
PEOPLE = "as many rows as people made entries"
SETUP = "as many rows as there are outlets, sources, hosts or workers"
TABLES: Mapping[str, str] = {
    "alerts": SETUP,
    "aliases": "stories",
    "archive_state": "one row",
    "archive_waiting": "emptied by every indexing",
    "archive_words": "a row a word of the languages that are read: new ones become rare (Heaps' law)",
    "archived": "stories",
    "articles": "stories",
    "concepts": PEOPLE,
    "deliveries": "digests",
    "digests": "digests",
    "document_bodies": "pages",
    "documents": "documents",
    "entries": "entries",
    "events": "events",
    "feedback": PEOPLE,
    "gaps": "gaps",
    "known_before": OVER,
    "leases": OVER,
    "matches": "stories",
    "memberships": "stories",
    "outlets": SETUP,
    "polls": "polls",
    "proposals": "proposals",
    "revisions": "revisions",
    "rulings": PEOPLE,
    "sessions": OVER,
    "signing_keys": PEOPLE,
    "sketches": "sketches",
    "source_states": SETUP,
    "sources": SETUP,
    "stories": "stories",
    "subscriptions": PEOPLE,
    "tallies": "gathered to a row a day, kind and name by every housekeeping",
    "told": "digests",
    "told_articles": "digests",
    "tokens": OVER,
    "unsubscribed": "a row a reader who left; the law wants it kept",
    "users": PEOPLE,
    "watches": PEOPLE,
    "workers": "forgotten when they have been silent for a while",
}

UNSETTLED = (DeliveryState.PENDING.value, DeliveryState.SENDING.value, DeliveryState.UNKNOWN.value)


def _pages(before: datetime) -> Select[tuple[object]]:
    """Raw bytes of settled pages; the facts of them stay."""
    # Asked of each body, for those are few.
    is_old = exists().where(documents.c.id == document_bodies.c.document, documents.c.fetched_at < before, ~WAITING)
    return select(document_bodies.c.document).where(is_old)


def _proposals(before: datetime) -> Select[tuple[object]]:
    """What nobody answered. An answer is kept, so that it is not asked again."""
    return select(proposals.c.id).where(proposals.c.answer.is_(None), proposals.c.at < before)


def _revisions(before: datetime) -> Select[tuple[object]]:
    """But one that a reader who knows the article was not told of; nor the last, whose number would be given again."""
    to_be_told = exists().where(
        told_articles.c.article == revisions.c.article,
        told_articles.c.revision < revisions.c.id,
        told_articles.c.role != Role.REPEAT.value,
        exists().where(subscriptions.c.id == told_articles.c.subscription, subscriptions.c.enabled),
    )
    last = select(func.max(revisions.c.id)).scalar_subquery()
    return select(revisions.c.id).where(revisions.c.replaced_at < before, revisions.c.id < last, ~to_be_told)


def _documents(before: datetime) -> Select[tuple[object]]:
    """The facts of pages whose bytes are gone; not the last, as above."""
    has_bytes = exists().where(document_bodies.c.document == documents.c.id)
    last = select(func.max(documents.c.id)).scalar_subquery()
    return select(documents.c.id).where(
        documents.c.fetched_at < before, ~WAITING, documents.c.again_at.is_(None), documents.c.id < last, ~has_bytes
    )


def _entries(before: datetime) -> Select[tuple[object]]:
    """What no source has announced since. Announced again, its article is known by its address all the same."""
    # Read in the order of their coming, up to the first that came since: no index on last_seen, which every visit
    # would have to write.
    came_since = select(entries.c.id).where(entries.c.first_seen >= before).order_by(entries.c.id).limit(1)
    settled = entries.c.state.in_((EntryState.FETCHED.value, EntryState.GIVEN_UP.value))
    return (
        select(entries.c.id)
        .where(entries.c.id < func.coalesce(came_since.scalar_subquery(), 2**62), settled, entries.c.last_seen < before)
        .order_by(entries.c.id)
    )


def _sketches(before: datetime) -> Select[tuple[object]]:
    """What articles that came before then were compared by; where they stand among the stories stays."""
    # By the number of the last of their articles: those are numbered as they come.
    last = select(articles.c.id).where(articles.c.first_seen < before).order_by(articles.c.first_seen.desc()).limit(1)
    number = func.coalesce(last.scalar_subquery(), 0)
    return select(sketches.c.article).where(sketches.c.article <= number).order_by(sketches.c.article)


def _stories(before: datetime) -> Select[tuple[object]]:
    """Stories that nobody wanted; their articles, revisions and places in the index go with them."""
    return select(stories.c.id).where(stories.c.first_seen < before, ~is_needed(stories.c.id, before))


def is_needed(story: ColumnElement[str], before: datetime) -> ColumnElement[bool]:
    """Whether a story of before then must stay."""
    member = memberships.alias()
    elsewhere = memberships.alias()

    def of_a_member(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(member.c.story == story, condition)

    return or_(
        of_a_member(exists().where(matches.c.article == member.c.article)),
        of_a_member(exists().where(feedback.c.article == member.c.article)),
        of_a_member(exists().where(told_articles.c.article == member.c.article)),
        of_a_member(exists().where(articles.c.id == member.c.article, articles.c.first_seen >= before)),
        of_a_member(exists().where(elsewhere.c.article == member.c.article, elsewhere.c.story != member.c.story)),
        of_a_member(member.c.undone_at.is_not(None)),
        exists().where(told.c.story == story),
        exists().where(or_(rulings.c.story == story, rulings.c.other == story)),
        exists().where(or_(proposals.c.first == story, proposals.c.second == story)),
    )


def _digests(before: datetime) -> Select[tuple[object]]:
    """Digests that were sent, with what they told: of stories into which nothing has come since, and whose subscription
    has been told of later ones for so long that it asks the ledger for nothing of them."""
    mine, other = memberships.alias(), memberships.alias()
    later = digests.alias()
    goes_on = exists().where(
        told_articles.c.digest == digests.c.id,
        mine.c.article == told_articles.c.article,
        other.c.story == mine.c.story,
        articles.c.id == other.c.article,
        articles.c.first_seen >= before,
    )
    waits = exists().where(deliveries.c.digest == digests.c.id, deliveries.c.state.in_(UNSETTLED))
    told_since = exists().where(later.c.subscription == digests.c.subscription, later.c.period_end >= before + SETTLED)
    ended = exists().where(subscriptions.c.id == digests.c.subscription, ~subscriptions.c.enabled)
    return (
        select(digests.c.id)
        .where(digests.c.period_end < before, or_(told_since, ended), ~waits, ~goes_on)
        .order_by(digests.c.period_end)
    )


# Of each rule the key of its table, and which rows.
OUTDATED: Mapping[str, tuple[Column[object], Callable[[datetime], Select[tuple[object]]]]] = {
    "pages": (document_bodies.c.document, _pages),
    "polls": (polls.c.id, lambda before: select(polls.c.id).where(polls.c.at < before)),
    "gaps": (gaps.c.id, lambda before: select(gaps.c.id).where(gaps.c.found_at < before)),
    "events": (events.c.id, lambda before: select(events.c.id).where(events.c.at < before)),
    "proposals": (proposals.c.id, _proposals),
    "revisions": (revisions.c.id, _revisions),
    "documents": (documents.c.id, _documents),
    "entries": (entries.c.id, _entries),
    "sketches": (sketches.c.article, _sketches),
    "stories": (stories.c.id, _stories),
    "digests": (digests.c.id, _digests),
}
# What goes before the rows of a rule, by the column that names them.
FIRST: Mapping[str, tuple[Column[object], ...]] = {
    "digests": (deliveries.c.digest, told.c.digest, told_articles.c.digest),
}
