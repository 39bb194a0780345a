"""What a page declares in JSON-LD, also where the JSON is none."""

from __future__ import annotations

import time

import pytest

from monitor.extraction.structured import article_of, nodes_of

GOOD = '{"@type":"NewsArticle","headline":"Japan to open mission","datePublished":"2023-05-10T15:25:00Z"}'


@pytest.mark.parametrize(
    "script",
    [
        GOOD,
        f"<!-- {GOOD} -->",
        f"//<![CDATA[\n{GOOD}\n//]]>",
        f"/* made by the system */ {GOOD};",
        GOOD.replace('"', "&quot;"),
        GOOD.replace("}", ",}"),
        GOOD.replace('"2023-05-10T15:25:00Z"', "2023-05-10T15:25:00Z"),
        GOOD.replace("}", ',"author":,"image":[1,]}'),
        GOOD.replace("}", ',"description":"It\\\'s a long\n\tway"}'),
        f'{{"@type":"WebSite"}}\n{GOOD}',
        f'[{{"@type":"BreadcrumbList"}},{GOOD}]',
        f'{{"@graph":[{{"@type":"WebPage"}},{GOOD}]}}',
        GOOD.replace("}", ',"description":"He said "no" to it."}'),
        GOOD.replace('Z"}', 'Z"\n"author":"nobody"}'),
    ],
)
def test_faults_of_json_do_not_hide_the_article(script: str) -> None:
    article = article_of(nodes_of([script]), "https://example.org/")
    assert article is not None
    assert (article.text("headline"), article.text("datePublished")) == (
        "Japan to open mission",
        "2023-05-10T15:25:00Z",
    )


def test_what_is_beyond_repair_is_nothing() -> None:
    assert nodes_of(['{"@type":"WebSite" "name": broken', "", "null", "var x = 1;"]) == ()


def test_among_several_articles_the_one_that_heads_the_page_is_its_own() -> None:
    others = ",".join(f'{{"@type":"NewsArticle","headline":"Other news {n}","author":"x"}}' for n in range(3))
    nodes = nodes_of([f"[{others},{GOOD}]"])
    own = article_of(nodes, "https://example.org/a", "Japan to open mission | Example")
    assert own is not None
    assert own.text("headline") == "Japan to open mission"


def test_among_several_articles_the_one_with_the_address_of_the_page_is_its_own() -> None:
    other = '{"@type":"NewsArticle","headline":"Other","datePublished":"2023-05-11","author":"x","url":"/b"}'
    nodes = nodes_of([other, GOOD.replace("}", ',"url":"https://example.org/a/"}')])
    own = article_of(nodes, "https://example.org/a")
    assert own is not None
    assert own.text("headline") == "Japan to open mission"


@pytest.mark.parametrize(
    "script",
    ["{" * 50_000 + " " * 50_000 + "}" * 50_000, "; " * 100_000, '"@type":"NewsArticle"' + '"headline":"' * 20_000],
)
def test_no_fault_takes_long(script: str) -> None:
    start = time.process_time()
    nodes_of([script])
    assert time.process_time() - start < 2
