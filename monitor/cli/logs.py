"""Log lines for an operator: time, level, what happened, ids; to standard error, so that output stays output."""

from __future__ import annotations

import logging
import sys
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from structlog.typing import Processor


class LogFormat(StrEnum):
    """Lines for people, or one JSON object a line for machines."""

    TEXT = "text"
    JSON = "json"


def log_to_terminal(*, least: str = "warning", form: LogFormat = LogFormat.TEXT) -> None:
    """Set up structlog and the standard library's logging alike; `least` is the lowest level shown.

    What libraries log (uvicorn, Scrapy, Alembic, APScheduler) comes in the same form as our own, with their name.
    """
    import structlog

    level = logging.getLevelNamesMapping()[least.upper()]
    written = "iso" if form is LogFormat.JSON else "%Y-%m-%d %H:%M:%S"
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt=written, utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    rendering = _rendering(form)
    structlog.configure(
        processors=[*shared, *rendering],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # A look that comes while the last one still works is ordinary, and Scrapy tells every dropped page twice.
    # A page that is empty or without a date is a reason of ours, not an error of the libraries that looked at it.
    for noisy in ("apscheduler", "scrapy"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    for noisy in ("twisted", "trafilatura", "htmldate"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)


def _rendering(form: LogFormat) -> list[Processor]:
    """A value to a line; a traceback in either form is the plain one: a rich one prints every local variable, pages of
    text and secrets among them."""
    import structlog

    if form is LogFormat.JSON:
        return [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
    return [
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            sort_keys=False,
            pad_event_to=12,
            exception_formatter=structlog.dev.plain_traceback,
        )
    ]
