from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitor.model.articles import Reason, Rejected
from monitor.model.outlets import OutletId
from monitor.model.polls import OutcomeKind, StoredDocument, Told
from monitor.storage import Store, Work
from monitor.storage.documents import ATTEMPTS, CLAIM
from tests.builders import NOW, article, document, entry
from tests.storage.values import DAY, MINUTE, outcome, url

FEED = "https://example.org/feed"
LATER = NOW + CLAIM + MINUTE


def add(work: Work, number: int, *, body: bytes = b"<p>text", baseline: bool = False) -> bool:
    return work.documents.add(
        outlet="example",
        source=FEED,
        entry=entry(id=str(number), url=url(number), title="Тест"),
        document=document(body, url=url(number), final_url=url(number) + "?amp"),
        baseline=baseline,
    )


def numbers(claimed: tuple[StoredDocument, ...]) -> list[int]:
    return [int(one.entry.id) for one in claimed]


def test_a_claimed_document_is_what_was_fetched(store: Store) -> None:
    body = bytes(range(256)) * 100
    with store.begin() as work:
        assert add(work, 1, body=body, baseline=True)
        (claimed,) = work.documents.claim(10, NOW)
    assert claimed == StoredDocument(
        id=claimed.id,
        outlet="example",
        source=FEED,
        document=document(body, final_url=url(1) + "?amp"),
        entry_url=url(1),
        entry=entry(id="1", url=url(1), title="Тест"),
        attempts=1,
        baseline=True,
    )


def test_a_page_is_kept_once(store: Store) -> None:
    with store.begin() as work:
        assert add(work, 1)
        assert not add(work, 1, body=b"other")
        assert [one.document.body for one in work.documents.claim(10, NOW)] == [b"<p>text"]


def test_the_oldest_are_claimed_first_and_nothing_twice(store: Store) -> None:
    with store.begin() as work:
        for number in range(5):
            add(work, number)
        assert work.documents.count_waiting(NOW) == 5
        assert numbers(work.documents.claim(3, NOW)) == [0, 1, 2]
        assert numbers(work.documents.claim(3, NOW)) == [3, 4]
        assert work.documents.claim(3, NOW) == ()
        assert work.documents.count_waiting(NOW) == 0


def test_what_a_dead_ingest_held_comes_back_one_by_one(store: Store) -> None:
    with store.begin() as work:
        add(work, 1), add(work, 2)
        work.documents.claim(2, NOW)
        add(work, 3)
        assert work.documents.count_waiting(LATER) == 3
        assert numbers(work.documents.claim(10, LATER)) == [3]
        assert numbers(work.documents.claim(10, LATER)) == [1]
        assert numbers(work.documents.claim(10, LATER)) == [2]


def test_a_page_that_kills_its_reader_is_found_out_and_takes_no_other_along(store: Store) -> None:
    with store.begin() as work:
        add(work, 1), add(work, 2)
    moment, read = NOW, []
    for _ in range(2 * ATTEMPTS):
        with store.begin() as work:
            for one in work.documents.claim(10, moment):
                read.append(int(one.entry.id))
                if moment > NOW and one.entry.id == "2":
                    work.documents.ingested(one.id, url(2))
        moment += CLAIM + MINUTE
    assert read == [1, 2, 1, 2, 1]  # together, alone, alone, alone for the last time
    with store.begin() as work:
        assert work.coverage(NOW - DAY, NOW).rejected == (("crashed", 1),)


def test_what_was_returned_is_free_at_once(store: Store) -> None:
    with store.begin() as work:
        add(work, 1)
        (claimed,) = work.documents.claim(1, NOW)
        work.documents.returned([claimed.id])
        assert work.documents.claim(1, NOW) == (claimed,)


def test_settled_pages_wait_no_longer_and_lose_their_bytes_when_old(store: Store) -> None:
    with store.begin() as work:
        for number in range(3):
            add(work, number)
        first, second, _ = work.documents.claim(3, NOW)
        work.documents.ingested(first.id, url(1))
        work.documents.rejected(second.id, Rejected(url=url(2), reason=Reason.PAYWALL, detail="login"))
        assert work.documents.count_waiting(LATER) == 1
        assert work.retention.forget("pages", NOW) == 0
        assert work.retention.forget("pages", NOW + timedelta(days=14)) == 2
        assert work.coverage(NOW - DAY, NOW).rejected == (("paywall", 1),)
        assert numbers(work.documents.claim(3, LATER)) == [2]


def test_what_was_archive_when_it_was_announced_stays_so_though_its_page_comes_later(store: Store) -> None:
    late = entry(id="1", url=url(1), title="Тест")
    with store.begin() as work:
        work.entries.missed(FEED, late, outcome(OutcomeKind.SERVER_ERROR), NOW, baseline=True)
        work.entries.missed(FEED, late, outcome(OutcomeKind.SERVER_ERROR), NOW + DAY)
        add(work, 1), add(work, 2)
        assert [one.baseline for one in work.documents.claim(9, NOW)] == [True, False]


def ingested(work: Work, number: int) -> StoredDocument:
    add(work, number)
    (claimed,) = work.documents.claim(1, NOW)
    work.articles.keep(article(url=url(number)), claimed.id)
    work.documents.ingested(claimed.id, url(number))
    return claimed


