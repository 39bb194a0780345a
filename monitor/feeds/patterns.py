"""A pattern for the addresses of an outlet's articles, taken from some of them.

Addresses are put together by their shape: the same number of path segments, each a number, a date's part, a headline
in hyphens or a word. Words that vary (rubrics) become any word, those that never do stay; what a publishing system puts
around a headline (`_n52631`, `12345-`, `.html`) stays too, for that is what tells an article from a tag's page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from urllib.parse import SplitResult, parse_qsl, urlsplit

# One stray link of a shape is an advertisement or a page about the outlet; a shape below this share is one as well.
_LEAST_LINKS = 3
_LEAST_SHARE = 0.1
_MOST_SHAPES = 4
# A headline in an address has three words at least, or two and a number.
_SLUG = re.compile(r"[^/]*[^\W\d_]{2,}(?:[-_%][^/]+){2,}|[^/]*[^\W\d_]{2,}[-_][a-z]?\d{3,}", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:s?html?|php|aspx?)$", re.IGNORECASE)
_BEFORE = re.compile(r"(?:[a-z]{0,4}\d{3,}[-_])", re.IGNORECASE)
_AFTER = re.compile(r"[-_][a-z]{0,2}\d{3,}$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_ANY = "[^/?#]+"

_Shape = tuple[str, ...]


def links_pattern(urls: Sequence[str]) -> str | None:
    """A regular expression that whole addresses of articles match; None where the addresses have no shape in common."""
    groups: dict[tuple[str, _Shape], list[SplitResult]] = defaultdict(list)
    for url in dict.fromkeys(urls):
        parts = urlsplit(url)
        groups[parts.netloc.lower().removeprefix("www."), _shape(parts)].append(parts)
    counts = Counter({key: len(of) for key, of in groups.items() if not _is_list(key[1])})
    least = max(_LEAST_LINKS, _LEAST_SHARE * counts.total())
    patterns = [_pattern(groups[key], *key) for key, count in counts.most_common(_MOST_SHAPES) if count >= least]
    return "|".join(dict.fromkeys(patterns)) or None


def _shape(parts: SplitResult) -> _Shape:
    names = sorted(f"{name}={_kind(value)}" for name, value in parse_qsl(parts.query) if _kind(value) != "word")
    if names:
        # Parameters name the article, the path names the program that shows it.
        return (parts.path, f"?{'&'.join(names)}")
    segments = (_kind(segment) for segment in parts.path.strip("/").split("/"))
    return (*segments, "/" if parts.path.endswith("/") else "")


def _is_list(shape: _Shape) -> bool:
    """Whether there are only words in it, as in the addresses of rubrics and of pages about the outlet."""
    return not shape[-1].startswith("?") and all(kind.startswith("word") for kind in shape[:-1])


def _kind(segment: str) -> str:
    """ "number", "word", or "slug" with what stands around the headline."""
    ending = found[0] if (found := _ENDING.search(segment)) else ""
    stem = segment.removesuffix(ending)
    if _DIGITS.fullmatch(stem):
        return f"number{ending}"
    before = _BEFORE.match(stem)
    after = _AFTER.search(stem)
    if not (_SLUG.match(stem) or before or after):
        # `news997202.html`: a word and a number are an article's name too.
        return f"name{ending}" if re.fullmatch(r"[a-z]+[-_]?\d{3,}", stem, re.IGNORECASE) else f"word{ending}"
    return f"slug{'<' if before else ''}{'>' if after else ''}{ending}"


def _pattern(group: Sequence[SplitResult], host: str, shape: _Shape) -> str:
    site = rf"https?://(?:www\.)?{re.escape(host)}"
    if shape[-1].startswith("?"):
        return rf"{site}{re.escape(shape[0])}\?[^#]*"
    rows = [parts.path.strip("/").split("/") for parts in group]
    segments = (_segment(kind, [row[at] for row in rows]) for at, kind in enumerate(shape[:-1]))
    return f"{site}/{'/'.join(segments)}{shape[-1]}"


def _segment(kind: str, values: Sequence[str]) -> str:
    name, _, ending = kind.partition(".")
    tail = re.escape(f".{ending}") if ending else ""
    if name == "number":
        widths = {len(value.partition(".")[0]) for value in values}
        # A year, a month or a day keeps its width; an article's number grows.
        return (rf"\d{{{widths.pop()}}}" if len(widths) == 1 and max(map(len, values)) <= 4 else r"\d+") + tail
    if name == "name":
        words = {_DIGITS.sub("", value.removesuffix(f".{ending}")) for value in values}
        return (re.escape(words.pop()) if len(words) == 1 else "[A-Za-z]+[-_]?") + r"\d+" + tail
    if name == "word":
        return re.escape(values[0]) if len(set(values)) == 1 else _ANY
    before = r"[A-Za-z]{0,4}\d+[-_]" if "<" in name else ""
    ends = {_DIGITS.sub("", found[0]) for value in values if (found := _AFTER.search(_ENDING.sub("", value)))}
    after = (re.escape(ends.pop()) if len(ends) == 1 else "[-_][A-Za-z]{0,2}") + r"\d+" if ">" in name else ""
    return f"{before}{_ANY}{after}{tail}"
