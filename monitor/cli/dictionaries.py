"""Dictionaries that are read for the first time on a machine: a minute for twenty languages, so it is said."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.cli.trials import say


def read_dictionaries(languages: Iterable[str]) -> None:
    """Read those that were never read here, saying which and how many there are."""
    from monitor.text import read_dictionary, unpacked

    waiting = unpacked(languages)
    for number, language in enumerate(waiting, 1):
        say(f"reading the dictionary of {language} once, {number} of {len(waiting)}")
        read_dictionary(language)
