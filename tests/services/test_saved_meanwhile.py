"""A watch that is saved while pages are being read must not miss them."""

from dataclasses import replace
from datetime import timedelta

from monitor.bootstrap import knowledge_of
from monitor.model.watches import WatchId
from monitor.services.ingest import ingest
from monitor.storage import Store
from tests.builders import NOW, watch
from tests.services.test_ingest import prepared


def test_pages_are_matched_by_the_watches_that_stand_when_they_are_kept(store: Store) -> None:
    prepared(store)
    saved = replace(watch("mission"), id=WatchId("saved-meanwhile"))

    def reading(texts: object) -> list[bytes]:
        with store.begin() as work:
            work.watches.add(saved)
        return [b""]

    ingest(store, replace(knowledge_of(store), embed=reading), now=NOW)
    with store.reading() as work:
        (found,) = work.matches.since(None, saved.id)
    assert found.article == "https://example.org/news/1"


def test_what_such_a_watch_wants_is_fetched_again_to_see_what_its_outlet_changes(store: Store) -> None:
    prepared(store)
    with store.begin() as work:
        work.watches.remove(WatchId("test"))

    def reading(texts: object) -> list[bytes]:
        with store.begin() as work:
            work.watches.add(watch("mission"))
        return [b""]

    ingest(store, replace(knowledge_of(store), embed=reading), now=NOW)
    with store.reading() as work:
        (source,) = {one.url for one in work.sources.states()}
        assert work.documents.sources_due_again(NOW + timedelta(days=3), [source]) == {source}


def test_nothing_is_compiled_anew_where_no_watch_changed(store: Store) -> None:
    prepared(store)
    known = knowledge_of(store)
    with store.begin() as work:
        assert known.anew is not None
        assert known.anew(work) is known
