"""A folder of `sites/` as an outlet's site: which address answers with which template, and since when."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import jinja2
import msgspec

from monitor.newsroom.seeds import Block, Box, Cut, Facts, blocks, cut, read_facts

# Content types by the ending of a template's name.
TYPES = {
    ".html": "text/html",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xml": "application/xml",
}


class ArticleTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article that appears at `appears`: a seed's (its number), or an older notice of the house written out here."""

    path: str
    appears: datetime
    seed: str | None = None
    title: str | None = None
    above: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


class SiteTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A `site.toml`. Listings: path to template; pages: what is added to an article's path, to template."""

    host: str
    listings: dict[str, str]
    pages: dict[str, str]
    articles: tuple[ArticleTable, ...]
    charset: str = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article as its page shows it. A date without a time where no more is known."""

    path: str
    appears: datetime
    seed: str | None
    title: str | None
    published: date | datetime
    above: tuple[str, ...]
    body: tuple[Block, ...]
    below: tuple[Box, ...]

    @property
    def summary(self) -> str:
        return self.body[0].lines[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What stands at an address: bytes, their type, and when they last changed."""

    body: bytes
    content_type: str
    changed: datetime


@dataclass(frozen=True, kw_only=True)
class Site:
    """One outlet's site, of which `paper` gives what a reader sees at a moment."""

    id: str
    folder: Path
    table: SiteTable
    pieces: tuple[Piece, ...]

    @cached_property
    def _templates(self) -> jinja2.Environment:
        loader = jinja2.FileSystemLoader([self.folder, self.folder.parent])
        made = jinja2.Environment(
            loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
        return made

    def paper(self, path: str, *, base: str, now: datetime) -> Paper | None:
        """What stands at `path` at `now`; None: nothing does, or not yet. `base` is the address that readers use."""
        published = tuple(piece for piece in self.pieces if piece.appears <= now)
        newest = max((piece.appears for piece in published), default=self.pieces[0].appears)
        if template := self.table.listings.get(path):
            return self._paper(template, newest, base=base, pieces=published)
        for piece in published:
            for suffix, template in self.table.pages.items():
                if piece.path + suffix == path:
                    return self._paper(template, piece.appears, base=base, pieces=published, article=piece)
        return None

    def _paper(self, template: str, changed: datetime, **values: object) -> Paper:
        charset = self.table.charset if template.endswith(".html") else "utf-8"
        text = self._templates.get_template(template).render(
            **values, real=f"https://{self.table.host}", charset=charset, changed=changed
        )
        kind = TYPES[Path(template).suffix]
        return Paper(body=text.encode(charset), content_type=f"{kind}; charset={charset}", changed=changed)


def read_sites(folder: Path, seeds: Path) -> tuple[Site, ...]:
    """Every site of the folder, with the texts of the seeds."""
    facts = {entry.file[:3]: entry for entry in read_facts((seeds / "facts.yaml").read_text(encoding="utf-8"))}
    return tuple(_site(file.parent, seeds, facts) for file in sorted(folder.glob("*/site.toml")))


def _site(folder: Path, seeds: Path, facts: Mapping[str, Facts]) -> Site:
    table = msgspec.convert(tomllib.loads((folder / "site.toml").read_text(encoding="utf-8")), SiteTable)
    pieces = sorted(_pieces(table, seeds, facts), key=lambda piece: piece.appears, reverse=True)
    return Site(id=folder.name, folder=folder, table=table, pieces=tuple(pieces))


def _pieces(table: SiteTable, seeds: Path, facts: Mapping[str, Facts]) -> Iterator[Piece]:
    """The articles of a site; a notice of the house stands among the same furniture as the seed's article."""
    found = {article.seed: facts[article.seed] for article in table.articles if article.seed}
    cuts = {seed: cut((seeds / known.file).read_text(encoding="utf-8"), known) for seed, known in found.items()}
    furniture = next((parts.below[1:] for parts in cuts.values()), ())
    for article in table.articles:
        if article.seed:
            yield _of_seed(article, found[article.seed], cuts[article.seed])
        else:
            yield _notice(article, furniture)


def _of_seed(article: ArticleTable, known: Facts, parts: Cut) -> Piece:
    return Piece(
        path=article.path,
        appears=article.appears,
        seed=article.seed,
        title=known.title,
        published=known.published,
        above=parts.above,
        body=parts.body,
        below=parts.below,
    )


def _notice(article: ArticleTable, furniture: tuple[Box, ...]) -> Piece:
    return Piece(
        path=article.path,
        appears=article.appears,
        seed=None,
        title=article.title,
        published=article.appears.date(),
        above=article.above,
        body=blocks(article.body, title=article.title),
        below=(Box(heading=None, lines=()), *furniture),
    )
