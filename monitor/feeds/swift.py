"""The swift way to read a feed: plain, well-formed RSS, RDF and Atom, read with expat.

It is taken only where it gives what feedparser gives. Both use expat, so they agree on what is well-formed; and every
element that feedparser treats in a way of its own, and that is not in the tables of elements.py, makes this way step
aside (`read_sheet` returns None): elements inside a title or text, second descriptions, podcasts, base64, own entities.
tests/feeds/test_swift.py holds both ways against each other, and the tables against feedparser's own handlers.
"""

from __future__ import annotations

import contextlib
from xml.parsers import expat

from monitor.feeds.drafts import Draft, joined
from monitor.feeds.elements import (
    CHANNEL_ODD,
    OWN_TITLES,
    PASSED,
    RDF_ABOUT,
    READ,
    ROOTS,
    StepAsideError,
    check_type,
    is_harmless,
    may_stand_in,
)
from monitor.feeds.namespaces import PREFIXES
from monitor.feeds.repair import MOST_ENTRIES
from monitor.feeds.sheet import Item, Sheet
from monitor.text.markup import with_windows_signs

# Attribute names are compared in lower case.
_XML = "http://www.w3.org/xml/1998/namespace"
# A well-made feed is four to eight deep.
_DEEPEST = 100
# A feed uses some thirty names; more than this many is an attack on whoever keeps them.
_MOST_NAMES = 2_000
# Encoded piece by piece: a second copy of a large feed is not needed.
_CHUNK = 262_144
# More than any reader keeps of a field.
_LONGEST_FIELD = 2_000_000


def read_sheet(text: str, *, url: str) -> Sheet | None:
    """The feed in `text`; None where it is not well-formed or holds what feedparser must judge."""
    reading = _Reading(url)
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 65_536
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.characters
    parser.StartNamespaceDeclHandler = reading.namespace
    parser.EntityDeclHandler = _step_aside
    parser.SkippedEntityHandler = _step_aside
    try:
        for start in range(0, len(text), _CHUNK):
            parser.Parse(text[start : start + _CHUNK].encode("utf-8", "replace"), False)
        parser.Parse(b"", True)
    except (expat.ExpatError, StepAsideError):
        return None
    return reading.sheet()


def _step_aside(*_: object) -> None:
    raise StepAsideError


