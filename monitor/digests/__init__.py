"""Which stories a subscription is told, when, in which order, and how it looks.

Comes in: subscriptions, undelivered articles grouped by story, coverage. Goes out: digests, deliveries, messages.
May not: send anything, know a clock, or say anything of an article that the article does not say.
"""

from monitor.digests.composing import address, compose, is_passed_over, told_again
from monitor.digests.rendering import render, render_feed, render_page, trial
from monitor.digests.schedules import HOUR, due, latest_due, next_due, read_schedule, render_schedule
from monitor.digests.summing import to_summarise, with_summary
from monitor.digests.translating import foreign_headlines, with_translations
from monitor.digests.updates import with_updates

__all__ = [
    "HOUR",
    "address",
    "compose",
    "due",
    "foreign_headlines",
    "is_passed_over",
    "latest_due",
    "next_due",
    "read_schedule",
    "render",
    "render_feed",
    "render_page",
    "render_schedule",
    "to_summarise",
    "told_again",
    "trial",
    "with_summary",
    "with_translations",
    "with_updates",
]
