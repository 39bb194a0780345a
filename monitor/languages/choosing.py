"""Which language a reader is spoken to in. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

# A quality value: 0 to 1 with three decimals at most (RFC 9110, 12.4.2).
_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
# A header longer than any browser's is not read further.
_LONGEST = 1_000


def preferred(accepted: str, known: Collection[str], otherwise: str) -> str:
    """The known language that an Accept-Language header asks for most; `otherwise` where it asks for none of them.

    Ranges are looked up as RFC 4647 tells (3.4): "uk-UA" is answered in "uk"; a language with quality 0 is not wanted.
    Of equal qualities the first named counts. What cannot be read is passed over.
    """
    asked = sorted(_ranges(accepted[:_LONGEST]), key=lambda pair: -pair[1])
    unwanted = {tag for tag, quality in asked if quality == 0}
    for tag, quality in asked:
        if quality and tag == "*":
            return next((one for one in (otherwise, *known) if one not in unwanted), otherwise)
        if quality and tag in known and tag not in unwanted:
            return tag
    return otherwise


def _ranges(accepted: str) -> Iterator[tuple[str, float]]:
    for part in accepted.split(","):
        tag, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().casefold() != "q" or not _QUALITY.fullmatch(value.strip()):
                break
            quality = float(value)
        else:
            if tag:
                yield tag.casefold().partition("-")[0], quality
