"""What a query may ask of an article besides its words: outlet, language, country, source, author, date."""

from __future__ import annotations

from monitor.matching.evaluation import Facts
from monitor.model.articles import Article
from monitor.model.outlets import Outlet
from monitor.text import normal, primary, tokens


def facts_of(article: Article, outlet: Outlet | None) -> Facts:
    """The facts of an article, each under all names it may be asked by."""
    author = article.author or ""
    return Facts(
        values={
            "outlet": _names(article.outlet, *((outlet.name,) if outlet else ())),
            "language": _languages(article.language),
            "country": _names(outlet.country) if outlet else frozenset(),
            "cites": _names(*article.cites) | _words(article.cites),
            "author": _names(author) | _words((author,)),
        },
        on=(article.published.at if article.published else article.first_seen).date(),
    )


def no_facts(language: str | None) -> Facts:
    """What is known of a line of text by itself."""
    return Facts(values={"language": _languages(language)})


def _languages(language: str | None) -> frozenset[str]:
    return _names(language, primary(language)) if language else frozenset()


def _names(*names: str) -> frozenset[str]:
    return frozenset(normal(name) for name in names if name)


def _words(names: tuple[str, ...]) -> frozenset[str]:
    # author:Царук finds "Максим Царук", cites:reuters finds "Reuters Japan".
    return frozenset(segment.normal for name in names for segment in tokens(name))