class _Reading:
    """What expat has met so far. The one class of the room: expat calls back, so the state must live somewhere."""

    def __init__(self, url: str) -> None:
        self.kind = ""
        self.depth = 0
        self.prefixes = dict(PREFIXES)
        self.names: dict[str, str] = {}
        self.bases = [url]
        self.languages = [""]
        self.channel: dict[str, str] = {}
        self.entry: Draft | None = None
        self.entry_depth = 0
        # Depth and name of the element whose text is wanted, and of one whose inside is passed over.
        self.wanted_depth = self.passed_depth = 0
        self.wanted = self.passed = ""
        self.pieces: list[str] = []
        self.room = 0
        self.items: list[Item] = []

    def sheet(self) -> Sheet | None:
        if not self.kind:
            return None
        return Sheet(
            kind=self.kind,
            title=self.channel.get("title", ""),
            link=self.channel.get("link", ""),
            language=self.channel.get("language", ""),
            ttl=self.channel.get("ttl", ""),
            items=tuple(self.items),
        )

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        if uri and uri.lower() not in self.prefixes:
            if prefix is None or len(self.prefixes) > _MOST_NAMES:
                raise StepAsideError
            self.prefixes[uri.lower()] = prefix.lower()

    def name(self, qualified: str) -> str:
        """`prefix:local` in lower case, under the prefix that feedparser knows the namespace by."""
        known = self.names.get(qualified)
        if known is None:
            if len(self.names) > _MOST_NAMES:
                raise StepAsideError
            uri, blank, local = qualified.rpartition(" ")
            prefix = self.prefixes.get(uri.lower(), "") if blank else ""
            known = self.names[qualified] = f"{prefix}:{local}".lower() if prefix else local.lower()
        return known

    def start(self, qualified: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise StepAsideError
        base, language = self.bases[-1], self.languages[-1]
        if attributes:
            attributes = {key.lower(): value for key, value in attributes.items()}
            base, language = self._scope(attributes, base, language)
        self.bases.append(base)
        self.languages.append(language)
        name = self.name(qualified)
        if self.passed_depth:
            if not may_stand_in(self.passed, name, in_entry=self.entry is not None):
                raise StepAsideError
            if name in ("media:title", "media:description"):
                self._captioned()
        elif self.wanted_depth:
            self._inside_wanted(name)
        elif self.depth == 1:
            self._root(name)
        elif self.entry is None:
            self._in_channel(name, attributes)
        else:
            self._in_entry(name, attributes)

    def _scope(self, attributes: dict[str, str], base: str, language: str) -> tuple[str, str]:
        if "base" in attributes or "lang" in attributes:
            raise StepAsideError
        own = attributes.get(f"{_XML} base")
        return joined(base, own) if own else base, attributes.get(f"{_XML} lang", language)

    def _root(self, name: str) -> None:
        if name not in ROOTS:
            raise StepAsideError
        self.kind = ROOTS[name]
        if self.kind != "rdf" and self.languages[-1]:
            self.channel["language"] = self.languages[-1]

    def _in_channel(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("item", "entry"):
            if len(self.items) >= MOST_ENTRIES:
                raise StepAsideError
            self.entry, self.entry_depth = Draft(attributes.get(RDF_ABOUT, "")), self.depth
        elif name in ("channel", "items"):
            if name == "channel" and "href" in attributes:
                raise StepAsideError
        elif name in ("title", "language", "ttl", "link", "dc:language"):
            if self.depth != (2 if self.kind == "atom" else 3):
                raise StepAsideError
            check_type(name, attributes)
            if name != "link" or not self._linked(attributes, into=None):
                self._want(name)
        elif name in CHANNEL_ODD or (self.depth == 2 and name in OWN_TITLES and "title" not in self.channel):
            raise StepAsideError
        else:
            self._pass(name)

    def _in_entry(self, name: str, attributes: dict[str, str]) -> None:
        entry = self.entry
        if entry is None or self.depth != self.entry_depth + 1:
            raise StepAsideError
        if name in PASSED or is_harmless(name):
            self._pass(name)
        elif name == "link" and self._linked(attributes, into=entry):
            return
        elif name in READ and not (name == "content" and self.kind != "atom"):
            check_type(name, attributes)
            if name in ("guid", "id"):
                entry.is_permalink = attributes.get("ispermalink", "true") == "true"
            self._want(name)
        else:
            raise StepAsideError

    def _captioned(self) -> None:
        """A picture's title or description: feedparser takes it for the entry's own where that has none."""
        if self.kind == "atom" or self.entry is None:
            raise StepAsideError
        self.entry.has_captions = True

    def _inside_wanted(self, name: str) -> None:
        """Elements inside a text: only the parts of an Atom author are expected."""
        if self.wanted != "author" or self.depth != self.wanted_depth + 1:
            raise StepAsideError
        if name == "name":
            self.pieces, self.room = [], _LONGEST_FIELD
            if self.entry is not None:
                self.entry.named_authors += 1
        elif name in ("email", "uri", "url"):
            self._pass(name)
        else:
            raise StepAsideError

    def _linked(self, attributes: dict[str, str], *, into: Draft | None) -> bool:
        """Take a link that stands in an attribute; False where it is the element's text."""
        href = attributes.get("url", attributes.get("uri", attributes.get("href")))
        if href is None:
            return False
        rel, kind = attributes.get("rel", "alternate").lower(), attributes.get("type", "text/html").lower()
        address = joined(self.bases[-1], href)
        if rel == "alternate" and kind in ("text/html", "html", "application/xhtml+xml", "xhtml"):
            if into is not None:
                into.link = address
            else:
                self.channel["link"] = address
        if rel == "alternate" and into is not None:
            into.alternates.append(address)
        self._pass("link")
        return True

    def _pass(self, name: str) -> None:
        self.passed, self.passed_depth = name, self.depth

    def _want(self, name: str) -> None:
        self.wanted, self.wanted_depth = name, self.depth
        self.pieces, self.room = [], _LONGEST_FIELD

    def characters(self, text: str) -> None:
        if self.wanted_depth and not self.passed_depth and self.room > 0:
            self.pieces.append(text)
            self.room -= len(text)

    def end(self, _: str) -> None:
        depth = self.depth
        self.depth -= 1
        language, base = self.languages.pop(), self.bases.pop()
        if self.passed_depth:
            if depth == self.passed_depth:
                self.passed_depth = 0
        elif depth == self.wanted_depth:
            self.wanted_depth = 0
            value = _repaired("".join(self.pieces).strip())
            if self.entry is None:
                self._keep_of_channel(value, base)
            else:
                self.entry.keep(self.wanted, value, base, language)
        elif self.wanted_depth:
            # The name of an Atom author: what follows it inside the author is not the name.
            self.pieces, self.room = ["".join(self.pieces).strip()], 0
        elif self.entry is not None and depth == self.entry_depth:
            self.items.append(self.entry.item())
            self.entry = None

    def _keep_of_channel(self, value: str, base: str) -> None:
        name = "language" if self.wanted == "dc:language" else self.wanted
        if name == "title" and "title" in self.channel:
            return
        self.channel[name] = joined(base, value) if name == "link" and value else value


def _repaired(text: str) -> str:
    """Text that was UTF-8 taken for Latin-1, and Windows signs among the controls, put right as feedparser does."""
    if text.isascii():
        return text
    with contextlib.suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return with_windows_signs(text)
