"""Keep the archive's index up to date: articles that came or changed, and all words when the analysers changed."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

import structlog

from monitor.matching.archive_terms import keys_of_word, words_of
from monitor.model.archive import ArchiveWord

if TYPE_CHECKING:
    from monitor.storage import Store

log = structlog.get_logger()

# Articles and words of one transaction: others wait for it on SQLite, some 0.1 s.
BATCH = 50
WORDS = 2_000
# Words whose numbers are remembered from batch to batch: those of months of news, in 50 MB.
REMEMBERED = 200_000
# What makes a word's keys: if any of it changes, words may have other ones. All words of the archive are then read
# anew, so nothing else is named here: a rule of sentences, dates or queries changes no key.
READING = (
    "monitor.matching.archive_terms",
    "monitor.matching.index",
    "monitor.matching.patterns",
    "monitor.text.detection",
    "monitor.text.han",
    "monitor.text.morphology",
    "monitor.text.normalising",
    "monitor.text.scripts",
)
# Of these all modules: the readers of the languages.
READERS = "monitor.text.languages"
_ANALYSERS = ("morfeusz2", "pymorphy3", "pymorphy3-dicts-ru", "simplemma", "snowballstemmer")


def catch_up(store: Store) -> int:
    """Index what waits; how many articles. What is not indexed yet is searched all the same, only slowly."""
    _read_words(store)
    indexed = 0
    known: dict[ArchiveWord, int] = {}
    while count := _index(store, known):
        indexed += count
    return indexed


@cache
def reading_version() -> str:
    """Which analysers read here. Derived from them, so that none can be changed and the number forgotten."""
    digest = sha256()
    for package in _ANALYSERS:
        digest.update(f"{package} {version(package)}\n".encode())
    for file in _modules():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _modules() -> list[Traversable]:
    named = (name.rpartition(".") for name in READING)
    readers = (file for file in files(READERS).iterdir() if file.name.endswith(".py"))
    return [
        *(files(room) / f"{module}.py" for room, _, module in named),
        *sorted(readers, key=lambda one: one.name),
    ]


def _index(store: Store, known: dict[ArchiveWord, int]) -> int:
    """One batch. Words are read outside the transaction that keeps them: the first of a language loads its analyser.

    `known`: the numbers of words of earlier batches; a word keeps its number for ever.
    """
    with store.reading() as work:
        held = {one.number: words_of(one.article) for one in work.archive.waiting(BATCH)}
        if len(known) > REMEMBERED:
            known.clear()
        # Not by a difference of sets, which would walk over all that is known.
        words = {word for some in held.values() for word in some if word not in known}
        known |= work.archive.numbers_of(words)
    if not held:
        return 0
    keys = {word: keys_of_word(word) for word in words if word not in known}
    with store.begin() as work:
        return work.archive.keep(held, known, keys)


def _read_words(store: Store) -> None:
    current = reading_version()
    with store.reading() as work:
        by = work.archive.read_by()
    if by.version == current and by.upto is None:
        return
    log.info("the words of the archive are read anew", version=current)
    with store.begin() as work:
        if work.archive.read_by().version != current:
            work.archive.read_anew(current)
    while _read_next_words(store):
        pass


def _read_next_words(store: Store) -> bool:
    """False when all are read, here or elsewhere."""
    with store.reading() as work:
        by = work.archive.read_by()
        if by.upto is None:
            return False
        words = work.archive.words_after(by.upto, WORDS)
    keys = {number: keys_of_word(word) for number, word in words.items()}
    with store.begin() as work:
        work.archive.keep_keys(by, keys)
    return True
