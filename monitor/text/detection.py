"""The language of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from monitor.text.scripts import script_counts

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Languages of outlets we know of and their neighbours; with all 97 of the model a short Ukrainian headline is taken for
# Kyrgyz, a Polish one for Latin.
_LATIN = "en pl de fr es it pt nl sv da no fi et lv lt cs sk sl hr ro hu tr sq vi id ms ca ga is mt tl sw"
_CANDIDATES = {
    "Latin": tuple(_LATIN.split()),
    "Cyrillic": ("uk", "ru", "be", "bg", "mk", "sr", "kk", "ky", "mn"),
    "Arabic": ("ar", "fa", "ur", "ps", "ug", "ku"),
    "Devanagari": ("hi", "mr", "ne"),
}
_ONE_LANGUAGE = {
    "Kana": "ja",
    "Hangul": "ko",
    "Han": "zh",
    "Greek": "el",
    "Hebrew": "he",
    "Georgian": "ka",
    "Armenian": "hy",
    "Thai": "th",
    "Bengali": "bn",
    "Tamil": "ta",
}
# Letters that only some of the Cyrillic languages have.
_LETTERS_OF = (
    ("uk", re.compile("[їєґЇЄҐ]")),
    ("be", re.compile("[ўЎ]")),
    ("sr", re.compile("[ђћЂЋ]")),
    ("mk", re.compile("[ѓќѕЃЌЅ]")),
)
_UKRAINIAN_OR_BELARUSIAN = re.compile("[іІ]")
_RUSSIAN_OR_BELARUSIAN = re.compile("[ыэёЫЭЁ]")
# What the outlet's own language is worth against the letters seen: one in three headlines of five words is too short to
# tell, and nine of ten articles of an outlet are in its languages.
_PRIOR = 6.0
_SURE = 0.7


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([language for language in languages if language in identifier.labels])
    # The table of all 97 languages is kept beside the chosen ones: 60 MB that nobody asks again.
    identifier._full_model = (identifier.nb_ptc, identifier.nb_pc, identifier.nb_classes)
    return identifier


def primary(language: str) -> str:
    """The primary subtag of a BCP 47 tag: "uk" of "uk-UA"."""
    return language.replace("_", "-").split("-", 1)[0].lower()


def language_of(text: str, *, prior: tuple[str, ...] = ()) -> str | None:
    """The text's language as a primary BCP 47 subtag; None where it cannot be told. `prior`: the outlet's languages."""
    counts = script_counts(text)
    if not counts:
        return None
    script = _main_script(counts)
    expected = tuple(primary(language) for language in prior)
    if script == "Han" and "zh" not in expected:
        # A headline of Han alone may be Japanese or Chinese: only the outlet can tell.
        return "ja" if "ja" in expected else _chinese(counts)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    if script == "Cyrillic" and (language := _by_letters(text, expected)):
        return language
    return _by_model(text, script, expected)


def _chinese(counts: dict[str, int]) -> str | None:
    return "zh" if counts["Han"] >= _TOO_LONG_WITHOUT_KANA else None


# Japanese without any kana is a headline at most.
_TOO_LONG_WITHOUT_KANA = 40


def _main_script(counts: dict[str, int]) -> str:
    # A Japanese text has kana among the Han; CJK letters weigh more, for each is a word of Latin letters.
    weights = dict(counts)
    for name in ("Han", "Hangul", "Kana", "Thai"):
        weights[name] = counts.get(name, 0) * 3
    if weights["Han"] + weights["Kana"] > max(weights["Hangul"], counts.get("Latin", 0), counts.get("Cyrillic", 0)):
        return "Kana" if counts.get("Kana", 0) * 20 >= counts.get("Han", 0) else "Han"
    return max(weights, key=lambda name: weights[name])


def _by_letters(text: str, prior: tuple[str, ...]) -> str | None:
    found = {language for language, letters in _LETTERS_OF if letters.search(text)}
    has_i, has_y = _UKRAINIAN_OR_BELARUSIAN.search(text), _RUSSIAN_OR_BELARUSIAN.search(text)
    if has_i and has_y and "uk" not in found:
        found.add("be")
    elif has_i and not has_y and not found:
        found.add("uk")
    if len(found) == 1:
        return found.pop()
    if not found and len(prior) == 1 and prior[0] in _CANDIDATES["Cyrillic"] and len(text) < 80:
        # No telling letter in a short text: the outlet's language, unless it would have left one.
        return None if prior[0] == "uk" and has_y else prior[0]
    return None


def _by_model(text: str, script: str, prior: tuple[str, ...]) -> str | None:
    candidates = _CANDIDATES.get(script)
    if candidates is None:
        return None
    identifier = _identifier(candidates)
    scores = {
        language: score * (_PRIOR if language in prior else 1.0) for language, score in identifier.rank(text[:2000])
    }
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] >= _SURE * sum(scores.values()) else None
