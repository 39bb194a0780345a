"""The desk's own files: for good under their hash, asked about without, compressed where that is understood."""

from __future__ import annotations

import gzip
import re
import urllib.request

from tests.web.conftest import Desk


def test_a_page_names_its_files_by_what_they_hold(desk: Desk) -> None:
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', desk.get("/").text)
    kept = {desk.get(address).headers["cache-control"] for address in addresses}
    assert len(addresses) == 3
    assert kept == {"public, max-age=31536000, immutable"}


def test_another_version_is_not_kept(desk: Desk) -> None:
    assert desk.get("/static/desk.css?v=000000000000").headers["cache-control"] == "no-cache"


def test_what_has_not_changed_is_not_sent_again(desk: Desk) -> None:
    version = desk.get("/static/desk.css").headers["etag"]
    assert desk.get("/static/desk.css", **{"If-None-Match": version}).status == 304


def test_pages_and_files_come_compressed(desk: Desk) -> None:
    for path in ("/stories", "/static/desk.css"):
        request = urllib.request.Request(f"{desk.address}{path}", headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert answer.headers["content-encoding"] == "gzip"
            assert gzip.decompress(answer.read()).decode() == desk.get(path).text


def test_no_page_is_kept_by_a_browser(desk: Desk) -> None:
    assert desk.get("/").headers["cache-control"] == "no-store"
