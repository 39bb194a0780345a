# ruff: noqa: E501  (tables and patterns read better a row a line)
"""Where a page without an outlet is written: the zone of its times that say none."""

from __future__ import annotations

# Countries with one time zone (or one where nearly everybody lives), by the ending of their hosts; tz database,
# zone.tab.
_OF_ENDINGS = {
    "ae": "Asia/Dubai", "al": "Europe/Tirane", "am": "Asia/Yerevan", "ao": "Africa/Luanda", "ar": "America/Argentina/Buenos_Aires",
    "at": "Europe/Vienna", "au": "Australia/Sydney", "az": "Asia/Baku", "ba": "Europe/Sarajevo", "bd": "Asia/Dhaka",
    "be": "Europe/Brussels", "bg": "Europe/Sofia", "bh": "Asia/Bahrain", "bo": "America/La_Paz", "br": "America/Sao_Paulo",
    "by": "Europe/Minsk", "ch": "Europe/Zurich", "ci": "Africa/Abidjan", "cl": "America/Santiago", "cm": "Africa/Douala",
    "cn": "Asia/Shanghai", "cr": "America/Costa_Rica", "cu": "America/Havana", "cy": "Asia/Nicosia", "cz": "Europe/Prague",
    "de": "Europe/Berlin", "dk": "Europe/Copenhagen", "do": "America/Santo_Domingo", "dz": "Africa/Algiers", "ec": "America/Guayaquil",
    "ee": "Europe/Tallinn", "eg": "Africa/Cairo", "es": "Europe/Madrid", "et": "Africa/Addis_Ababa", "fi": "Europe/Helsinki",
    "fo": "Atlantic/Faroe", "fr": "Europe/Paris", "ge": "Asia/Tbilisi", "gh": "Africa/Accra", "gl": "America/Nuuk",
    "gr": "Europe/Athens", "gt": "America/Guatemala", "hk": "Asia/Hong_Kong", "hn": "America/Tegucigalpa", "hr": "Europe/Zagreb",
    "hu": "Europe/Budapest", "id": "Asia/Jakarta", "ie": "Europe/Dublin", "il": "Asia/Jerusalem", "in": "Asia/Kolkata",
    "iq": "Asia/Baghdad", "ir": "Asia/Tehran", "is": "Atlantic/Reykjavik", "it": "Europe/Rome", "jo": "Asia/Amman",
    "jp": "Asia/Tokyo", "ke": "Africa/Nairobi", "kg": "Asia/Bishkek", "kh": "Asia/Phnom_Penh", "kr": "Asia/Seoul",
    "kw": "Asia/Kuwait", "kz": "Asia/Almaty", "lb": "Asia/Beirut", "li": "Europe/Vaduz", "lk": "Asia/Colombo",
    "ls": "Africa/Maseru", "lt": "Europe/Vilnius", "lu": "Europe/Luxembourg", "lv": "Europe/Riga", "ma": "Africa/Casablanca",
    "md": "Europe/Chisinau", "mk": "Europe/Skopje", "mm": "Asia/Yangon", "mn": "Asia/Ulaanbaatar", "mt": "Europe/Malta",
    "mx": "America/Mexico_City", "my": "Asia/Kuala_Lumpur", "mz": "Africa/Maputo", "na": "Africa/Windhoek", "ng": "Africa/Lagos",
    "nl": "Europe/Amsterdam", "no": "Europe/Oslo", "np": "Asia/Kathmandu", "nz": "Pacific/Auckland", "om": "Asia/Muscat",
    "pa": "America/Panama", "pe": "America/Lima", "ph": "Asia/Manila", "pk": "Asia/Karachi", "pl": "Europe/Warsaw",
    "pt": "Europe/Lisbon", "py": "America/Asuncion", "qa": "Asia/Qatar", "ro": "Europe/Bucharest", "rs": "Europe/Belgrade",
    "ru": "Europe/Moscow", "sa": "Asia/Riyadh", "se": "Europe/Stockholm", "sg": "Asia/Singapore", "si": "Europe/Ljubljana",
    "sk": "Europe/Bratislava", "sn": "Africa/Dakar", "sv": "America/El_Salvador", "th": "Asia/Bangkok", "tn": "Africa/Tunis",
    "tr": "Europe/Istanbul", "tw": "Asia/Taipei", "tz": "Africa/Dar_es_Salaam", "ua": "Europe/Kyiv", "ug": "Africa/Kampala",
    "uk": "Europe/London", "uy": "America/Montevideo", "uz": "Asia/Tashkent", "vn": "Asia/Ho_Chi_Minh", "za": "Africa/Johannesburg",
    "zm": "Africa/Lusaka", "zw": "Africa/Harare",
}  # fmt: skip
# Regions of a language tag ("es-AR"), where the ending is another or means nothing (example.co).
_OF_REGIONS = {**_OF_ENDINGS, "gb": "Europe/London", "co": "America/Bogota", "ve": "America/Caracas"}
# Languages that are written in one zone, for hosts without a country.
_OF_LANGUAGES = {
    "uk": "Europe/Kyiv", "pl": "Europe/Warsaw", "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "cs": "Europe/Prague",
    "lt": "Europe/Vilnius", "lv": "Europe/Riga", "et": "Europe/Tallinn", "fi": "Europe/Helsinki", "de": "Europe/Berlin",
    "it": "Europe/Rome", "tr": "Europe/Istanbul", "hu": "Europe/Budapest", "el": "Europe/Athens", "bg": "Europe/Sofia",
    "sv": "Europe/Stockholm", "da": "Europe/Copenhagen", "nl": "Europe/Amsterdam", "th": "Asia/Bangkok", "he": "Asia/Jerusalem",
    "nb": "Europe/Oslo", "nn": "Europe/Oslo", "no": "Europe/Oslo", "sk": "Europe/Bratislava", "sl": "Europe/Ljubljana",
    "hr": "Europe/Zagreb", "sr": "Europe/Belgrade", "mk": "Europe/Skopje", "sq": "Europe/Tirane", "ro": "Europe/Bucharest",
    "is": "Atlantic/Reykjavik", "ka": "Asia/Tbilisi", "hy": "Asia/Yerevan", "az": "Asia/Baku", "fa": "Asia/Tehran",
    "hi": "Asia/Kolkata", "ur": "Asia/Karachi", "ne": "Asia/Kathmandu", "si": "Asia/Colombo", "km": "Asia/Phnom_Penh",
    "vi": "Asia/Ho_Chi_Minh", "id": "Asia/Jakarta", "ms": "Asia/Kuala_Lumpur", "mn": "Asia/Ulaanbaatar", "ca": "Europe/Madrid",
}  # fmt: skip


def zone_of(host: str, language: str | None) -> str:
    """The likely IANA zone of a host: its country's, that of its language's region, of its language, else UTC."""
    ending = host.rsplit(".", 1)[-1].lower()
    tag, *parts = (language or "").replace("_", "-").lower().split("-")
    regions = (_OF_REGIONS[part] for part in parts if part in _OF_REGIONS)
    return _OF_ENDINGS.get(ending) or next(regions, None) or _OF_LANGUAGES.get(tag, "UTC")
