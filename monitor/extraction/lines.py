"""Which lines of a text are paragraphs of the article, and which are furniture that came along."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from monitor.extraction.names import key
from monitor.extraction.phrases import APPEALS, RIGHTS, SOURCE_LINE, is_box, is_credit, is_pointer, is_sentence, is_stop
from monitor.extraction.stamps import CHANGED, FIRST
from monitor.text.dates import read_published

_WORD = re.compile(r"\w+")
_CLOCK = re.compile(r"^\W*(?:\d{1,2}[:.h時시]\d{0,2}\W*)+$")
_AGO = re.compile(
    r"^\W*\d{1,3}\W?\s?(?:s|sec|min|mins|minutes?|h|hrs?|hours?|days?|weeks?|months?|хв|год|годин\w*|хвилин\w*|дн\w*|мин\w*|час\w*|minut\w*|"
    r"godz\w*|dni|minuten|stunden?|tagen?|jours?|heures?|分|時間|日|분|시간|小时|小時|分钟|分鐘)\.?\W*(?:ago|тому|назад|temu|前|전)\W*$",
    re.IGNORECASE,
)
# A book of 50,000 words; no article is longer, and everything that reads texts pays by the character.
_LONGEST = 300_000
# The share of a line in links from which on it is a link.
_ALL = 0.8
# How many lines may stand among the headline's.
_HEAD = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text that stood by itself; `tag`: the element it stood in; `home`: how the page names the box around
    it; `linked`: the share of it that is a link."""

    text: str
    tag: str
    home: str = ""
    linked: float = 0.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the page around its text. Captions and link texts by their keys
    (monitor.extraction.names.key)."""

    title: str | None = None
    author: str | None = None
    captions: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    drop: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    names: frozenset[str] = field(default_factory=frozenset)


def article_lines(lines: list[Line], *, surroundings: Surroundings) -> list[Line]:
    """The lines that are the article, from its first word to its last."""
    kept = _before_stop(lines, surroundings.stop)
    kept = [line for line in kept if not _is_furniture(line, surroundings)]
    kept = _without_title(kept, surroundings.title)
    kept = _within_measure(_without_repeats(kept))
    return _without_tail(_without_head(kept, surroundings), surroundings)


def _within_measure(lines: list[Line]) -> list[Line]:
    size = 0
    for n, line in enumerate(lines):
        size += len(line.text)
        if size > _LONGEST:
            return lines[:n] or [Line(line.text[:_LONGEST], line.tag)]
    return lines


def _before_stop(lines: list[Line], stops: tuple[str, ...]) -> list[Line]:
    """The lines before the first mark behind a sentence; a menu above the text may have the same words."""
    begun = False
    for n, line in enumerate(lines):
        if begun and is_stop(line.text, stops):
            return lines[:n]
        begun = begun or is_sentence(line.text)
    return lines


def _is_furniture(line: Line, around: Surroundings) -> bool:
    text = line.text
    if not _WORD.search(text):
        return True
    if any(re.search(pattern, text) for pattern in around.drop):
        return True
    if is_box(text) or (is_pointer(text) and len(text) < 300):
        return True
    if len(text) < 300 and (APPEALS.match(text) or RIGHTS.search(text) or is_credit(text)):
        return True
    own = key(text)
    if own in around.captions and not (len(text) > 140 and is_sentence(text)):
        return True
    # A paragraph that is nothing but a link points to another article.
    if line.linked > _ALL and len(own) > 12:
        return True
    return own in around.links and line.tag in ("p", "head", "quote") and len(own) > 12 and not is_sentence(text)


def _without_title(lines: list[Line], title: str | None) -> list[Line]:
    """The lines that do not repeat the headline; among the first ones also not with a kicker before or a date behind
    it."""
    same = key(title) if title else ""
    if len(same) < 4:
        return lines
    kept = []
    for n, line in enumerate(lines):
        own = key(line.text)
        if own == same or (n < 4 and same in own and len(own) < len(same) + 40 and not is_sentence(line.text)):
            continue
        kept.append(line)
    return kept


def _without_repeats(lines: list[Line]) -> list[Line]:
    """A long paragraph stands once: pull quotes and mobile copies of a lead repeat it."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        own = key(line.text)
        if len(own) > 40 and own in seen:
            continue
        seen.add(own)
        kept.append(line)
    return kept


def _without_head(lines: list[Line], around: Surroundings) -> list[Line]:
    """The lines without the labels among the first ones: a date may stand behind the lead as well."""
    kept = [line for line in lines[:_HEAD] if not _is_label(line.text, around)]
    return kept + lines[_HEAD:] if kept or len(lines) > _HEAD else lines


def _is_label(text: str, around: Surroundings) -> bool:
    """Dates, bylines and sections as they stand above and below a text."""
    if len(text) > 120:
        return False
    if _CLOCK.match(text) or _AGO.match(text):
        return True
    if not is_sentence(text) and _is_dateline(text, around):
        return True
    if around.author and not is_sentence(text.rstrip(".")) and _is_byline(text, around):
        return True
    own = key(text)
    return own in around.names or own in around.links


def _is_dateline(text: str, around: Surroundings) -> bool:
    """A date with little else, or with words of publishing or the author's name."""
    if read_published(text, zone="UTC") is None:
        return False
    named = bool(around.author) and key(around.author or "")[:12] in key(text)
    return len(text) <= 60 or named or (FIRST.search(text) or CHANGED.search(text)) is not None


def _is_byline(text: str, around: Surroundings) -> bool:
    """The author's name with little else: a role, the outlet's name, a date."""
    names = [
        key(name)
        for name in re.split(r",| and | und | et | y | i | та | і ", around.author or "")
        if len(key(name)) > 3
    ]
    own = key(text)
    found = sum(len(name) for name in names if name in own)
    return found > 0 and len(own) - found <= max(24, found)


def _without_tail(lines: list[Line], around: Surroundings) -> list[Line]:
    end = len(lines)
    while end > 1 and _is_tail(lines[end - 1], around):
        end -= 1
    return lines[:end]


def _is_tail(line: Line, around: Surroundings) -> bool:
    if line.tag in ("head", "h2", "h3", "h4", "h5", "h6") and not is_sentence(line.text):
        return True
    if SOURCE_LINE.match(line.text) or _is_label(line.text, around):
        return True
    # "#Україна #НАТО"
    return bool(line.text.startswith("#") and all(word.startswith("#") for word in line.text.split()))
