"""Where a page without an outlet is written."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from monitor.extraction import places


@pytest.mark.parametrize(
    ("host", "language", "zone"),
    [
        ("news.example.com.ua", "en", "Europe/Kyiv"),
        ("example.com", "es-AR", "America/Argentina/Buenos_Aires"),
        ("example.com", "en_GB", "Europe/London"),
        ("example.com", "zh-Hant-TW", "Asia/Taipei"),
        ("example.com", "ko", "Asia/Seoul"),
        ("example.com", "en-US", "UTC"),
        ("example.com", None, "UTC"),
        ("example.de", "es-AR", "Europe/Berlin"),
    ],
)
def test_country_goes_before_region_before_language(host: str, language: str | None, zone: str) -> None:
    assert places.zone_of(host, language) == zone


def test_every_zone_is_one() -> None:
    hosts = (f"example.{ending}" for ending in places._OF_ENDINGS)
    zones = {*(places.zone_of(host, None) for host in hosts), *places._OF_REGIONS.values()}
    assert zones | set(places._OF_LANGUAGES.values()) <= available_timezones()
