"""Values to HTML. Autoescaped: nothing of an outlet reaches a page as markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from monitor.model.digests import Delivery, Subscription
from monitor.model.outlets import Outlet, Source
from monitor.model.polls import SourceState
from monitor.model.watches import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPage:
    """What the status page shows."""

    now: datetime
    outlets: tuple[Outlet, ...]
    states: tuple[SourceState, ...]
    articles: int
    waiting: int
    watches: tuple[Watch, ...]
    subscriptions: tuple[Subscription, ...]
    deliveries: tuple[Delivery, ...]

    @property
    def sources(self) -> tuple[tuple[Outlet, Source, SourceState | None], ...]:
        """Every source with its outlet and state, the failing first."""
        states = {state.url: state for state in self.states}
        rows = [(outlet, source, states.get(source.url)) for outlet in self.outlets for source in outlet.sources]
        return tuple(sorted(rows, key=lambda row: (not (row[2] and row[2].failures), row[0].name)))


@cache
def _template(name: str) -> Template:
    environment = Environment(loader=PackageLoader("monitor.web"), autoescape=True, undefined=StrictUndefined)
    return environment.get_template(name)


def render_status(page: StatusPage) -> str:
    """The plain page of the service's state."""
    return _template("status.html").render(page=page)
