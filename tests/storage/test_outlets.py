from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.model.errors import StorageError
from monitor.model.outlets import OutletId, PageHints, SourceKind
from monitor.model.polls import SourceState, Validators
from monitor.storage import Store
from tests.builders import NOW, article, outlet, source
from tests.storage.values import HOUR

FULL = outlet(
    state_media=True,
    cited_as=("Приклад", "例"),
    delay_seconds=2.5,
    page=PageHints(title=("h1",), date_regex=r"\d+"),
    sources=(
        source(),
        source(url="https://example.org/b", kind=SourceKind.SECTION, language="uk", links="https://.*"),
        source(url="https://example.org/a", kind=SourceKind.SITEMAP),
    ),
)
STATE = SourceState(
    url="https://example.org/feed",
    next_poll_at=NOW + HOUR,
    last_poll_at=NOW,
    last_success_at=NOW - HOUR,
    last_new_at=NOW - HOUR,
    failures=3,
    interval_seconds=600,
    validators=Validators(etag='"x"', last_modified="Mon"),
    body_hash="abc",
    outcome="blocked",
    detail="403",
    moved_to="https://example.org/rss",
    moved_since=NOW - HOUR,
    moved_seen=2,
    longest_silence_seconds=86_400,
    ttl_seconds=3_600,
    skip_hours=frozenset((0, 23)),
    skip_days=frozenset((5, 6)),
)


def test_an_outlet_comes_back_whole(store: Store) -> None:
    with store.begin() as work:
        work.outlets.declare((FULL,))
    with store.begin() as work:
        assert work.outlets.all() == (FULL,)
        assert work.outlets.named(FULL.id) == FULL
        assert work.outlets.named(OutletId("other")) is None


def test_declaring_again_changes_adds_and_removes_sources_and_keeps_their_states(store: Store) -> None:
    changed = replace(FULL, name="Renamed", sources=(source(url="https://example.org/new"), source()))
    with store.begin() as work:
        work.outlets.declare((FULL,))
        work.sources.keep(STATE)
        work.outlets.declare((changed,))
    with store.begin() as work:
        assert work.outlets.all() == (changed,)
        assert work.sources.states() == (STATE,)


def test_an_outlet_declared_no_longer_goes_and_one_with_articles_is_switched_off(store: Store) -> None:
    bare = outlet(id=OutletId("bare"), sources=())
    with store.begin() as work:
        work.outlets.declare((FULL, bare))
        work.articles.keep(article())
        work.outlets.declare(())
        assert work.outlets.all() == (replace(FULL, enabled=False),)
        assert work.outlets.enabled() == ()
        work.outlets.declare((FULL,))
        assert work.outlets.enabled() == (FULL,)


def test_what_a_person_added_is_not_touched_by_config(store: Store) -> None:
    own = replace(FULL, name="Mine", enabled=False)
    stranger = outlet(id=OutletId("stranger"), sources=(source(outlet=OutletId("stranger")),))
    with store.begin() as work:
        work.outlets.add(own)
        work.outlets.declare((FULL, stranger))
        work.outlets.declare(())
        assert work.outlets.all() == (own,)


def test_the_mark_of_all_outlets_changes_with_any_of_them_and_their_sources(store: Store) -> None:
    two = outlet(id=OutletId("two"), sources=(source(url="https://two.example/f", outlet=OutletId("two")),))
    changes = (
        (),
        (outlet(),),
        (outlet(), two),
        (outlet(name="New"), two),
        (outlet(name="New"), replace(two, sources=())),
    )
    marks = []
    for entries in changes:
        with store.begin() as work:
            work.outlets.declare(entries)
            marks += [work.outlets.mark(), work.outlets.mark()]
    assert marks[::2] == marks[1::2]
    assert len(set(marks)) == len(changes)


def test_a_source_of_another_outlet_is_refused_by_name(store: Store) -> None:
    with store.begin() as work:
        work.outlets.declare((FULL,))
    with (
        pytest.raises(StorageError, match=r"https://example.org/feed belongs to the outlet example"),
        store.begin() as work,
    ):
        work.outlets.add(outlet(id=OutletId("other"), sources=(source(outlet=OutletId("other")),)))


def test_a_removed_outlet_takes_its_states_along_and_leaves_its_articles(store: Store) -> None:
    with store.begin() as work:
        work.outlets.add(FULL)
        work.sources.keep(STATE)
        work.articles.keep(article())
        assert work.outlets.remove(FULL.id)
        assert not work.outlets.remove(FULL.id)
        assert (work.outlets.all(), work.sources.states(), work.articles.count()) == ((), (), 1)


def test_the_last_state_of_a_source_is_kept(store: Store) -> None:
    later = replace(STATE, failures=0, outcome="new", validators=Validators(), body_hash=None)
    with store.begin() as work:
        work.outlets.add(FULL)
        work.sources.keep(STATE)
        work.sources.keep(later)
        assert work.sources.states() == (later,)


def test_the_sitemaps_of_an_outlet_are_made_due_but_none_that_fails(store: Store) -> None:
    sitemap, other = (source(url=f"https://example.org/{name}", kind=SourceKind.SITEMAP) for name in ("s", "t"))
    with store.begin() as work:
        work.outlets.add(replace(FULL, sources=(source(), FULL.sources[1], sitemap, other)))
        for one, failures in ((source(), 0), (FULL.sources[1], 0), (sitemap, 0), (other, 1)):
            work.sources.keep(replace(STATE, url=one.url, failures=failures))
        work.sources.hasten_sitemaps(source().url, NOW)
        due = [state.url for state in work.sources.states() if state.next_poll_at <= NOW]
        assert due == [sitemap.url]


def test_a_source_removed_while_it_was_visited_stays_removed(store: Store) -> None:
    with store.begin() as work:
        work.sources.keep(STATE)
        assert work.sources.states() == ()
