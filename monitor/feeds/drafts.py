"""One entry while the swift way reads it."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from monitor.feeds import elements
from monitor.feeds.sheet import Item

# The forms of a name with a mail address on which every reader agrees.
_MAIL = r"[A-Za-z0-9_.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,4}"
_NAMED_MAIL = re.compile(rf"{_MAIL}(?: \([^()<>@]+\))?|[^()<>@]+ (?:\({_MAIL}\)|<{_MAIL}>)")


def joined(base: str, link: str) -> str:
    """The address of a link; empty where it is none."""
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


class Draft:
    """One entry while it is read."""

    def __init__(self, about: str) -> None:
        self.id = about
        self.link: str | None = None
        self.alternates: list[str] = []
        self.original = ""
        self.is_permalink = True
        self.title: str | None = None
        self.summary: str | None = None
        self.contents: list[str] = []
        self.full_texts: list[str] = []
        self.dates: dict[str, str] = {}
        self.authors: list[str] = []
        self.language = self.title_language = self.summary_language = ""
        self.has_captions = False
        self.kept: set[str] = set()
        self.named_authors = 0

    def keep(self, name: str, value: str, base: str, language: str) -> None:
        """Keep what an element says; a second of what there can be only one is feedparser's to judge."""
        if name in elements.CONTENTS:
            self.contents.append(value)
        elif name in elements.AUTHORS:
            if "@" in value and not _NAMED_MAIL.fullmatch(value):
                raise elements.StepAsideError
            self.authors.append(value)
        else:
            role = elements.ROLES.get(name, name)
            if role in self.kept or (role == "id" and self.id):
                raise elements.StepAsideError
            self.kept.add(role)
            self._keep_only(role, value, base, language)

    def _keep_only(self, role: str, value: str, base: str, language: str) -> None:
        if role == "link":
            self.link = joined(base, value.replace("&amp;", "&")) if value else ""
            self.alternates.append(self.link)
        elif role == "title":
            self.title, self.title_language = value, language
        elif role == "summary":
            self.summary, self.summary_language = value, language
        elif role == "id":
            self.id = value if not self.is_permalink or not value else joined(base, value)
        elif role == "language":
            self.language = value
        elif role == "original":
            self.original = value
        elif role in elements.FULL_TEXTS:
            self.full_texts.append(value)
        else:
            self.dates[role] = value

    def item(self) -> Item:
        if self.named_authors not in (0, len(self.authors)):
            raise elements.StepAsideError
        if self.has_captions and (not self.title or self.summary is None):
            raise elements.StepAsideError
        summary = self.summary if self.summary is not None else next(iter(self.contents), "")
        permalink = self.id if self.is_permalink and self.link is None else ""
        return Item(
            id=self.id,
            links=tuple(filter(None, (self.original, self.link, permalink, *self.alternates))),
            title=self.title or "",
            summary=summary,
            content=max((*self.contents, *self.full_texts, ""), key=len),
            dates=tuple(filter(None, (self.dates.get(key) for key in ("published", "updated", "created")))),
            authors=tuple(filter(None, self.authors)),
            language=self.language or self.title_language or self.summary_language,
        )
