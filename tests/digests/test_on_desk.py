"""Where readers reach the web desk, a digest links to its own page there; where they do not, it says nothing of one."""

from __future__ import annotations

import json
import re

import pytest

from monitor.digests import address, render
from monitor.model.digests import Digest
from monitor.model.messages import Format
from tests.digests.digest_builders import NOW, candidate, digest, subscription

OF = digest(candidate(1))
DESK = "https://news.example.org/desk/"
PAGE = f"https://news.example.org/desk/digests/{OF.id}"


def part(format: Format, name: str, *, of: Digest = OF, desk: str = DESK) -> str:
    return render(of, address(of, subscription(), NOW)[0], format, date=NOW, desk=desk).part(name)


def test_each_format_links_to_the_digests_page() -> None:
    assert part(Format.EMAIL, "text").endswith(f"View in the browser:\n{PAGE}\n")
    assert re.search(rf'<a href="{PAGE}"[^>]*>View in the browser</a>', part(Format.EMAIL, "html"))
    assert (
        json.loads(part(Format.SLACK, "blocks"))["blocks"][-1]["elements"][0]["text"] == f"<{PAGE}|View in the browser>"
    )
    assert json.loads(part(Format.JSON, "json"))["url"] == PAGE


@pytest.mark.parametrize(
    ("format", "name"),
    [(Format.EMAIL, "text"), (Format.EMAIL, "html"), (Format.SLACK, "blocks"), (Format.JSON, "json")],
)
def test_a_desk_that_readers_do_not_reach_is_not_named(format: Format, name: str) -> None:
    written = part(format, name, desk="")
    assert "/digests/" not in written
    assert "View in the browser" not in written


def test_what_did_not_fit_links_to_where_it_stands() -> None:
    of = digest(*(candidate(n, text="Japan and NATO. " * 30) for n in range(1500)))
    page = part(Format.EMAIL, "html", of=of)
    assert re.search(rf'<a href="{PAGE}"[^>]*>and \d+ more stories that did not fit here</a>', page)
