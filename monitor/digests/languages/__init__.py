"""The furniture of digests, one file a language; a reader of any other language gets English.

Comes in: a BCP 47 tag. Goes out: the words. May not: hold a rule that is not a matter of that language.
"""

from __future__ import annotations

from monitor.digests.furniture import Furniture
from monitor.digests.languages.en import ENGLISH
from monitor.digests.languages.ja import JAPANESE
from monitor.digests.languages.pl import POLISH
from monitor.digests.languages.uk import UKRAINIAN

LANGUAGES: dict[str, Furniture] = {
    "en": ENGLISH,
    "ja": JAPANESE,
    "pl": POLISH,
    "uk": UKRAINIAN,
}


def furniture(language: str) -> Furniture:
    """The words for a reader of `language`."""
    return LANGUAGES.get(language.partition("-")[0].casefold(), ENGLISH)
