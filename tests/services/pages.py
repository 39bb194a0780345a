"""Pages as an outlet writes them, and what ingest knows beforehand."""

from __future__ import annotations

from monitor.extraction import press
from monitor.matching import compile_watches
from monitor.model.articles import FetchedDocument
from monitor.model.outlets import Outlet
from monitor.services.ingest import Knowledge
from monitor.storage import Store
from tests.builders import NOW, document, outlet, watch

TEXT = (
    "Japan will open a mission to NATO in Brussels this year, the prime minister told reporters on Monday after a "
    "meeting of the cabinet. The alliance welcomed the decision and said that the office would begin its work soon."
)
WATCH = watch("Japan")


def page(title: str = "Japan to open mission to NATO", text: str = TEXT, date: str = "2026-11-02T06:30:00Z") -> bytes:
    """A plain article page; a text of several paragraphs where it holds empty lines."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (text, *LATER_PARAGRAPHS))
    return (
        f"<html lang=en><head><title>{title} - Example Daily</title><meta property='og:type' content='article'>"
        f"<meta property='og:title' content='{title}'><meta name='author' content='Ann Reporter'>"
        f"<meta property='article:published_time' content='{date}'></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


LATER_PARAGRAPHS = tuple(
    f"Paragraph {number} tells more of the matter, as articles do, in a sentence or two of ordinary length, so that "
    "nobody takes the page for something else than an article."
    for number in ("one", "two", "three", "four")
)
# A page in which there is no article.
WALL = b"<html><head><title>Just a moment...</title></head><body><div id='cf-chl-widget'></div></body></html>"


def fetched(number: int, body: bytes, **fields: object) -> FetchedDocument:
    address = f"https://example.org/news/{number}"
    return document(body, **{"url": address, "final_url": address, "fetched_at": NOW} | fields)


def knowing(store: Store, *outlets: Outlet) -> Knowledge:
    """Declare the outlets and the watch, and know them."""
    outlets = outlets or (outlet(),)
    with store.begin() as work:
        work.outlets.declare(outlets)
        work.watches.add(WATCH)
    return Knowledge(
        outlets={one.id: one for one in outlets}, press=press(outlets), matcher=compile_watches((WATCH,), ())
    )
