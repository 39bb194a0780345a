"""Wakes the verbs. The database knows what is due; the scheduler keeps nothing and is made anew at every start."""

from __future__ import annotations

from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from monitor.jobs import Jobs, Verb
from monitor.jobs.memory import give_memory_back

# Seconds between two looks at what is due. A look that finds nothing costs one or two indexed queries.
CADENCE = {Verb.POLL: 5, Verb.INGEST: 2, Verb.DIGEST: 10, Verb.DELIVER: 5}


def scheduler_of(jobs: Jobs, *, now: datetime) -> AsyncIOScheduler:
    """A scheduler, not yet started, that wakes every verb at once and then at its cadence, and gives memory back.

    `misfire_grace_time=None, coalesce=True`: a late wake-up is never dropped (the default of one second drops it).
    """
    scheduler = AsyncIOScheduler(
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}, timezone="UTC"
    )
    for verb, seconds in CADENCE.items():
        scheduler.add_job(jobs.run, IntervalTrigger(seconds=seconds), args=[verb], id=verb, next_run_time=now)
    scheduler.add_job(give_memory_back, IntervalTrigger(hours=1), id="memory")
    return scheduler
