"""What a process used for a moment does not stay with it."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from monitor.jobs.memory import give_memory_back

MEGABYTE = 1_000_000


def resident() -> int:
    line = next(one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("RssAnon:"))
    return int(line.split()[1]) * 1024


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="the allocator of glibc only")
def test_memory_between_what_is_kept_is_given_back() -> None:
    many = [bytes(8_000) for _ in range(100 * MEGABYTE // 8_000)]
    kept = many[::20]
    del many
    before = resident()
    give_memory_back()
    assert len(kept) == 625
    assert before - resident() > 50 * MEGABYTE
