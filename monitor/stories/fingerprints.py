"""Fingerprints: how much of one text stands in another.

One path serves every script: a text is transliterated to Latin letters, then cut into shingles of characters. So a
text in traditional characters is a copy of the same in simplified ones, and three kinds of apostrophe are none.
"""

from __future__ import annotations

from hashlib import sha256

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

# 128 hashes estimate a resemblance of .3 to within ±.04 (one standard deviation); 16 bits each clash once in 65,536.
HASHES = 128
# Letters a shingle. Han and kana give two or three letters a sign, so that one width fits alphabets and signs.
WIDTH = 7

_PRIME = np.uint64(0x100000001B3)
# Kept fingerprints are compared with new ones: these may never change.
_SEEDS = (
    np.frombuffer(b"".join(sha256(bytes([at])).digest()[:16] for at in range(HASHES)), "<u8").reshape(HASHES, 2) | 1
)


def letters(text: str) -> str:
    """Latin letters and digits of a text, in lower case, nothing between them."""
    return "".join(sign for sign in anyascii(text).lower() if sign.isalnum())


def minhash(plain: str) -> bytes:
    """The fingerprint of `letters(…)`; empty where there is not one shingle."""
    if len(plain) < WIDTH:
        return b""
    codes = np.frombuffer(plain.encode("ascii", "ignore"), dtype=np.uint8).astype(np.uint64)
    shingles = np.zeros(len(codes) - WIDTH + 1, dtype=np.uint64)
    for offset in range(WIDTH):
        shingles = (shingles ^ codes[offset : offset + len(shingles)]) * _PRIME
    shingles = np.unique(shingles)
    least = np.empty(HASHES, dtype=np.uint64)
    for index in range(HASHES):
        least[index] = (((shingles ^ _SEEDS[index, 0]) * _SEEDS[index, 1]) >> np.uint64(20)).min()
    return (least & np.uint64(0xFFFF)).astype("<u2").tobytes()


def signature(fingerprint: bytes) -> NDArray[np.uint16]:
    """The hashes of a fingerprint; those of an empty one resemble nothing."""
    return np.frombuffer(fingerprint, dtype="<u2") if fingerprint else np.zeros(HASHES, dtype=np.uint16)


def contained(resemblance: float, one: int, other: int) -> float:
    """The share of the shorter text that stands in the longer one, from the Jaccard resemblance and both lengths."""
    shorter = max(1, min(one, other))
    return min(1.0, resemblance * (one + other) / ((1 + resemblance) * shorter))
