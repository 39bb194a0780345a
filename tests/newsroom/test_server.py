"""What a decent HTTP server answers."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from monitor.newsroom.server import answer
from monitor.newsroom.sites import Paper

PAPER = Paper(
    body="<p>НАТО</p>".encode(),
    content_type="text/html; charset=utf-8",
    changed=datetime(2023, 5, 10, 12, 25, tzinfo=UTC),
)
FULL = dict(answer(PAPER, {}).headers)


def test_a_plain_request_gets_the_bytes_with_both_validators() -> None:
    reply = answer(PAPER, {})
    assert (reply.status, reply.body) == (200, PAPER.body)
    assert FULL["Last-Modified"] == "Wed, 10 May 2023 12:25:00 GMT"
    assert FULL["ETag"].startswith('W/"')


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"If-None-Match": FULL["ETag"]}, 304),
        ({"If-None-Match": f'"other", {FULL["ETag"]}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other"'}, 200),
        ({"If-Modified-Since": FULL["Last-Modified"]}, 304),
        ({"If-Modified-Since": "Wed, 10 May 2023 12:24:59 GMT"}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
        # The tag decides where both are sent (RFC 9110, 13.2.2).
        ({"If-None-Match": '"other"', "If-Modified-Since": FULL["Last-Modified"]}, 200),
    ],
)
def test_a_conditional_request(asked: dict[str, str], status: int) -> None:
    reply = answer(PAPER, asked)
    assert reply.status == status
    assert (reply.body == b"") == (status == 304)


def test_gzip_where_it_is_accepted() -> None:
    reply = answer(PAPER, {"Accept-Encoding": "gzip, br"})
    assert ("Content-Encoding", "gzip") in reply.headers
    assert gzip.decompress(reply.body) == PAPER.body


def test_what_is_not_there_is_404() -> None:
    assert answer(None, {}).status == 404
