"""Dictionaries packed small, and kept beside this package once they are, as Python keeps its bytecode.

To read simplemma's dictionary of a language, pack it and learn its endings takes one to four seconds of CPU and for a
moment 180 MB; to read what was kept 20 ms. Where the folder cannot be written, it is packed in every process.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

from monitor.text.languages.guessing import ENOUGH_FORMS, Change, Sample, change, learned

if TYPE_CHECKING:
    from numpy import int64, uint16, uint32
    from numpy.typing import NDArray

# Named anew when the way of packing or learning changes: what another version kept is not read.
FORM = 1
FOLDER = Path(__file__).parent / "__pycache__"


class Packed(NamedTuple):
    """The forms of a dictionary: hashes in ascending order, the number of each form's change, the changes (characters
    cut, characters added), and what was learned of endings."""

    hashes: NDArray[int64]
    chosen: NDArray[uint16] | NDArray[uint32]
    changes: tuple[tuple[int, str], ...]
    endings: dict[str, tuple[Change, ...]]


def hash_of(form: str) -> int:
    """64 bits of a form, the same in every process (Python's own hash is not)."""
    return int.from_bytes(blake2b(form.encode(), digest_size=8).digest(), "little", signed=True)


def is_packed(name: str, folder: Path = FOLDER) -> bool:
    """Whether it was packed before, so that it will soon be read."""
    return _file(name, folder).exists()


def packed(name: str, folder: Path = FOLDER) -> Packed:
    """The dictionary of a language as simplemma names it; read from the folder, or packed and left there."""
    file = _file(name, folder)
    with suppress(OSError, ValueError, KeyError, BadZipFile):
        return _read(file)
    made = _packed(name)
    with suppress(OSError):
        _write(made, file)
    return made


def _file(name: str, folder: Path) -> Path:
    return folder / f"{name}.simplemma-{version('simplemma')}.{FORM}.npz"


def _read(file: Path) -> Packed:
    import numpy

    with numpy.load(file, allow_pickle=False) as kept:
        words = json.loads(bytes(kept["words"]))
        return Packed(
            hashes=kept["hashes"],
            chosen=kept["chosen"],
            changes=tuple((cut, added) for cut, added in words["changes"]),
            endings={ending: tuple(Change(*one) for one in some) for ending, some in words["endings"].items()},
        )


def _write(made: Packed, file: Path) -> None:
    """Under another name first: a process that reads meanwhile finds all or nothing."""
    import numpy

    words = json.dumps({"changes": made.changes, "endings": made.endings}, ensure_ascii=False).encode()
    file.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".npz", delete=False) as draft:
        numpy.savez(draft, hashes=made.hashes, chosen=made.chosen, words=numpy.frombuffer(words, dtype=numpy.uint8))
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
    return Packed(hashes[order], small, tuple(changes), learned(sample, tuple(changes)))
