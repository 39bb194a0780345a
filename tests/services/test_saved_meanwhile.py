"""A watch that is saved while pages are being read must not miss them."""

from dataclasses import replace

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


def test_nothing_is_compiled_anew_where_no_watch_changed(store: Store) -> None:
    prepared(store)
    known = knowledge_of(store)
    with store.begin() as work:
        assert known.anew is not None
        assert known.anew(work) is known
