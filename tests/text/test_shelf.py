"""Dictionaries kept for the next start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy
import pytest

from monitor.text.languages import shelf
from monitor.text.languages.dictionaries import Lexicon
from monitor.text.languages.guessing import Change
from monitor.text.languages.shelf import Packed, keep_in, kept


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before = list(shelf._folders)
    keep_in(tmp_path / "dictionaries")
    yield tmp_path / "dictionaries"
    shelf._folders[:] = before


def packed() -> Packed:
    return Packed(
        hashes=numpy.array([-5, 7], dtype=numpy.int64),
        chosen=numpy.array([1, 0], dtype=numpy.uint16),
        changes=((0, ""), (1, "я")),
        endings={"ю": (Change(1, "я", 0.5),)},
    )


def not_again() -> Packed:
    raise AssertionError("it is on the shelf")


def same(one: Packed, other: Packed) -> bool:
    arrays = (one.hashes == other.hashes).all() and (one.chosen == other.chosen).all()
    return bool(arrays) and one[2:] == other[2:]


def test_a_dictionary_is_made_once(folder: Path) -> None:
    made = kept("xx", packed)
    assert [file.suffix for file in folder.iterdir()] == [".npz"]
    assert same(made, kept("xx", not_again))
    assert Lexicon(kept("xx", not_again)).endings.lemmas("зорею", 0.1) == {"зорея"}


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 half a file"])
def test_a_file_that_is_not_whole_is_made_anew(folder: Path, damage: bytes) -> None:
    kept("xx", packed)
    [file] = folder.iterdir()
    file.write_bytes(damage or file.read_bytes()[:300])
    assert same(kept("xx", packed), kept("xx", not_again))


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    keep_in(tmp_path / "file")
    assert same(kept("xx", packed), packed())
    assert not folder.exists()
