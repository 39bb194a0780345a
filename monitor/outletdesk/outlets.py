"""Outlets: who is polled, how well it goes, and what to do where it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from monitor import polling
from monitor.languages.times import Times
from monitor.model.outlets import Outlet, OutletId, Source
from monitor.model.polls import Gap, Outcome, OutcomeKind, SourceState
from monitor.model.sentences import sentence
from monitor.model.volumes import Intake
from monitor.pages.charts import Chart, chart
from monitor.pages.frames import reader_of
from monitor.pages.sheets import Sheet, sheet_of
from monitor.pages.showing import shown
from monitor.services.keeping import is_declared
from monitor.text import normal

if TYPE_CHECKING:
    from monitor.bootstrap import App

# What "share rejected" is reckoned over, and how far back gaps are shown.
WEEK = timedelta(days=7)
# Visits of the history.
VISITS = 120
# Outlets of a sheet: a screenful to look through, and a third of what a page may weigh.
SHEET = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source as it stands."""

    source: Source
    state: SourceState | None

    @property
    def is_failing(self) -> bool:
        return bool(self.state and self.state.failures)

    @property
    def advice(self) -> str:
        if not self.is_failing or self.state is None or not self.state.outcome:
            return ""
        return polling.ADVICE[OutcomeKind(self.state.outcome)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow:
    """An outlet in the list."""

    outlet: Outlet
    sources: tuple[SourceRow, ...]
    intake: Intake | None

    @property
    def is_failing(self) -> bool:
        return any(one.is_failing for one in self.sources)

    @property
    def last_success(self) -> datetime | None:
        return max(
            (row.state.last_success_at for row in self.sources if row.state and row.state.last_success_at), default=None
        )

    @property
    def rhythm(self) -> timedelta | None:
        """The shortest time between two polls of its sources."""
        waits = [row.state.interval_seconds for row in self.sources if row.state]
        return timedelta(seconds=min(waits)) if waits else None

    @property
    def rejected(self) -> float | None:
        """The share of its pages that were no articles; None where there were none."""
        if self.intake is None or not self.intake.articles + self.intake.rejected:
            return None
        return self.intake.rejected / (self.intake.articles + self.intake.rejected)

    @property
    def state(self) -> str:
        if self.is_failing:
            return "failing"
        return "good" if self.last_success else "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What a reader wants to see of the outlets; empty: all. `state`: failing, good, new (not polled yet), off."""

    name: str = ""
    state: str = ""
    language: str = ""
    country: str = ""

    def lets(self, outlet: Outlet) -> bool:
        """Whether an outlet is wanted, by what it is."""
        return (
            normal(self.name) in normal(outlet.name)
            and self.language in ("", *outlet.languages)
            and self.country in ("", outlet.country)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletsPage:
    """The outlets that are polled, the failing first, and those that are not; a sheet of each, as narrowed.

    `polled`: how many are, however the list is narrowed.
    """

    polled: int
    chosen: Narrowed
    rows: Sheet[OutletRow]
    off: Sheet[Outlet]
    languages: tuple[str, ...]
    countries: tuple[str, ...]
    done: str = ""


def outlets(request: Request) -> Response:
    """GET /outlets."""
    app: App = request.app.state.app
    now = app.clock()
    with app.store.reading() as work:
        every = work.outlets.all()
        states = {state.url: state for state in work.sources.states()}
        intakes = {one.outlet: one for one in work.volumes.intake_since(now - WEEK)}
    said = request.query_params
    chosen = Narrowed(**{name: said.get(name, "").strip() for name in ("name", "state", "language", "country")})
    wanted = [outlet for outlet in every if chosen.lets(outlet)]
    rows = [_row(outlet, states, intakes.get(outlet.id)) for outlet in wanted if outlet.enabled]
    rows.sort(key=lambda row: (not row.is_failing, row.outlet.name.casefold()))
    off = [outlet for outlet in wanted if not outlet.enabled and chosen.state in ("", "off")]
    page = OutletsPage(
        polled=sum(outlet.enabled for outlet in every),
        chosen=chosen,
        rows=sheet_of([row for row in rows if chosen.state in ("", row.state)], said.get("page", ""), SHEET),
        off=sheet_of(off, said.get("off", ""), SHEET),
        languages=tuple(sorted({language for outlet in every for language in outlet.languages})),
        countries=tuple(sorted({outlet.country for outlet in every})),
        done=said.get("done", ""),
    )
    return shown(request, "outlets.html", page, title=reader_of(request).spoken.t("Outlets"), room="/outlets")


def _row(outlet: Outlet, states: Mapping[str, SourceState], intake: Intake | None) -> OutletRow:
    sources = tuple(SourceRow(source=source, state=states.get(source.url)) for source in outlet.sources)
    return OutletRow(outlet=outlet, sources=sources, intake=intake)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The last visits to a source, the earliest first."""

    row: SourceRow
    visits: tuple[Outcome, ...]
    chart: Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPage:
    """An outlet with the history of its sources."""

    row: OutletRow
    histories: tuple[History, ...]
    gaps: tuple[Gap, ...]
    rejections: tuple[tuple[str, int], ...]
    # Where it is declared as it stands; empty where a person added or changed it.
    file: str
    done: str = ""


def outlet(request: Request) -> Response:
    """GET /outlets/{id}."""
    app: App = request.app.state.app
    now = app.clock()
    with app.store.reading() as work:
        named = work.outlets.named(OutletId(request.path_params["id"]))
        if named is None:
            raise HTTPException(404, sentence("There is no such outlet."))
        states = {state.url: state for state in work.sources.states()}
        intakes = {one.outlet: one for one in work.volumes.intake_since(now - WEEK)}
        row = _row(named, states, intakes.get(named.id))
        visits = [tuple(reversed(work.polls.recent(one.source.url, VISITS))) for one in row.sources]
        page = OutletPage(
            row=row,
            histories=tuple(
                _history(one, seen, reader_of(request)) for one, seen in zip(row.sources, visits, strict=True)
            ),
            gaps=_gaps_of(named, work.polls.gaps_since(now - WEEK)),
            rejections=work.volumes.rejections_since(named.id, now - WEEK),
            file=f"config/outlets/{named.id}.toml" if is_declared(named, app.declared.outlets) else "",
            done=request.query_params.get("done", ""),
        )
    return shown(request, "outlet.html", page, title=named.name, room="/outlets")


def _history(row: SourceRow, visits: tuple[Outcome, ...], reader: Times) -> History:
    counts = [(reader.moment(one.at), one.new_entries) for one in visits]
    return History(row=row, visits=visits, chart=chart(reader.spoken.t("new entries a visit"), counts))


def _gaps_of(outlet: Outlet, gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    urls = {source.url for source in outlet.sources}
    return tuple(gap for gap in gaps if gap.source in urls)
