"""The ledger of sendings: what is known after a crash, a lost answer, a restored backup, a message in several parts."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from monitor.model.digests import Delivery, DeliveryState, QuietDays, Schedule, Subscription, SubscriptionId
from monitor.model.errors import DeliveryError
from monitor.model.identity import story_id
from monitor.model.messages import Evidence, Headline, Receipt
from monitor.model.seams import Writers
from monitor.model.stories import Membership, Placement, Relation, Sketch
from monitor.model.watches import Hit, Match, WatchId
from monitor.services.deliver import LEASE, deliver
from monitor.services.digest import digests_due
from monitor.storage import Store, open_store
from tests.builders import NOW, article, outlet, watch
from tests.fakes import FakeChannel, clock_at

HOUR = timedelta(hours=1)
MARK = "You may have received this digest before"
READER = Subscription(
    id=SubscriptionId("morning"),
    name="Morning",
    watches=(),
    schedule=Schedule(times=(time(7),), zone="UTC"),
    channel="mail",
    recipients=("a@example.org",),
    created_at=NOW - timedelta(days=9),
    covered_until=NOW - timedelta(days=1),
)


def begin(store: Store, reader: Subscription = READER) -> None:
    with store.begin() as work:
        work.outlets.declare((outlet(),))
        work.watches.add(watch("@japan"))
        work.subscriptions.add(reader)


def add_story(store: Store, number: int, at: datetime, *, title: str = "Japan {number}") -> str:
    """A matched story of one article; its id."""
    headline = title.replace("{number}", str(number))
    one = article(url=f"https://example.org/news/{number}", title=headline, first_seen=at)
    hit = Hit(field="title", start=0, end=5, form="Japan", term="@japan")
    lead = Membership(article=one.url, relation=Relation.LEAD, method="first", score=1.0)
    with store.begin() as work:
        work.articles.keep(one)
        work.matches.keep((Match(watch=WatchId("test"), article=one.url, hits=(hit,)),), at)
        sketch = Sketch(article=one.url, outlet="example", language="en", at=at, length=10)
        work.stories.keep(Placement(story=story_id(one.url), membership=lead), sketch, at)
    return story_id(one.url)


def told(channel: FakeChannel) -> list[tuple[str, bool]]:
    """What arrived: the numbers of each message's stories, and whether it says that it may be a repetition."""
    numbers = [sorted(set(re.findall(r"news/(\d+)", message.part("text")))) for message, _ in channel.sent]
    return [
        (" ".join(found), message.possibly_repeated) for found, (message, _) in zip(numbers, channel.sent, strict=True)
    ]


def only(store: Store) -> Delivery:
    with store.reading() as work:
        (one,) = work.deliveries.recent(9)
    return one


class Interrupted(BaseException):
    """As a kill: nothing of ours catches it."""


class Dying(FakeChannel):
    """The process dies when the message was handed over."""

    def send(self, message, recipient):  # type: ignore[no-untyped-def]
        super().send(message, recipient)
        raise Interrupted


@pytest.fixture
def killed(store: Store) -> Dying:
    """A store in which a sender died over its one delivery, after the other side took it."""
    begin(store)
    add_story(store, 1, NOW - HOUR)
    digests_due(store, now=NOW)
    channel = Dying()
    with pytest.raises(Interrupted):
        deliver(store, lambda _: channel, clock=clock_at(NOW))
    return channel


LATER = clock_at(NOW + LEASE + timedelta(minutes=1))


def test_while_it_may_still_be_sent_nobody_takes_it_up(store: Store, killed: Dying) -> None:
    assert only(store).state is DeliveryState.SENDING
    assert deliver(store, lambda _: FakeChannel(), clock=clock_at(NOW + LEASE)).deliveries == ()


def test_without_evidence_it_goes_out_again_and_says_so(store: Store, killed: Dying) -> None:
    channel = FakeChannel()
    deliver(store, lambda _: channel, clock=LATER)
    assert [message.possibly_repeated for message, _ in channel.sent] == [True]


