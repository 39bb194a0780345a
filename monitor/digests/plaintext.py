"""The digest as text, for a terminal and for mail programs that show no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.digests.sheets import Line, Part, Sheet
from monitor.digests.width import width, wrapped

# RFC 5322 recommends 78; one less leaves room for a quoting mark.
ROOM = 76
RULE = "─"
MARK = "*"
WORD_JOINER = "\u2060"


def render_text(sheet: Sheet) -> str:
    """The whole digest, lines of at most ROOM cells (addresses alone are longer)."""
    lines = [
        *wrapped(f"Farwatch · {sheet.title}", ROOM),
        *wrapped(sheet.day, ROOM),
        *wrapped(f"{sheet.news}, {sheet.since}" if sheet.parts else sheet.quiet, ROOM),
        *(["", *wrapped(sheet.repeated, ROOM, indent="  ", first="! ")] if sheet.repeated else []),
        *(["", *wrapped(sheet.missing, ROOM, indent="  ", first="! ")] if sheet.missing else []),
        *(_summary(sheet) if sheet.summary else []),
        *(_index(sheet) if sheet.has_index else []),
    ]
    for part in sheet.parts:
        lines += ["", *_part(part, len(str(len(sheet.lines))) + 2)]
    lines += ["", RULE * ROOM, *wrapped(sheet.coverage, ROOM), *wrapped(sheet.footer, ROOM)]
    if sheet.on_desk and sheet.on_desk.address:
        lines += [*wrapped(f"{sheet.on_desk.words}:", ROOM), sheet.on_desk.address]
    return "\n".join(lines) + "\n"


def render_chat(sheet: Sheet) -> str:
    """The same for a chat whose markup is not known: nobody is called by an outlet's text. Addresses stay whole."""
    lines = render_text(sheet).split("\n")
    return "\n".join(line if line.lstrip().startswith(("http://", "https://")) else _uncalled(line) for line in lines)


def _uncalled(line: str) -> str:
    """@name, <@name>, <!channel> and <#room> with a word joiner in them, which no chat takes for a call."""
    return re.sub(r"(?<=@)(?=\w)|(?<=<)(?=[!@#])", WORD_JOINER, line)


def _summary(sheet: Sheet) -> Iterator[str]:
    yield from ("", *wrapped(f"{sheet.words.summary}:", ROOM))
    for claim in sheet.summary:
        yield from wrapped(claim.line(link.words for link in claim.grounds), ROOM, indent="  ", first="  ")


def _index(sheet: Sheet) -> Iterator[str]:
    margin = len(str(len(sheet.lines))) + 2
    yield from ("", sheet.words.contents)
    for line in sheet.lines:
        yield from wrapped(line.headline.words, ROOM, indent=" " * (margin + 2), first=f"  {_number(line, margin)}")


def _number(line: Line, margin: int) -> str:
    return f"{line.number}.".ljust(margin)


def _part(part: Part, margin: int) -> Iterator[str]:
    rule = RULE * max(3, ROOM - width(part.name) - 5)
    yield from wrapped(f"{RULE * 3} {part.name} {rule}", ROOM)
    for line in part.lines:
        yield ""
        yield from _line(line, margin)


def _line(line: Line, margin: int) -> Iterator[str]:
    indent = " " * margin
    yield from wrapped(line.headline.words, ROOM, indent=indent, first=_number(line, margin))
    if line.translated:
        yield from wrapped(line.translated, ROOM, indent=indent)
    yield from wrapped(line.byline, ROOM, indent=indent)
    if line.excerpt:
        marked = "".join(f"{MARK}{span.text}{MARK}" if span.hit else span.text for span in line.excerpt)
        for run in marked.split("\n"):
            yield from wrapped(run, ROOM, indent=indent)
    also = line.also_line(link.words for link in line.also)
    for words in filter(None, (also, line.cites)):
        yield from wrapped(words, ROOM, indent=indent)
    if line.headline.address:
        yield indent + line.headline.address
