"""python -m monitor.text.languages: pack every dictionary now, where the first word of a language would: done when
installing, since a page that shows a concept in thirty languages else takes a minute once."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor

from monitor.text.languages import READERS, dictionary_of
from monitor.text.languages.packing import is_packed, packed


def pack(name: str) -> str:
    packed(name)
    return name


if __name__ == "__main__":
    named = sorted({name for language in READERS if (name := dictionary_of(language)) and not is_packed(name)})
    with ProcessPoolExecutor() as processes:
        for number, name in enumerate(processes.map(pack, named), 1):
            print(f"dictionary of {name} packed, {number} of {len(named)}", file=sys.stderr)
