"""Why a message was not accepted, in the reader's words: what a channel wrote down, told by its pattern. Pure.

The ledger keeps a failure as the channel said it, in English; a mail server's own words in it stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from monitor.languages.times import Times

# As the channels say it (monitor.channels); of two that fit, the first counts.
FAILURES = (
    "Slack asks to wait",
    "Slack answered with no JSON",
    "Slack answered with no JSON object",
    "Slack refused the message to {recipient}: {why}",
    "could not write the digest to {recipient}: {why}",
    "no connection to {where}: {why}",
    "no session with {where}: {why}",
    "the mail server broke off: {why}",
    "the mail server cannot take the address {recipient} (no SMTPUTF8)",
    "the mail server did not answer to the mail: {why}",
    "the mail server refused the mail: {why}",
    "the mail server refused the sender {sender}: {why}",
    "the mail server refused {recipient}: {why}",
    "the service did not take the message: {why}",
    "{recipient} is no mail address",
    "{service} answered {status}: {why}",
    "{service} was not reached: {why}",
    "{where} refused the login: {why}",
)


def failure(told: Times, kept: str) -> tuple[str, bool]:
    """A kept failure for a reader, and whether it is said in their language."""
    for pattern, reading in _READINGS:
        if found := reading.fullmatch(kept):
            return told.spoken.t(pattern, **found.groupdict()), True
    return kept, False


def _reading(pattern: str) -> Iterator[str]:
    for words, name, _, _ in Formatter().parse(pattern):
        yield re.escape(words)
        if name:
            # A status is a number; names and addresses end where the sentence goes on; why is all the rest.
            yield f"(?P<{name}>{_FIELDS.get(name, '.+?')})"


_FIELDS = {"status": r"\d{3}", "why": ".*"}
_READINGS = tuple((one, re.compile("".join(_reading(one)), re.DOTALL)) for one in FAILURES)
