"""Which sources to visit, and when to come back.

Comes in: outlets, what is known of their sources, what came of a visit, and the time.
Goes out: the visits to make, the next state of a source, the class of a failure with advice for a person.
May not: visit anything, keep anything, draw a number: the same input gives the same plan.
"""

from monitor.polling.due import NO_VALIDATORS, due, has_gap, is_news_at_first_sight
from monitor.polling.failures import ADVICE, classify, network_is_down
from monitor.polling.headers import fresh_for, retry_after
from monitor.polling.returns import LONGEST_WAIT, SHORTEST_WAIT, after

__all__ = [
    "ADVICE",
    "LONGEST_WAIT",
    "NO_VALIDATORS",
    "SHORTEST_WAIT",
    "after",
    "classify",
    "due",
    "fresh_for",
    "has_gap",
    "is_news_at_first_sight",
    "network_is_down",
    "retry_after",
]
