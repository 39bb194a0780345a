"""The words of the desk in its readers' languages: one file a language, and moments, days and names of values beside.

An English text and its values come in, a reader's text goes out. A template says its words in English, `t("No watch
yet.")`, `n("{n} hit", "{n} hits", count)`; a language's file gives each of them in that language. A word that a file
lacks is shown in English. Pure: it may not know a request or a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.digests.furniture import one_or_other
from monitor.languages.ja import JAPANESE
from monitor.languages.pl import POLISH
from monitor.languages.uk import UKRAINIAN
from monitor.languages.words import Words

ENGLISH = Words(tag="en", name="English", plural=one_or_other, said={}, counted={})
# In the order of the desk's switch.
LANGUAGES: Mapping[str, Words] = {
    "en": ENGLISH,
    "uk": UKRAINIAN,
    "pl": POLISH,
    "ja": JAPANESE,
}
__all__ = ["ENGLISH", "LANGUAGES", "Speech", "Words", "speech"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What templates say their words with."""

    words: Words

    def t(self, english: str, **values: object) -> str:
        """A text; {names} in it are filled in."""
        return self.words.said.get(english, english).format(**values)

    def n(self, one: str, many: str, count: int, **values: object) -> str:
        """A number of things, in the form that the number takes."""
        forms, plural = self.words.counted.get(one), self.words.plural
        if forms is None:
            forms, plural = (one, many), ENGLISH.plural
        return forms[plural(count)].format(n=self.number(count), **values)

    def number(self, value: float, places: int = 0) -> str:
        """A number with its language's marks."""
        marks = str.maketrans(",.", f"{self.words.thousands}{self.words.decimal}")
        return f"{value:,.{places}f}".translate(marks)

    def percent(self, share: float) -> str:
        """A share of 1 as whole hundredths."""
        return self.words.percent.format(n=self.number(share * 100))


def speech(tag: str) -> Speech:
    """The words of a language by its tag ("uk"); English for one we do not speak."""
    return Speech(words=LANGUAGES.get(tag, ENGLISH))
