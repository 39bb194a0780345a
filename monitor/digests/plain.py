"""What outlets write, made fit to stand in our sentences: the one place where their text is tamed.

Every rendering takes its strings from `plain` and its addresses from `web_address`, then escapes for its own format.
Taken off are: control characters and line breaks (a header, a Slack line), directional controls (they turn round what
stands beside them), zero-width characters (they hide in words and split the marks of our own), lone surrogates (they
cannot be sent), stacks of combining marks (they paint over the neighbours), and length.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

LONGEST_NAME = 80
LONGEST_HEADLINE = 300
# Percent-encoded. Slack's 3,000 characters must hold an address and its headline.
LONGEST_ADDRESS = 1400
# Cantillated Hebrew and Vietnamese in decomposed form need three; five is decoration.
MOST_MARKS = 4
JOINERS = "\u200c\u200d"
BLANK_LETTERS = "\u2800\u3164\uffa0"
LEFT_TO_RIGHT = "\u200e"


def plain(text: str, longest: int = LONGEST_HEADLINE) -> str:
    """One line of visible text, at most `longest` characters."""
    line = tame(text).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def outlet_name(text: str) -> str:
    """An outlet's name; behind one written from right to left, a mark keeps our words and numbers in their order."""
    name = plain(text, LONGEST_NAME)
    return f"{name}{LEFT_TO_RIGHT}" if any(unicodedata.bidirectional(c) in ("R", "AL") for c in name) else name


def tame(text: str) -> str:
    """As `plain`, with blanks at both ends and length left: for runs that stand beside one another."""
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category in ("Cc", "Zl", "Zp") or character in BLANK_LETTERS:
            kept.append(" ")
        elif character in JOINERS:
            # Persian and Hindi spell with them, emoji are built with them; between Latin letters they only hide.
            kept.append(character if kept and kept[-1] >= "\u0590" else "")
        elif category not in ("Cf", "Cs") and marks <= MOST_MARKS and not _is_noncharacter(character):
            kept.append(character)
    return re.sub(r"\s+", " ", "".join(kept))


def _is_noncharacter(character: str) -> bool:
    """U+FFFE, U+FFFF and their like in every plane: no text, and not allowed in XML."""
    return ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"


def web_address(url: str) -> str | None:
    """The address if it may be linked (http or https, with a host), percent-encoded where a format could trip."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    encoded = quote(url.encode("utf-8", "ignore"), safe="!#$%&()*+,/:;=?@[]~-._")
    return encoded if len(encoded) <= LONGEST_ADDRESS else None


def language_tag(tag: str | None) -> str:
    """The tag if it has the form of one (BCP 47), else empty."""
    return tag if tag and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", tag) else ""
