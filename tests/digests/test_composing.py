from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.digests import address, compose
from monitor.model.digests import Candidate, Coverage, Delivery, Digest, HitSpan, Item, Mention, Span
from monitor.model.identity import delivery_id, digest_id
from monitor.model.moments import Precision, Published
from monitor.model.stories import StoryId
from monitor.model.watches import Watch, WatchId
from tests.digests.digest_builders import ALL_WELL, NOW, WATCH, candidate, digest, subscription

OTHER = Watch(id=WatchId("korea"), name="Korea", query="@south-korea", order=5)
HIT = (HitSpan(field="text", start=0, end=5),)


def test_a_digest_is_what_was_matched_and_not_delivered() -> None:
    one = candidate(1, cites=("Kyodo News",))
    assert digest(one) == Digest(
        id=digest_id(subscription().id, NOW),
        subscription=subscription().id,
        title="Morning",
        language="en",
        zone="Europe/Kyiv",
        period_start=NOW - timedelta(days=1),
        period_end=NOW,
        sections=digest(one).sections,
        coverage=ALL_WELL,
    )
    assert digest(one).items == (
        Item(
            story=one.story,
            url=one.article,
            headline="Japan and NATO, part 1",
            outlet_name="Example Daily",
            language="en",
            published=one.published,
            excerpt=(Span(text="Japan", hit=True), Span(text=" will open a mission to NATO.")),
            cites=("Kyodo News",),
        ),
    )


def test_a_story_stands_once_in_the_first_watch_it_answers() -> None:
    both = candidate(1, matches=((WATCH.id, HIT), (OTHER.id, HIT)))
    made = compose(subscription(), watches=(WATCH, OTHER), candidates=(both,), coverage=ALL_WELL, period_end=NOW)
    assert [(section.name, len(section.items)) for section in made.sections] == [("Korea", 1)]


def test_watches_that_are_not_subscribed_to_are_not_told() -> None:
    mine = subscription(watches=(OTHER.id,))
    made = compose(mine, watches=(WATCH, OTHER), candidates=(candidate(1),), coverage=ALL_WELL, period_end=NOW)
    assert made.sections == ()


def test_what_more_outlets_report_comes_first_and_copies_count_for_nothing() -> None:
    copied = [candidate(1), *(copy_of(1, n) for n in range(11, 15))]
    reported = [candidate(2), candidate(21, story=StoryId("story-2"), outlet="kyodo", relation="report")]
    assert [item.story for item in digest(*copied, *reported).items] == ["story-2", "story-1"]


def copy_of(story: int, number: int) -> Candidate:
    return candidate(number, story=StoryId(f"story-{story}"), outlet=f"o{number}", relation="copy")


def test_among_equals_the_newer_comes_first() -> None:
    older = candidate(1, published=Published(at=NOW - timedelta(hours=9), precision=Precision.MINUTE))
    assert [item.story for item in digest(older, candidate(2)).items] == ["story-2", "story-1"]


def test_a_day_without_an_hour_counts_as_when_we_saw_it() -> None:
    day = Published(at=NOW.replace(hour=0), precision=Precision.DAY)
    undated = candidate(1, published=day, first_seen=NOW - timedelta(minutes=1))
    assert [item.story for item in digest(candidate(2), undated).items] == ["story-1", "story-2"]


@pytest.mark.parametrize(
    ("lead", "other"),
    [
        # (what leads, what it is preferred to): one difference each.
        ({"relation": "report"}, {"relation": "lead", "matches": ()}),
        ({"relation": "report", "language": "en"}, {"relation": "lead"}),
        ({"relation": "lead", "led_by_hand": True}, {"relation": "report", "language": "en"}),
        ({"relation": "report"}, {"relation": "lead", "is_aggregator": True, "language": "en"}),
        ({"relation": "lead"}, {"relation": "report"}),
        ({"relation": "report"}, {"relation": "copy", "language": "en"}),
        ({"relation": "report", "language": "en"}, {"relation": "report", "outlet_rank": 1}),
        ({"relation": "report", "outlet_rank": 1}, {"relation": "report", "text": "Japan " * 99}),
        ({"relation": "report"}, {"relation": "report", "title": " ", "text": "Japan " * 99}),
        ({"relation": "report", "text": "Japan " * 250}, {"relation": "report"}),
    ],
)
def test_the_article_shown(lead: dict[str, object], other: dict[str, object]) -> None:
    story = StoryId("one")
    first = candidate(1, **{"story": story, "language": "pl", **other})
    second = candidate(2, **{"story": story, "language": "pl", **lead})
    (item,) = digest(first, second).items
    assert item.url == second.article
    assert [mention.url for mention in item.also] == [first.article]


