import json

import pytest

from monitor.feeds import read_bytes
from monitor.model.errors import FeedError

URL = "https://example.org/feed.json"


def test_a_json_feed_gives_its_entries() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Example",
        "language": "ja-jp",
        "home_page_url": "https://example.org/",
        "items": [
            {"id": "1", "url": "/1", "title": "日本とNATO", "summary": "短い", "content_html": "<p>一</p><p>二</p>",
             "date_published": "2026-11-02T07:15:00+09:00", "authors": [{"name": "外信部"}]},
            {"id": 2, "external_url": "https://example.net/2", "content_text": "a < b", "author": {"name": "Ann"}},
            "no item",
        ],
    }  # fmt: skip
    listing = read_bytes(json.dumps(feed).encode(), url=URL)
    first, second = listing.entries
    assert (listing.kind, listing.title, listing.problem) == ("json", "Example", "1 of 3 items could not be read")
    assert (first.url, first.title, first.summary, first.text, first.author, first.language) == (
        "https://example.org/1",
        "日本とNATO",
        "短い",
        "一\n二",
        "外信部",
        "ja-JP",
    )
    assert (second.id, second.url, second.text, second.author) == ("2", "https://example.net/2", "a < b", "Ann")


@pytest.mark.parametrize(
    "body", [b"{}", b"[1]", b'{"items": {}}', b"{", b'{"items":' + b"[" * 100_000, b'{"a":' * 3_000]
)
def test_other_json_is_no_feed(body: bytes) -> None:
    with pytest.raises(FeedError):
        read_bytes(body, url=URL)
