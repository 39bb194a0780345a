"""Prints monitor/stories/kinds.py: the directions of recurring kinds of news, from tests/data/stories/kinds.txt."""

from __future__ import annotations

import sys
from base64 import b85encode
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor.stories.meanings import prior_mean, read_vector
from monitor.stories.vectors import embedder

ROOT = Path(__file__).resolve().parents[1]
# A cosine to a direction is kept to .01 with as many steps.
STEPS = 127
lines = (ROOT / "tests/data/stories/kinds.txt").read_text("utf-8").splitlines()
embed = embedder()
if embed is None:
    sys.exit("bench/kinds.py needs the extra `crosslingual`")
vectors = np.array([read_vector(one) for one in embed([line for line in lines if not line.startswith("#")])])
vectors -= prior_mean("en")
packed = np.round(STEPS * vectors / np.abs(vectors).max(axis=1, keepdims=True)).astype(np.int8)
print(
    '"""Directions of recurring kinds of news for multilingual-e5-small (int8, base 85); made by bench/kinds.py."""\n'
)
text = b85encode(packed.tobytes()).decode()
print("KINDS = (")
for start in range(0, len(text), 112):
    print(f"    {text[start : start + 112]!r}")
print(")")
