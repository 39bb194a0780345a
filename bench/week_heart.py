"""What is measured of the simulated week: beats of the loop, memory of processes, what the log was told.

Nothing here grows with the length of the week: a list of beats would grow by megabytes a day, as what is measured does.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import threading
import time
import traceback
from array import array
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

BEAT_SECONDS = 0.01
# Beats are counted by tenths of a millisecond, up to ten seconds.
_TENTHS = 100_000


@dataclass(slots=True)
class Spread:
    """How often a length of time was met."""

    counts: array[int] = field(default_factory=lambda: array("L", bytes(8 * _TENTHS)))
    total: int = 0
    longest: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[min(int(seconds * 10_000), _TENTHS - 1)] += 1
        self.total += 1
        self.longest = max(self.longest, seconds)

    def percentile(self, share: float) -> float:
        """In milliseconds; of 1 the longest, exactly."""
        if share >= 1:
            return 1000 * self.longest
        wanted, met = share * self.total, 0
        for tenths, count in enumerate(self.counts):
            met += count
            if met > wanted:
                return tenths / 10
        return 0.0


@dataclass(slots=True)
class Heart:
    """Beats of the loop: how late, and how much processor the loop's thread used since the last."""

    late: Spread = field(default_factory=Spread)
    used: Spread = field(default_factory=Spread)
    stood: Counter[str] = field(default_factory=Counter)
    _last: float = 0.0

    async def beat(self) -> None:
        used = time.thread_time()
        while True:
            self._last = time.perf_counter()
            await asyncio.sleep(BEAT_SECONDS)
            self.late.add(max(0.0, time.perf_counter() - self._last - BEAT_SECONDS))
            self.used.add(time.thread_time() - used)
            used = time.thread_time()

    def rest(self) -> None:
        self._last = 0.0

    def watch(self, of: int, most_seconds: float = 0.05, depth: int = 12) -> None:
        """From another thread: where the loop's thread stands whenever no beat came for so long."""
        while True:
            time.sleep(0.02)
            if self._last and time.perf_counter() - self._last > most_seconds + BEAT_SECONDS:
                frame = sys._current_frames().get(of)
                where = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in traceback.extract_stack(frame)]
                self.stood[" < ".join(reversed(where[-depth:]))] += 1

    def watch_this_thread(self) -> None:
        threading.Thread(target=self.watch, args=(threading.get_ident(),), daemon=True).start()


def memory_of(pid: int | None) -> float:
    """Megabytes that a process has of its own; 0 for no process. What it maps of files is left out: it is shared with
    whoever runs the same libraries, and its share changes as they come and go (measured: by 15 MB in an hour).
    """
    if pid is None:
        return 0.0
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024


@dataclass(slots=True)
class Census:
    """Which classes had how many live objects by half of the days, and which have at last.

    No more is kept: the names of every day's classes would take .1 MB a day in the process that is measured.
    """

    half: float
    before: Counter[str] = field(default_factory=Counter)
    now: Counter[str] = field(default_factory=Counter)

    def take(self, days: float) -> int:
        """How many live; what the collector does not follow (text, numbers) is not seen."""
        gc.collect()
        self.now = Counter(f"{type(one).__module__}.{type(one).__qualname__}" for one in gc.get_objects())
        if days <= self.half:
            self.before = self.now
        return sum(self.now.values())

    def tell(self) -> None:
        """Which became more in the second half."""
        for kind, more in (self.now - self.before).most_common(30):
            print(f"{more:+7} to {self.now[kind]:7} {kind}")


def slope(points: list[tuple[float, float]]) -> float:
    """Of the straight line that is nearest to the points."""
    if len(points) < 2:
        return 0.0
    middle_x, middle_y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    squares = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / squares


@dataclass(frozen=True, slots=True)
class Note:
    """The end of a day: megabytes of the service and of its ingest process, visits to sources so far, live objects."""

    days: float
    service: float
    ingest: float
    polls: int
    objects: int

    def tell(self, heart: Heart) -> None:
        stalls = f"longest stall so far {heart.late.percentile(1):5.1f} ms, own {heart.used.percentile(1):5.1f} ms"
        memory = f"{self.service:7.1f} MB service {self.ingest:7.1f} MB ingest"
        print(
            f"day {self.days:5.2f} {self.polls:6} polls {memory}, {self.objects} objects; {stalls}",
            flush=True,
        )


def tell_growth(notes: list[Note]) -> None:
    """How memory grew in the second half."""
    late = notes[len(notes) // 2 :]
    for name in ("service", "ingest"):
        grown = slope([(one.days, getattr(one, name)) for one in late])
        polls = late[-1].polls - late[0].polls
        print(f"{name}: {grown:+.3f} MB a day from day {late[0].days:g} to {late[-1].days:g}, in {polls} polls")


def lines_of_log(file: Path) -> tuple[int, Counter[str]]:
    """Bytes of a log in JSON, and how many lines tell of each event; what is no JSON counts by its first words."""
    events: Counter[str] = Counter()
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                said = json.loads(line)
                events[f"{said['level']} {said['event'][:80]}"] += 1
            except (ValueError, KeyError, TypeError):
                events[f"no JSON: {line[:60].strip()}"] += 1
    return file.stat().st_size, events
