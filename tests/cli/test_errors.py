"""Bad input gets one sentence and an exit code; nobody sees a traceback."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_a_wrong_setting_names_file_and_key(farwatch, config: Path) -> None:
    file = config / "farwatch.toml"
    file.write_text(file.read_text().replace("port = 8765", 'port = "8765"'))
    said = farwatch("watch", "list")
    assert said.code == 2
    assert "farwatch.toml" in said.err
    assert "service.port" in said.err


@pytest.mark.parametrize(
    "address", ["news.example.org", "ftp://news.example.org", "https://", "https://x.example/?a=b"]
)
def test_an_address_of_the_desk_that_is_none_is_refused(farwatch, config: Path, address: str) -> None:
    file = config / "farwatch.toml"
    file.write_text(file.read_text().replace('address = ""', f'address = "{address}"'))
    said = farwatch("watch", "list")
    assert (said.code, "service.address" in said.err) == (2, True)


def test_a_missing_setting_is_named(farwatch, config: Path) -> None:
    file = config / "farwatch.toml"
    file.write_text(file.read_text().replace("delay_seconds = 1.0\n", ""))
    said = farwatch("watch", "list")
    assert (said.code, "delay_seconds" in said.err) == (2, True)


def test_an_unknown_key_of_an_outlet_is_named(farwatch, config: Path) -> None:
    (config / "outlets" / "x.toml").write_text('nmae = "X"\n')
    said = farwatch("outlet", "list")
    assert (said.code, "outlets/x.toml" in said.err) == (2, True)


def test_a_declared_watch_with_a_wrong_query_names_its_file(farwatch, config: Path) -> None:
    (config / "watches" / "x.toml").write_text('name = "X"\nquery = "@nato AND"\n')
    said = farwatch("watch", "list")
    assert (said.code, "watches/x.toml" in said.err, "column" in said.err) == (2, True, True)


@pytest.mark.parametrize("address", ["sqlite:////proc/no/such/folder/x.db", "postgresql://nobody:secret@127.0.0.1:1/x"])
def test_a_database_that_cannot_be_opened_is_exit_code_3_and_its_password_is_not_shown(farwatch, address: str) -> None:
    said = farwatch("watch", "list", "--database", address)
    assert said.code == 3
    assert "secret" not in said.err
    assert "Traceback" not in said.err


def test_a_subscription_needs_a_channel_a_watch_and_a_time_that_exist(farwatch) -> None:
    base = ("subscribe", "morning", "--to", "x")
    assert farwatch(*base, "--channel", "pigeon").code == 2
    assert farwatch(*base, "--channel", "folder", "--watch", "none").code == 2
    assert farwatch(*base, "--channel", "folder", "--at", "someday").code == 2
    assert farwatch(*base, "--channel", "folder", "--zone", "Europe/Nowhere").code == 2
    assert farwatch(*base, "--channel", "folder").code == 0
    assert farwatch(*base, "--channel", "folder").code == 2


def test_an_unreachable_outlet_is_a_row(farwatch, config: Path) -> None:
    (config / "outlets" / "gone.toml").write_text(
        'name = "Gone"\nhomepage = "https://gone.invalid/"\nlanguages = ["en"]\ncountry = "GB"\nzone = "Europe/London"\n'
        'kind = "newspaper"\n[[sources]]\nurl = "https://gone.invalid/feed"\nkind = "feed"\n'
    )
    said = farwatch("poll", "gone", "--json")
    assert (said.code, said.rows[0]["outcome"]) == (0, "unreachable")


def test_the_desk_listens_on_loopback_only(farwatch) -> None:
    assert farwatch("run", "--host", "0.0.0.0").code == 2


def test_every_setting_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    settings = tomllib.loads((ROOT / "config" / "farwatch.toml").read_text())
    keys = [f"{table}.{key}" for table, keys in settings.items() if table != "channels" for key in keys]
    assert [key for key in keys if f"`{key}`" not in readme] == []


def test_doctor_says_what_a_first_start_lacks(farwatch) -> None:
    said = farwatch("doctor", "--json")
    assert said.code == 1
    assert {row["about"] for row in said.rows} >= {"outlets", "subscriptions", "crawl.contact"}


@pytest.mark.parametrize(
    "words",
    [
        ("stories",),
        ("articles",),
        ("matches",),
        ("subscriptions",),
        ("outlet", "list"),
        ("digest",),
        ("deliver",),
        ("ingest",),
    ],
)
def test_an_empty_database_is_no_error(farwatch, words: tuple[str, ...]) -> None:
    assert farwatch(*words).code == 0