def test_evidence_that_it_arrived_settles_it(store: Store, killed: Dying) -> None:
    channel = FakeChannel()
    channel.evidence = Receipt(provider_id="C1/17.5")
    deliver(store, lambda _: channel, clock=LATER)
    assert channel.sent == []
    assert (only(store).state, only(store).provider_id) == (DeliveryState.SENT, "C1/17.5")


def test_evidence_that_it_did_not_arrive_needs_no_mark(store: Store, killed: Dying) -> None:
    channel = FakeChannel()
    channel.evidence = Evidence.ABSENT
    deliver(store, lambda _: channel, clock=LATER)
    assert [message.possibly_repeated for message, _ in channel.sent] == [False]
    assert MARK not in channel.sent[0][0].part("text")


def test_a_channel_that_is_down_leaves_it_unknown(store: Store, killed: Dying) -> None:
    class Down(FakeChannel):
        def look_for(self, message, recipient):  # type: ignore[no-untyped-def]
            raise DeliveryError("Slack was not reached", unreached=True)

    deliver(store, lambda _: Down(), clock=LATER)
    assert only(store).state is DeliveryState.UNKNOWN
    channel = FakeChannel()
    channel.evidence = Evidence.ABSENT
    deliver(store, lambda _: channel, clock=clock_at(NOW + 3 * HOUR))
    assert [message.possibly_repeated for message, _ in channel.sent] == [False]


class Paged(FakeChannel):
    """Takes a message in three parts, and fails at those that it is told to."""

    def __init__(self, *failing: int) -> None:
        super().__init__()
        self.failing = set(failing)
        self.parts: list[tuple[int, bool]] = []

    def send(self, message, recipient):  # type: ignore[no-untyped-def]
        if message.parts_done in self.failing:
            self.failing.remove(message.parts_done)
            raise DeliveryError("429", retry_after=timedelta(seconds=30))
        self.parts.append((message.parts_done, message.possibly_repeated))
        done = message.parts_done + 1
        return Receipt(provider_id=f"ts{done}", parts_done=done, is_whole=done == 3)


def test_a_try_after_a_refusal_half_way_goes_on_behind_it(store: Store) -> None:
    begin(store)
    digests_due(store, now=NOW)
    first, second = Paged(2), Paged()
    deliver(store, lambda _: first, clock=clock_at(NOW))
    assert (only(store).state, only(store).parts_done) == (DeliveryState.PENDING, 2)
    deliver(store, lambda _: second, clock=clock_at(NOW + HOUR))
    assert first.parts + second.parts == [(0, False), (1, False), (2, False)]
    assert only(store).provider_id == "ts1"


def test_a_channel_that_does_not_answer_is_asked_once_a_round_and_stops_no_other(store: Store) -> None:
    begin(store, replace(READER, recipients=("a@example.org", "b@example.org", "c@example.org")))
    digests_due(store, now=NOW)
    with store.begin() as work:
        work.subscriptions.add(replace(READER, id=SubscriptionId("other"), channel="slack"))
    digests_due(store, now=NOW)
    down, up = FakeChannel(DeliveryError("no session", unreached=True)), FakeChannel()
    report = deliver(store, lambda name: down if name == "mail" else up, clock=clock_at(NOW))
    assert sorted((one.channel, one.state) for one in report.deliveries) == [
        ("mail", DeliveryState.PENDING),
        ("slack", DeliveryState.SENT),
    ]


