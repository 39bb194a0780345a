"""Which sources to visit, and when to come back.

Comes in: outlets, what is known of their sources, what came of a visit, and the time.
Goes out: the visits to make, the next state of a source, what is news, what was missed, what a person must be told.
May not: visit anything, keep anything, draw a number: the same input gives the same plan.
"""

from monitor.polling.again import fetch_again_at
from monitor.polling.alerts import ALERT_ADVICE, OF_SOURCE, alerts
from monitor.polling.drift import PAST_PAGES, RECENT_PAGES, drift, pages_do_not_come
from monitor.polling.due import NO_VALIDATORS, due
from monitor.polling.failures import ADVICE, NEVER_SHOWN, classify, network_is_down
from monitor.polling.gaps import gap
from monitor.polling.headers import fresh_for, retry_after
from monitor.polling.moves import has_moved, is_that_feed, with_move
from monitor.polling.news import is_archive, is_news, news_from
from monitor.polling.returns import LONGEST_WAIT, SHORTEST_WAIT, after, postponed

__all__ = [
    "ADVICE",
    "ALERT_ADVICE",
    "LONGEST_WAIT",
    "NEVER_SHOWN",
    "NO_VALIDATORS",
    "OF_SOURCE",
    "PAST_PAGES",
    "RECENT_PAGES",
    "SHORTEST_WAIT",
    "after",
    "alerts",
    "classify",
    "drift",
    "due",
    "fetch_again_at",
    "fresh_for",
    "gap",
    "has_moved",
    "is_archive",
    "is_news",
    "is_that_feed",
    "network_is_down",
    "news_from",
    "pages_do_not_come",
    "postponed",
    "retry_after",
    "with_move",
]
