"""Every table goes by a rule of retention, or does not grow for ever; and what never goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model.articles import ArticleUrl
from monitor.model.digests import DeliveryState
from monitor.model.telling import Considered
from monitor.services.digest import digests_due
from monitor.services.housekeeping import RULES, STORIES
from monitor.storage import Store
from monitor.storage.outdated import OUTDATED, OVER, TABLES
from monitor.storage.schema import metadata
from tests.builders import NOW, article, document, entry, outlet
from tests.storage.values import (
    DAY,
    HOUR,
    delivery,
    digest,
    joins,
    keep_story,
    match,
    opens,
    sketch,
    url,
    user,
    with_reader,
)

YEAR = timedelta(days=365)


def test_every_table_goes_by_a_rule_or_says_why_it_does_not_grow() -> None:
    assert set(TABLES) == set(metadata.tables), "name a new table in monitor/storage/outdated.py: its rule, or why not"
    assert set(OUTDATED) == {*RULES, STORIES}
    rules = {said for said in TABLES.values() if " " not in said}
    assert rules == {*RULES, STORIES, OVER}


def rows(store: Store, table: str) -> int:
    with store.reading() as work:
        return len(work._connection.execute(metadata.tables[table].select()).fetchall())


def forget(store: Store, rule: str, *, at: timedelta) -> int:
    with store.begin() as work:
        return work.retention.forget(rule, NOW + at, 500)


def revise(store: Store, times: int) -> None:
    for number in range(1, times + 1):
        with store.begin() as work:
            later = NOW + number * HOUR
            work.articles.keep(article(url=url(1), text=f"Japan, version {number}", first_seen=later))


def test_old_revisions_go_but_the_last_one(store: Store) -> None:
    with_reader(store)
    with store.begin() as work:
        keep_story(work)
    revise(store, 3)
    assert forget(store, "revisions", at=YEAR) == 2
    assert rows(store, "revisions") == 1


def test_a_revision_of_which_a_reader_is_still_to_be_told_stays(store: Store) -> None:
    with_reader(store)
    with store.begin() as work:
        keep_story(work)
        work.digests.keep(digest(opens(1).story), (), Considered(revisions=((url(1), 0),)))
    revise(store, 3)
    assert forget(store, "revisions", at=YEAR) == 0
    with store.begin() as work:
        work.subscriptions.remove(digest().subscription)
    assert forget(store, "revisions", at=YEAR) == 2


def seen(store: Store, number: int, *, at: timedelta) -> None:
    one = entry(id=str(number), url=url(number))
    with store.begin() as work:
        work.entries.unknown("https://example.org/feed", (one,), NOW + at)
        work.documents.add(
            outlet=outlet().id,
            source="https://example.org/feed",
            entry=one,
            document=document("x", url=url(number), fetched_at=NOW + at),
            baseline=False,
        )


def test_facts_of_pages_go_when_they_are_read_and_their_bytes_are_gone(store: Store) -> None:
    with store.begin() as work:
        work.outlets.declare((outlet(),))
    for number in (1, 2):
        seen(store, number, at=timedelta())
    assert forget(store, "documents", at=YEAR) == 0  # not read yet
    with store.begin() as work:
        for one in work.documents.claim(9, NOW):
            work.documents.ingested(one.id, ArticleUrl(one.entry.url))
    assert forget(store, "documents", at=YEAR) == 0  # can be read again
    assert forget(store, "pages", at=YEAR) == 2
    assert forget(store, "documents", at=YEAR) == 1  # not the last, whose number would be given again


def test_what_a_source_announces_still_is_known_for_ever(store: Store) -> None:
    with store.begin() as work:
        work.outlets.declare((outlet(),))
    for number in (1, 2):
        seen(store, number, at=timedelta())
    seen(store, 2, at=2 * YEAR)
    before = rows(store, "entries")
    went = forget(store, "entries", at=YEAR)
    assert rows(store, "entries") == before - went
    with store.begin() as work:
        assert work.entries.unknown("https://example.org/feed", (entry(id="2", url=url(2)),), NOW + 2 * YEAR) == ()


def sent(store: Store, **fields: object) -> None:
    """A story, told and delivered; and another digest a season later."""
    reader = with_reader(store)
    first, later = digest(opens(1).story), digest(end=NOW + 100 * DAY)
    done = replace(delivery(first), **{"state": DeliveryState.SENT, "sent_at": NOW} | fields)
    with store.begin() as work:
        keep_story(work, at=reader.created_at + HOUR)
        assert work.digests.keep(first, (done,))
        assert work.digests.keep(later, ())


def test_a_digest_goes_with_its_ledger_and_nothing_is_told_again(store: Store) -> None:
    sent(store)
    assert forget(store, "digests", at=DAY) == 1
    assert (rows(store, "told_articles"), rows(store, "told"), rows(store, "deliveries")) == (0, 0, 0)
    (again,) = digests_due(store, now=NOW + 101 * DAY)
    assert again.digest.items == ()


@pytest.mark.parametrize(
    "fields",
    [{"state": DeliveryState.PENDING, "sent_at": None}, {"state": DeliveryState.UNKNOWN, "sent_at": None}],
)
def test_a_digest_that_may_still_be_sent_stays(store: Store, fields: dict[str, object]) -> None:
    sent(store, **fields)
    assert forget(store, "digests", at=DAY) == 0


def test_a_digest_of_a_subscription_that_was_told_nothing_since_stays(store: Store) -> None:
    sent(store)
    assert forget(store, "digests", at=90 * DAY) == 0  # the later one is too near


def test_a_digest_whose_story_goes_on_stays(store: Store) -> None:
    sent(store)
    with store.begin() as work:
        work.articles.keep(article(url=url(2), first_seen=NOW + 3 * DAY))
        work.matches.keep((match(2),), NOW + 3 * DAY)
        work.stories.keep(joins(2, 1), sketch(2), NOW + 3 * DAY)
    assert forget(store, "digests", at=DAY) == 0


def test_what_is_over_goes_by_itself(store: Store) -> None:
    with store.begin() as work:
        work.users.add(user())
    reader = with_reader(store)
    with store.begin() as work:
        keep_story(work, at=reader.created_at - HOUR)
        work.subscriptions.remove(reader.id)
        work.subscriptions.add(reader)
    assert rows(store, "known_before") == 1
    with store.begin() as work:
        assert work.retention.forget_over(NOW + 30 * DAY) == 0  # it has not been told since it began
        work.subscriptions.covered(reader.id, NOW + 29 * DAY)
        assert work.retention.forget_over(NOW + 30 * DAY) == 1
