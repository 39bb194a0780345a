"""farwatch outlet, on a site of a local server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Said
from tests.spiders.conftest import HOSTS, Site, site  # noqa: F401  # a fixture

Farwatch = Callable[..., Said]
HOME = "outlet-a.test/"


@pytest.fixture
def config(config: Path) -> Path:
    """With the test's hosts pinned, and no wait between requests."""
    file = config / "farwatch.toml"
    hosts = ", ".join(f'"{host}" = "127.0.0.1"' for host in HOSTS)
    text = file.read_text().replace("hosts = {}", f"hosts = {{ {hosts} }}")
    file.write_text(text.replace("delay_seconds = 1.0", "delay_seconds = 0.0"))
    return config


@pytest.fixture
def daily(site: Site) -> str:  # noqa: F811
    """A site with a feed; its address."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    items = "".join(
        f"<item><title>Japan will open a mission to NATO, part {n}</title><link>http://outlet-a.test/n/{n}</link>"
        f"<pubDate>{(yesterday + timedelta(hours=n)):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n in range(4)
    )
    site.add("outlet-a.test/rss", f'<rss version="2.0"><channel><title>Daily</title>{items}</channel></rss>')
    head = '<link rel="alternate" type="application/rss+xml" href="/rss"><meta property="og:site_name" content="Daily">'
    site.add(HOME, f"<html><head>{head}</head></html>", content_type="text/html")
    return site.url(HOME)


def added(farwatch: Farwatch, url: str, *words: str) -> Said:
    return farwatch("outlet", "add", url, "--yes", "--country", "GB", *words)


def test_yes_takes_the_proposal(farwatch: Farwatch, daily: str) -> None:
    said = added(farwatch, daily)
    assert said.code == 0
    assert f"Daily ({daily}): en; GB, Europe/London" in said.out
    assert "Added outlet outlet-a." in said.out
    (row,) = farwatch("outlet", "list", "--json").rows
    assert (row["outlet"], row["source"]) == ("outlet-a", f"{daily}rss")


def test_without_a_terminal_nothing_is_added_and_the_way_is_said(farwatch: Farwatch, daily: str) -> None:
    said = farwatch("outlet", "add", daily, "--country", "GB")
    assert (said.code, "--yes" in said.err) == (1, True)
    assert farwatch("outlet", "list", "--json").rows == []


def test_a_country_that_cannot_be_told_is_asked_for(farwatch: Farwatch, daily: str) -> None:
    said = farwatch("outlet", "add", daily, "--yes")
    assert (said.code, "--country" in said.err) == (2, True)


def test_json_says_what_was_tried_and_taken(farwatch: Farwatch, daily: str) -> None:
    (row,) = added(farwatch, daily, "--json", "--id", "d", "--name", "The Daily", "--zone", "Europe/Paris").rows
    tried = row.pop("tried")
    assert row == {
        "outlet": "d",
        "known": False,
        "added": True,
        "name": "The Daily",
        "homepage": daily,
        "languages": ["en"],
        "country": "GB",
        "zone": "Europe/Paris",
        "sources": [{"url": f"{daily}rss", "kind": "feed", "language": "en", "links": None}],
    }
    assert (tried[0]["kind"], tried[0]["entries"], tried[0]["body"], tried[0]["chosen"]) == (
        "rss",
        4,
        "titles only",
        True,
    )


def test_a_site_that_is_known_is_not_added_again(farwatch: Farwatch, daily: str) -> None:
    added(farwatch, daily)
    said = added(farwatch, daily)
    assert (said.code, "known already: outlet outlet-a, 1 source, is followed" in said.out) == (0, True)


def test_a_source_of_another_outlet_is_not_taken_from_it(farwatch: Farwatch, daily: str) -> None:
    added(farwatch, daily)
    said = added(farwatch, daily, "--id", "second")
    assert (said.code, "is followed already, by the outlet outlet-a" in said.err) == (1, True)


def test_an_outlet_of_the_pack_that_is_off_is_switched_on_and_off_again(
    farwatch: Farwatch, daily: str, config: Path
) -> None:
    (config / "outlets" / "pack.toml").write_text(
        f'name = "Daily"\nhomepage = "{daily}"\nlanguages = ["en"]\ncountry = "GB"\nzone = "Europe/London"\n'
        f'kind = "newspaper"\nenabled = false\n[[sources]]\nurl = "{daily}rss"\nkind = "feed"\n'
    )
    said = farwatch("outlet", "add", daily)
    assert (said.code, "is switched off" in said.out) == (0, True)
    assert "is switched on now" in added(farwatch, daily).out
    assert [row["outlet"] for row in farwatch("outlet", "list", "--json").rows] == ["pack"]
    assert farwatch("outlet", "remove", "pack").code == 0
    assert farwatch("outlet", "list", "--json").rows == []
    assert farwatch("outlet", "remove", "pack").code == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nonsense",), 2, "is no web address"),
        (("ftp://example.org/",), 2, "is no web address"),
        (("https://example.org/", "--country", "Britain"), 2, "--country"),
        (("https://example.org/", "--zone", "London"), 2, "--zone"),
        (("https://example.org/", "--id", "Daily!"), 2, "--id"),
        (("https://example.org/", "--source", "/rss"), 2, "--source"),
        (("http://127.0.0.1:9/",), 3, "cannot be reached"),
        (("http://outlet-a.invalid/",), 3, "cannot be reached"),
    ],
)
def test_what_cannot_be_added_gets_one_sentence(
    farwatch: Farwatch, words: tuple[str, ...], code: int, said: str
) -> None:
    answer = farwatch("outlet", "add", "--yes", *words)
    assert (answer.code, said in answer.err.splitlines()[-1]) == (code, True)


def test_a_site_without_news_gets_advice(farwatch: Farwatch, site: Site) -> None:  # noqa: F811
    said = added(farwatch, site.add(HOME, "<p>Welcome", content_type="text/html"))
    assert (said.code, "--source ADDRESS" in said.err) == (1, True)


def test_a_source_named_by_hand_is_taken_though_the_home_page_is_walled_off(
    farwatch: Farwatch,
    daily: str,
    site: Site,  # noqa: F811
) -> None:
    site.add(HOME, status=403)
    (row,) = added(farwatch, daily, "--source", f"{daily}rss", "--json").rows
    assert (row["added"], [one["url"] for one in row["sources"]]) == (True, [f"{daily}rss"])


def test_a_source_named_by_hand_that_gives_nothing_is_refused(farwatch: Farwatch, daily: str) -> None:
    said = added(farwatch, daily, "--source", f"{daily}none")
    assert (said.code, "gives nothing to follow: The server answered with status 404." in said.err) == (1, True)
    assert added(farwatch, "http://outlet-a.invalid/", "--source", "http://outlet-a.invalid/rss").code == 3


def test_a_check_says_what_each_source_gives(farwatch: Farwatch, daily: str, site: Site) -> None:  # noqa: F811
    added(farwatch, daily)
    (row,) = farwatch("outlet", "check", "outlet-a", "--json").rows
    row.pop("newest")
    assert row == {
        "outlet": "outlet-a",
        "source": f"{daily}rss",
        "outcome": "nothing-new",
        "status": 200,
        "kind": "rss",
        "entries": 4,
        "body": "titles only",
        "dated": 1.0,
        "precision": "second",
        "language": "en",
        "per_day": 24.0,
        "moved_to": None,
        "detail": "",
        "advice": "",
    }
    (state,) = farwatch("outlet", "list", "--json").rows
    assert state["outcome"] == "not polled yet"
    site.add("outlet-a.test/rss", status=410)
    said = farwatch("outlet", "check")
    assert (said.code, "gone for good" in said.out) == (1, True)


def test_a_check_of_nobody(farwatch: Farwatch) -> None:
    assert farwatch("outlet", "check", "nobody").code == 1
    assert (farwatch("outlet", "check").code, farwatch("outlet", "check", "--json").out) == (0, "")
