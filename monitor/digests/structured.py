"""The digest as JSON, for programs: the same words, with no markup to parse."""

from __future__ import annotations

import json

from monitor.digests.sheets import Claim, Line, Link, Sheet

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]


def render_json(sheet: Sheet) -> str:
    """One object; `possibly_repeated` and `missing` are sentences, or empty."""
    whole: dict[str, Value] = {
        "title": sheet.title,
        "subject": sheet.subject,
        "language": sheet.words.tag,
        "day": sheet.day,
        "since": sheet.since,
        "possibly_repeated": sheet.repeated,
        "quiet": sheet.quiet,
        "summary": [_claim(claim) for claim in sheet.summary],
        "stories": [_line(line, part.watch, part.name) for part in sheet.parts for line in part.lines],
        "coverage": sheet.coverage,
        "missing": sheet.missing,
        "url": sheet.on_desk.address if sheet.on_desk else None,
    }
    return json.dumps(whole, ensure_ascii=False)


def _line(line: Line, watch: str, section: str) -> Value:
    return {
        "watch": watch,
        "section": section,
        **_link(line.headline),
        "translated": line.translated,
        "language": line.language or None,
        "byline": line.byline,
        "excerpt": "".join(span.text for span in line.excerpt),
        "hits": [span.text for span in line.excerpt if span.hit],
        "also": [_link(link) for link in line.also],
        "citing": line.cites,
    }


def _claim(claim: Claim) -> Value:
    return {"text": claim.text, "stories": [{"number": int(one.words), "url": one.address} for one in claim.grounds]}


def _link(link: Link) -> dict[str, Value]:
    return {"headline": link.words, "url": link.address}
