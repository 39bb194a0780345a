"""A seed file, saved as plain text with the page's furniture, cut into what its page was made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from monitor.model.errors import ConfigError

# One key of facts.yaml, a list of flat tables: no YAML reader is needed at run time (a test compares with one).
FACT = re.compile(r'^(?P<mark>- |  )(?P<key>\w+): *(?:"(?P<quoted>[^"]*)"|(?P<plain>[^#\n]*))', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one seed; body_from and body_to are the first and last words of the article proper."""

    file: str
    title: str | None
    published: date | datetime
    body_from: str
    body_to: str
    furniture: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What stands in one place of the page: a paragraph, a figure's captions and credit, or an advertisement."""

    kind: str  # "paragraph" | "figure" | "advertisement"
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Furniture below the article under its heading; None: the lines that follow the article at once."""

    heading: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The three parts of a saved page."""

    above: tuple[str, ...]
    body: tuple[Block, ...]
    below: tuple[Box, ...]


def read_facts(text: str) -> tuple[Facts, ...]:
    """The entries of seeds/facts.yaml."""
    entries: list[dict[str, str]] = []
    for found in FACT.finditer(text):
        if found["mark"] == "- ":
            entries.append({})
        entries[-1][found["key"]] = found["quoted"] if found["quoted"] is not None else found["plain"].strip()
    return tuple(_facts(entry) for entry in entries)


def _facts(entry: dict[str, str]) -> Facts:
    said = entry["published"]
    return Facts(
        file=entry["file"],
        title=None if entry["title"] == "null" else entry["title"],
        published=datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said),
        body_from=entry["body_from"],
        body_to=entry["body_to"],
        furniture=tuple(re.findall('"([^"]+)"', entry["boilerplate_starts_at"])),
    )


def cut(text: str, facts: Facts) -> Cut:
    """The page's lines above the article, the article in blocks, the furniture below in boxes."""
    start, end = text.find(facts.body_from), text.find(facts.body_to)
    if start < 0 or end < start:
        raise ConfigError(facts.file, "body_from", "these words do not stand in the seed; see seeds/facts.yaml")
    end += len(facts.body_to)
    return Cut(
        above=tuple(_lines(text[:start])),
        body=blocks(tuple(_lines(text[start:end])), title=facts.title),
        below=tuple(_boxes(_lines(text[end:]), facts.furniture)),
    )


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def blocks(lines: tuple[str, ...], *, title: str | None) -> tuple[Block, ...]:
    """Lines as blocks: what repeats the title or its neighbour is a caption, "©" and "Autor." begin a credit."""
    found: list[Block] = []
    for place, line in enumerate(lines):
        neighbours = (*lines[max(place - 1, 0) : place], *lines[place + 1 : place + 2])
        if line == "Reklama":
            found.append(Block(kind="advertisement", lines=(line,)))
        elif not (line == title or line in neighbours or line.startswith(("©", "Autor."))):
            found.append(Block(kind="paragraph", lines=(line,)))
        elif found and found[-1].kind == "figure":
            found[-1] = Block(kind="figure", lines=(*found[-1].lines, line))
        else:
            found.append(Block(kind="figure", lines=(line,)))
    return tuple(found)


def _boxes(lines: Iterator[str], headings: tuple[str, ...]) -> Iterator[Box]:
    heading: str | None = None
    held: list[str] = []
    for line in lines:
        if not line.startswith(headings or ("\0",)):
            held.append(line)
            continue
        yield Box(heading=heading, lines=tuple(held))
        heading, held = line, []
    yield Box(heading=heading, lines=tuple(held))
