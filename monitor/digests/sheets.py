"""A digest in words: every string chosen, tamed and in the reader's language. The renderings only lay it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count, groupby
from zoneinfo import ZoneInfo

from monitor.digests.changes import shown
from monitor.digests.covering import covered, missing
from monitor.digests.furniture import Furniture
from monitor.digests.languages import furniture
from monitor.digests.languages.again import again_words
from monitor.digests.plain import LONGEST_NAME, language_tag, outlet_name, plain, tame, web_address
from monitor.digests.summing import LONGEST as LONGEST_SENTENCE
from monitor.model.digests import Digest, Item, Mention, Span
from monitor.model.edits import Correction
from monitor.model.watches import WatchId

# An "also:" line names so many outlets, then counts.
MOST_MENTIONS = 8
# From so many stories on, a list of headlines opens the digest.
INDEX_FROM = 6
# Inboxes show some hundred characters: two headlines.
PREVIEWED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere; `address` None: they do not."""

    words: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One story. `language` is a BCP 47 tag or empty."""

    number: int
    headline: Link
    language: str
    # The headline in the reader's language and that a machine wrote it; empty where it is not translated.
    translated: str
    byline: str
    excerpt: tuple[Span, ...]
    also: tuple[Link, ...]
    # "also: " or what the language says, and " and 3 more", around the links; empty where there are none.
    also_before: str
    also_after: str
    separator: str
    cites: str

    def also_line(self, names: Iterable[str]) -> str:
        """The line that names the other outlets, each as the format writes a link."""
        return f"{self.also_before}{self.separator.join(names)}{self.also_after}" if self.also else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence of the summary; each of `grounds` is the number of a story, and leads to its article."""

    text: str
    grounds: tuple[Link, ...]

    def line(self, names: Iterable[str]) -> str:
        """The sentence with its grounds, each as the format writes a link."""
        return f"{self.text} [{', '.join(names)}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The stories of one watch, or of one day of it; `name` is the heading."""

    watch: WatchId
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole digest. What does not apply is empty: `repeated`, `missing` (both not to be overlooked), `quiet`."""

    words: Furniture
    subject: str
    title: str
    day: str
    news: str
    since: str
    repeated: str
    quiet: str
    # By a machine, where one is asked.
    summary: tuple[Claim, ...]
    parts: tuple[Part, ...]
    coverage: str
    missing: str
    footer: str
    # To this digest's own page; None where readers do not reach the desk.
    on_desk: Link | None

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def preview(self) -> str:
        """What an inbox shows beside the subject."""
        return " · ".join(line.headline.words for line in self.lines[:PREVIEWED]) or self.quiet

    @property
    def has_index(self) -> bool:
        return len(self.lines) >= INDEX_FROM


def sheet(digest: Digest, *, possibly_repeated: bool, desk: str = "") -> Sheet:
    """The digest in the words of its reader's language, its times in the reader's zone; `desk` as in `render`."""
    words, zone = furniture(digest.language), ZoneInfo(digest.zone)
    end = digest.period_end.astimezone(zone)
    news = _news(digest, words)
    start = words.in_zone(digest.period_start, zone, this_year=end.year)
    title = plain(digest.title, LONGEST_NAME)
    parts = _parts(digest, words, zone, end.year)
    return Sheet(
        words=words,
        subject=words.subject.format(news=news, day=words.long_date(end.date(), year=False)),
        title=title,
        day=words.moment.format(day=words.long_date(end.date(), year=True), time=end.strftime("%H:%M")),
        news=news,
        since=words.since.format(moment=start),
        repeated=words.repeated if possibly_repeated else "",
        quiet="" if digest.tells_something else words.quiet.format(since=start),
        summary=_summary(digest, parts),
        parts=parts,
        coverage=covered(digest.coverage, words),
        missing=missing(digest.coverage, words, zone, end.year),
        footer=words.footer.format(title=title, zone=digest.zone),
        on_desk=_on_desk(digest, desk, words),
    )


def _summary(digest: Digest, parts: tuple[Part, ...]) -> tuple[Claim, ...]:
    addresses = {line.number: line.headline.address for part in parts for line in part.lines}
    return tuple(
        Claim(
            text=plain(sentence.text, LONGEST_SENTENCE),
            grounds=tuple(Link(words=str(number), address=addresses.get(number)) for number in sentence.items),
        )
        for sentence in digest.summary
    )


def _on_desk(digest: Digest, desk: str, words: Furniture) -> Link | None:
    address = web_address(f"{desk.rstrip('/')}/digests/{digest.id}") if desk else None
    return Link(words=words.on_desk, address=address) if address else None


def _news(digest: Digest, words: Furniture) -> str:
    """How many stories are new, how many go on, how many articles changed."""
    again = again_words(words.tag)
    updates = sum(item.update_since is not None for item in digest.items)
    new = len(digest.items) - updates
    said = [words.count(words.stories, new)] if new else []
    said += [again.updates.format(n=updates)] if updates else []
    said += [again.changes.format(n=len(digest.changes))] if digest.changes else []
    return words.separator.join(said) or words.nothing_new


def _parts(digest: Digest, words: Furniture, zone: ZoneInfo, year: int) -> tuple[Part, ...]:
    """A part for each section, or for each of its days where items have one and there are several in the digest."""
    by_day = len({item.day for item in digest.items}) > 1
    numbers = count(1)
    parts: list[Part] = []
    for section in digest.sections:
        for day, items in groupby(section.items, key=lambda item: item.day if by_day else None):
            heading = [] if parts and day and parts[-1].watch == section.watch else [plain(section.name, LONGEST_NAME)]
            if day:
                heading.append(words.long_date(day, year=day.year != year))
            lines = tuple(_line(next(numbers), item, words, zone, year) for item in items)
            parts.append(Part(watch=section.watch, name=" · ".join(heading), lines=lines))
    if digest.changes:
        changed = tuple(_changed(next(numbers), change, words, zone, year) for change in digest.changes)
        parts.append(Part(watch=WatchId(""), name=again_words(words.tag).changed_after, lines=changed))
    return tuple(parts)


def _changed(number: int, change: Correction, words: Furniture, zone: ZoneInfo, year: int) -> Line:
    """An article that changed after it was told, as a line."""
    moment = words.in_zone(change.changed_at, zone, this_year=year)
    byline = [_named(change.outlet_name, change.language), again_words(words.tag).changed.format(moment=moment)]
    return Line(
        number=number,
        headline=Link(words=plain(change.headline) or words.untitled, address=web_address(change.url)),
        language=language_tag(change.language),
        byline=" · ".join(byline),
        translated="",
        excerpt=shown(change),
        also=(),
        also_before="",
        also_after="",
        separator=words.separator,
        cites="",
    )


def _line(number: int, item: Item, words: Furniture, zone: ZoneInfo, year: int) -> Line:
    byline = [_named(item.outlet_name, item.language)]
    if item.update_since:
        again = again_words(words.tag)
        since = again.update.format(moment=words.in_zone(item.update_since, zone, this_year=year))
        kind = again.news.get(item.news, "")
        byline.insert(0, f"{since} ({kind})" if kind else since)
    if item.published:
        byline.append(words.published(item.published, zone, this_year=year))
    also = _distinct(item.also)
    before, _, after = words.also.partition("{outlets}")
    more = words.separator + words.count(words.more, len(also) - MOST_MENTIONS) if len(also) > MOST_MENTIONS else ""
    cites = words.separator.join(outlet_name(name) for name in item.cites[:MOST_MENTIONS])
    return Line(
        number=number,
        headline=Link(words=plain(item.headline) or words.untitled, address=web_address(item.url)),
        language=language_tag(item.language),
        translated=words.translated.format(headline=plain(item.translated)) if plain(item.translated) else "",
        byline=" · ".join(byline),
        excerpt=tuple(Span(text=tame(span.text), hit=span.hit) for span in item.excerpt),
        also=tuple(_link(mention, words) for mention in also[:MOST_MENTIONS]),
        also_before=before,
        also_after=more + after,
        separator=words.separator,
        cites=words.citing.format(sources=cites) if cites else "",
    )


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """An outlet once a language: its second article on the story tells the reader nothing here."""
    return list({(m.outlet_name, m.language): m for m in reversed(tuple(mentions))}.values())[::-1]


def _link(mention: Mention, words: Furniture) -> Link:
    marks = [language_tag(mention.language), words.copy if mention.relation == "copy" else ""]
    inside = ", ".join(mark for mark in marks if mark)
    name = outlet_name(mention.outlet_name)
    return Link(words=f"{name} ({inside})" if inside else name, address=web_address(mention.url))


def _named(outlet: str, language: str | None) -> str:
    name, tag = outlet_name(outlet), language_tag(language)
    return f"{name} ({tag})" if tag else name
