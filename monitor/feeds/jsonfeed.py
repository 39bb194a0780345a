"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from monitor.feeds.feed import listing
from monitor.feeds.received import Received
from monitor.feeds.repair import MOST_ENTRIES
from monitor.feeds.sheet import Item, Sheet
from monitor.model.articles import Listing
from monitor.model.errors import FeedError

# Python keeps some 100 bytes of each; a thousand items with their authors, tags and attachments have 10,000.
_MOST_VALUES = 200_000


def read_entries(received: Received) -> Listing:
    """The entries of a JSON feed."""
    if received.text.count("{") + received.text.count("[") > _MOST_VALUES:
        raise FeedError("The document is JSON with more objects and lists in it than any feed has; it was not read.")
    try:
        feed = json.loads(received.text)
    except (ValueError, RecursionError) as error:
        raise FeedError("The document begins like JSON, but is not valid JSON.") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise FeedError("The document is JSON, but no JSON feed: expected an object with a list of items.")
    items = tuple(_item(item) for item in feed["items"][:MOST_ENTRIES] if isinstance(item, dict))
    sheet = Sheet(
        kind="json",
        title=_text(feed, "title"),
        link=_text(feed, "home_page_url"),
        language=_text(feed, "language"),
        items=items,
        problem=_problem(len(feed["items"]), len(items)),
    )
    return listing(sheet, received)


def _problem(announced: int, read: int) -> str | None:
    return None if announced == read else f"{announced - read} of {announced} items could not be read"


def _item(item: dict[str, object]) -> Item:
    content = max(_text(item, "content_html"), _text(item, "content_text"), key=len)
    return Item(
        id=_text(item, "id"),
        links=tuple(filter(None, (_text(item, "url"), _text(item, "external_url")))),
        title=_text(item, "title"),
        summary=_text(item, "summary") or content,
        content=content,
        dates=tuple(filter(None, (_text(item, "date_published"), _text(item, "date_modified")))),
        authors=tuple(_authors(item)),
        language=_text(item, "language"),
    )


def _authors(item: dict[str, object]) -> Iterator[str]:
    """`authors` since 1.1, `author` before; the specification asks for objects, some give names."""
    listed = item.get("authors")
    for author in (*(listed if isinstance(listed, list) else ()), item.get("author")):
        name = _text(author, "name") if isinstance(author, dict) else author
        if isinstance(name, str) and name:
            yield name


def _text(values: dict[str, object], key: str) -> str:
    value = values.get(key)
    # Identities are text by the specification; numbers are what old versions and hand-made feeds give.
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""
