"""What the archive's index holds of an article, and the keys by which a query finds it again.

The index holds the words of an article as written. A word is found by its readings, which are kept once for each word
of the archive and not for each article: better analysers read the words anew, not the articles. Where words are not set
apart, every two characters that stand together are a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from zlib import crc32

from monitor.matching.facts import facts_of
from monitor.matching.index import keys_in
from monitor.matching.patterns import ACRONYM, EXACT, WRITTEN
from monitor.model.archive import ArchiveWord
from monitor.model.articles import Article
from monitor.text import is_unspaced, normal, primary, tokens
from monitor.text.scripts import UNSPACED, one_script

# Kinds of words beside those of a language: characters, and what a query may ask besides words ("+outlet").
CHARACTERS, FACT = "*", "+"
# Held by every article in which characters are looked for.
ANY_CHARACTER = ArchiveWord(CHARACTERS, "")
# The one word of an article that cannot be indexed; it answers every question until the matcher has read it.
UNREADABLE = ArchiveWord("?", "")
# No word that a person asks for is longer; PostgreSQL indexes no value over 2,700 bytes.
_LONGEST = 200
# Beginnings are looked up by at most so many letters, the rest is compared.
_BEGINNING = 3
_RUN = re.compile(f"[{UNSPACED}]+")


def words_of(article: Article) -> frozenset[ArchiveWord]:
    """What the index holds of an article."""
    if article.language is None:
        # Which language it is read in may depend on its outlet, and that may change.
        return frozenset((UNREADABLE,))
    words = frozenset(
        word
        for text in (article.title or "", article.text)
        for word in (*_spaced(text, primary(article.language)), *_unspaced(text))
    )
    words |= {
        ArchiveWord(FACT + fact, value) for fact, values in facts_of(article, None).values.items() for value in values
    }
    return words if all(len(word.written) <= _LONGEST for word in words) else frozenset((UNREADABLE,))


def _spaced(text: str, language: str) -> Iterable[ArchiveWord]:
    written = {segment.text for segment in tokens(text)}
    if is_unspaced(text):
        written = {word for word in written if not is_unspaced(word)}
    return (ArchiveWord(language, word) for word in written)


def _unspaced(text: str) -> Iterable[ArchiveWord]:
    if not is_unspaced(text):
        return ()
    # The last character stands for itself, so that each of them begins a word of the index.
    pieces = {piece for run in runs(normal(text)) for piece in (*map("".join, pairwise(run)), run[-1])}
    return (ANY_CHARACTER, *(ArchiveWord(CHARACTERS, piece) for piece in pieces))


def runs(text: str) -> list[str]:
    """The unbroken runs of characters that are not set apart by blanks, of a text in normal form."""
    return _RUN.findall(text)


def keys_of_word(word: ArchiveWord) -> frozenset[int]:
    """All keys by which a word of the index is found."""
    if word.kind == CHARACTERS:
        return frozenset((key(CHARACTERS + word.written), key(CHARACTERS + word.written[:1])))
    if word.kind.startswith(FACT) or word == UNREADABLE:
        return frozenset((key(word.kind + word.written),))
    # A text without capitals gives a word no further key: it makes an acronym of its normal form, which is one.
    read = {plain(one) for one in keys_in(one_script(word.written), word.kind, quiet=False)}
    form = normal(word.written)
    return frozenset(map(key, (*read, form, *(beginning(form[:length]) for length in range(1, _BEGINNING + 1)))))


def key(text: str) -> int:
    """A key as a number of 31 bits. That two share one does no harm: the words that are found are looked at."""
    return crc32(text.encode("utf-8", "surrogatepass")) & 0x7FFFFFFF


def plain(sought: str) -> str:
    """A pattern's key without the sign of its kind."""
    return normal(sought[1:]) if sought[:1] in (EXACT, WRITTEN, ACRONYM) else sought


def beginning(form: str) -> str:
    """The key of all words that begin so, as far as beginnings are looked up."""
    return f"<{form[:_BEGINNING]}"
