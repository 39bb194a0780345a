from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.model.errors import StorageError
from monitor.model.listings import StoryArticle, StoryListing
from monitor.model.stories import OpenStory, Relation, Story
from monitor.model.watches import WatchId
from monitor.storage import Store
from tests.builders import NOW, article, watch
from tests.storage.values import DAY, HOUR, joins, keep_story, opens, sketch, url

TEST = WatchId("test")


def keep_two(store: Store) -> None:
    """Story 1 with articles 1 and 2, a day later story 3."""
    with store.begin() as work:
        work.watches.add(watch("x"))
        keep_story(work, 1, watch=None)
        keep_story(work, 3, at=NOW + DAY)
        work.articles.keep(article(url=url(2), first_seen=NOW + HOUR))
        assert work.stories.keep(joins(2, 1), sketch(2, at=NOW + HOUR), NOW + HOUR)


def test_a_story_comes_back_with_why_each_article_is_in_it(store: Store) -> None:
    keep_two(store)
    story = Story(id=opens(1).story, first_seen=NOW, members=(opens(1).membership, joins(2, 1).membership))
    with store.begin() as work:
        assert work.stories.named(story.id) == story
        assert work.stories.of_article(url(2)) == story
        assert work.stories.of_article(url(9)) is None
        assert work.stories.named(joins(9, 9).story) is None


def test_placing_twice_is_placing_once(store: Store) -> None:
    keep_two(store)
    with store.begin() as work:
        before = work.stories.since(None)
        assert not work.stories.keep(joins(2, 1), sketch(2), NOW)
        assert not work.stories.keep(joins(2, 3), sketch(2), NOW)
        assert not work.stories.keep(opens(2), sketch(2), NOW)
        assert work.stories.since(None) == before


def test_a_batch_is_placed_as_its_articles_one_by_one(store: Store) -> None:
    keep_two(store)
    with store.begin() as work:
        work.articles.keep_all([(article(url=url(number)), None, False) for number in (1, 2, 4, 5, 6)])
        lead = joins(6, 3, relation=Relation.LEAD)
        batch = [(opens(4), 4), (joins(5, 4), 5), (joins(2, 4), 2), (lead, 6)]
        work.stories.keep_all([(one, sketch(number), NOW) for one, number in batch])
        assert work.stories.named(opens(4).story) == Story(
            id=opens(4).story, first_seen=NOW, members=(opens(4).membership, joins(5, 4).membership)
        )
        members = [one for one, _ in work.stories.members(opens(3).story)]
        assert [one.relation for one in members] == [Relation.REPORT, Relation.LEAD]
        assert work.stories.of_article(url(2)) == work.stories.named(opens(1).story)


def test_articles_of_a_time_come_in_the_order_in_which_they_were_stored(store: Store) -> None:
    keep_two(store)
    with store.begin() as work:
        number, arrived = work.stories.arrived(NOW, NOW + DAY, after=0)
        assert arrived == (url(1), url(3), url(2))
        assert work.stories.arrived(NOW, NOW + DAY, after=number) == (number, ())
        assert work.stories.arrived(NOW + HOUR, NOW + DAY, after=0)[1] == (url(2),)


def test_open_stories_come_with_all_their_sketches(store: Store) -> None:
    keep_two(store)
    early = OpenStory(id=opens(1).story, first_seen=NOW, sketches=(sketch(1), sketch(2, at=NOW + HOUR)))
    late = OpenStory(id=opens(3).story, first_seen=NOW + DAY, sketches=(sketch(3),))
    with store.begin() as work:
        work.stories.keep(opens(3), sketch(3, at=NOW + DAY), NOW)
        late = replace(late, sketches=(sketch(3, at=NOW + DAY),))
        assert work.stories.open_since(NOW) == (early, late)
        assert work.stories.open_since(NOW + HOUR) == (early, late)
        assert work.stories.open_since(NOW + DAY) == (late,)
        assert work.stories.open_between(NOW, NOW + HOUR) == (early,)


def test_a_new_lead_makes_the_old_one_a_report(store: Store) -> None:
    keep_two(store)
    with store.begin() as work:
        work.articles.keep(article(url=url(4), title="The lead"))
        work.stories.keep(joins(4, 1, relation=Relation.LEAD), sketch(4), NOW)
        story = work.stories.named(opens(1).story)
        titles = [listed.title for listed in work.stories.since(None)]
    assert story is not None
    assert [member.relation for member in story.members] == [Relation.REPORT, Relation.REPORT, Relation.LEAD]
    assert titles[1] == "The lead"


def test_stories_are_listed_with_the_facts_of_their_articles(store: Store) -> None:
    keep_two(store)
    first = StoryArticle(
        url=url(1),
        outlet="example",
        language="en",
        title=article().title,
        published=article().published,
        relation=Relation.LEAD,
        method="first",
        score=1.0,
        first_seen=NOW,
        outlet_name="example",
    )
    second = replace(
        first,
        url=url(2),
        relation=Relation.REPORT,
        method="event",
        score=0.8,
        evidence=("japan",),
        first_seen=NOW + HOUR,
    )
    one = StoryListing(id=opens(1).story, title=article().title, first_seen=NOW, articles=(first, second))
    three = StoryListing(
        id=opens(3).story,
        title=article().title,
        first_seen=NOW + DAY,
        articles=(replace(first, url=url(3), first_seen=NOW + DAY),),
    )
    with store.begin() as work:
        assert work.stories.since(None) == (three, one)
        assert work.stories.since(NOW + HOUR) == (three, one)
        assert work.stories.since(NOW + DAY) == (three,)
        assert work.stories.since(None, TEST) == (three,)


def test_a_sketch_is_renewed_where_the_article_stands(store: Store) -> None:
    with store.begin() as work:
        keep_story(work, 1)
        renewed = sketch(1, length=99)
        work.stories.renew(renewed)
        assert [story.sketches for story in work.stories.open_since(NOW - DAY)] == [(renewed,)]


def test_an_article_that_is_not_stored_has_no_place(store: Store) -> None:
    with pytest.raises(StorageError), store.begin() as work:
        work.stories.keep(opens(1), sketch(1), NOW)


def test_a_sketch_of_broken_text_is_kept(store: Store) -> None:
    with store.begin() as work:
        work.articles.keep(article())
        work.stories.keep(opens(1), sketch(1, names=frozenset({"\ud83d", "nato"})), NOW)
        (story,) = work.stories.open_since(NOW)
    assert story.sketches == (sketch(1, names=frozenset({"\ufffd", "nato"})),)
