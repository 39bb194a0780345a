"""What a search remembers of the index is never old: whoever wrote meanwhile, it finds what a first search would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model.articles import ArticleUrl
from monitor.model.watches import Concept, ConceptId, Form
from monitor.services import archive, searching
from monitor.services.recollection import Recollection
from monitor.services.trial import try_query
from monitor.storage import Store, open_store
from monitor.storage.backups import back_up, restore
from tests.builders import NOW, article, watch
from tests.services.test_trial import CONCEPTS, tried
from tests.storage.values import opens, sketch, url

DAY = timedelta(days=1)


@pytest.fixture
def opened(own_database: str) -> Iterator[Store]:
    """Two articles, found once: what the index says of both words is remembered."""
    store = open_store(own_database)
    write(store, 1, "У Токіо дощ")
    write(store, 2, "У Сеулі дощ")
    assert found(store) == (1, 1)
    yield store
    store.close()


def write(store: Store, number: int, text: str) -> None:
    with store.begin() as work:
        work.articles.keep(article(url=url(number), text=text, language="uk", title=None))


def found(store: Store) -> tuple[int, int]:
    both = [tried(store, word, most=100) for word in ("Токіо", "Сеул")]
    assert all(len(one.samples) == one.found for one in both)
    return both[0].found, both[1].found


def rounds(store: Store, query: str) -> int:
    """How often a search reads lists of the index."""
    steps: list[str] = []
    with store.reading() as work:
        searching.search(work, [watch(query)], CONCEPTS, since=None, step=lambda: steps.append(query))
    return len(steps) - 2  # before and after the query is compiled


def test_a_search_reads_no_list_that_the_last_one_read(opened: Store) -> None:
    assert rounds(opened, "Токіо OR Сеул") == 0
    assert rounds(opened, "Токіо OR дощ") == 1
    assert rounds(opened, "дощ OR Сеул") == 0


def test_another_process_adds_an_article_of_a_known_word(opened: Store, own_database: str) -> None:
    with_another(own_database, 3, "Токіо і Сеул")
    assert found(opened) == (2, 2)


def test_another_process_adds_an_article_of_a_new_form(opened: Store, own_database: str) -> None:
    with_another(own_database, 3, "Сеулом")
    assert found(opened) == (1, 2)


def with_another(database: str, number: int, text: str) -> None:
    """What another process does: it indexes what it writes."""
    other = open_store(database)
    write(other, number, text)
    archive.catch_up(other)
    other.close()


def test_a_revised_article_is_found_by_what_it_says_now(opened: Store) -> None:
    write(opened, 1, "У Сеулі дощ")
    assert found(opened) == (0, 2)


def test_what_is_forgotten_is_found_no_more(opened: Store) -> None:
    with opened.begin() as work:
        work.stories.keep(opens(1), sketch(1), NOW)
        work.retention.forget_unwanted(NOW + DAY)
    assert found(opened) == (0, 1)
    write(opened, 3, "Токіо")
    assert found(opened) == (1, 1)


def test_a_longer_time_is_searched_anew(opened: Store) -> None:
    with opened.begin() as work:
        work.articles.keep(article(url=url(9), text="Токіо", language="uk", title=None, first_seen=NOW - 9 * DAY))
    assert [tried(opened, "Токіо", since=since, most=100).found for since in (NOW, None, NOW)] == [1, 2, 1]


def test_a_backup_that_is_put_back_is_read_anew(opened: Store, own_database: str, tmp_path: Path) -> None:
    made = back_up(own_database, tmp_path / "one.backup", replace=False)
    write(opened, 3, "Токіо")
    assert found(opened) == (2, 1)
    if not opened.is_postgresql:
        opened.close()  # while it is open, nothing is put back
    restore(own_database, made.file, replace=True, now=NOW)
    # It takes the number that the index knew the other one by.
    write(opened, 4, "Сеул")
    assert found(opened) == (1, 2)
    with opened.reading() as work:
        assert work.archive.numbers(None) == {1, 2, 3}


def test_while_words_are_read_anew_all_are_taken_for_what_they_may_be(opened: Store) -> None:
    with opened.begin() as work:
        work.archive.read_anew("other analysers")
    with opened.reading() as work:
        asked = searching.search(work, [watch("Сеул")], CONCEPTS, since=None)
        assert work.archive.urls(asked.possible(*asked.bounds)) == (ArticleUrl(url(2)),)
    assert found(opened) == (1, 1)


def test_a_concept_that_got_another_name_is_found_by_that(opened: Store) -> None:
    for text, number in (("Токіо", 1), ("Сеул", 2), ("Токіо", 1)):
        city = Concept(id=ConceptId("city"), label="A city", forms=(Form(text=text, language="uk"),))
        asked = try_query(opened, [city], "@city", since=None, saved=None, now=NOW, most=100)
        assert [one.article.url for one in asked.samples] == [url(number)]


def test_what_is_much_is_not_kept(opened: Store) -> None:
    with opened.reading() as work:
        everything = work.archive.numbers(None)
        words = frozenset(work.archive.words_after(0, None))
        for keys, held in (([], everything), (range(20_000), None)):
            index = Recollection(work, everything)
            index.words(keys)
            index.read([words])
            index.keep()
            assert Recollection(work, everything).known(words) == held
