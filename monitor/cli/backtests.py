"""farwatch watch test: a query tried on the stored articles, before it is trusted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.dictionaries import read_dictionaries
from monitor.cli.options import AsJson, ConfigFolder, Database, Days, opened, print_shape
from monitor.cli.watches import watch_named

if TYPE_CHECKING:
    from monitor.model.articles import ArticleUrl
    from monitor.services.trial import Sample, Trial

# A chart has at most so many lines, and its longest bar so many signs.
_LINES, _BAR = 35, 40
_NAMES, _URLS = 10, 50


def add_to(app: typer.Typer) -> None:
    app.command("test")(try_out)


def try_out(
    first: Annotated[str, typer.Argument(help="A query; or a watch's name before a query.", show_default=False)],
    second: Annotated[str | None, typer.Argument(help="The new query of that watch.", show_default=False)] = None,
    days: Days = None,
    samples: Annotated[int, typer.Option(min=0, help="How many samples to show, at most 20.")] = 5,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """What a query finds in the stored articles; with a watch's NAME before it, what is gained and lost.

    With --json every article that is found is a line, with its hits; the last line sums up.

    Example: farwatch watch test '@nato AND @japan' --days 7
    """
    from monitor.services.trial import MOST, try_query
    from monitor.shapes.articles import match
    from monitor.shapes.watches import trial as shape

    with opened(database, config) as app:
        saved = watch_named(app, first).id if second is not None else None
        with app.store.reading() as work:
            concepts, languages = work.concepts.all(), work.archive.kinds()
        read_dictionaries(languages)
        now = app.clock()
        since = now - timedelta(days=days) if days else None
        most = None if as_json else MOST
        trial = try_query(app.store, concepts, second or first, since=since, saved=saved, now=now, most=most)
    if as_json:
        for sample in trial.samples:
            print_shape(match(sample.match))
        print_shape(shape(trial))
        return
    print("\n".join([*_lines(trial), *_sample_lines(trial.samples[:samples])]))
    if saved is not None:
        print("\n".join(_difference(trial)))


def _lines(trial: Trial) -> list[str]:
    about = "About " if trial.is_estimate else ""
    lines = [f"{about}{trial.found:,} of {trial.searched:,} stored articles answer {trial.query}"]
    lines += chart(trial.days)
    for what, counts in (("outlets", trial.outlets), ("languages", trial.languages), ("terms", trial.terms)):
        if counts:
            more = f", and {len(counts) - _NAMES} more" if len(counts) > _NAMES else ""
            lines.append(f"{what:<10} " + ", ".join(f"{name} {count:,}" for name, count in counts[:_NAMES]) + more)
    return [*lines, *(f"note       {warning}" for warning in trial.warnings)]


def chart(days: Sequence[tuple[date, int]]) -> list[str]:
    """A bar a day; a week or a month, where the days are too many for a page."""
    counts: dict[str, int] = {}
    span = (days[-1][0] - days[0][0]).days if days else 0
    for day, count in days:
        counts[_period(day, span)] = counts.get(_period(day, span), 0) + count
    longest = max(counts.values(), default=0)
    return [
        f"  {name:<10} {'█' * -(-count * _BAR // longest) if longest else ''} {count:,}"
        for name, count in counts.items()
    ]


def _period(day: date, span: int) -> str:
    if span < _LINES:
        return day.isoformat()
    if span < _LINES * 7:
        return (day - timedelta(days=day.weekday())).isoformat()
    return day.isoformat()[:7] if span < _LINES * 31 else day.isoformat()[:4]


def _sample_lines(samples: Sequence[Sample]) -> list[str]:
    from monitor.digests.excerpts import excerpt
    from monitor.model.digests import HitSpan

    lines = []
    for sample in samples:
        article = sample.article
        hits = [HitSpan(field=h.field, start=h.start, end=h.end, term=h.term) for h in sample.match.hits]
        in_title = [(hit.start, hit.end) for hit in hits if hit.field == "title" and article.title]
        lines += ["", _marked(article.headline, in_title)]
        if spans := excerpt(article.text, hits, headline=article.headline):
            lines.append("  " + "".join(f"[{span.text}]" if span.hit else span.text for span in spans))
        lines.append(f"  {article.url}")
    return lines


def _marked(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text with its hits in brackets; of hits that overlap, the first."""
    marked, at = "", 0
    for start, end in sorted(places):
        if start >= at:
            marked += f"{text[at:start]}[{text[start:end]}]"
            at = end
    return marked + text[at:]


def _difference(trial: Trial) -> list[str]:
    about = "at least " if trial.is_estimate else ""
    lines = ["", f"Against the saved query: {about}{len(trial.gained):,} gained, {about}{len(trial.lost):,} lost."]
    lines += [*_listed("+", trial.gained), *_listed("-", trial.lost)]
    if trial.lost_wanted:
        lines.append(f"Marked wanted, and lost: {len(trial.lost_wanted)}")
        lines += _listed("!", trial.lost_wanted)
    return lines


def _listed(sign: str, urls: Sequence[ArticleUrl]) -> list[str]:
    lines = [f"  {sign} {url}" for url in urls[:_URLS]]
    return [*lines, f"  {sign} and {len(urls) - _URLS:,} more"] if len(urls) > _URLS else lines
