import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.patterns import links_pattern


@pytest.mark.parametrize(
    ("links", "others"),
    [
        (
            [
                f"https://bastion.tv/{name}_n{n}"
                for n, name in ((52631, "nato-vidkryye-ofis"), (51102, "x-y"), (7834, "z"))
            ],
            ["https://bastion.tv/svit/", "https://bastion.tv/about-the-whole-project", "https://other.tv/nato-a-b_n1"],
        ),
        (
            [f"http://x.com/politic/news{n}.html" for n in (997202, 990001, 123456)],
            ["http://x.com/politic/", "http://x.com/politic/index.html", "http://x.com/news1.html/more"],
        ),
        (
            [
                f"https://www.e.org/{y}/{m}/{d}/a-long-story-{y}"
                for y, m, d in ((2026, 11, "02"), (2026, 10, "31"), (2025, 12, "07"))
            ],
            ["https://www.e.org/2026/11/", "https://www.e.org/about/us/we/are-the-press"],
        ),
        (
            [f"https://e.org/{s}/some-words-of-it" for s in ("world", "politics", "sport", "war")],
            ["https://e.org/world/", "https://e.org/some-words-of-it", "https://e.org/a/b/some-words-of-it"],
        ),
        (
            [f"https://n.kr/view.php?idx={n}" for n in (10021, 10022, 10023)],
            ["https://n.kr/list.php?idx=10021", "https://n.kr/view.php"],
        ),
        (
            [f"https://m.jp/articles/{n}" for n in ("20261102", "20261103", "20261104")],
            ["https://m.jp/articles/about", "https://m.jp/20261102"],
        ),
    ],
)
def test_a_pattern_matches_articles_and_nothing_else(links: list[str], others: list[str]) -> None:
    pattern = re.compile(links_pattern([*links, others[0]]) or "nothing")
    assert [url for url in links if not pattern.fullmatch(url)] == []
    assert [url for url in others if pattern.fullmatch(url)] == []


def test_what_varies_between_rubrics_may_vary_further() -> None:
    pattern = links_pattern([f"https://e.org/{s}/some-words-of-it" for s in ("world", "war", "sport")])
    assert re.fullmatch(pattern or "", "https://e.org/culture/other-words-of-it")


def test_with_and_without_www_are_one_host() -> None:
    pattern = links_pattern([f"https://www.e.org/{n}-one-two-three" for n in (1001, 1002, 1003)])
    assert re.fullmatch(pattern or "", "https://e.org/1004-four-five")


@pytest.mark.parametrize(
    "urls", [[], ["https://e.org/one-two-three"], [f"https://e.org/{w}" for w in ("a", "b", "c", "d")]]
)
def test_too_few_or_only_words_give_no_pattern(urls: list[str]) -> None:
    assert links_pattern(urls) is None


SEGMENTS = st.lists(st.from_regex(r"[a-z0-9_.-]{1,20}", fullmatch=True), min_size=1, max_size=4)


@given(st.lists(SEGMENTS, max_size=12))
def test_a_pattern_is_always_a_regular_expression(paths: list[list[str]]) -> None:
    re.compile(links_pattern([f"https://e.org/{'/'.join(path)}" for path in paths]) or "")
