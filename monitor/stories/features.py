"""What of a sketch is indexed in a window, and which of it names states."""

from __future__ import annotations

from zlib import crc32

from monitor.model.stories import Sketch
from monitor.stories.evidence import name_key, stem, words
from monitor.stories.fingerprints import HASHES
from monitor.stories.places import in_signs, is_place

# Three rows a band: two texts that share 30 % of their shingles meet with probability .68, 40 % .94; strangers at 5 %
# .005.
ROWS = 3


def features(sketch: Sketch) -> frozenset[str]:
    """All by which an article is indexed; names and numbers are marked, since both may also be words."""
    return sketch.words | sketch.lead | {f"@{name}" for name in sketch.names} | {f"#{one}" for one in sketch.numbers}


def states(sketch: Sketch) -> tuple[frozenset[str], frozenset[str]]:
    """The words and the keys of names by which a sketch names states and their large cities."""
    written = [word for word in sketch.spelled if is_place(word)] if sketch.places else []
    signs = frozenset(pair for code in sketch.places for name in in_signs(code) for pair in words(name))
    return signs | {stem(word) for word in written}, frozenset(name_key(word) for word in written)


def bands(sketch: Sketch) -> list[int]:
    """A number for each three hashes in a row; none is 0, which stands where there is no text."""
    starts = range(0, HASHES - ROWS + 1, ROWS)
    return [crc32(sketch.minhash[2 * at : 2 * (at + ROWS)]) | 1 if sketch.minhash else 0 for at in starts]
