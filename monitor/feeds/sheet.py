"""A feed as printed: what both ways of reading one agree on before anything is cleaned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry as printed; empty strings where it says nothing. Links are resolved, markup and dates are not."""

    id: str = ""
    # Addresses in the order of trust; the first that is a web address is the article's.
    links: tuple[str, ...] = ()
    title: str = ""
    summary: str = ""
    # The longest of what claims to be the full text.
    content: str = ""
    # In the order of trust: published, updated, created.
    dates: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A feed as printed. `link`: the page it belongs to."""

    kind: str
    title: str = ""
    link: str = ""
    language: str = ""
    # Minutes, as RSS counts.
    ttl: str = ""
    items: tuple[Item, ...] = ()
    problem: str | None = None
