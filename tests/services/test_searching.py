from __future__ import annotations

import pytest

from monitor.model.articles import ArticleUrl
from monitor.services.searching import find, newest
from monitor.storage import Store
from tests.builders import NOW, article
from tests.storage.values import HOUR, url

TEXTS = ("Japan and NATO.", "NATO.", "Japan met nobody; NATO did.", "Peace.", "NATO in Japan.")


@pytest.fixture
def filled(store: Store) -> Store:
    with store.begin() as work:
        for number, said in enumerate(TEXTS):
            work.articles.keep(article(url=url(number), title=said, text=said, first_seen=NOW + number * HOUR))
    return store


def paged(store: Store, query: str, limit: int) -> list[ArticleUrl]:
    """All pages of a search, one after the other."""
    found: list[ArticleUrl] = []
    below: int | None = None
    while True:
        page = newest(store, query, (), since=None, below=below, limit=limit)
        found += (one.url for one in page.articles)
        if page.next is None:
            return found
        below = page.next


@pytest.mark.parametrize(
    ("query", "numbers"),
    [("NATO", [4, 2, 1, 0]), ("NATO NEAR/2 Japan", [4, 0]), ("NATO NOT Japan", [1]), ("war", [])],
)
@pytest.mark.parametrize("limit", [1, 2, 50])
def test_pages_of_a_search_hold_each_answer_once(filled: Store, query: str, numbers: list[int], limit: int) -> None:
    assert paged(filled, query, limit) == [url(number) for number in numbers]
    assert [one.url for one in find(filled, query, (), since=None)] == [url(number) for number in numbers]
