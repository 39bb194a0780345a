"""What is told again: developments of told stories, and changes of told articles; each once to each subscription."""

from __future__ import annotations

from dataclasses import replace

from monitor.digests import render
from monitor.model.articles import Article, ArticleUrl
from monitor.model.digests import Digest, Subscription
from monitor.model.messages import Format
from monitor.model.outlets import OutletId
from monitor.model.stories import Membership, Placement, Relation
from monitor.model.telling import Role
from monitor.services.digest import Composed, compose, digest
from monitor.services.ingest import import_articles, understand
from monitor.storage import Store
from tests.builders import NOW, article
from tests.services.pages import knowing
from tests.storage.values import DAY, HOUR, subscription

TITLE = "Japan to open mission to NATO"
TOLD = (
    "Japan will open a mission to NATO in Brussels, Prime Minister Kishida said in Tokyo on Tuesday. He spoke after talks "
    "with Secretary General Stoltenberg. The mission will have 30 diplomats."
)
REPEAT = (
    "Tokyo plans a mission to NATO, Kishida announced after meeting Stoltenberg. Some 30 diplomats will work there."
)
NEW = "Japan will open a mission to NATO. The building costs 45 million euros and stands near the headquarters."
SENTENCE = "The building costs 45 million euros and stands near the headquarters."


def url(number: int) -> ArticleUrl:
    return ArticleUrl(f"https://example.org/news/{number}")


def one(number: int, text: str, *, at: int = 0, **fields: object) -> Article:
    values = {"url": url(number), "outlet": OutletId(f"paper{number}"), "title": TITLE, "text": text}
    return article(**values | {"first_seen": NOW + at * HOUR} | fields)


def bring(store: Store, *articles: Article) -> None:
    """Articles of one story arrive: the first opens it, the others are placed beside it."""
    knowledge = knowing(store)
    for arriving in articles:
        understood = understand(arriving, knowledge)
        with store.begin() as work:
            first = next(iter(work.stories.since(None)), None)
            new = not work.articles.known([arriving.url])
            work.articles.keep(arriving)
            work.matches.keep(understood.matches, arriving.first_seen)
            if new:
                relation = Relation.REPORT if first else Relation.LEAD
                member = Membership(
                    article=arriving.url, relation=relation, method="event" if first else "first", score=0.9
                )
                story = first.id if first else "story"
                work.stories.keep(Placement(story=story, membership=member), understood.sketch, arriving.first_seen)  # type: ignore[arg-type]


def reader(store: Store, name: str = "morning") -> Subscription:
    with store.begin() as work:
        if work.subscriptions.named(subscription(id=name).id) is None:
            work.subscriptions.add(subscription(id=name))
    with store.reading() as work:
        found = work.subscriptions.named(subscription(id=name).id)
    assert found is not None
    return found


def told(store: Store, day: int, name: str = "morning") -> Digest:
    """The digest of a day, as kept."""
    composed = digest(store, reader(store, name), period_end=NOW + day * DAY, now=NOW + day * DAY)
    assert composed is not None
    return composed.digest


def text_of(composed: Digest) -> str:
    from monitor.digests import address

    delivery = address(composed, subscription(), NOW)[0]
    return render(composed, delivery, Format.EMAIL, date=NOW).part("text")


def test_a_development_is_told_once_with_its_sentence(store: Store) -> None:
    bring(store, one(1, TOLD))
    assert [item.update_since for item in told(store, 1).items] == [None]
    bring(store, one(2, NEW, at=30))
    again = told(store, 2)
    (item,) = again.items
    assert (item.url, item.update_since, item.news) == (url(2), NOW + DAY, "fact")
    assert "".join(span.text for span in item.excerpt) == SENTENCE
    assert "update since 3 November, 09:00 (something new)" in text_of(again)
    assert "updates: 1, since" in text_of(again)
    assert told(store, 3).items == ()


def test_a_repeat_is_not_told_and_not_asked_about_again(store: Store) -> None:
    bring(store, one(1, TOLD))
    told(store, 1)
    bring(store, one(2, REPEAT, at=30))
    assert told(store, 2).items == ()
    with store.reading() as work:
        assert work.telling.developing(reader(store), NOW + 3 * DAY) == ()


def test_what_one_article_brought_the_next_repeats(store: Store) -> None:
    bring(store, one(1, TOLD))
    told(store, 1)
    bring(store, one(2, NEW, at=30))
    told(store, 2)
    bring(store, one(3, NEW.replace("stands", "lies"), at=55))
    assert told(store, 3).items == ()


def test_every_subscription_is_told_by_its_own_ledger(store: Store) -> None:
    bring(store, one(1, TOLD))
    reader(store, "evening")
    told(store, 1)
    bring(store, one(2, NEW, at=12))
    evening = told(store, 2, "evening")
    assert [(item.update_since, len(item.also)) for item in evening.items] == [(None, 1)]
    assert [item.update_since for item in told(store, 2).items] == [NOW + DAY]


