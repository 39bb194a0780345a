from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model.digests import DeliveryId
from monitor.model.errors import DeliveryError
from monitor.model.messages import Evidence, Receipt
from tests.channels.channel_builders import DATE, message, opened

FILES = (("digest.html", "<p>НАТО</p>\n"), ("digest.txt", "НАТО\n"))


PAST = "2025-04-10-0123456789abcdef.html"


def files(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_the_parts_are_files_in_the_folder_and_the_page_stays(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    receipt = opened("directory").send(message(parts=FILES), str(folder))
    assert receipt == Receipt(provider_id=str(folder))
    assert files(folder) == dict(FILES) | {f"past/{PAST}": FILES[0][1]}


def test_a_second_digest_takes_the_place_of_the_first_and_loses_nothing(tmp_path: Path) -> None:
    channel = opened("directory")
    channel.send(message(parts=FILES), str(tmp_path))
    later = message(id=DeliveryId("fedcba9876543210"), parts=(("digest.html", "later\n"), ("digest.txt", "later\n")))
    channel.send(later, str(tmp_path))
    assert files(tmp_path) == {
        "digest.html": "later\n",
        "digest.txt": "later\n",
        f"past/{PAST}": FILES[0][1],
        "past/2025-04-10-fedcba9876543210.html": "later\n",
    }


def test_the_same_digest_again_another_day_is_the_same_file(tmp_path: Path) -> None:
    channel = opened("directory")
    channel.send(message(parts=FILES), str(tmp_path))
    channel.send(message(parts=FILES, date=DATE + timedelta(days=1)), str(tmp_path))
    assert sorted(files(tmp_path)) == ["digest.html", "digest.txt", f"past/{PAST}"]


def test_what_was_written_can_be_looked_for(tmp_path: Path) -> None:
    channel = opened("directory")
    assert channel.look_for(message(parts=FILES), str(tmp_path)) is Evidence.ABSENT
    channel.send(message(parts=FILES), str(tmp_path))
    assert channel.look_for(message(parts=FILES), str(tmp_path)) == Receipt(provider_id=str(tmp_path))


def test_files_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    opened("directory").send(message(parts=FILES), str(tmp_path))
    assert stat.S_IMODE((tmp_path / "digest.html").stat().st_mode) & 0o044


def test_a_folder_that_cannot_be_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeliveryError, match="could not write the digest to") as error:
        opened("directory").send(message(parts=FILES), str(tmp_path / "file"))
    assert not error.value.permanent
