"""What a process holds of memory that it no longer uses: of glibc's allocator; elsewhere nothing happens."""

from __future__ import annotations

import ctypes

# malloc.h of glibc.
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
ARENAS = 2


def hold_little_memory() -> None:
    """Once, at the start. Models are made from large temporary tables; glibc hands those back at once only below a
    fixed threshold.

    Measured: 236 instead of 259 MB with five languages loaded. And it keeps a heap a thread, of which each holds on to
    what it once needed; two are enough for threads that wait for one database.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, 128 * 1024)
        mallopt(M_ARENA_MAX, ARENAS)


def give_memory_back() -> None:
    """Now and then: pages in the middle of a heap that nothing lies in; by itself glibc cuts off only its end.

    Measured on the simulated week (bench.week): what was in use stayed level from the third day on, while the heap
    around it grew by 2 MB a day, 15 MB of it empty on the eighth. Takes 5 to 10 ms, in which no other thread gets
    memory.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
