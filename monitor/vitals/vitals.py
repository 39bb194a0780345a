"""The state of a running process's work. The loop writes it, the web desk's threads read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitor.vitals.failures import Failure
from monitor.vitals.measures import Measures


@dataclass(slots=True)
class Vitals:
    """`failures`: what fails now, by the name of the work; `successes`: when each verb last ended well."""

    measures: Measures = field(default_factory=Measures)
    failures: Mapping[str, Failure] = field(default_factory=dict)
    successes: Mapping[str, datetime] = field(default_factory=dict)
    # The process that reads pages, while there is one.
    reading_pid: int | None = None

    def database_failure(self) -> Failure | None:
        """Since when and why the database cannot be used, as the verbs found; None: it can."""
        failing = [failure for failure in self.failures.values() if failure.of_database]
        return min(failing, key=lambda failure: failure.since, default=None)
