"""Log lines for an operator: time, level, what happened, ids; to standard error, so that output stays output."""

from __future__ import annotations

import logging
import sys


def log_to_terminal(*, least: str = "warning") -> None:
    """Set up structlog and the standard library's logging alike; `least` is the lowest level shown."""
    import structlog

    level = logging.getLevelNamesMapping()[least.upper()]
    shared = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    # A plain traceback: the rich one prints every local variable, pages of text and secrets among them.
    renderer = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(),
        sort_keys=False,
        pad_event_to=12,
        exception_formatter=structlog.dev.plain_traceback,
    )
    structlog.configure(
        processors=[*shared, renderer],  # type: ignore[list-item]  # structlog's own processors differ in their types
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s [%(levelname)s] %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # A look that comes while the last one still works is ordinary, and Scrapy tells every dropped page twice.
    # A page that is empty or without a date is a reason of ours, not an error of the libraries that looked at it.
    for noisy in ("apscheduler", "scrapy"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    for noisy in ("twisted", "trafilatura", "htmldate"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
