"""Outlets: who is polled and how it goes, what is kept of them, and what a visit to a site gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from monitor import polling
from monitor.model.outlets import Outlet as Kept
from monitor.model.outlets import PageHints
from monitor.model.outlets import Source as KeptSource
from monitor.model.polls import Outcome, OutcomeKind, SourceState
from monitor.model.volumes import Intake
from monitor.shapes.words import Count, Language, Moment, Published, Shape, moment, moment_or_none

if TYPE_CHECKING:
    from monitor.services.outlets import Exploration
    from monitor.services.trying import Trial

Kind = Annotated[Literal["feed", "sitemap", "section"], Meta(description="What stands at the address.")]
Address = Annotated[str, Meta(description="A web address.", examples=["https://example.org/feed"])]
Came = Annotated[str, Meta(description="What came of a visit: new, nothing-new, not-modified, blocked, missing, …")]


class Source(Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An address at which an outlet announces its articles. `links`: a regular expression of articles' addresses."""

    url: Address
    kind: Kind
    language: Language | None = None
    links: str | None = None


class Hints(Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where an outlet's pages keep things: CSS selectors; `date_regex` and `drop` are regular expressions."""

    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    date_regex: str | None = None
    drop: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()


class Outlet(Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An outlet as it is kept: the keys of a file in config/outlets/. `rank`: 1 is the first to lead a story."""

    name: Annotated[str, Meta(min_length=1, max_length=200, examples=["Example Daily"])]
    homepage: Annotated[str, Meta(max_length=2_000, examples=["https://example.org/"])]
    languages: Annotated[tuple[Language, ...], Meta(min_length=1, examples=[["en"]])]
    country: Annotated[str, Meta(description="Two capitals of ISO 3166.", pattern="^[A-Z]{2}$", examples=["GB"])]
    zone: Annotated[str, Meta(description="IANA zone of printed dates without an offset.", examples=["Europe/London"])]
    kind: Annotated[str, Meta(description="Of which kind it is, in words.", examples=["newspaper"])]
    state_media: bool = False
    enabled: bool = True
    rank: Annotated[int, Meta(ge=1, le=1_000)] = 2
    cited_as: Annotated[tuple[str, ...], Meta(description="Other names under which articles cite it.")] = ()
    hosts: Annotated[tuple[str, ...], Meta(description="Other hosts of the same publisher.")] = ()
    delay_seconds: Annotated[float, Meta(ge=0, le=86_400)] | None = None
    sources: tuple[Source, ...] = ()
    page: Hints = Hints()


class Standing(Shape, frozen=True, kw_only=True):
    """A source as it stands between two visits."""

    outlet: str
    kind: Kind
    source: Address
    outcome: Came
    last_success: Moment | None
    enabled: bool
    last_poll: Moment | None
    next_poll: Moment | None
    failures: Annotated[int, Meta(description="Visits in a row that failed.", ge=0)]
    interval_seconds: Annotated[int, Meta(description="The usual time between two visits.", ge=0)] | None
    moved_to: Address | None
    detail: str
    advice: Annotated[str, Meta(description="What to do where it fails; else empty.")]


class Visit(Shape, frozen=True, kw_only=True):
    """A visit to a source, and what came of it."""

    at: Moment
    outcome: Came
    status: Annotated[int, Meta(description="Of HTTP.")] | None
    new_entries: Count
    bytes: Count
    seconds: float
    detail: str


class Health(Shape, frozen=True, kw_only=True):
    """An outlet and how it does. `articles` and `rejected` are of the pages of the last seven days."""

    id: Annotated[str, Meta(description="An outlet's id.", examples=["example"])]
    name: str
    homepage: str
    languages: tuple[str, ...]
    country: str
    enabled: bool
    failing: Annotated[bool, Meta(description="One of its sources failed when it was last visited.")]
    articles: Count
    rejected: Annotated[int, Meta(description="Pages that were no articles.", ge=0)]
    sources: tuple[Standing, ...]


class Gap(Shape, frozen=True, kw_only=True):
    """A time in which a source may have announced what nobody saw."""

    source: str
    since: Moment
    until: Moment


class OutletPage(Shape, frozen=True, kw_only=True):
    """An outlet as it is kept (what a PUT says), how it does, and the trouble of the last seven days."""

    id: str
    declared: Annotated[bool, Meta(description="It stands so in config/outlets/.")]
    outlet: Outlet
    health: Health
    gaps: tuple[Gap, ...]
    reasons: Annotated[dict[str, int], Meta(description="Why pages were no articles, and how many.")]


class SourceVisits(Shape, frozen=True, kw_only=True):
    """The visits to a source, the latest first."""

    source: str
    visits: tuple[Visit, ...]


class History(Shape, frozen=True, kw_only=True):
    """The visits to every source of an outlet."""

    items: tuple[SourceVisits, ...]


class Tried(Shape, frozen=True, kw_only=True):
    """What a visit that keeps nothing gave. `body`: how much of an article its entries carry."""

    outlet: str
    source: Address
    outcome: Came
    status: int | None
    kind: str | None
    entries: Count
    newest: Published | None
    body: str | None
    dated: Annotated[float, Meta(description="The share of entries with a date.", ge=0, le=1)] | None
    precision: Literal["second", "minute", "day"] | None
    language: Language | None
    per_day: Annotated[float, Meta(description="Entries a day.", ge=0)] | None
    moved_to: str | None
    detail: str
    advice: str
    # Said of what was found on a site only.
    chosen: bool | UnsetType = UNSET
    why: Annotated[str, Meta(description="Why it is not taken; empty where it is.")] | UnsetType = UNSET


class Probe(Shape, frozen=True, kw_only=True):
    """What a home page leads to: its sources, as an outlet of one's own may name them, and all that was tried."""

    homepage: Address
    name: str | None
    failure: Annotated[str, Meta(description="Why the page itself did not answer.")] | None
    sources: tuple[Source, ...]
    tried: tuple[Tried, ...]


def source(one: KeptSource) -> Source:
    """A source as kept."""
    return Source(url=one.url, kind=one.kind.value, language=one.language, links=one.links)


def outlet(one: Kept) -> Outlet:
    """An outlet as its file would declare it."""
    said = {name: getattr(one, name) for name in Outlet.__struct_fields__ if name not in ("sources", "page")}
    return Outlet(**said, sources=tuple(map(source, one.sources)), page=_hints(one.page))


def _hints(page: PageHints) -> Hints:
    return Hints(**{name: getattr(page, name) for name in Hints.__struct_fields__})


def standing(one: Kept, kept: KeptSource, state: SourceState | None) -> Standing:
    """A source of an outlet as it stands; `state` is None before its first visit."""
    failing = state is not None and state.failures > 0
    return Standing(
        outlet=one.id,
        kind=kept.kind.value,
        source=kept.url,
        outcome=(state.outcome if state else None) or "not polled yet",
        last_success=moment_or_none(state.last_success_at) if state else None,
        enabled=one.enabled,
        last_poll=moment_or_none(state.last_poll_at) if state else None,
        next_poll=moment(state.next_poll_at) if state else None,
        failures=state.failures if state else 0,
        interval_seconds=state.interval_seconds if state else None,
        moved_to=state.moved_to if state else None,
        detail=state.detail if state else "",
        advice=polling.ADVICE[OutcomeKind(state.outcome)] if failing and state and state.outcome else "",
    )


def health(one: Kept, states: Mapping[str, SourceState], intake: Intake | None) -> Health:
    """An outlet and how it does."""
    standings = tuple(standing(one, source, states.get(source.url)) for source in one.sources)
    return Health(
        id=one.id,
        name=one.name,
        homepage=one.homepage,
        languages=one.languages,
        country=one.country,
        enabled=one.enabled,
        failing=any(stands.failures for stands in standings),
        articles=intake.articles if intake else 0,
        rejected=intake.rejected if intake else 0,
        sources=standings,
    )


def visit(one: Outcome) -> Visit:
    """A visit of the past."""
    return Visit(
        at=moment(one.at),
        outcome=one.kind.value,
        status=one.status,
        new_entries=one.new_entries,
        bytes=one.bytes,
        seconds=round(one.seconds, 3),
        detail=one.detail,
    )


def tried(trial: Trial, *, chosen: bool | UnsetType = UNSET, why: str | UnsetType = UNSET) -> Tried:
    """The facts of a visit that keeps nothing."""
    known, outcome, seen = trial.poll.source, trial.outcome, trial.appraisal
    return Tried(
        outlet=known.outlet,
        source=known.url,
        outcome=trial.kind.value,
        status=outcome.status,
        kind=seen.kind if seen else None,
        entries=seen.entries if seen else 0,
        newest=seen.newest.render() if seen and seen.newest else None,
        body=seen.body.value if seen else None,
        dated=round(seen.dated, 2) if seen else None,
        precision=seen.precision.value if seen and seen.precision else None,
        language=seen.language if seen else None,
        per_day=round(seen.per_day, 1) if seen and seen.per_day else None,
        moved_to=outcome.moved_to,
        detail=outcome.detail,
        advice=trial.advice,
        chosen=chosen,
        why=why,
    )


def probe(found: Exploration, sources: Sequence[KeptSource]) -> Probe:
    """What a home page led to."""
    return Probe(
        homepage=found.homepage,
        name=found.home.name,
        failure=found.failure.detail if found.failure else None,
        sources=tuple(map(source, sources)),
        tried=tuple(tried(one.trial, chosen=not one.why, why=one.why) for one in found.tried),
    )
