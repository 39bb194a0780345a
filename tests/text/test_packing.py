from pathlib import Path

import numpy as np
import pytest

from monitor.text import unpacked
from monitor.text.languages.packing import Packed, is_packed, packed


def same(one: Packed, other: Packed) -> bool:
    return all(map(np.array_equal, parts(one), parts(other)))


def parts(one: Packed) -> tuple[object, ...]:
    return (one.hashes, one.chosen, *one.changes, *one.endings)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Packed, Path]:
    folder = tmp_path_factory.mktemp("packed")
    return packed("lb", folder), folder


def test_what_was_kept_is_what_was_packed(made: tuple[Packed, Path]) -> None:
    first, folder = made
    assert {file.name.split(".")[0] for file in folder.iterdir()} == {"lb"}
    again = packed("lb", folder)
    assert same(again, first)
    # Not read: a desk that shows a concept in thirty languages would else take 400 MB for good.
    assert isinstance(again.hashes, np.memmap)
    assert isinstance(again.chosen, np.memmap)


def test_it_is_known_which_dictionaries_are_still_to_be_packed(made: tuple[Packed, Path], tmp_path: Path) -> None:
    assert (is_packed("lb", made[1]), is_packed("lb", tmp_path)) == (True, False)


def test_a_language_without_such_a_dictionary_waits_for_none() -> None:
    assert unpacked(["pl", "ru-RU", "ja", "ar", "be", "tlh", "+outlet", "?"]) == ()


@pytest.mark.parametrize(
    ("broken", "content"), [(0, b""), (0, b"\x93NUMPY broken"), (1, None), (2, b""), (2, b"PK broken")]
)
def test_a_broken_file_is_packed_anew(
    made: tuple[Packed, Path], tmp_path: Path, broken: int, content: bytes | None
) -> None:
    first, folder = made
    for number, file in enumerate(sorted(folder.iterdir())):
        kept = file.read_bytes() if number != broken else content
        if kept is not None:
            (tmp_path / file.name).write_bytes(kept)
    assert same(packed("lb", tmp_path), first)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        file.name: file.read_bytes() for file in folder.iterdir()
    }


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(made: tuple[Packed, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert same(packed("lb", tmp_path / "file"), made[0])


def test_what_an_older_version_kept_of_the_language_goes(made: tuple[Packed, Path], tmp_path: Path) -> None:
    old, other = tmp_path / "lb.simplemma-1.0.0.1.npz", tmp_path / "sl.simplemma-1.0.0.1.npz"
    old.touch()
    other.touch()
    packed("lb", tmp_path)
    assert (old.exists(), other.exists()) == (False, True)
    assert {file.name for file in made[1].iterdir()} < {file.name for file in tmp_path.iterdir()}
