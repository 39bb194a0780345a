"""One outlet's file, and all of them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from cssselect import SelectorError
from lxml.cssselect import CSSSelector

from monitor.config.outlets import read_outlet
from monitor.model.errors import ConfigError
from monitor.model.outlets import Outlet, OutletId, PageHints, Source, SourceKind

FILES = sorted((Path(__file__).parents[2] / "config" / "outlets").glob("*.toml"))
KINDS = {
    "aggregator",
    "broadcaster",
    "defence press",
    "magazine",
    "news agency",
    "news site",
    "newspaper",
    "official",
    "public broadcaster",
    "think tank",
}
LEAST = {
    "name": "'Example Daily'",
    "homepage": "'https://example.org/'",
    "languages": "['en']",
    "country": "'GB'",
    "zone": "'Europe/London'",
    "kind": "'newspaper'",
}


def toml(**changed: str | None) -> str:
    return "".join(f"{key} = {value}\n" for key, value in (LEAST | changed).items() if value is not None)


def error(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read_outlet("outlets/x.toml", text)
    return str(caught.value)


def test_a_whole_file() -> None:
    text = toml(rank="1", cited_as="['Daily']") + (
        "[[sources]]\nurl = 'https://example.org/news/'\nkind = 'section'\nlinks = '.*/\\d+'\n"
        "[page]\nstop = ['Read also']\n"
    )
    assert read_outlet("outlets/x.toml", text) == Outlet(
        id=OutletId("x"),
        name="Example Daily",
        homepage="https://example.org/",
        languages=("en",),
        country="GB",
        zone="Europe/London",
        kind="newspaper",
        rank=1,
        cited_as=("Daily",),
        sources=(
            Source(url="https://example.org/news/", outlet=OutletId("x"), kind=SourceKind.SECTION, links=r".*/\d+"),
        ),
        page=PageHints(stop=("Read also",)),
    )


@pytest.mark.parametrize("key", LEAST)
def test_a_missing_key_is_named_with_an_example(key: str) -> None:
    said = error(toml(**{key: None}))
    assert said.startswith(f"outlets/x.toml: no `{key}`; add e.g. {key} = ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name", "outlets/x.toml: is not TOML: Expected '=' after a key"),
        (toml(nmae="'x'"), "outlets/x.toml: unknown key `nmae`; known are "),
        (toml(id="'x'"), "outlets/x.toml: unknown key `id`"),
        (toml(name="1"), "outlets/x.toml: name: Expected `str`, got `int`"),
        (toml(languages="[]"), "outlets/x.toml: languages: is empty; name at least one"),
        (toml(languages="['English']"), "outlets/x.toml: languages: expected a tag like 'en'"),
        (toml(country="'UK.'"), "outlets/x.toml: country: expected two capitals of ISO 3166"),
        (toml(zone="'Kyiv'"), "outlets/x.toml: zone: expected an IANA zone"),
        (toml(zone="'../zone'"), "outlets/x.toml: zone: expected an IANA zone"),
        (toml(zone="''"), "outlets/x.toml: zone: expected an IANA zone"),
        (toml(homepage="'example.org'"), "outlets/x.toml: homepage: expected an http or https address"),
        (toml(homepage="'http://[::1'"), "outlets/x.toml: homepage: 'http://[::1' is no address"),
        (toml(sources="['x']"), "outlets/x.toml: sources: expected [[sources]] tables"),
        (toml(page="'x'"), "outlets/x.toml: page: expected a [page] table"),
        (toml() + "[[sources]]\nkind = 'feed'", "outlets/x.toml: [sources]: no `url`; add e.g. url = "),
        (toml() + "[[sources]]\nurl = 'file:///etc/passwd'\nkind = 'feed'", "outlets/x.toml: sources.url: expected an"),
        (toml() + "[[sources]]\nurl = 'http://x/'\nkind = 'rss'", "outlets/x.toml: sources[0].kind: Invalid enum"),
        (toml() + "[[sources]]\nurl = 'http://x/'\nkind = 'feed'\nlinks = '('", "outlets/x.toml: sources.links: '('"),
        (toml() + "[page]\nselector = ['p']", "outlets/x.toml: [page]: unknown key `selector`"),
        (toml() + "[page]\ndrop = ['[']", "outlets/x.toml: page.drop: '['"),
        (toml() + "[page]\ndate_regex = '*'", "outlets/x.toml: page.date_regex: '*'"),
    ],
)
def test_a_wrong_file_is_told_with_file_and_key(text: str, said: str) -> None:
    assert error(text).startswith(said)


def test_an_error_is_one_line() -> None:
    assert "\n" not in error(toml(nmae="'x'"))


@pytest.fixture(scope="module")
def pack() -> dict[str, Outlet]:
    return {file.name: read_outlet(str(file), file.read_text(encoding="utf-8")) for file in FILES}


def test_there_is_a_pack() -> None:
    assert len(FILES) > 100


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_can_be_read(file: Path) -> None:
    read_outlet(str(file), file.read_text(encoding="utf-8"))


def test_every_outlet_that_is_on_has_a_source(pack: dict[str, Outlet]) -> None:
    for file, outlet in pack.items():
        assert outlet.sources or not outlet.enabled, f"outlets/{file}: no source; add [[sources]], or enabled = false"


def test_every_source_is_polled_for_one_outlet_only(pack: dict[str, Outlet]) -> None:
    urls = Counter(source.url for outlet in pack.values() for source in outlet.sources)
    twice = [url for url, count in urls.items() if count > 1]
    assert not twice, f"{twice} stand in two files; leave each in one"


def test_a_name_leads_to_one_outlet(pack: dict[str, Outlet]) -> None:
    owners: dict[str, set[str]] = {}
    for file, outlet in pack.items():
        for name in (outlet.name, *outlet.cited_as):
            owners.setdefault(unicodedata.normalize("NFKC", name).casefold(), set()).add(file)
    shared = {name: sorted(files) for name, files in owners.items() if len(files) > 1}
    assert not shared, f"{shared}: a citation must name one outlet; take the name out of one file's `cited_as`"


def test_cited_as_holds_no_name_twice(pack: dict[str, Outlet]) -> None:
    for file, outlet in pack.items():
        forms = [unicodedata.normalize("NFKC", name) for name in (outlet.name, *outlet.cited_as)]
        twice = [name for name, count in Counter(forms).items() if count > 1]
        assert not twice, f"outlets/{file}: {twice} twice in name and cited_as; leave one"


def test_kinds_are_of_the_list(pack: dict[str, Outlet]) -> None:
    for file, outlet in pack.items():
        assert outlet.kind in KINDS, f"outlets/{file}: kind {outlet.kind!r}; take one of {sorted(KINDS)}"


def test_ranks_are_one_to_three(pack: dict[str, Outlet]) -> None:
    for file, outlet in pack.items():
        assert outlet.rank in (1, 2, 3), f"outlets/{file}: rank 1 agencies and first reporters, 2 usual, 3 aggregators"


def test_a_sections_links_are_told_apart_by_a_pattern(pack: dict[str, Outlet]) -> None:
    for file, outlet in pack.items():
        for source in outlet.sources:
            assert source.links or source.kind is not SourceKind.SECTION, (
                f"outlets/{file}: a section needs `links`, the pattern of an article's address"
            )


def test_selectors_can_be_read(pack: dict[str, Outlet]) -> None:
    for file, outlet in pack.items():
        page = outlet.page
        for selector in (*page.title, *page.body, *page.author, *page.date, *page.remove):
            try:
                CSSSelector(selector)
            except SelectorError as wrong:
                pytest.fail(f"outlets/{file}: {selector!r} is no CSS selector: {wrong}")


def test_hosts_are_bare_and_not_the_homepages(pack: dict[str, Outlet]) -> None:
    for file, outlet in pack.items():
        for host in outlet.hosts:
            assert "/" not in host, f"outlets/{file}: {host!r} is no bare host"
            assert f"//{host}/" not in outlet.homepage, (
                f"outlets/{file}: {host!r} is the homepage's, which always counts"
            )


def test_files_have_no_lines_too_long_to_read() -> None:
    for file in FILES:
        long = [line for line in file.read_text(encoding="utf-8").splitlines() if len(line) > 120]
        assert not long, f"outlets/{file.name}: break {long}"


def test_the_seed_outlets_are_complete(pack: dict[str, Outlet]) -> None:
    seeds = ("bastion", "defence24", "kyiv24", "novostey", "ukrinform")
    for file in (f"{seed}.toml" for seed in seeds):
        outlet = pack[file]
        assert outlet.sources, f"outlets/{file}: the seed article's outlet has no source"
        assert outlet.page != PageHints(), f"outlets/{file}: the seed article's outlet has no hints for its pages"


def test_what_is_followed_speaks_the_languages_of_the_story(pack: dict[str, Outlet]) -> None:
    on = [outlet for outlet in pack.values() if outlet.enabled]
    assert len(on) >= 60
    assert {"en", "ja", "ko", "pl", "uk"} <= {language for outlet in on for language in outlet.languages}


def test_state_media_are_marked(pack: dict[str, Outlet]) -> None:
    marked = {file.removesuffix(".toml") for file, outlet in pack.items() if outlet.state_media}
    assert marked >= {"armyinform", "people-cn", "tass", "ukrinform", "xinhua"}