def test_a_long_round_renews_its_claims(store: Store) -> None:
    """What is claimed late in a round is not taken for abandoned by another process."""
    begin(store, replace(READER, recipients=("a@example.org", "b@example.org")))
    digests_due(store, now=NOW)
    now = [NOW]
    other = FakeChannel()

    class Slow(FakeChannel):
        def send(self, message, recipient):  # type: ignore[no-untyped-def]
            now[0] += LEASE - timedelta(minutes=1)
            deliver(store, lambda _: other, clock=lambda: now[0])
            return super().send(message, recipient)

    channel = Slow()
    deliver(store, lambda _: channel, clock=lambda: now[0])
    assert len(channel.sent) + len(other.sent) == 2


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_delays_the_digests_together_tell_every_story_once(store: Store, seed: int) -> None:
    """Starts between 0 and 72 hours late, stories whenever they come."""
    chance = random.Random(seed)
    begin(store)
    now, matched, arrived = NOW, set[str](), list[str]()
    for _ in range(8):
        later = now + timedelta(hours=chance.choice((0, 1, 9, 24, 47, 72)), minutes=chance.randrange(60))
        for _ in range(chance.randrange(4)):
            matched.add(add_story(store, len(matched), now + (later - now) * chance.random()))
        now = later
        arrived += [item.story for one in digests_due(store, now=now) for item in one.digest.items]
    arrived += [item.story for one in digests_due(store, now=now + timedelta(days=1)) for item in one.digest.items]
    assert sorted(arrived) == sorted(matched)


