from __future__ import annotations

import json
from typing import Any

import pytest

from monitor.digests.slack import defused
from monitor.model.articles import ArticleUrl
from monitor.model.digests import Candidate, HitSpan
from monitor.model.messages import Format
from monitor.model.watches import WatchId
from tests.digests.digest_builders import WATCH, candidate, digest, message


def told(*candidates: Candidate) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(message(digest(*candidates), Format.SLACK).part("blocks"))
    return found


def test_a_story_in_slack_to_the_letter() -> None:
    text = "日本とNATOの協力を強化する方針を確認した。"
    hits = (HitSpan(field="text", start=0, end=2), HitSpan(field="text", start=3, end=7))
    also = candidate(2, story=candidate(1).story, relation="report", outlet_name="R&D <News>", matches=())
    lead = candidate(1, title="日本とNATO", text=text, language="ja", cites=("NHK",), matches=((WATCH.id, hits),))
    section = next(block for block in told(lead, also)["blocks"] if block["type"] == "section")
    assert section["text"] == {
        "type": "mrkdwn",
        "verbatim": True,
        "text": (
            "*<https://example.org/news/1|日本とNATO>*\n"
            "Example Daily (ja) · 10 April, 05:00\n"
            "\u200b*日本*\u200bと\u200b*NATO*\u200bの協力を強化する方針を確認した。\n"
            "also: <https://example.org/news/2|R&amp;D &lt;News&gt; (en)>\n"
            "citing NHK"
        ),
    }


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@\u2060U1&gt;"),
        ("@here *now*", "@\u2060here \u2060*\u2060now\u2060*\u2060"),
        ("> quoted", "\u2060&gt; quoted"),
        ("a > b", "a &gt; b"),
        ("&lt;", "&amp;lt;"),
    ],
)
def test_outlets_text_shows_as_written(written: str, sent: str) -> None:
    assert defused(written) == sent


def test_no_message_is_beyond_slacks_limits() -> None:
    long = "& < > * @ " * 400
    crowd = [
        candidate(
            n,
            title=long,
            text=long,
            article=ArticleUrl(f"https://example.org/{'a' * 1300}/{n}"),
            outlet_name=long,
            cites=(long,) * 9,
            matches=((WatchId("nato"), (HitSpan(field="text", start=0, end=9),)),),
        )
        for n in range(120)
    ]
    also = [candidate(n, story=crowd[0].story, relation="report", outlet_name=f"{n} {long}") for n in range(200, 240)]
    first = told(*crowd, *also)
    messages = [first, *first["more"]]
    assert len(messages) == 3
    for one in messages:
        assert set(one) <= {"text", "blocks", "more"}
        assert 1 <= len(one["blocks"]) <= 50
        assert 1 <= len(one["text"]) <= 300
        for block in one["blocks"]:
            check(block)
    assert sum(f"/{n}|" in json.dumps(messages) for n in range(120)) == 120


def check(block: dict[str, Any]) -> None:
    match block:
        case {"type": "divider"}:
            assert set(block) == {"type"}
        case {"type": "header", "text": {"type": "plain_text", "text": text}}:
            assert 1 <= len(text) <= 150
        case {"type": "section", "text": {"type": "mrkdwn", "text": text}}:
            assert 1 <= len(text) <= 3000
        case {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}:
            assert 1 <= len(text) <= 3000
        case _:
            raise AssertionError(f"Slack knows no such block: {block}")


def test_one_message_is_enough_for_an_ordinary_day() -> None:
    assert "more" not in told(*(candidate(n) for n in range(30)))
