# ruff: noqa: E501  (tables and patterns read better a row a line)
"""Where a page without an outlet is written: the zone of its times that say none."""

from __future__ import annotations

# Countries with one time zone (or one where nearly everybody lives), by the ending of their hosts; tz database,
# zone.tab.
_OF_ENDINGS = {
    "ae": "Asia/Dubai", "al": "Europe/Tirane", "am": "Asia/Yerevan", "ar": "America/Argentina/Buenos_Aires", "at": "Europe/Vienna",
    "az": "Asia/Baku", "ba": "Europe/Sarajevo", "bd": "Asia/Dhaka", "be": "Europe/Brussels", "bg": "Europe/Sofia",
    "by": "Europe/Minsk", "ch": "Europe/Zurich", "cn": "Asia/Shanghai", "cy": "Asia/Nicosia", "cz": "Europe/Prague",
    "de": "Europe/Berlin", "dk": "Europe/Copenhagen", "ee": "Europe/Tallinn", "eg": "Africa/Cairo", "es": "Europe/Madrid",
    "fi": "Europe/Helsinki", "fr": "Europe/Paris", "ge": "Asia/Tbilisi", "gr": "Europe/Athens", "hk": "Asia/Hong_Kong",
    "hr": "Europe/Zagreb", "hu": "Europe/Budapest", "ie": "Europe/Dublin", "il": "Asia/Jerusalem", "in": "Asia/Kolkata",
    "ir": "Asia/Tehran", "is": "Atlantic/Reykjavik", "it": "Europe/Rome", "jp": "Asia/Tokyo", "ke": "Africa/Nairobi",
    "kr": "Asia/Seoul", "lk": "Asia/Colombo", "lt": "Europe/Vilnius", "lu": "Europe/Luxembourg", "lv": "Europe/Riga",
    "md": "Europe/Chisinau", "mk": "Europe/Skopje", "mt": "Europe/Malta", "my": "Asia/Kuala_Lumpur", "ng": "Africa/Lagos",
    "nl": "Europe/Amsterdam", "no": "Europe/Oslo", "np": "Asia/Kathmandu", "nz": "Pacific/Auckland", "ph": "Asia/Manila",
    "pk": "Asia/Karachi", "pl": "Europe/Warsaw", "pt": "Europe/Lisbon", "ro": "Europe/Bucharest", "rs": "Europe/Belgrade",
    "ru": "Europe/Moscow", "se": "Europe/Stockholm", "sg": "Asia/Singapore", "si": "Europe/Ljubljana", "sk": "Europe/Bratislava",
    "th": "Asia/Bangkok", "tr": "Europe/Istanbul", "tw": "Asia/Taipei", "ua": "Europe/Kyiv", "uk": "Europe/London",
    "vn": "Asia/Ho_Chi_Minh", "za": "Africa/Johannesburg",
}  # fmt: skip
# Languages that are written in one zone, for hosts without a country.
_OF_LANGUAGES = {
    "uk": "Europe/Kyiv", "pl": "Europe/Warsaw", "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "cs": "Europe/Prague",
    "lt": "Europe/Vilnius", "lv": "Europe/Riga", "et": "Europe/Tallinn", "fi": "Europe/Helsinki", "de": "Europe/Berlin",
    "it": "Europe/Rome", "tr": "Europe/Istanbul", "hu": "Europe/Budapest", "el": "Europe/Athens", "bg": "Europe/Sofia",
    "sv": "Europe/Stockholm", "da": "Europe/Copenhagen", "nl": "Europe/Amsterdam", "th": "Asia/Bangkok", "he": "Asia/Jerusalem",
}  # fmt: skip


def zone_of(host: str, language: str | None) -> str:
    """The likely IANA zone of a host: its country's, else its language's, else UTC."""
    ending = host.rsplit(".", 1)[-1].lower()
    return _OF_ENDINGS.get(ending) or _OF_LANGUAGES.get((language or "").split("-")[0].lower(), "UTC")