def test_two_that_compose_an_update_at_once_tell_it_once(store: Store) -> None:
    bring(store, one(1, TOLD))
    told(store, 1)
    bring(store, one(2, NEW, at=30))
    first, second = (compose_at(store, hours) for hours in (48, 49))
    with store.begin() as work:
        assert work.digests.keep(first.digest, first.deliveries, first.considered)
    with store.begin() as work:
        assert not work.digests.keep(second.digest, second.deliveries, second.considered)


def compose_at(store: Store, hours: int) -> Composed:
    moment = NOW + hours * HOUR
    return compose(store, reader(store), period_end=moment, now=moment)


def revise(store: Store, number: int, before: str, after: str, *, at: int, text: str = TOLD) -> None:
    import_articles(store, [one(number, text.replace(before, after), at=at)], knowing(store), now=NOW + at * HOUR)


def test_a_grave_edit_of_a_told_article_is_told_once(store: Store) -> None:
    bring(store, one(1, TOLD))
    told(store, 1)
    revise(store, 1, "30 diplomats", "3 diplomats", at=30)
    again = told(store, 2)
    (change,) = again.changes
    assert [(edit.before, edit.after) for edit in change.edits] == [("30", "3")]
    assert again.items == ()
    assert "Changed after we told you" in text_of(again)
    assert "…The mission will have 30 → *3* diplomats.…" in text_of(again)
    assert "Nothing new" not in text_of(again)
    assert told(store, 3).changes == ()


def test_each_edit_of_an_article_stands_on_a_line_of_its_own(store: Store) -> None:
    bring(store, one(1, TOLD))
    told(store, 1)
    edited = (
        TOLD.replace("30 diplomats", "3 diplomats")
        .replace("on Tuesday", "on Monday")
        .replace("will open", "won't open")
    )
    import_articles(store, [one(1, edited, at=30)], knowing(store), now=NOW + 30 * HOUR)
    lines = [line for line in text_of(told(store, 2)).splitlines() if "→" in line]
    assert len(lines) > 1
    assert all(line.count("→") == 1 for line in lines)


def test_a_cosmetic_edit_is_not_told(store: Store) -> None:
    bring(store, one(1, TOLD))
    told(store, 1)
    revise(store, 1, "talks with", "talks  with", at=30)
    revise(store, 1, "diplomats.", "diplomats!", at=31)
    assert told(store, 2).changes == ()


def test_an_edit_taken_back_before_the_digest_is_none(store: Store) -> None:
    bring(store, one(1, TOLD))
    told(store, 1)
    revise(store, 1, "30", "13", at=30)
    revise(store, 1, "30", "30", at=31)
    assert told(store, 2).changes == ()


def test_a_second_edit_is_told_against_the_first(store: Store) -> None:
    bring(store, one(1, TOLD))
    told(store, 1)
    revise(store, 1, "30", "13", at=30)
    told(store, 2)
    revise(store, 1, "30", "31", at=55)
    (change,) = told(store, 3).changes
    assert [(edit.before, edit.after) for edit in change.edits] == [("13", "31")]


def test_what_changed_before_it_was_told_is_no_change(store: Store) -> None:
    bring(store, one(1, TOLD))
    revise(store, 1, "30", "13", at=3)
    told(store, 1)
    assert told(store, 2).changes == ()


def test_an_edit_that_two_compose_at_once_is_told_once(store: Store) -> None:
    bring(store, one(1, TOLD))
    told(store, 1)
    revise(store, 1, "30", "13", at=30)
    first, second = (compose_at(store, hours) for hours in (48, 49))
    with store.begin() as work:
        assert work.digests.keep(first.digest, (), first.considered)
    with store.begin() as work:
        assert not work.digests.keep(second.digest, (), second.considered)


def test_an_edit_that_comes_between_composing_and_keeping_is_told_next(store: Store) -> None:
    bring(store, one(1, TOLD))
    composed = compose_at(store, 24)
    revise(store, 1, "30", "13", at=23)
    with store.begin() as work:
        assert work.digests.keep(composed.digest, (), composed.considered)
    assert len(told(store, 2).changes) == 1


def test_a_digest_without_anything_to_consider_keeps_its_ledger_whole(store: Store) -> None:
    bring(store, one(1, TOLD), one(2, REPEAT))
    composed = compose_at(store, 24)
    with store.begin() as work:
        assert work.digests.keep(composed.digest, ())
    with store.reading() as work:
        rows = work._connection.exec_driver_sql("SELECT role FROM told_articles ORDER BY article").scalars().all()
    assert rows == [Role.ITEM, Role.ALSO]


def test_a_late_digest_tells_a_story_new_and_not_as_an_update(store: Store) -> None:
    bring(store, one(1, TOLD), one(2, NEW, at=5))
    (item,) = told(store, 5).items
    assert item.update_since is None
    assert replace(item, also=()).url == url(1)
    assert told(store, 6).items == ()