def test_a_page_is_due_again_when_its_time_has_come_and_not_for_ever(store: Store) -> None:
    with store.begin() as work:
        first = ingested(work, 1)
        assert work.documents.due_again(FEED, LATER, 9) == ()
        work.documents.to_fetch_again(first.id, LATER)
        assert work.documents.due_again(FEED, LATER - MINUTE, 9) == ()
        assert work.documents.due_again("https://example.org/other", LATER, 9) == ()
        (due,) = work.documents.due_again(FEED, LATER, 9)
        assert (due.id, due.entry, due.article) == (first.id, first.entry, url(1))
        assert work.documents.due_again(FEED, LATER + 5 * DAY, 9) == ()
        work.documents.to_fetch_again(first.id, None)
        assert work.documents.due_again(FEED, LATER, 9) == ()


def test_a_page_that_was_fetched_again_waits_beside_the_first_one(store: Store) -> None:
    with store.begin() as work:
        first = ingested(work, 1)
        for at in (LATER, LATER + DAY):
            work.documents.fetched_again(first, document(b"<p>changed", url=url(1), fetched_at=at))
        second, third = work.documents.claim(9, LATER + DAY)
        assert (second.again, second.entry, second.document.body) == (True, first.entry, b"<p>changed")
        assert (first.again, third.document.fetched_at) == (False, LATER + DAY)


def test_settled_pages_can_be_read_again_while_their_bytes_are_here_and_only_the_last_of_an_article(
    store: Store,
) -> None:
    with store.begin() as work:
        kept = [ingested(work, number).id for number in (1, 2, 3)]
        work.documents.fetched_again(
            work.documents.read_of("example", after=0, limit=1)[0], document(b"<p>new", fetched_at=LATER)
        )
        (again,) = work.documents.claim(1, LATER)
        work.articles.keep(article(url=url(1), text="Changed."), again.id)
        work.documents.ingested(again.id, url(1))
        add(work, 4)
        (rejected,) = work.documents.claim(1, LATER)
        work.documents.rejected(rejected.id, Rejected(url=url(4), reason=Reason.PAYWALL))
        add(work, 5)
        found = work.documents.read_of("example", after=0, limit=9)
        assert [one.id for one in found] == [kept[1], kept[2], again.id, rejected.id]
        assert [one.article for one in found] == [url(2), url(3), url(1), None]
        assert [one.id for one in work.documents.read_of("example", after=kept[2], limit=1)] == [again.id]
        assert work.documents.read_of("other", after=0, limit=9) == ()
        work.retention.forget("pages", LATER + DAY)
        assert work.documents.read_of("example", after=0, limit=9) == ()


def test_what_sources_tell_of_many_articles_is_kept_at_once_and_each_once(store: Store) -> None:
    told = [
        Told(
            outlet=OutletId("example"),
            source=FEED,
            entry=entry(url=f"https://example.org/{number}", title=f"Title {number}"),
            baseline=number == 2,
            news_from=None,
        )
        for number in range(3)
    ]
    elsewhere = replace(told[0], outlet=OutletId("other"), entry=replace(told[0].entry, title="Another title"))
    with store.begin() as work:
        work.entries.missed(FEED, told[1].entry, outcome(OutcomeKind.SERVER_ERROR), NOW, baseline=True)
        for _ in range(2):
            work.documents.add_told([*told, elsewhere], NOW)
        waiting = work.documents.claim(9, NOW)
    assert [(one.entry, one.baseline, one.document.status, one.document.body) for one in waiting] == [
        (told[0].entry, False, 403, b""),
        (told[1].entry, True, 403, b""),
        (told[2].entry, True, 403, b""),
    ]
    with store.reading() as work:
        assert work.entries.unknown(FEED, [one.entry for one in told], NOW) == ()


def test_nothing_told_is_nothing_kept(store: Store) -> None:
    with store.begin() as work:
        work.documents.add_told((), NOW)
        assert work.documents.count_waiting(NOW) == 0


def test_a_claim_is_held_until_another_has_the_page(store: Store) -> None:
    with store.begin() as work:
        add(work, 1)
        (mine,) = work.documents.claim(1, NOW)
        assert work.documents.held((mine,)) == {mine.id}
        (others,) = work.documents.claim(1, LATER)
        assert (work.documents.held((mine,)), work.documents.held((others,))) == (frozenset(), {mine.id})
        work.documents.rejected(mine.id, Rejected(url=url(1), reason=Reason.CRASHED, detail=""))
        assert work.documents.held((others,)) == frozenset()


def test_the_pages_of_a_reader_that_is_gone_are_free_at_once_and_come_one_by_one(store: Store) -> None:
    with store.begin() as work:
        for number in range(3):
            add(work, number)
        assert numbers(work.documents.claim(2, NOW, "gone")) == [0, 1]
        assert numbers(work.documents.claim(1, NOW, "alive")) == [2]
        assert work.documents.forsaken("gone", NOW) == 2
        assert numbers(work.documents.claim(9, NOW)) == [0]
        assert numbers(work.documents.claim(9, NOW)) == [1]
        assert work.documents.claim(9, NOW) == ()
