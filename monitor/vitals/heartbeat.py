"""How late the loop comes to what is due: whoever blocks it is seen here, whatever it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

# Often enough that a stall of 0.1 s is not missed by more than half of it; twenty wake-ups a second cost nothing.
EVERY_SECONDS = 0.05


async def beat(late: Callable[[float], None], *, every_seconds: float = EVERY_SECONDS) -> None:
    """Tell by how many seconds each beat came late, until cancelled. A stall shows from the beat that it held up."""
    clock = asyncio.get_running_loop().time
    while True:
        due = clock() + every_seconds
        await asyncio.sleep(every_seconds)
        late(max(0.0, clock() - due))
