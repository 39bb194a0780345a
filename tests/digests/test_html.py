from __future__ import annotations

import re
from itertools import pairwise

from monitor.digests.html import LARGEST_MAIL
from monitor.model.messages import Format
from tests.digests.digest_builders import candidate, digest, message


def mail(stories: int) -> str:
    return message(digest(*(candidate(n, text="Japan and NATO. " * 30) for n in range(stories))), Format.EMAIL).part(
        "html"
    )


def test_styles_stand_on_the_elements_and_dark_mode_in_the_head() -> None:
    page = mail(1)
    assert re.search(r"<h3 style=\"[^\"]*font-size: 19px", page)
    assert "prefers-color-scheme: dark" in page
    assert page.index('<meta charset="utf-8">') < page.index("<style") < page.index("</head>")


def test_the_page_fetches_nothing() -> None:
    assert not re.search(r"<(img|link|script|iframe)|url\(|@import", mail(1))


def test_every_item_says_its_language_and_direction() -> None:
    page = message(digest(candidate(1, language="uk"), language="pl"), Format.EMAIL).part("html")
    assert '<html lang="pl">' in page
    marked = [tag for tag in re.findall(r"<(?:a|p)[^>]*>", page) if 'lang="uk"' in tag and 'dir="auto"' in tag]
    assert len(marked) == 2


def test_headings_go_down_one_by_one() -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", mail(8))]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_layout_tables_are_hidden_from_screen_readers() -> None:
    page = mail(2)
    assert page.count("<table") == page.count('role="presentation"')


def test_an_ordinary_day_is_told_whole() -> None:
    assert mail(40).count("<h3") == 40


def test_a_mail_that_would_be_cut_lists_the_rest_by_headline() -> None:
    page = mail(150)
    assert len(page.encode()) <= LARGEST_MAIL
    assert "More headlines" in page
    assert 20 < page.count("<h3") < 150
    assert all(f"Japan and NATO, part {n}<" in page for n in range(150))


def test_what_does_not_fit_at_all_is_counted() -> None:
    page = mail(2000)
    assert len(page.encode()) <= LARGEST_MAIL
    (more,) = re.findall(r"and (\d+) more stories that did not fit here", page)
    assert page.count("https://example.org/news/") + int(more) == 2000


def test_a_file_is_not_cut() -> None:
    page = message(digest(*(candidate(n) for n in range(300))), Format.DIRECTORY).part("digest.html")
    assert page.count("<h3") == 300


def test_an_inbox_previews_the_first_headlines() -> None:
    body = mail(3).partition("<body")[2]
    hidden = re.search(r"<div class=\"preview\"[^>]*display: none[^>]*>([^<]*)<", body)
    assert hidden
    assert hidden[1] == "Japan and NATO, part 2 · Japan and NATO, part 1"
