"""The words of the desk in its readers' languages: one file and one line a language.

A template says its words in English, `t("No watch yet.")`, `n("{n} hit", "{n} hits", count)`; a language's file gives
each of them in that language. A word that a file lacks is shown in English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from monitor.digests.furniture import one_or_other
from monitor.web.languages.ja import JAPANESE
from monitor.web.languages.pl import POLISH
from monitor.web.languages.uk import UKRAINIAN
from monitor.web.languages.words import Words

ENGLISH = Words(tag="en", name="English", plural=one_or_other, said={}, counted={})
LANGUAGES: Mapping[str, Words] = {
    "en": ENGLISH,
    "ja": JAPANESE,
    "pl": POLISH,
    "uk": UKRAINIAN,
}
__all__ = ["ENGLISH", "LANGUAGES", "Speech", "Words", "speech"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What a template says its words with: `t` a text, `n` a number of things."""

    t: Callable[..., str]
    n: Callable[..., str]


def speech(tag: str) -> Speech:
    """The words of a language by its tag ("uk"); English for one we do not speak."""
    words = LANGUAGES.get(tag, ENGLISH)

    def text(english: str, **values: object) -> str:
        return words.said.get(english, english).format(**values)

    def number(one: str, many: str, count: int, **values: object) -> str:
        forms = words.counted.get(one) or (one, many)
        plural = words.plural if one in words.counted else ENGLISH.plural
        return forms[plural(count)].format(n=f"{count:,}", **values)

    return Speech(t=text, n=number)
