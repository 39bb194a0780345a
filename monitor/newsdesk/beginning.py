"""The first run: from nothing to the first digest, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from monitor.bootstrap import App


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """How far a new service is: outlets that are on, watches, who is told, whether a first visit is over.

    `preview` is where the first digest stands; empty: nobody is told yet.
    """

    outlets: int
    watches: int
    told: int
    visited: bool
    articles: int
    preview: str
    composed: bool

    @property
    def is_over(self) -> bool:
        return bool(self.outlets and self.watches and self.told and self.visited and self.composed)


def beginning(app: App) -> Beginning:
    with app.store.reading() as work:
        subscriptions = work.subscriptions.all()
        first = quote(subscriptions[0].id, safe="") if subscriptions else ""
        return Beginning(
            outlets=len(work.outlets.enabled()),
            watches=len(work.watches.enabled()),
            told=len(subscriptions),
            visited=any(state.last_success_at for state in work.sources.states()),
            articles=work.articles.count(),
            preview=f"/subscriptions/{first}" if first else "",
            composed=bool(work.digests.recent(1)),
        )
