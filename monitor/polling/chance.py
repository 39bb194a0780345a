"""Numbers that look drawn and are derived: spread without chance."""

from __future__ import annotations

from hashlib import sha256


def share(*parts: str) -> float:
    """A number in [0, 1) that the parts decide, evenly spread over different parts."""
    return int.from_bytes(sha256("\x1f".join(parts).encode()).digest()[:8], "big") / 2**64
