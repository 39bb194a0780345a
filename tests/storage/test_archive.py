from __future__ import annotations

from datetime import date

from monitor.model.archive import ArchiveWord, Group
from monitor.storage import Store
from monitor.storage.postings import TERMS, Postings
from tests.builders import NOW, article
from tests.storage.values import HOUR, url

NATO, JAPAN = ArchiveWord("en", "NATO"), ArchiveWord("en", "Japan")


def indexed(store: Store, *words: ArchiveWord) -> int:
    """Index the article that waits; its number."""
    with store.begin() as work:
        (waiting,) = work.archive.waiting(None)
        fresh = set(words) - work.archive.numbers_of(words).keys()
        keys = {word: [len(word.written)] for word in fresh}
        assert work.archive.keep({waiting.number: words}, work.archive.numbers_of(words), keys) == 1
        assert work.archive.waiting(None) == ()
        return max(work.archive.numbers(None))


def test_an_article_waits_until_it_is_indexed_and_again_when_it_changes(store: Store) -> None:
    with store.begin() as work:
        work.articles.keep(article())
    first = indexed(store, NATO, JAPAN)
    with store.begin() as work:
        work.articles.keep(article())
        assert work.archive.waiting(None) == ()
        work.articles.keep(article(text="NATO only"))
        assert [one.article.text for one in work.archive.waiting(None)] == ["NATO only"]
        assert work.archive.numbers(None) == frozenset()
    second = indexed(store, NATO)
    with store.reading() as work:
        numbers = work.archive.numbers_of([NATO, JAPAN])
        assert second != first
        assert work.archive.holding([{numbers[NATO]}], least=0)[0] & work.archive.numbers(None) == {second}
        assert not work.archive.holding([{numbers[JAPAN]}], least=0)[0] & work.archive.numbers(None)


def test_an_article_that_changed_since_it_was_read_is_not_indexed(store: Store) -> None:
    with store.begin() as work:
        work.articles.keep(article())
        (waiting,) = work.archive.waiting(None)
        work.articles.keep(article(text="Changed."))
    with store.begin() as work:
        assert work.archive.keep({waiting.number: [NATO]}, {}, {NATO: [1]}) == 0
        assert len(work.archive.waiting(None)) == 1


def test_words_are_found_by_keys_and_where_those_are_not_known_always(store: Store) -> None:
    with store.begin() as work:
        work.archive.read_anew("v1")
        assert work.archive.keep_keys(work.archive.read_by(), {})
        work.articles.keep(article())
    indexed(store, NATO, JAPAN)
    with store.begin() as work:
        assert set(work.archive.words([len("NATO")], "v1").values()) == {NATO}
        assert set(work.archive.words([99], "v2").values()) == {NATO, JAPAN}
        work.archive.read_anew("v2")
        before = work.archive.read_by()
        assert not work.archive.keep_keys(before, {}), "there are words left"
        assert work.archive.keep_keys(before, {number: [7] for number in work.archive.words_after(0, None)})
        assert work.archive.keep_keys(work.archive.read_by(), {})
        assert not work.archive.keep_keys(before, {}), "that step was done"
        assert (set(work.archive.words([7], "v2").values()), work.archive.words([4], "v2")) == ({NATO, JAPAN}, {})


def test_articles_are_counted_by_day_outlet_and_language(store: Store) -> None:
    with store.begin() as work:
        work.articles.keep(article())
    number = indexed(store, NATO)
    with store.reading() as work:
        assert work.archive.census([number]) == ((Group(day=date(2026, 11, 2), outlet="example", language="en"), 1),)
        assert work.archive.urls([number]) == (article().url,)
        assert list(work.archive.articles([number])) == [(number, article())]
        assert (work.archive.numbers(NOW + HOUR), work.archive.numbers(NOW)) == (frozenset(), {number})


def test_the_lists_of_several_sets_of_terms_are_read_at_once(store: Store) -> None:
    held = [NATO, JAPAN]
    for number, word in enumerate(held):
        with store.begin() as work:
            work.articles.keep(article(url=url(number)))
        indexed(store, word)
    with store.reading() as work:
        nato, japan = (work.archive.numbers_of(held)[word] for word in held)
        first, second = sorted(work.archive.numbers(None))
        both = work.archive.holding([{nato}, {japan, nato}, set(), {nato + japan}], least=0)
        assert both == ({first}, {first, second}, set(), set())
        assert work.archive.holding([{nato, japan}], least=second)[0] >= {second}


def test_a_term_may_be_any_number(store: Store) -> None:
    with store.begin() as work:
        work.articles.keep(article(url=url(1)))
    number = indexed(store, NATO)
    with store.begin() as work:
        terms = Postings(work._connection, TERMS)
        assert terms.holding([]) == ()
        assert terms.holding([[]]) == (frozenset(),)
        assert terms.holding([[2**31 - 1]]) == (frozenset(),)
        (found,) = terms.holding([[*range(5_000), *work.archive.numbers_of([NATO]).values()]])
        assert found >= {number}