def test_the_other_articles_stand_by_rank_and_copies_last() -> None:
    story = StoryId("one")
    articles = (
        candidate(1, story=story),
        candidate(2, story=story, relation="copy", outlet_rank=1, outlet_name="A"),
        candidate(3, story=story, relation="report", outlet_rank=3, outlet_name="B", language=None),
        candidate(4, story=story, relation="report", outlet_rank=1, outlet_name="C", matches=()),
    )
    (item,) = digest(*articles).items
    assert item.also == (
        Mention(url=articles[3].article, outlet_name="C", language="en", relation="report"),
        Mention(url=articles[2].article, outlet_name="B", language=None, relation="report"),
        Mention(url=articles[1].article, outlet_name="A", language="en", relation="copy"),
    )


def test_each_recipient_gets_a_delivery_once() -> None:
    of = digest(candidate(1))
    readers = subscription(recipients=("a@example.org", "b@example.org", "a@example.org"))
    assert address(of, readers, NOW) == tuple(
        Delivery(id=delivery_id(of.id, "mail", to), digest=of.id, channel="mail", recipient=to, due=NOW)
        for to in ("a@example.org", "b@example.org")
    )


candidates = st.lists(
    st.builds(
        lambda number, story, outlet, relation, answered: candidate(
            number,
            story=StoryId(f"s{story}"),
            outlet=f"o{outlet}",
            relation=relation,
            matches=tuple((watch, HIT) for watch in answered),
        ),
        st.integers(0, 12),
        st.integers(0, 4),
        st.integers(0, 3),
        st.sampled_from(("lead", "copy", "report")),
        st.sets(st.sampled_from((WATCH.id, OTHER.id, WatchId("strange")))),
    ),
    max_size=12,
    unique_by=lambda each: each.article,
)


@given(candidates, st.randoms(use_true_random=False))
def test_a_digest_names_every_answering_story_once_whatever_the_order(found: list[Candidate], chance: object) -> None:
    def made(these: list[Candidate]) -> Digest:
        everything = Coverage(outlets=1, polled=1, articles=1)
        return compose(subscription(), watches=(WATCH, OTHER), candidates=these, coverage=everything, period_end=NOW)

    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    named = [item.story for item in made(found).items]
    answered = {each.story for each in found for watch, _ in each.matches if watch in (WATCH.id, OTHER.id)}
    assert len(named) == len(set(named))
    assert set(named) == answered
    assert made(shuffled) == made(found)


def test_a_told_article_in_two_candidates_is_one() -> None:
    again = replace(candidate(1), outlet_name="Example Daily")
    (item,) = digest(candidate(1), again).items
    assert item.also == ()


def test_three_days_off_are_told_day_by_day_the_newest_first() -> None:
    seen = {1: NOW - timedelta(hours=60), 2: NOW - timedelta(hours=5), 3: NOW - timedelta(hours=30), 4: NOW}
    found = [candidate(number, first_seen=at) for number, at in seen.items()]
    made = digest(*found, covered_until=NOW - timedelta(days=3))
    told = [(item.story, item.day and item.day.isoformat()) for item in made.items]
    assert told == [
        ("story-4", "2025-04-10"),
        ("story-2", "2025-04-10"),  # 23:00 in UTC, 02:00 in Kyiv
        ("story-3", "2025-04-09"),
        ("story-1", "2025-04-07"),
    ]


def test_an_ordinary_day_is_not_divided() -> None:
    made = digest(candidate(1, first_seen=NOW - timedelta(hours=20)), candidate(2))
    assert [item.day for item in made.items] == [None, None]


def test_a_digest_can_be_frozen_and_thawed() -> None:
    made = digest(candidate(1), candidate(2, first_seen=NOW - timedelta(days=2)), covered_until=NOW - timedelta(days=3))
    assert msgspec.json.decode(msgspec.json.encode(made), type=Digest) == made


def test_a_date_in_the_future_does_not_lead() -> None:
    future = Published(at=NOW + timedelta(days=900), precision=Precision.SECOND)
    boaster = candidate(1, published=future, first_seen=NOW - timedelta(hours=5))
    assert [item.story for item in digest(boaster, candidate(2)).items] == ["story-2", "story-1"]


@pytest.mark.parametrize("year", [1, 9999])
def test_a_date_at_the_end_of_the_calendar_is_no_date(year: int) -> None:
    odd = Published(at=NOW.replace(year=year, month=12 if year > 1 else 1), precision=Precision.SECOND)
    (item,) = digest(candidate(1, published=odd)).items
    assert item.published is None


def test_a_reader_who_wants_everything_since_ever_is_told_from_the_first_article_on() -> None:
    ever = datetime.min.replace(tzinfo=UTC)
    seen = NOW - timedelta(days=700)
    made = digest(candidate(1, first_seen=seen), candidate(2), covered_until=ever)
    assert (made.period_start, len(made.items)) == (seen, 2)
    assert digest(covered_until=ever).period_start == NOW
