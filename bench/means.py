"""Prints monitor/stories/means.py: the mean vector of each language, from tests/data/stories/parallel.tsv."""

from __future__ import annotations

import sys
from base64 import b85encode
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor.stories.meanings import read_vector
from monitor.stories.vectors import embedder

ROOT = Path(__file__).resolve().parents[1]
rows = [line.split("\t") for line in (ROOT / "tests/data/stories/parallel.tsv").read_text("utf-8").splitlines()[1:]]
embed = embedder()
if embed is None:
    sys.exit("bench/means.py needs the extra `crosslingual`")
print('"""Mean vectors of multilingual-e5-small by language (float16, base 85); made by bench/means.py."""\n')
print("MEANS = {")
for column, language in enumerate(rows[0]):
    vectors = np.array([read_vector(packed) for packed in embed([row[column] for row in rows[1:]])])
    packed = b85encode(vectors.mean(axis=0).astype("<f2").tobytes()).decode()
    print(f"    {language!r}: (")
    for start in range(0, len(packed), 100):
        print(f"        {packed[start : start + 100]!r}")
    print("    ),")
print("}")
