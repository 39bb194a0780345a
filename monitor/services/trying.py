"""Visit sources as a poll would, and keep nothing: what does each give now?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor import polling
from monitor.feeds.appraisal import Appraisal, appraise
from monitor.model.articles import Entry, FetchedDocument
from monitor.model.outlets import Outlet
from monitor.model.polls import Outcome, OutcomeKind, Poll
from monitor.model.seams import Inbox


class Road(Protocol):
    """The crawler, as far as who only looks needs it."""

    async def crawl(self, polls: Sequence[Poll], inbox: Inbox) -> None: ...

    async def fetch(self, urls: Sequence[str]) -> tuple[FetchedDocument | Outcome, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of one visit. `appraisal` is None where no listing was read."""

    poll: Poll
    outcome: Outcome
    appraisal: Appraisal | None = None

    @property
    def works(self) -> bool:
        return self.appraisal is not None and self.appraisal.entries > 0

    @property
    def kind(self) -> OutcomeKind:
        """The outcome's; with nothing kept every entry would be new, so "new" would say nothing."""
        return OutcomeKind.NOTHING_NEW if self.outcome.kind is OutcomeKind.NEW else self.outcome.kind

    @property
    def advice(self) -> str:
        """What to do, one sentence; empty where there is nothing."""
        if self.works:
            forgotten = self.appraisal is not None and self.appraisal.forgotten
            return "Nothing new for a month; look for another feed of the outlet." if forgotten else ""
        return polling.ADVICE[self.outcome.kind]


class _LookingInbox:
    """Takes outcomes; calls every entry known, so that no page is fetched."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Outcome] = {}

    def unknown(self, poll: Poll, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:  # noqa: ARG002
        return ()

    def fetched(self, poll: Poll, entry: Entry, document: FetchedDocument) -> None: ...

    def told(self, poll: Poll, entries: tuple[Entry, ...]) -> None: ...

    def missed(self, poll: Poll, entry: Entry, outcome: Outcome) -> None: ...

    def polled(self, poll: Poll, outcome: Outcome) -> None:
        self.outcomes[poll.source.url] = outcome


async def try_polls(road: Road, polls: Sequence[Poll], *, now: datetime, seconds: float) -> tuple[Trial, ...]:
    """One visit each, all of them within `seconds`; what was not reached by then says so."""
    inbox = _LookingInbox()
    if polls:
        with suppress(TimeoutError):
            await asyncio.wait_for(road.crawl(polls, inbox), seconds)
    return tuple(_trial(poll, inbox.outcomes.get(poll.source.url), now) for poll in polls)


def _trial(poll: Poll, outcome: Outcome | None, now: datetime) -> Trial:
    if outcome is None:
        detail = "It was not this address's turn before the time was up."
        return Trial(
            poll=poll, outcome=Outcome(kind=OutcomeKind.UNREACHABLE, source=poll.source.url, at=now, detail=detail)
        )
    seen = appraise(outcome.listing, now=now) if outcome.listing else None
    return Trial(poll=poll, outcome=outcome, appraisal=seen)


async def check(road: Road, outlets: Sequence[Outlet], *, now: datetime, seconds: float) -> tuple[Trial, ...]:
    """What every source of the outlets gives now, without any condition; nothing is kept."""
    polls = [Poll(source=source, outlet=outlet, first=True) for outlet in outlets for source in outlet.sources]
    return await try_polls(road, polls, now=now, seconds=seconds)
