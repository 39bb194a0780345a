from zoneinfo import ZoneInfo

import pytest

from monitor.services.countries import country_of, country_of_language, language_of_country, zones


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.ukrinform.ua/", "UA"),
        ("https://www.bbc.co.uk/", "GB"),
        ("http://nhk.or.jp:8080/", "JP"),
        ("https://example.com/", None),
        ("https://bastion.tv/", None),
        ("https://example.eu/", None),
        ("https://xn--h1akbl.xn--p1ai/", None),
        ("http://192.0.2.1/", None),
    ],
)
def test_the_country_of_an_address(url: str, country: str | None) -> None:
    assert country_of(url) == country


def test_every_country_has_a_zone_that_exists() -> None:
    assert [zone for zone in zones().values() if not ZoneInfo(zone)] == []
    assert {zones()[country] for country in ("UA", "RU", "AU", "US", "DE")} == {
        "Europe/Kyiv",
        "Europe/Moscow",
        "Australia/Sydney",
        "America/New_York",
        "Europe/Berlin",
    }


def test_a_language_of_one_country_goes_both_ways_and_one_of_many_none() -> None:
    assert (country_of_language("ja"), language_of_country("JP")) == ("JP", "ja")
    assert (country_of_language("en"), language_of_country("CH"), country_of_language(None)) == (None, None, None)
