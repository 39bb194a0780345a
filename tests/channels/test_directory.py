from __future__ import annotations

import stat
from pathlib import Path

import pytest

from monitor.model.digests import Receipt
from monitor.model.errors import DeliveryError
from tests.channels.channel_builders import message, opened

FILES = (("digest.html", "<p>НАТО</p>\n"), ("digest.txt", "НАТО\n"))


def test_the_parts_are_files_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    receipt = opened("directory").send(message(parts=FILES), str(folder))
    assert receipt == Receipt(provider_id=str(folder))
    assert {path.name: path.read_bytes().decode() for path in folder.iterdir()} == dict(FILES)


def test_a_second_digest_takes_the_place_of_the_first(tmp_path: Path) -> None:
    channel = opened("directory")
    channel.send(message(parts=FILES), str(tmp_path))
    channel.send(message(parts=(("digest.txt", "later\n"),)), str(tmp_path))
    assert (tmp_path / "digest.txt").read_text() == "later\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["digest.html", "digest.txt"]


def test_files_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    opened("directory").send(message(parts=FILES), str(tmp_path))
    assert stat.S_IMODE((tmp_path / "digest.html").stat().st_mode) & 0o044


def test_a_folder_that_cannot_be_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeliveryError, match="could not write the digest to") as error:
        opened("directory").send(message(parts=FILES), str(tmp_path / "file"))
    assert not error.value.permanent
