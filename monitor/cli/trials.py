"""How a visit to a source is shown: a row of a table, or an object of JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

import typer

from monitor.cli.options import print_table

if TYPE_CHECKING:
    from monitor.feeds.appraisal import Appraisal
    from monitor.services.outlets import Tried
    from monitor.services.trying import Trial


def say(sentence: str, *, silent: bool = False) -> None:
    """Progress, beside the output proper."""
    if not silent:
        print(f"{sentence} …", file=sys.stderr)


def world_failed(sentence: str) -> NoReturn:
    """End with exit code 3: the world failed."""
    print(f"farwatch: {sentence}", file=sys.stderr)
    raise typer.Exit(3)


def network_is_down(trials: Sequence[Trial]) -> bool:
    from monitor.polling import network_is_down

    return network_is_down([trial.outcome for trial in trials])


def print_check(trials: Sequence[Trial]) -> None:
    """A table of visits, and below it what to do about those that did not work."""
    rows = [
        (trial.poll.source.outlet, _answer(trial), *_facts(trial.appraisal), trial.poll.source.url) for trial in trials
    ]
    headings = ("outlet", "answer", "entries", "newest", "a day", "carries", "dates", "language", "source")
    print_table(headings, rows, empty="No outlet is switched on; farwatch outlet add https://example.org adds one.")
    troubled = [trial for trial in trials if trial.advice]
    for trial in troubled:
        print(f"\n{trial.poll.source.url}\n  {' '.join(filter(None, (trial.outcome.detail, trial.advice)))}")
    if trials:
        print(f"\n{len(trials) - len(troubled)} of {len(trials)} sources are in order.")


def print_tried(tried: Sequence[Tried], home: str) -> None:
    """What each address of a site gives: what is taken first, then what answers, then why the named others do not."""
    site = "/".join(home.split("/", 3)[:3])
    answering = [one for one in tried if one.offer and one.offer.appraisal.entries]
    answering.sort(key=lambda one: bool(one.why))
    rows = [
        (
            "+" if not one.why else "",
            _answer(one.trial),
            *_facts(one.trial.appraisal),
            one.trial.poll.source.url.removeprefix(site),
            one.why,
        )
        for one in answering
        if one.offer
    ]
    headings = ("", "kind", "entries", "newest", "a day", "carries", "dates", "language", "address", "why not")
    if rows:
        print_table(headings, rows, empty="")
    silent = [one for one in tried if one not in answering]
    for one in silent:
        if not one.guessed:
            print(f"  {one.trial.poll.source.url.removeprefix(site)}: {one.why}")
    guesses = [one.trial.outcome.status is not None for one in silent if one.guessed]
    if sum(guesses):
        print(f"  {sum(guesses)} usual addresses of feeds and sitemaps were tried too and hold none.")
    if not all(guesses):
        print(f"  {len(guesses) - sum(guesses)} usual addresses of feeds and sitemaps did not answer in time.")


def _answer(trial: Trial) -> str:
    return trial.appraisal.kind if trial.works and trial.appraisal else trial.outcome.kind.value


def _facts(seen: Appraisal | None) -> tuple[str, ...]:
    if seen is None or not seen.entries:
        return ("", "", "", "", "", "")
    return (
        str(seen.entries),
        seen.newest.render().replace("T", " ") if seen.newest else "",
        _rate(seen.per_day),
        seen.body.value,
        _dates(seen),
        seen.language or "?",
    )


def _rate(per_day: float | None) -> str:
    if per_day is None:
        return ""
    return f"{per_day:.0f}" if per_day >= 1 else "<1"


def _dates(seen: Appraisal) -> str:
    if seen.precision is None:
        return "none"
    exact = f"to the {seen.precision.value}"
    return exact if seen.dated > 0.995 else f"{seen.dated:.0%} {exact}"
