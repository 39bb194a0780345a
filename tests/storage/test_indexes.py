"""Which index each question of a verb or a page goes by; on SQLite, whose plans say it in a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, event

from monitor.model.access import Imprint
from monitor.model.digests import DeliveryState
from monitor.model.farewells import Farewell
from monitor.model.listings import ArticleFilter
from monitor.model.volumes import Place, StreamFilter
from monitor.model.watches import WatchId
from monitor.storage import Store, Work
from monitor.storage.schema import metadata
from tests.builders import NOW, entry, outlet
from tests.storage.values import (
    DAY,
    delivery,
    digest,
    keep_story,
    opens,
    outcome,
    sketch,
    subscription,
    url,
    user,
    with_reader,
)

FEED = "https://example.org/feed"
# Tables that a person fills: as many rows as there are outlets, watches, readers. They may be read from end to end.
SMALL = {
    "outlets",
    "sources",
    "source_states",
    "watches",
    "concepts",
    "subscriptions",
    "alerts",
    "unsubscribed",
    "users",
    "tokens",
    "signing_keys",
}
LISTING = (entry(id="x", url=url(1), title="t"), entry(id="y", url="https://example.org/unheard-of", title="t"))
TOLD = digest()

LATER = StreamFilter(after=Place(first_seen=NOW, story=opens(1).story))
QUESTIONS: dict[str, tuple[Callable[[Work], object], set[str]]] = {
    "unknown": (
        lambda work: work.entries.unknown(FEED, LISTING, NOW),
        {"uq entries(url)", "uq articles(url)", "ix_entries_source_entry_id", "ix_entries_missed"},
    ),
    "missed": (lambda work: work.entries.missed(FEED, LISTING[0], outcome(), NOW), {"uq entries(url)"}),
    "claim": (
        lambda work: work.documents.claim(50, NOW),
        {"ix_documents_waiting", "pk document_bodies", "pk documents"},
    ),
    "count_waiting": (lambda work: work.documents.count_waiting(NOW), {"ix_documents_waiting"}),
    "sources due again": (lambda work: work.documents.sources_due_again(NOW, ("a",)), {"ix_documents_again"}),
    "sources with missed pages": (lambda work: work.entries.sources_due(NOW, ("a",)), {"ix_entries_missed"}),
    "due again": (
        lambda work: work.documents.due_again(FEED, NOW, 10),
        {"ix_documents_again", "pk document_bodies"},
    ),
    "read again": (
        lambda work: work.documents.read_of("example", after=0, limit=50),
        {"ix_documents_outlet_fetched_at", "pk document_bodies", "uq articles(url)"},
    ),
    "readings": (
        lambda work: work.readings.of_outlet("example", recent=30, past=200, mark=1),
        {"ix_documents_outlet_fetched_at", "uq articles(url)"},
    ),
    "pages since": (
        lambda work: work.readings.pages_since("example", NOW),
        {"ix_documents_outlet_fetched_at", "ix_entries_missed", "ix_sources_outlet"},
    ),
    "forget polls": (
        lambda work: (work.retention.forget("polls", NOW), work.retention.forget("gaps", NOW)),
        {"ix_polls_at", "ix_gaps_found_at"},
    ),
    "polls since": (lambda work: work.polls.since(NOW), {"ix_polls_at"}),
    "was any visit answered": (lambda work: work.polls.is_answered_since(NOW), {"ix_polls_at"}),
    "alerts about": (lambda work: work.alerts.about(("a", "b")), {"pk alerts"}),
    "gaps since": (lambda work: work.polls.gaps_since(NOW), {"ix_gaps_found_at"}),
    "recent polls": (lambda work: work.polls.recent(FEED, 10), {"ix_polls_source_at"}),
    "recent events": (lambda work: work.events.recent(10), {"ix_events_at"}),
    "known": (lambda work: work.articles.known((url(1), url(2))), {"uq articles(url)"}),
    "article": (lambda work: work.articles.named(url(1)), {"uq articles(url)"}),
    "articles since": (lambda work: work.articles.since(NOW), {"ix_articles_first_seen"}),
    "matches since": (
        lambda work: work.matches.since(NOW, WatchId("test")),
        {"ix_matches_watch_matched_at", "pk articles"},
    ),
    "matches of all watches since": (lambda work: work.matches.since(NOW), {"ix_matches_matched_at", "pk articles"}),
    "matches of an article": (lambda work: work.matches.of_article(url(1)), {"uq articles(url)", "pk matches"}),
    "open stories": (
        lambda work: work.stories.open_between(NOW - DAY, NOW),
        {"ix_sketches_at", "uq_memberships_article", "ix_memberships_story", "pk stories", "pk sketches"},
    ),
    "place": (lambda work: work.stories.keep(opens(1), sketch(1), NOW), {"uq articles(url)", "uq_memberships_article"}),
    "story": (
        lambda work: work.stories.of_article(url(1)),
        {"uq articles(url)", "uq_memberships_article", "ix_memberships_story", "pk stories", "pk articles"},
    ),
    "stories since": (
        lambda work: work.stories.since(NOW),
        {"ix_articles_first_seen", "uq_memberships_article", "ix_memberships_story", "pk stories", "pk articles"},
    ),
    "undelivered": (
        lambda work: work.digests.undelivered(subscription(watches=("test",)), NOW),
        {
            "ix_matches_watch_matched_at",
            "pk articles",
            "uq_memberships_article",
            "pk told_articles",
            "ix_memberships_story",
            "pk outlets",
            "pk matches",
            "pk known_before",
        },
    ),
    "developing": (
        lambda work: work.telling.developing(subscription(watches=("test",)), NOW),
        {
            "ix_articles_first_seen",
            "uq_memberships_article",
            "ix_memberships_story",
            "pk told_articles",
            "pk matches",
            "pk outlets",
            "pk articles",
        },
    ),
    "edited": (
        lambda work: work.telling.edited(subscription(watches=("test",))),
        {
            "ix_revisions_replaced_at_article",
            "ix_revisions_article",
            "pk told_articles",
            "pk matches",
            "pk revisions",
            "pk articles",
            "uq_memberships_article",
            "pk outlets",
        },
    ),
    "aliases": (
        lambda work: work.articles.aliases((url(1), url(2))),
        {"pk aliases", "pk articles", "uq articles(url)"},
    ),
    "revisions": (lambda work: work.articles.revisions(url(1)), {"uq articles(url)", "ix_revisions_article"}),
    "members of a story": (
        lambda work: work.stories.members(opens(1).story),
        {"ix_memberships_story", "pk articles", "pk sketches"},
    ),
    "a story by its beginning": (lambda work: work.stories.id_of("ab"), {"pk stories"}),
    "open proposals": (lambda work: work.proposals.open(), {"ix_proposals_open", "ix_memberships_story"}),
    "rulings of a story": (
        lambda work: work.rulings.of_story(opens(1).story),
        {"ix_rulings_story", "ix_rulings_other"},
    ),
    "what a ruling moved": (
        lambda work: work.rulings.before(1),
        {"uq_memberships_article", "ix_memberships_undoing", "pk articles"},
    ),
    "recent digests": (lambda work: work.digests.recent(5), {"ix_digests_period_end"}),
    "digests known": (lambda work: work.digests.known({TOLD.id}), {"pk digests"}),
    "ends of digests": (
        lambda work: work.digests.ends_after(TOLD.subscription, NOW),
        {"ix_digests_subscription_period_end"},
    ),
    "last digests of a reader": (
        lambda work: work.digests.last_of(TOLD.subscription, 9),
        {"ix_digests_subscription_period_end"},
    ),
    "last addressed": (
        lambda work: work.digests.last_addressed(TOLD.subscription),
        {"ix_digests_subscription_period_end", "uq deliveries(digest,channel,recipient,again)"},
    ),
    "silent": (
        lambda work: work.deliveries.silent(NOW),
        {
            "ix_deliveries_state_due",
            "pk digests",
            "ix_digests_subscription_period_end",
            "uq deliveries_1(digest,channel,recipient,again)",
        },
    ),
    "sendings of a digest": (
        lambda work: work.deliveries.of_digest(TOLD.id),
        {"uq deliveries(digest,channel,recipient,again)"},
    ),
    "sendings on their way": (
        lambda work: work.deliveries.count_of(TOLD.subscription, (DeliveryState.PENDING,)),
        {"ix_deliveries_state_due", "ix_digests_subscription_period_end"},
    ),
    "a reader leaves": (
        lambda work: work.farewells.keep(Farewell(subscription=TOLD.subscription, recipient="a", at=NOW)),
        {"ix_deliveries_state_due", "ix_digests_subscription_period_end"},
    ),
    "stored stories": (
        lambda work: work.digests.stored(subscription(), NOW, 20),
        {"ix_matches_watch_matched_at", "pk articles", "uq_memberships_article", "ix_memberships_story"},
    ),
    "due": (lambda work: work.deliveries.due(NOW), {"ix_deliveries_state_due"}),
    "claim delivery": (lambda work: work.deliveries.claim(delivery(TOLD), NOW), {"pk deliveries"}),
    "interrupted": (lambda work: work.deliveries.interrupted_before(NOW), {"ix_deliveries_state_due"}),
    "recent deliveries": (lambda work: work.deliveries.recent(20), {"ix_deliveries_due"}),
    "deliveries of an article": (
        lambda work: work.deliveries.of_article(url(1)),
        {
            "uq articles(url)",
            "uq_memberships_article",
            "ix_told_story",
            "uq deliveries(digest,channel,recipient,again)",
        },
    ),
    "stories after one": (
        lambda work: work.stream.of(StreamFilter(after=Place(first_seen=NOW, story=opens(1).story)), 50),
        {"ix_stories_first_seen", "pk stories", "ix_memberships_story", "pk articles"},
    ),
    "articles after one": (
        lambda work: work.listings.articles(ArticleFilter(), after=(NOW, url(1)), limit=50),
        {"ix_articles_first_seen"},
    ),
    "articles of an outlet": (
        lambda work: work.listings.articles(ArticleFilter(outlet="example", day=NOW.date()), after=None, limit=50),
        {"ix_articles_outlet_first_seen"},
    ),
    "articles of a watch": (
        lambda work: work.listings.articles(ArticleFilter(watch=WatchId("test")), after=None, limit=50),
        {"pk articles", "ix_matches_watch_matched_at"},
    ),
    "stories of a watch": (
        lambda work: work.stream.of(StreamFilter(watch=WatchId("test")), 50),
        {
            "ix_matches_watch_matched_at",
            "uq_memberships_article",
            "pk stories",
            "ix_memberships_story",
            "pk articles",
            "pk matches",
        },
    ),
    "stories in a language": (
        lambda work: work.stream.of(StreamFilter(language="en"), 50),
        {
            "ix_articles_language_first_seen",
            "uq_memberships_article",
            "pk stories",
            "ix_memberships_story",
            "pk articles",
        },
    ),
    "stories of an outlet": (
        lambda work: work.stream.of(StreamFilter(outlet="example"), 50),
        {
            "ix_articles_outlet_first_seen",
            "uq_memberships_article",
            "pk stories",
            "ix_memberships_story",
            "pk articles",
        },
    ),
    "matches after one": (
        lambda work: work.listings.matches(None, after=(NOW, 1, WatchId("test")), limit=50),
        {"ix_matches_matched_at", "pk articles"},
    ),
    "matches of a watch": (
        lambda work: work.listings.matches(WatchId("test"), after=(NOW, 1, WatchId("test")), limit=50),
        {"ix_matches_watch_matched_at", "pk articles"},
    ),
    "stories lately": (
        lambda work: work.listings.lately(WatchId("test"), 50),
        {"ix_matches_watch_matched_at", "uq_memberships_article"},
    ),
    "digests after one": (
        lambda work: work.listings.digests(None, after=(NOW, TOLD.id), limit=50),
        {"ix_digests_period_end"},
    ),
    "digests of a reader": (
        lambda work: work.listings.digests(TOLD.subscription, after=(NOW, TOLD.id), limit=50),
        {"ix_digests_subscription_period_end"},
    ),
    "deliveries of digests": (
        lambda work: work.listings.deliveries_of([TOLD.id]),
        {"uq deliveries(digest,channel,recipient,again)"},
    ),
    "deliveries after one": (
        lambda work: work.listings.deliveries(None, after=(NOW, "x"), limit=50),
        {"ix_deliveries_due"},
    ),
    "deliveries in a state": (
        lambda work: work.listings.deliveries(DeliveryState.SENT, after=(NOW, "x"), limit=50),
        {"ix_deliveries_state_due"},
    ),
    "rulings after one": (lambda work: work.listings.rulings(after=9, limit=50), {"pk rulings"}),
    "coverage": (
        lambda work: work.coverage(NOW - DAY, NOW),
        {
            "ix_articles_first_seen",
            "ix_documents_fetched_at",
            "ix_entries_given_up",
            "ix_gaps_found_at",
            "ix_gaps_source_found_at",
            "ix_sources_outlet",
        },
    ),
    "who is signed in": (lambda work: work.sessions.visitor(Imprint("i"), NOW), {"pk sessions"}),
    "whose token": (lambda work: work.tokens.visitor(Imprint("i"), NOW), {"uq tokens(imprint)"}),
    "change a user": (lambda work: work.users.change(user()), {"ix_sessions_user"}),
    "found today": (
        lambda work: work.stream.found_since(NOW),
        {"ix_matches_matched_at", "uq_memberships_article"},
    ),
    "the next page of the stream": (
        lambda work: work.stream.of(LATER, 30),
        {"ix_stories_first_seen", "ix_memberships_story", "pk stories", "pk articles"},
    ),
    "stories a day": (lambda work: work.stream.days(StreamFilter(), NOW), {"ix_tallies_kind_day_name_count"}),
    "articles a day": (lambda work: work.volumes.articles_since(NOW), {"ix_tallies_kind_day_name_count"}),
    "articles in all": (lambda work: work.articles.count(), {"ix_tallies_kind_day_name_count"}),
    "numbers of the stream": (lambda work: work.stream.numbers(NOW), {"ix_tallies_kind_day_name_count"}),
    "days of scattered counts": (lambda work: work.tallies.scattered(), {"ix_tallies_kind_day_name_count"}),
    "gather counts": (
        lambda work: work.tallies.gather("outlet", NOW.date()),
        {"ix_tallies_kind_day_name_count"},
    ),
    "articles of these addresses": (lambda work: work.articles.these((url(1),)), {"uq articles(url)"}),
    "revised": (lambda work: work.stream.revised((url(1),)), {"uq articles(url)", "ix_revisions_article"}),
    "marks of articles": (lambda work: work.feedback.of_articles((url(1),)), {"uq articles(url)", "pk feedback"}),
    "lags of arrival": (lambda work: work.volumes.arrivals_since(NOW), {"ix_tallies_kind_day_name_count"}),
    "lags of delivery": (lambda work: work.volumes.deliveries_since(NOW), {"ix_deliveries_due"}),
    "lags of telling": (lambda work: work.volumes.tellings_since(NOW), {"ix_deliveries_due"}),
    "declare outlets": (
        lambda work: work.outlets.declare((outlet(),)),
        {"ix_articles_outlet_first_seen", "ix_documents_outlet_fetched_at"},
    ),
}


@contextmanager
def plans(connection: Connection) -> Iterator[list[str]]:
    """What SQLite says of every statement that is run within."""
    found: list[str] = []

    def explain(connection: Connection, cursor: object, statement: str, parameters: object, *_: object) -> None:
        if statement.startswith(("EXPLAIN", "SAVEPOINT", "RELEASE")):
            return
        one = parameters[0] if isinstance(parameters, list) else parameters
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", one)
        found.extend(row[-1] for row in rows)

    event.listen(connection, "before_cursor_execute", explain)
    yield found
    event.remove(connection, "before_cursor_execute", explain)


def index_of(plan: str, connection: Connection) -> str | None:
    """The index by its name; the ones that SQLite names itself by their columns."""
    table = re.match(r"(?:SEARCH|SCAN) (\w+)", plan)
    named = re.search(r"USING (?:COVERING )?INDEX (\w+)", plan)
    if table is None:
        return None
    if named is None:
        return f"pk {table[1]}" if "PRIMARY KEY" in plan else None
    if not named[1].startswith("sqlite_autoindex"):
        return named[1]
    columns = [row[2] for row in connection.exec_driver_sql(f"PRAGMA index_info({named[1]})")]
    keys = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table[1]})") if row[5]]
    return f"pk {table[1]}" if columns == keys else f"uq {table[1]}({','.join(columns)})"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_goes_by_its_indexes(store: Store, question: str) -> None:
    ask, expected = QUESTIONS[question]
    with_reader(store)
    with store.begin() as work:
        keep_story(work, 1)
        connection = work._connection
        with plans(connection) as found:
            ask(work)
        used = {index for plan in found if (index := index_of(plan, connection))}
        scanned = {plan.split()[1] for plan in found if plan.startswith("SCAN") and "INDEX" not in plan}
    others = {index for index in used - expected if not of_small_table(index)}
    assert (expected - used, others) == (set(), set()), found
    assert not {table for table in scanned if table in metadata.tables} - SMALL, found


def of_small_table(index: str) -> bool:
    return any(index.startswith((f"pk {table}", f"uq {table}(", f"ix_{table}_")) for table in SMALL)
