"""Watches: as kept, as understood, tried on the archive; concepts with all their forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from monitor.matching import FoundForm
from monitor.model.watches import Concept as KnownConcept
from monitor.model.watches import Watch as Kept
from monitor.shapes.articles import Match, match
from monitor.shapes.words import Count, Shape, Url

if TYPE_CHECKING:
    from monitor.services.feedback import Standing
    from monitor.services.trial import Trial as Tried

WatchId = Annotated[str, Meta(description="A watch's id.", examples=["nato-japan"])]


class Watch(Shape, frozen=True, kw_only=True):
    """A standing query. `order` is its place in a digest, low numbers first; `declared`: it stands in config/."""

    id: WatchId
    name: str
    query: Annotated[str, Meta(description="The query as it was typed.", examples=["@nato AND @japan"])]
    order: int
    enabled: bool
    declared: bool


class Fault(Shape, frozen=True, kw_only=True):
    """A form by which a term was found, in so many articles marked noise and wanted."""

    term: str
    form: str
    noise: Count
    wanted: Count


class WatchStanding(Shape, frozen=True, kw_only=True):
    """A watch as it is understood (`query` in its canonical form), and how precise it is by what readers marked."""

    id: WatchId
    name: str
    query: str
    order: int
    enabled: bool
    declared: bool
    warnings: Annotated[tuple[str, ...], Meta(description="What may not be meant, a sentence each.")]
    precision: Annotated[float, Meta(description="The share of wanted articles among the marked.", ge=0, le=1)] | None
    wanted: Count
    noise: Count
    missed: Annotated[int, Meta(description="Marked wanted, though the watch does not find them.", ge=0)]
    faults: Annotated[tuple[Fault, ...], Meta(description="Forms found in noise, the worst first.")]


class Trial(Shape, frozen=True, kw_only=True):
    """What a query finds in the archive; `gained` and `lost` are against the saved watch, if one is named."""

    query: Annotated[str, Meta(description="The query in its canonical form.")]
    searched: Count
    found: Count
    is_estimate: Annotated[bool, Meta(description="Counts are reckoned up from a sample.")]
    days: Annotated[dict[str, int], Meta(description="Articles a day of publication.")]
    outlets: Annotated[dict[str, int], Meta(description="Articles by outlet, the most first.")]
    languages: Annotated[dict[str, int], Meta(description="Articles by language, the most first.")]
    terms: Annotated[dict[str, int], Meta(description="Articles in which a term is found.")]
    gained: tuple[Url, ...]
    lost: tuple[Url, ...]
    lost_wanted: Annotated[tuple[Url, ...], Meta(description="Of those lost, the ones that a reader marked wanted.")]
    warnings: tuple[str, ...]


class SampledTrial(Trial, frozen=True, kw_only=True):
    """A trial with the newest articles that it finds, and where in them."""

    samples: tuple[Match, ...]


class Concept(Shape, frozen=True, kw_only=True):
    """A thing under all its names: `@id` in a query. `forms` counts the names in its file."""

    id: Annotated[str, Meta(description="A concept's id.", examples=["japan"])]
    label: str
    forms: Count
    members: Annotated[tuple[str, ...], Meta(description="Concepts of which it is a group.")]


class Form(Shape, frozen=True, kw_only=True):
    """A form that is found; `generated`: an inflection, else it stands in the concept's file."""

    language: Annotated[str, Meta(description="A language tag; * is every language.")]
    form: str
    generated: bool


def watch(one: Kept) -> Watch:
    """A watch as kept."""
    return Watch(id=one.id, name=one.name, query=one.query, order=one.order, enabled=one.enabled, declared=one.declared)


def standing(one: Kept, *, query: str, warnings: Sequence[str], stands: Standing) -> WatchStanding:
    """A watch as understood and judged; `query` is its canonical form."""
    return WatchStanding(
        id=one.id,
        name=one.name,
        query=query,
        order=one.order,
        enabled=one.enabled,
        declared=one.declared,
        warnings=tuple(warnings),
        precision=stands.precision,
        wanted=stands.wanted,
        noise=stands.noise,
        missed=stands.missed,
        faults=tuple(
            Fault(term=fault.term, form=fault.form, noise=fault.noise, wanted=fault.wanted) for fault in stands.faults
        ),
    )


def trial(tried: Tried) -> Trial:
    """What a trial found, summed up."""
    return Trial(
        query=tried.query,
        searched=tried.searched,
        found=tried.found,
        is_estimate=tried.is_estimate,
        days={day.isoformat(): count for day, count in tried.days},
        outlets=dict(tried.outlets),
        languages=dict(tried.languages),
        terms=dict(tried.terms),
        gained=tried.gained,
        lost=tried.lost,
        lost_wanted=tried.lost_wanted,
        warnings=tried.warnings,
    )


def sampled(tried: Tried) -> SampledTrial:
    """The same with its samples."""
    summed = trial(tried)
    said = {name: getattr(summed, name) for name in Trial.__struct_fields__}
    return SampledTrial(**said, samples=tuple(match(one.match) for one in tried.samples))


def concept(one: KnownConcept) -> Concept:
    """A concept without its forms."""
    return Concept(id=one.id, label=one.label, forms=len(one.forms), members=one.members)


def form(one: FoundForm) -> Form:
    """A form that a concept finds."""
    return Form(language=one.language, form=one.text, generated=one.generated)
