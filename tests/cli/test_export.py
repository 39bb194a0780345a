"""farwatch export and import: what one writes the other takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Said

Farwatch = Callable[..., Said]
LIST = """<opml><body><outline text="Ukraine">
<outline text="Daily & Co" xmlUrl="https://daily.ua/rss?a=1&b=2" htmlUrl="https://daily.ua"/>
<outline text="Page" htmlUrl="https://page.org/"/>
"""


@pytest.fixture
def opml(tmp_path: Path) -> str:
    file = tmp_path / "mine.opml"
    file.write_text(LIST)
    return str(file)


def files(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*.toml")}


def test_a_list_of_feeds_is_followed_and_says_what_was_left_out(farwatch: Farwatch, opml: str) -> None:
    reason = "names a page and no feed; farwatch outlet add https://page.org/ looks for one"
    assert farwatch("import", opml, "--json").rows == [
        {
            "imported": 1,
            "known": 0,
            "rejected": [{"line": 3, "name": "Page", "reason": reason}],
            "outlets": ["daily"],
            "switched_off": [],
        }
    ]
    assert "0 feeds imported, 1 known, 1 rejected." in farwatch("import", opml).out
    (row,) = farwatch("outlet", "list", "--json").rows
    assert row["source"] == "https://daily.ua/rss?a=1&b=2"


def test_feeds_go_out_as_they_came_in(farwatch: Farwatch, opml: str, tmp_path: Path) -> None:
    assert farwatch("import", opml).out.startswith("1 feed imported, 0 known, 1 rejected.")
    out = tmp_path / "out.opml"
    assert farwatch("export", "--opml", str(out), "--json").rows == [{"outlets": 1, "feeds": 1, "to": str(out)}]
    assert farwatch("import", str(out), "--json").rows[0]["known"] == 1
    assert farwatch("export", "--opml", "-").out == out.read_text()


def test_an_export_is_a_folder_of_configuration(farwatch: Farwatch, opml: str, tmp_path: Path, config: Path) -> None:
    farwatch("import", opml)
    farwatch("watch", "add", "mine", "@nato AND @japan")
    farwatch(
        "subscribe", "morning", "--channel", "folder", "--to", "me", "--at", "weekdays 07:00", "--zone", "Europe/Kyiv"
    )
    out = tmp_path / "out"
    assert farwatch("export", "--out", str(out)).code == 0
    # What is declared keeps its comments; what was added stands beside it.
    delivered, written = files(config), files(out)
    assert {name: text for name, text in written.items() if name in delivered} == delivered
    assert set(written) - set(delivered) == {"outlets/daily.toml", "watches/mine.toml", "subscriptions/morning.toml"}
    elsewhere = ("--config", str(out), "--database", f"sqlite:///{tmp_path / 'other.sqlite3'}")
    assert [row["id"] for row in farwatch("subscriptions", "--json", *elsewhere).rows] == ["morning"]
    farwatch("export", "--out", str(tmp_path / "again"), *elsewhere)
    assert files(tmp_path / "again") == written


def test_an_export_is_taken_over_by_another_farwatch(farwatch: Farwatch, opml: str, tmp_path: Path) -> None:
    farwatch("import", opml)
    farwatch("watch", "add", "mine", "@nato AND @japan")
    out = tmp_path / "out"
    farwatch("export", "--out", str(out))
    (out / "concepts" / "odd.toml").write_text('label = "Odd"\nforms.en.names = ["odd"]\n')
    (out / "watches" / "odd.toml").write_text('name = "Odd"\nquery = "@odd"\n')
    (out / "watches" / "nato-tokyo-office.toml").write_text('name = "Other"\nquery = "Tokyo"\n')
    other = ("--database", f"sqlite:///{tmp_path / 'other.sqlite3'}")
    (row,) = farwatch("import", str(out), "--json", *other).rows
    rejected = {one["file"]: one["reason"] for one in row["rejected"]}
    assert (row["imported"], set(rejected)) == (
        2,
        {"concepts/odd.toml", "watches/odd.toml", "watches/nato-tokyo-office.toml"},
    )
    assert "remove that first" in rejected["watches/nato-tokyo-office.toml"]
    (again,) = farwatch("import", str(out), "--json", *other).rows
    assert again["imported"] == 0


def test_a_folder_that_holds_something_is_not_written_into(farwatch: Farwatch, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("mine")
    said = farwatch("export", "--out", str(tmp_path / "full"))
    assert (said.code, "holds something already" in said.err) == (2, True)


@pytest.mark.parametrize("words", [(), ("--out", "a", "--opml", "b")])
def test_an_export_wants_one_aim(farwatch: Farwatch, words: tuple[str, ...]) -> None:
    assert farwatch("export", *words).code == 2


def test_a_file_that_cannot_be_written_or_read_gets_a_sentence(farwatch: Farwatch, tmp_path: Path) -> None:
    assert farwatch("export", "--opml", str(tmp_path)).code == 2
    assert farwatch("import", str(tmp_path / "none.opml")).code == 2
    assert farwatch("import", str(tmp_path / "none.jsonl")).code == 2
    page = tmp_path / "page.html"
    page.write_text("<html><p>404")
    said = farwatch("import", str(page))
    assert (said.code, "is no OPML" in said.err) == (1, True)


def test_articles_are_still_imported(farwatch: Farwatch, tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    line = {
        "url": "https://e.org/1",
        "outlet": "e",
        "title": "T",
        "text": "Words of it.",
        "language": None,
        "published": None,
    }
    file.write_text(json.dumps(line) + "\n")
    assert farwatch("import", str(file), "--json").rows == [{"imported": 1, "known": 0, "rejected": []}]