def backed_up(tmp_path: Path) -> Path:
    return tmp_path / "backup.sqlite3"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An SQLite database with a reader and one story, and a backup of it from before anything was told."""
    path = tmp_path / "farwatch.sqlite3"
    store = open_store(f"sqlite:///{path}")
    begin(store)
    add_story(store, 1, NOW - HOUR)
    store.close()
    shutil.copy(path, backed_up(tmp_path))
    return path


def live(path: Path, *moments: datetime) -> FakeChannel:
    """A service that runs at these moments, on the database as it is now."""
    channel = FakeChannel()
    store = open_store(f"sqlite:///{path}")
    for moment in moments:
        digests_due(store, now=moment)
        deliver(store, lambda _: channel, clock=clock_at(moment))
    store.close()
    return channel


def restore(path: Path, stories: Sequence[int], at: datetime) -> None:
    shutil.copy(backed_up(path.parent), path)
    store = open_store(f"sqlite:///{path}")
    for number in stories:
        add_story(store, number, at)
    store.close()


def test_a_restored_backup_does_not_repeat_the_same_digest(file: Path) -> None:
    assert told(live(file, NOW)) == [("1", False)]
    restore(file, (), NOW)
    assert told(live(file, NOW)) == []


@pytest.mark.parametrize("evidence", [Evidence.ABSENT, Receipt(parts_done=1, is_whole=False)])
def test_evidence_of_a_digest_made_anew_takes_no_mark_from_what_was_told_before_the_restore(
    file: Path, evidence: Evidence | Receipt
) -> None:
    live(file, NOW)
    restore(file, (2,), NOW)
    store = open_store(f"sqlite:///{file}")
    later, dying, after = NOW + HOUR, Dying(), FakeChannel()
    digests_due(store, now=later)
    with pytest.raises(Interrupted):
        deliver(store, lambda _: dying, clock=clock_at(later))
    after.evidence = evidence
    deliver(store, lambda _: after, clock=clock_at(later + LEASE + timedelta(minutes=1)))
    store.close()
    assert told(dying) == told(after) == [("1 2", True)]
    assert MARK in after.sent[0][0].part("text")


def test_a_restored_backup_loses_nothing_that_came_since_and_marks_the_rest(file: Path) -> None:
    live(file, NOW)
    restore(file, (2,), NOW + HOUR)
    assert told(live(file, NOW + 2 * HOUR)) == [("1 2", True)]


def test_a_restored_backup_marks_what_another_digest_told(file: Path) -> None:
    live(file, NOW)
    restore(file, (), NOW)
    assert told(live(file, NOW + timedelta(days=1), NOW + timedelta(days=2)))[0] == ("1", True)


def test_after_it_was_restored_new_digests_are_not_marked(file: Path) -> None:
    live(file, NOW)
    restore(file, (), NOW)
    live(file, NOW)
    restored = live(file, NOW + timedelta(days=1), NOW + timedelta(days=2))
    assert [repeated for _, repeated in told(restored)] == [False, False]


def test_the_end_of_a_sending_that_the_database_did_not_learn_is_in_the_journal(file: Path) -> None:
    live(file, NOW)
    store = open_store(f"sqlite:///{file}")
    with store.begin() as work:
        sent = only(store)
        lost = replace(sent, state=DeliveryState.UNKNOWN, sent_at=None)
        work.deliveries._connection.exec_driver_sql("UPDATE deliveries SET state = 'unknown', sent_at = NULL")
    channel = FakeChannel()
    deliver(store, lambda _: channel, clock=LATER)
    assert (channel.sent, only(store).state, only(store).attempts) == ([], DeliveryState.SENT, lost.attempts + 1)
    store.close()


def test_a_database_that_begins_anew_knows_nothing_of_the_one_before(file: Path) -> None:
    live(file, NOW)
    file.unlink()
    store = open_store(f"sqlite:///{file}")
    begin(store)
    add_story(store, 1, NOW - HOUR)
    store.close()
    assert told(live(file, NOW)) == [("1", False)]


AT_ONCE = replace(READER, schedule=Schedule(zone="UTC", at_once=2, quiet=(time(22), time(7))))


def test_at_once_tells_as_it_comes_but_no_oftener_than_it_may(store: Store) -> None:
    begin(store, AT_ONCE)
    arrived = []
    for minutes in (0, 10, 20, 30, 61):
        now = NOW + timedelta(minutes=minutes)
        add_story(store, minutes, now)
        arrived += [(minutes, len(one.digest.items)) for one in digests_due(store, now=now)]
    assert arrived == [(0, 1), (10, 1), (61, 3)]


def test_at_once_says_nothing_when_there_is_nothing_and_waits_for_the_quiet_time_to_end(store: Store) -> None:
    begin(store, AT_ONCE)
    assert digests_due(store, now=NOW) == ()
    night = NOW + timedelta(hours=16)
    add_story(store, 1, night)
    assert digests_due(store, now=night) == ()
    (composed,) = digests_due(store, now=NOW + timedelta(hours=24))
    assert len(composed.digest.items) == 1


def test_who_wants_no_word_of_quiet_days_has_a_sign_of_life_a_week(store: Store) -> None:
    begin(store, replace(READER, quiet_days=QuietDays.WEEKLY, created_at=NOW - timedelta(days=1)))
    channel = FakeChannel()
    for day in range(14):
        now = NOW + timedelta(days=day)
        if day == 9:
            add_story(store, 9, now - HOUR)
        digests_due(store, now=now)
        deliver(store, lambda _: channel, clock=clock_at(now))
    assert [message.date - NOW for message, _ in channel.sent] == [timedelta(days=6), timedelta(days=9)]
    assert "since 8 November" in channel.sent[1][0].part("text")


class Dictionary:
    """Translates by turning round, or does not answer."""

    def __init__(self, error: DeliveryError | None = None) -> None:
        self._error = error

    def translate(self, headlines: Sequence[Headline], *, into: str) -> tuple[str, ...]:
        if self._error:
            raise self._error
        return tuple(f"{headline.text} in {into}" for headline in headlines)


@pytest.mark.parametrize(
    ("translator", "translated"),
    [
        (None, ""),
        (Dictionary(), "Japan 1 in uk"),
        (Dictionary(DeliveryError("the translation service answered 503")), ""),
    ],
)
def test_a_digest_is_whole_with_and_without_translations(
    store: Store, translator: Dictionary | None, translated: str
) -> None:
    begin(store, replace(READER, language="uk"))
    add_story(store, 1, NOW - HOUR)
    (composed,) = digests_due(store, now=NOW, writers=Writers(translator=translator))
    assert [(item.headline, item.translated) for item in composed.digest.items] == [("Japan 1", translated)]
