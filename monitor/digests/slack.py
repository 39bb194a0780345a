"""The digest as Slack messages: Block Kit, within the limits its documentation states.

Outlets' text stands in mrkdwn, so it is defused: &, < and > are escaped (no <!channel>, no <@user>, no link), a word
joiner beside each of * _ ~ ` and after @ takes their meaning, and `verbatim` keeps Slack from finding links, names and
channels by itself. https://docs.slack.dev/messaging/formatting-message-text,
https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from monitor.digests.sheets import Claim, Line, Link, Part, Sheet
from monitor.model.digests import Span

MOST_BLOCKS = 50
LONGEST_SECTION = 3000
LONGEST_HEADER = 150
# Slack cuts a message's fallback text at 40,000; a notification shows a line.
LONGEST_FALLBACK = 300
WORD_JOINER = "\u2060"
# Bold needs a boundary on both sides, and scripts without blanks have none; a zero-width space is one.
BOUNDARY = "\u200b"

Text = dict[str, str | bool]
Block = dict[str, str | Text | list[Text]]


def render_slack(sheet: Sheet) -> str:
    """`{"text", "blocks"}` as JSON, with further messages of the same form in `more` where one does not hold it all."""
    first, *more = _messages(sheet)
    return json.dumps(first | ({"more": more} if more else {}), ensure_ascii=False, indent=1) + "\n"


def _messages(sheet: Sheet) -> list[dict[str, str | list[Block]]]:
    """Where a page ends does not depend on the mark: a later try may go on behind pages that were posted without it."""
    blocks = list(_blocks(sheet))
    room = MOST_BLOCKS - 1
    pages = [blocks[at : at + room] for at in range(0, len(blocks), room)]
    mark = [_warning(sheet.repeated)] if sheet.repeated else []
    fallback = _cut(defused(sheet.subject), LONGEST_FALLBACK)
    return [
        {"text": fallback if at == 0 else f"{fallback} ({at + 1}/{len(pages)})", "blocks": [*mark, *page]}
        for at, page in enumerate(pages)
    ]


def _warning(text: str) -> Block:
    return _section([(f":warning: {defused(text)}",)])


def _blocks(sheet: Sheet) -> Iterator[Block]:
    yield _header(f"{sheet.title or 'Farwatch'} — {sheet.news}")
    yield _context(defused(f"{sheet.day} · {sheet.since}"))
    if sheet.missing:
        yield _warning(sheet.missing)
    if sheet.quiet:
        yield _section([(defused(sheet.quiet),)])
    if sheet.summary:
        yield _section([(f"*{defused(sheet.words.summary)}*",), *map(_claim, sheet.summary)])
    for part in sheet.parts:
        yield from _part(part, numbered=bool(sheet.summary))
    yield {"type": "divider"}
    yield _context(defused(f"{sheet.coverage} {sheet.footer}"))
    if sheet.on_desk:
        yield _context(_link(sheet.on_desk))


def _part(part: Part, *, numbered: bool) -> Iterator[Block]:
    yield {"type": "divider"}
    if part.name:
        yield _header(part.name)
    for line in part.lines:
        yield _section(_line(line, number=f"{line.number}. " if numbered else ""))


def _line(line: Line, *, number: str) -> Iterator[tuple[str, ...]]:
    yield (f"{number}*{_link(line.headline)}*", f"{number}{defused(line.headline.words)}")
    yield (defused(line.translated),)
    yield (defused(line.byline),)
    yield ("".join(_span(span) for span in line.excerpt),)
    yield (line.also_line(map(_link, line.also)), line.also_line(defused(link.words) for link in line.also))
    yield (defused(line.cites),)


def _claim(claim: Claim) -> tuple[str, ...]:
    said = replace(claim, text=defused(claim.text))
    return (said.line(map(_link, claim.grounds)), said.line(link.words for link in claim.grounds))


def _span(span: Span) -> str:
    return f"{BOUNDARY}*{defused(span.text)}*{BOUNDARY}" if span.hit and span.text.strip() else defused(span.text)


def _link(link: Link) -> str:
    # `web_address` has percent-encoded < > and |.
    return f"<{escaped(link.address)}|{defused(link.words)}>" if link.address else defused(link.words)


def escaped(text: str) -> str:
    """The three characters that Slack's documentation asks to escape."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def defused(text: str) -> str:
    """`text` as mrkdwn that shows just these characters."""
    spelled = re.sub(r"([*_~`])", rf"{WORD_JOINER}\1{WORD_JOINER}", text)
    spelled = re.sub(r"@(?=\w)", f"@{WORD_JOINER}", spelled)
    # A > at the start of a line is a quotation, escaped or not.
    return escaped(re.sub(r"^(?=\s*>)", WORD_JOINER, spelled))


def _section(lines: Iterable[tuple[str, ...]]) -> Block:
    """Each line in the first of its forms that there is room for; cutting one would tear an escape or a link."""
    text = ""
    for forms in lines:
        joined = (f"{text}\n{form}".strip("\n") for form in forms if form)
        text = next((longer for longer in joined if len(longer) <= LONGEST_SECTION), text)
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": _cut(text, LONGEST_SECTION), "verbatim": True}]}


def _header(text: str) -> Block:
    # Plain text: no markup, nothing to escape.
    return {"type": "header", "text": {"type": "plain_text", "text": _cut(text, LONGEST_HEADER), "emoji": False}}


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
