"""Texts of any language and script come in; normal forms, segments, readings, languages and dates go out.

All knowledge of writing is here. It may not know what a watch, an outlet or a story is.
"""

from monitor.text.detection import language_of, primary
from monitor.text.morphology import forms_of, is_known, likely_languages, read_dictionary, readings, sought, unpacked
from monitor.text.normalising import Normal, mapped, normal
from monitor.text.scripts import is_unspaced, one_script, script_of
from monitor.text.segments import Segment, Span, paragraphs, sentences, tokens
from monitor.text.slugs import slug
from monitor.text.unspaced import inflected, is_word

__all__ = [
    "Normal",
    "Segment",
    "Span",
    "forms_of",
    "inflected",
    "is_known",
    "is_unspaced",
    "is_word",
    "language_of",
    "likely_languages",
    "mapped",
    "normal",
    "one_script",
    "paragraphs",
    "primary",
    "read_dictionary",
    "readings",
    "script_of",
    "sentences",
    "slug",
    "sought",
    "tokens",
    "unpacked",
]
