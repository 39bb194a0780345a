"""What a reader knows already, and what is new against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.articles import ArticleUrl
from monitor.model.digests import Candidate, Digest
from monitor.model.stories import StoryId
from monitor.model.watches import WatchId


class Role(StrEnum):
    """As what an article was told: headline of a story, beside it, what is new in it, or nothing new."""

    ITEM = "item"
    ALSO = "also"
    UPDATE = "update"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldText:
    """What an article said when a reader was told of it."""

    title: str
    text: str
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStory:
    """A story that a reader was told, and its articles that came since, in the order of arrival."""

    story: StoryId
    told_at: datetime
    told: tuple[ToldText, ...]
    later: tuple[Candidate, ...]
    # The subscription's watches that the story answers.
    watches: tuple[WatchId, ...] = ()


class News(StrEnum):
    """Why a told story is told again."""

    CORRECTION = "correction"
    REACTION = "reaction"
    FACT = "fact"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """What `article` has that the reader does not know: a sentence of its text, and the facts new in it."""

    story: StoryId
    article: ArticleUrl
    told_at: datetime
    kind: News
    # Offsets into the article's text; equal: the headline says it.
    start: int
    end: int
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What a told story brings now: its developments, each with the article that brings it."""

    developments: tuple[tuple[Development, Candidate], ...]
    watches: tuple[WatchId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedArticle:
    """An article that a reader was told of and that its outlet has changed since.

    `known` and `latest` are its revisions: the last that the reader knows, and the last there is.
    """

    story: StoryId
    article: ArticleUrl
    outlet_name: str
    language: str | None
    changed_at: datetime
    before: ToldText
    after: ToldText
    known: int
    latest: int
    watches: tuple[WatchId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """What a digest settles in the ledger beside what it tells.

    `revisions`: the last revision of each article it tells; `repeats`: later articles of told stories with nothing
    new; `edits`: articles whose changes it tells or passes over, with the revisions known before and after.
    """

    revisions: tuple[tuple[ArticleUrl, int], ...] = ()
    repeats: tuple[ArticleUrl, ...] = ()
    edits: tuple[tuple[ArticleUrl, int, int], ...] = ()


def told_by(digest: Digest) -> frozenset[str]:
    """What a reader knows by a digest: its stories, and the articles of which it says what was changed."""
    return digest.stories | {change.url for change in digest.changes}
