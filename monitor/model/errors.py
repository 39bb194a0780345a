"""Every error of ours. The message is one whole sentence: what failed, on what, what was expected.

MonitorError
  ConfigError      a file of config/ or an option is wrong          exit code 2
  QueryError       a watch's query is wrong, with its column        exit code 2
  RulingError      a decision about stories is impossible           exit code 1
  FeedError        these bytes are no feed                          exit code 1
  StorageError     the database cannot be used                      exit code 3
    Superseded     another process does now what this one did       exit code 3
  EgressError      the gate refused an address                      exit code 3
  DeliveryError    a message was not accepted                       exit code 3
"""

from __future__ import annotations

from datetime import timedelta


class MonitorError(Exception):
    """Base of all errors that a user may see."""


class ConfigError(MonitorError):
    """A setting is wrong: says the file, the key and what was expected."""

    def __init__(self, file: str, key: str, expected: str) -> None:
        super().__init__(f"{file}: {key}: {expected}" if key else f"{file}: {expected}")
        self.file = file
        self.key = key
        self.expected = expected


class QueryError(MonitorError):
    """A query cannot be read. `line` and `column` count from 1."""

    def __init__(self, message: str, *, line: int = 1, column: int) -> None:
        super().__init__(f"query, line {line}, column {column}: {message}")
        self.message = message
        self.line = line
        self.column = column


class RulingError(MonitorError):
    """What a person decided about stories cannot be done; `said` says why."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class FeedError(MonitorError):
    """These bytes are no feed, sitemap or section page."""


class StorageError(MonitorError):
    """The database cannot be reached or used."""


class Superseded(StorageError):
    """This process was silent so long that another took over what it was doing; it keeps nothing more of it."""


class EgressError(MonitorError):
    """The egress gate refused an address; nothing was sent."""


class DeliveryError(MonitorError):
    """A message was not accepted.

    `permanent`: trying again cannot help; `retry_after`: the least wait that was asked for; `uncertain`: it may have
    arrived all the same (the connection broke before the answer), so its state is unknown; `unreached`: the channel
    itself does not answer, so nothing else can go by it now.
    """

    def __init__(
        self,
        message: str,
        *,
        permanent: bool = False,
        retry_after: timedelta | None = None,
        uncertain: bool = False,
        unreached: bool = False,
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after
        self.uncertain = uncertain
        self.unreached = unreached
