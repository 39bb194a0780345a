"""The laws of every rendering; each format has a file of its own besides."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.digests import address, render, render_feed, trial
from monitor.digests.languages import LANGUAGES
from monitor.digests.plain import plain
from monitor.model.articles import ArticleUrl
from monitor.model.digests import Coverage, Digest, HitSpan, Trouble
from monitor.model.messages import Format
from monitor.model.stories import StoryId
from tests.digests.digest_builders import NOW, candidate, digest, message, subscription

POISON = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><a href="javascript:x">',
    "{{ 7*7 }}{% raw %}",
    "<!channel> <!here> <@U1> <#C1> @channel @here @everyone",
    "<https://evil.example|Bank>",
    "*bold* _it_ ~no~ `code`\n> quoted\n&gt; quoted",
    "\r\nBcc: all@example.org\r\n\r\nbody",
    "\u202eevil\u2066\u200b\ufeff",
    "\ud800",
    "&amp;lt;b&gt;",
    "NATO " * 30_000,
)
outlets_text = st.one_of(
    st.sampled_from(POISON), st.text(max_size=60), st.builds(str.__add__, *[st.sampled_from(POISON)] * 2)
)


@st.composite
def poisoned(draw: st.DrawFn) -> Digest:
    found = []
    for number in range(draw(st.integers(0, 3))):
        text = draw(outlets_text)
        found.append(
            candidate(
                number,
                article=ArticleUrl(draw(st.one_of(st.just(f"https://example.org/{number}"), outlets_text))),
                story=StoryId(str(number)),
                title=draw(outlets_text),
                text=text,
                outlet_name=draw(outlets_text),
                language=draw(st.one_of(st.just("uk"), outlets_text)),
                cites=(draw(outlets_text),),
                matches=(("nato", (HitSpan(field="text", start=0, end=min(7, len(text))),)),),
            )
        )
    trouble = Trouble(outlet_name=draw(outlets_text), outcome=draw(outlets_text))
    coverage = Coverage(outlets=2, polled=1, articles=3, rejected=((draw(outlets_text), 2),), troubles=(trouble,))
    return digest(*found, coverage=coverage, name=draw(outlets_text), language=draw(st.sampled_from(tuple(LANGUAGES))))


class Page(HTMLParser):
    """What a mail program would make of the HTML."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


OURS = Page(
    message(digest(candidate(1, cites=("A",)), *(candidate(n) for n in range(2, 9))), Format.EMAIL).part("html")
)
OURS_TAGS = OURS.tags | {"ul", "span"}


def unbroken(text: str) -> str:
    return re.sub(r"\s+", "", text)


@settings(max_examples=60, deadline=None)
@given(poisoned())
def test_every_rendering_holds_every_item_and_lets_no_markup_through(of: Digest) -> None:
    mail, slack = message(of, Format.EMAIL), message(of, Format.SLACK)
    page = Page(mail.part("html"))
    assert page.tags <= OURS_TAGS
    assert page.attributes <= OURS.attributes
    assert all(link.startswith(("https://", "http://", "#s")) for link in page.links)
    told = json.loads(slack.part("blocks"))
    mrkdwn = " ".join(texts_of(told))
    assert not re.search(r"<[!@#]|<(?!https?://)", mrkdwn)
    for item in of.items:
        headline = plain(item.headline)
        assert unbroken(headline) in unbroken(page.words)
        assert unbroken(headline) in unbroken(mail.part("text"))
        assert unbroken(headline) in unbroken(html.unescape(mrkdwn.replace("\u2060", "")))
    assert "\n" not in mail.subject + slack.subject
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f]", mail.part("text") + page.words + mrkdwn)
    mail.part("text").encode()


@settings(max_examples=60, deadline=None)
@given(poisoned())
def test_no_chat_is_called_and_every_feed_can_be_read(of: Digest) -> None:
    text = message(of, Format.TEXT).part("text")
    words = [line for line in text.split("\n") if not line.lstrip().startswith("http")]
    assert not re.search(r"@\w|<[!@#]", "\n".join(words))
    stories = json.loads(message(of, Format.JSON).part("json"))["stories"]
    assert [one["headline"] for one in stories if one["headline"]] == [
        plain(item.headline) or one["headline"] for item, one in zip(of.items, stories, strict=True)
    ]
    written = dict(render_feed(of, address(of, subscription(), NOW)[0], (of,), date=NOW).parts)
    for name, content in written.items():
        read = json.loads(content)["items"] if name.endswith(".json") else feedparser.parse(content.encode())
        assert len(read if isinstance(read, list) else read.entries) == len(of.items)
        assert isinstance(read, list) or not read.bozo, read.bozo_exception


def texts_of(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if value.get("type") == "mrkdwn" else []
        return own + [text for inner in value.values() for text in texts_of(inner)]
    return [text for inner in value for text in texts_of(inner)] if isinstance(value, list) else []


def test_a_message_is_the_same_at_every_try() -> None:
    of = digest(candidate(1))
    assert message(of, Format.EMAIL) == message(of, Format.EMAIL)


@pytest.mark.parametrize("format", list(Format))
def test_a_possible_repeat_says_so_in_every_format(format: Format) -> None:
    of = digest(candidate(1))
    delivery = replace(address(of, subscription(), NOW)[0], possibly_repeated=True)
    repeated = render(of, delivery, format, date=NOW)
    assert repeated.possibly_repeated
    for name, content in repeated.parts:
        assert "may have received this digest before" in unwrapped(content), name


def unwrapped(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_directory_holds_three_files() -> None:
    assert [name for name, _ in message(digest(), Format.DIRECTORY).parts] == [
        "digest.html",
        "digest.txt",
        "slack.json",
    ]


@pytest.mark.parametrize("format", list(Format))
def test_a_trial_message_says_that_it_is_one(format: Format) -> None:
    sent = trial(format, recipient="reader@example.org", now=NOW)
    assert sent.subject == "Farwatch: a test message"
    assert all("This is a test." in unwrapped(content) for _, content in sent.parts)
