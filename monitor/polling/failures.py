"""What went wrong, told apart so far that a person can be told what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from monitor.model.polls import UNANSWERED, Outcome, OutcomeKind
from monitor.polling.headers import Headers

# A sentence for a person each: what it means, and what to do.
ADVICE: dict[OutcomeKind, str] = {
    OutcomeKind.NEW: "The source is alive and had new entries; nothing to do.",
    OutcomeKind.NOTHING_NEW: "The source is alive and had nothing new; nothing to do.",
    OutcomeKind.NOT_MODIFIED: "The source is alive and unchanged; nothing to do.",
    OutcomeKind.EMPTY: "The source answers without a single entry; if that lasts, look for another feed of the outlet.",
    OutcomeKind.NOT_A_FEED: "The address answers with something else than a feed; open it in a browser and correct it.",
    OutcomeKind.BLOCKED: "The outlet refuses us; ask it to let this User-Agent in, or use another source of it.",
    OutcomeKind.THROTTLED: "The outlet asks for fewer visits and gets them; if it lasts, raise its delay_seconds.",
    OutcomeKind.MISSING: "There is nothing at this address; look on the outlet's site for the new one.",
    OutcomeKind.GONE: "The outlet says that this source is gone for good; remove or replace it.",
    OutcomeKind.SERVER_ERROR: "The outlet's server is broken; it is tried again by itself, less and less often.",
    OutcomeKind.UNREACHABLE: "No answer came; check the address, and our network if other outlets are silent too.",
    OutcomeKind.REFUSED: "We did not ask: robots.txt or our own network rules forbid it; the detail says which.",
    OutcomeKind.TOO_LARGE: "The answer is larger than we take; use a smaller feed or raise max_megabytes.",
}

# Of an article's page: asking again would change nothing, so what the source says of the article is all there will be.
NEVER_SHOWN = frozenset((OutcomeKind.BLOCKED, OutcomeKind.REFUSED, OutcomeKind.TOO_LARGE))

# What the walls in front of news sites write into the page that stands in for the real one.
_WALL = re.compile(
    rb"cf[-_]chl|cf-browser-verification|challenge-error-text|just a moment\.\.\.|checking your browser"
    rb"|attention required! \| cloudflare|incapsula incident id|captcha-delivery\.com|px-captcha"
    rb"|<title>ddos-guard|sucuri_cloudproxy|awswafintegration",
    re.IGNORECASE,
)
# What they also put into the pages that they let through: a wall only where there is little else.
_WALL_IF_SMALL = re.compile(
    rb"_incapsula_resource|/challenge-platform/|g-recaptcha|h-captcha|access denied", re.IGNORECASE
)
_LOOKED_AT = 16_384
_SMALL = 8_192

_BY_STATUS = {
    **dict.fromkeys((400, 401, 402, 403, 405, 406, 407, 418, 421, 451), OutcomeKind.BLOCKED),
    **dict.fromkeys((404, 414), OutcomeKind.MISSING),
    410: OutcomeKind.GONE,
    **dict.fromkeys((408, 425, 500, 501, 502, 503, 504), OutcomeKind.SERVER_ERROR),
    **dict.fromkeys((420, 429), OutcomeKind.THROTTLED),
    **dict.fromkeys((204, 205), OutcomeKind.EMPTY),
}


def classify(status: int, headers: Headers, body_start: bytes) -> OutcomeKind:
    """The class of an answer that held no listing (or no page): by its status, its headers and how it begins."""
    names = {name for name, _ in headers}
    if "cf-mitigated" in names or (status in (200, 202, 403, 503) and _is_wall(body_start)):
        return OutcomeKind.BLOCKED
    if status == 503 and "retry-after" in names:
        return OutcomeKind.THROTTLED
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if 200 <= status < 300:
        return OutcomeKind.NOT_A_FEED if body_start.strip() else OutcomeKind.EMPTY
    return OutcomeKind.BLOCKED if 400 <= status < 500 else OutcomeKind.SERVER_ERROR


def _is_wall(body_start: bytes) -> bool:
    is_small = len(body_start) < _SMALL
    return bool(_WALL.search(body_start[:_LOOKED_AT]) or (is_small and _WALL_IF_SMALL.search(body_start)))


def network_is_down(outcomes: Sequence[Outcome]) -> bool:
    """Whether our own network is down, so that nothing may be held against the feeds.

    Judged by hosts, as one host's fall takes all its feeds along: three or more were asked and none answered. With one
    or two hosts nobody can tell, and a feed's back-off does little harm.
    """
    reached = {_host(outcome) for outcome in outcomes if outcome.kind not in UNANSWERED}
    silent = {_host(outcome) for outcome in outcomes if outcome.kind is OutcomeKind.UNREACHABLE}
    return not reached and len(silent) >= 3


def _host(outcome: Outcome) -> str:
    return urlsplit(outcome.source).netloc
