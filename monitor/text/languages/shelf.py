"""Dictionaries that were made ready once, kept in a folder: a command that reads one language starts in a moment.

Making a dictionary of 600,000 forms ready takes 2 s, reading it from the shelf 0.05 s. What is kept is made of the
dictionaries and of this code alone, and is named by both; a file that is not whole is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

from monitor.text.languages.guessing import Change

if TYPE_CHECKING:
    from numpy import int64, uint16, uint32
    from numpy.typing import NDArray

    Hashes = NDArray[int64]
    Chosen = NDArray[uint16] | NDArray[uint32]


class Packed(NamedTuple):
    """A dictionary made ready: hashes of its forms, sorted; for each the number of its change; all changes; and by
    ending the changes that lead to a lemma."""

    hashes: Hashes
    chosen: Chosen
    changes: tuple[tuple[int, str], ...]
    endings: dict[str, tuple[Change, ...]]


_folders: list[Path] = []


def keep_in(folder: Path) -> None:
    """From now on keep dictionaries in this folder; without one, or where it cannot be written, none is kept."""
    _folders[:] = [folder]


def kept(name: str, make: Callable[[], Packed]) -> Packed:
    """The dictionary of this name, from the shelf; else made, and put there."""
    if not _folders:
        return make()
    path = _folders[0] / f"{name}-{_edition()}.npz"
    try:
        return _read(path)
    except (OSError, BadZipFile, ValueError, KeyError, EOFError):
        made = make()
    with suppress(OSError):  # a full disk or a folder of somebody else's: the next start makes it again
        _write(path, made)
    return made


@cache
def _edition() -> str:
    digest = sha256(version("simplemma").encode())
    for module in ("dictionaries", "guessing", "shelf"):
        digest.update(Path(__file__).with_name(f"{module}.py").read_bytes())
    return digest.hexdigest()[:12]


def _read(path: Path) -> Packed:
    import numpy

    with path.open("rb") as opened, numpy.load(opened, allow_pickle=False) as file:
        words = json.loads(file["words"].tobytes())
        return Packed(
            hashes=file["hashes"],
            chosen=file["chosen"],
            changes=tuple((cut, added) for cut, added in words["changes"]),
            endings={ending: tuple(Change(*one) for one in some) for ending, some in words["endings"].items()},
        )


def _write(path: Path, packed: Packed) -> None:
    """Under another name first: who starts meanwhile finds all of it or nothing."""
    import numpy

    words = json.dumps({"changes": packed.changes, "endings": packed.endings}, ensure_ascii=False).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        numpy.savez(file, hashes=packed.hashes, chosen=packed.chosen, words=numpy.frombuffer(words, dtype=numpy.uint8))
    Path(file.name).replace(path)
