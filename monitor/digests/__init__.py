"""Which stories a subscription is told, when, in which order, and how it looks.

Comes in: subscriptions, undelivered articles grouped by story, coverage. Goes out: digests, deliveries, messages.
May not: send anything, know a clock, or say anything of an article that the article does not say.
"""

from monitor.digests.composing import address, compose
from monitor.digests.rendering import render, trial
from monitor.digests.schedules import latest_due, next_due, read_schedule, render_schedule
from monitor.digests.updates import with_updates

__all__ = [
    "address",
    "compose",
    "latest_due",
    "next_due",
    "read_schedule",
    "render",
    "render_schedule",
    "trial",
    "with_updates",
]
