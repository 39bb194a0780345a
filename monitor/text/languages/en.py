"""English."""

from __future__ import annotations

from monitor.text.languages import Reader
from monitor.text.languages.lexical import lexical_reader


def _voiceless(form: str) -> frozenset[str]:
    """leaves may be of leaf, and wives of wife (Quirk et al. 1985, § 5.83)."""
    return frozenset((form[:-3] + "f", form[:-3] + "fe")) if form.endswith("ves") else frozenset()


def reader(_: str) -> Reader:
    return lexical_reader("en", more=_voiceless)
