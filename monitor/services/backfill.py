"""Match a watch against what is stored already: shown and searchable, but no news to any subscription."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

import structlog

from monitor.model.watches import Concept, Watch
from monitor.services.archive import catch_up
from monitor.services.searching import answers

if TYPE_CHECKING:
    from monitor.storage import Store

log = structlog.get_logger()

# Matches of one transaction.
BATCH = 500


def match_archive(
    store: Store, watch: Watch, concepts: Sequence[Concept], *, since: datetime | None, now: datetime
) -> int:
    """Keep the matches of a saved watch among the articles first seen since then (None: ever); how many there are."""
    catch_up(store)
    found = (match for answer in answers(store, [watch], concepts, since=since) for match in answer.matches)
    count = 0
    while some := tuple(islice(found, BATCH)):
        with store.begin() as work:
            work.matches.keep_archived(some, now)
        count += len(some)
    log.info("matched against the archive", watch=watch.id, articles=count)
    return count
