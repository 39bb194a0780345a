from pathlib import Path

import pytest

from monitor.text import unpacked
from monitor.text.languages.packing import Packed, is_packed, packed


def same(one: Packed, other: Packed) -> bool:
    arrays = (one.hashes == other.hashes).all() and (one.chosen == other.chosen).all()
    return bool(arrays) and one[2:] == other[2:]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Packed, Path]:
    folder = tmp_path_factory.mktemp("packed")
    return packed("lb", folder), folder


def test_what_was_kept_is_what_was_packed(made: tuple[Packed, Path]) -> None:
    first, folder = made
    assert [file.name.split(".")[0] for file in folder.iterdir()] == ["lb"]
    assert same(packed("lb", folder), first)


def test_it_is_known_which_dictionaries_are_still_to_be_packed(made: tuple[Packed, Path], tmp_path: Path) -> None:
    assert (is_packed("lb", made[1]), is_packed("lb", tmp_path)) == (True, False)


def test_a_language_without_such_a_dictionary_waits_for_none() -> None:
    assert unpacked(["pl", "ru-RU", "ja", "ar", "be", "tlh", "+outlet", "?"]) == ()


def test_a_broken_file_is_packed_anew(made: tuple[Packed, Path], tmp_path: Path) -> None:
    first, folder = made
    (tmp_path / next(folder.iterdir()).name).write_bytes(b"PK broken")
    assert same(packed("lb", tmp_path), first)
    assert same(packed("lb", tmp_path), first)


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(made: tuple[Packed, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert same(packed("lb", tmp_path / "file"), made[0])
