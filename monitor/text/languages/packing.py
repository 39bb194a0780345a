"""Dictionaries packed small, and kept beside this package once they are, as Python keeps its bytecode.

To read simplemma's dictionary of a language, pack it and learn its endings takes one to four seconds of CPU and for a
moment 180 MB; to open what was kept some milliseconds. Its forms are not read at all but mapped: all processes of a
machine see the same memory, which the system takes back where it is short. Where the folder cannot be written, it is
packed in every process.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

from monitor.text.languages.guessing import ENOUGH_FORMS, Changes, Learned, Sample, change, learned

if TYPE_CHECKING:
    from numpy import int64, uint16, uint32
    from numpy.typing import NDArray

# Named anew when the way of packing or learning changes: what another version kept is not read.
FORM = 2
FOLDER = Path(__file__).parent / "__pycache__"


class Packed(NamedTuple):
    """The forms of a dictionary: hashes in ascending order, the number of each form's change, the changes, and what was
    learned of endings."""

    hashes: NDArray[int64]
    chosen: NDArray[uint16] | NDArray[uint32]
    changes: Changes
    endings: Learned


def hash_of(form: str) -> int:
    """64 bits of a form, the same in every process (Python's own hash is not)."""
    return int.from_bytes(blake2b(form.encode(), digest_size=8).digest(), "little", signed=True)


def is_packed(name: str, folder: Path = FOLDER) -> bool:
    """Whether it was packed before, so that it will soon be read."""
    return _files(name, folder)[-1].exists()


def packed(name: str, folder: Path = FOLDER) -> Packed:
    """The dictionary of a language as simplemma names it; read from the folder, or packed and left there."""
    files = _files(name, folder)
    with suppress(OSError, EOFError, ValueError, KeyError, BadZipFile):
        return _read(*files)
    made = _packed(name)
    with suppress(OSError):
        _write(made, *files)
    return made


def _files(name: str, folder: Path) -> tuple[Path, Path, Path]:
    """Of the hashes, of the number of each form's change, and of all the rest, which is written last."""
    stem = f"{name}.simplemma-{version('simplemma')}.{FORM}"
    return folder / f"{stem}.hashes.npy", folder / f"{stem}.chosen.npy", folder / f"{stem}.npz"


def _read(hashes: Path, chosen: Path, rest: Path) -> Packed:
    import numpy

    with numpy.load(rest, allow_pickle=False) as kept:
        words = json.loads(bytes(kept["words"]))
        return Packed(
            hashes=numpy.load(hashes, mmap_mode="r", allow_pickle=False),
            chosen=numpy.load(chosen, mmap_mode="r", allow_pickle=False),
            changes=Changes(kept["cuts"], tuple(words["added"])),
            endings=Learned(tuple(words["endings"]), kept["bounds"], kept["numbers"], kept["shares"]),
        )


def _write(made: Packed, hashes: Path, chosen: Path, rest: Path) -> None:
    import numpy

    words = json.dumps({"added": made.changes.added, "endings": made.endings.endings}, ensure_ascii=False).encode()
    rest.parent.mkdir(exist_ok=True)
    _put(hashes, lambda draft: numpy.save(draft, made.hashes))
    _put(chosen, lambda draft: numpy.save(draft, made.chosen))
    _put(
        rest,
        lambda draft: numpy.savez(
            draft,
            words=numpy.frombuffer(words, dtype=numpy.uint8),
            cuts=made.changes.cuts,
            bounds=made.endings.bounds,
            numbers=made.endings.numbers,
            shares=made.endings.shares,
        ),
    )
    # What an older version kept would be read by nobody.
    for other in rest.parent.glob(f"{rest.name.partition('.')[0]}.simplemma-*"):
        if other not in (hashes, chosen, rest):
            other.unlink()


def _put(file: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Under another name first: a process that reads meanwhile finds all or nothing."""
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=file.suffix, delete=False) as draft:
        write(draft)
    # Who installs may be another user than who runs.
    Path(draft.name).chmod(0o644)
    Path(draft.name).replace(file)


def _packed(name: str) -> Packed:
    import numpy
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    # A factory that keeps nothing: the big dict is dropped when the small one is made.
    forms = DefaultDictionaryFactory(cache_max_size=0).get_dictionary(name)
    changes: dict[tuple[int, str], int] = {}
    hashes = numpy.empty(len(forms), dtype=numpy.int64)
    chosen = numpy.empty(len(forms), dtype=numpy.uint32)
    step = max(1, len(forms) // ENOUGH_FORMS)
    sample = Sample(len(forms) // step + 1)
    for index, (form, lemma) in enumerate(forms.items()):
        hashes[index] = hash_of(form)
        chosen[index] = changes.setdefault(change(form, lemma), len(changes))
        if index % step == 0 and " " not in form:
            sample.add(form, int(chosen[index]))
    del forms
    order = hashes.argsort()
    ordered = chosen[order]
    small = ordered.astype(numpy.uint16) if len(changes) <= 1 << 16 else ordered
    # No form has 256 characters to cut.
    cuts = numpy.array([cut for cut, _ in changes], dtype=numpy.uint8)
    return Packed(hashes[order], small, Changes(cuts, tuple(added for _, added in changes)), learned(sample, cuts))
