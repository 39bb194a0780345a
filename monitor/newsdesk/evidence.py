"""Why an article stands in its story, in the reader's words: what the service wrote down, said as a sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from monitor.languages.times import Times

# As monitor.stories.likeness and .leads write evidence down; what is kept stays as it was written.
_NAMED = re.compile(r"(names|numbers|words|meaning|like): (.+)|like (\S+)", re.DOTALL)
_APART = re.compile(r"(\d+) (hours|days) apart")
_SHARED = re.compile(r"(\d+)% of the shorter text")


def told(line: str, reader: Times) -> tuple[str, bool]:
    """A line of evidence for a reader, and whether it is said in their language."""
    t = reader.spoken.t
    if found := _APART.fullmatch(line):
        n, number = reader.spoken.n, int(found[1])
        hours, days = n("{n} hour apart", "{n} hours apart", number), n("{n} day apart", "{n} days apart", number)
        return hours if found[2] == "hours" else days, True
    if found := _SHARED.fullmatch(line):
        return t("{share} of the shorter text is the same", share=reader.spoken.percent(int(found[1]) / 100)), True
    if found := _NAMED.fullmatch(line):
        return _say(t)[found[1] or "like"](found[2] or found[3]), True
    if line == "by hand":
        return t("put here by a person"), True
    return line, False


def _say(t: Callable[..., str]) -> Mapping[str, Callable[[str], str]]:
    return {
        "names": lambda what: t("shared names: {what}", what=what),
        "numbers": lambda what: t("shared numbers: {what}", what=what),
        "words": lambda what: t("shared words: {what}", what=what),
        "meaning": lambda what: t("nearness in meaning: {score}", score=what),
        "like": lambda what: t("most like {article}", article=what),
    }


def method(kept: str, reader: Times) -> str:
    """How an article came into its story."""
    t = reader.spoken.t
    known = {
        "first": t("opened the story"),
        "copy": t("the same text"),
        "event": t("the same event"),
        "hand": t("put here by a person"),
        "chosen": t("chosen by a person to lead"),
    }
    return known.get(kept, kept)
