"""A digest as the message that a channel sends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from monitor.digests.farewell import with_farewell
from monitor.digests.feeds import render_feeds
from monitor.digests.html import render_html, render_mail
from monitor.digests.languages.asking import asked_words
from monitor.digests.plaintext import render_chat, render_text
from monitor.digests.sheets import Sheet, sheet
from monitor.digests.slack import render_slack
from monitor.digests.structured import render_json
from monitor.model.digests import Coverage, Delivery, Digest, SubscriptionId
from monitor.model.identity import delivery_id, digest_id
from monitor.model.messages import Format, Message

TRIAL = SubscriptionId("test")


def render(
    digest: Digest, delivery: Delivery, format: Format, *, date: datetime, desk: str = "", unsubscribe: str = ""
) -> Message:
    """The message for one delivery; the same at every try, but for its date and the mark of a possible repeat.

    `desk` is where readers reach the web desk; empty: they do not. `unsubscribe` is where the reader of a mail does so.
    """
    subject, parts = _worded(digest, format, delivery.possibly_repeated, delivery.again > 0, desk)
    message = _message(digest, delivery, subject=subject, parts=parts, date=date)
    is_mail = unsubscribe and format is Format.EMAIL
    return with_farewell(message, unsubscribe, language=digest.language) if is_mail else message


# One digest goes to many readers, one after the other; a few hundred kilobytes each.
@lru_cache(maxsize=4)
def _worded(
    digest: Digest, format: Format, possibly_repeated: bool, at_request: bool, desk: str
) -> tuple[str, tuple[tuple[str, str], ...]]:
    words = sheet(digest, possibly_repeated=possibly_repeated, desk=desk)
    if at_request:
        words = replace(words, repeated=asked_words(digest.language).sent_again)
    return words.subject, _parts(words, format)


def render_feed(digest: Digest, delivery: Delivery, last: Sequence[Digest], *, date: datetime) -> Message:
    """The feeds that stand after a digest; `last` are the subscription's digests, the latest first."""
    subject = sheet(digest, possibly_repeated=False).subject
    return _message(digest, delivery, subject=subject, parts=render_feeds(last), date=date)


def _message(
    digest: Digest, delivery: Delivery, *, subject: str, parts: tuple[tuple[str, str], ...], date: datetime
) -> Message:
    return Message(
        id=delivery.id,
        subscription=digest.subscription,
        subject=subject,
        parts=parts,
        date=date,
        possibly_repeated=delivery.possibly_repeated,
        parts_done=delivery.parts_done,
        provider_id=delivery.provider_id,
    )


# How a digest is read outside a channel.
READINGS = {"html": render_html, "json": render_json, "text": render_text}


def render_page(digest: Digest, *, possibly_repeated: bool, reading: str = "html") -> str:
    """The digest, whole, as a page of HTML or another of READINGS; for reading it on the web desk."""
    return READINGS[reading](sheet(digest, possibly_repeated=possibly_repeated))


def trial(format: Format, *, recipient: str, now: datetime) -> Message:
    """A message that says that the channel works; it looks like a quiet day's digest."""
    nothing = Digest(
        id=digest_id(TRIAL, now),
        subscription=TRIAL,
        title="test",
        language="en",
        zone="UTC",
        period_start=now,
        period_end=now,
        sections=(),
        coverage=Coverage(outlets=0, polled=0, articles=0),
    )
    words = replace(
        sheet(nothing, possibly_repeated=False),
        subject="Farwatch: a test message",
        news="a test message",
        quiet="This is a test. Digests sent by this channel will arrive here.",
        coverage=f"Sent to {recipient}.",
    )
    name = delivery_id(nothing.id, "test", recipient)
    return Message(id=name, subscription=TRIAL, subject=words.subject, parts=_parts(words, format), date=now)


def _parts(words: Sheet, format: Format) -> tuple[tuple[str, str], ...]:
    match format:
        case Format.EMAIL:
            return (("text", render_text(words)), ("html", render_mail(words)))
        case Format.SLACK:
            return (("blocks", render_slack(words)),)
        case Format.DIRECTORY:
            return (
                ("digest.html", render_html(words)),
                ("digest.txt", render_text(words)),
                ("slack.json", render_slack(words)),
            )
        case Format.TEXT:
            return (("text", render_chat(words)),)
        case Format.JSON:
            return (("json", render_json(words)),)
        case Format.FEED:
            # A feed has no place for a message of its own: beside the feeds, the digest as text.
            return (("digest.txt", render_text(words)),)
