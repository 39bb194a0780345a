"""A field of an article, cut into segments, with the sentence, paragraph and word count of each place."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from monitor.text import Segment, is_unspaced, paragraphs, sentences, tokens
from monitor.text.scripts import HAN, KANA

# A page whose line breaks were lost is one line: a paragraph is never longer than this many characters, cut at the end
# of a sentence. Of 10,000 news paragraphs hardly one is longer.
_LONGEST_PARAGRAPH = 1_200
# What a news text says first is what it is about: its first sentence, without a dateline or a name before it.
_SHORTEST_LEAD = 4
# A headline of several news sets them apart so. What stands before and after a comma is a statement of its own only
# where it is longer than a name: "Japan, NATO agree" is one.
_PARTED = re.compile(r"[;；|]\s*")
_PERHAPS_PARTED = re.compile(rf"(?:[,、，]\s*|(?<=[{HAN}{KANA}])\s+(?=[{HAN}{KANA}]))")
_SHORTEST_STATEMENT = 3


class Field:
    """`name` is "title" or "text"; places are offsets into `text`."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.segments: tuple[Segment, ...] = tokens(text)

    @cached_property
    def is_quiet(self) -> bool:
        """No capital anywhere: a line typed in haste, in which нато is НАТО."""
        return self.text == self.text.lower()

    @cached_property
    def is_unspaced(self) -> bool:
        return is_unspaced(self.text)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        starts = [span.start for span in sentences(self.text)]
        return sorted({*starts, *self._statements()}) if self.name == "title" else starts

    def _statements(self) -> list[int]:
        """Where the statements of a headline begin."""
        found = [match.end() for match in _PARTED.finditer(self.text)]
        words_before, last = self.word_at, 0
        for match in _PERHAPS_PARTED.finditer(self.text):
            before = words_before(match.start() - 1) - words_before(last - 1)
            if before >= _SHORTEST_STATEMENT <= words_before(len(self.text)) - words_before(match.end() - 1):
                found.append(match.end())
                last = match.end()
        return found

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        starts: list[int] = []
        for paragraph in paragraphs(self.text):
            begin = paragraph.start
            starts.append(begin)
            if paragraph.end - begin <= _LONGEST_PARAGRAPH:
                continue
            sentence_starts = self._sentence_starts
            first = bisect_right(sentence_starts, begin)
            last = bisect_right(sentence_starts, paragraph.end - 1)
            for index in range(first, last):
                end = sentence_starts[index + 1] if index + 1 < last else paragraph.end
                if end - begin > _LONGEST_PARAGRAPH:
                    begin = sentence_starts[index]
                    starts.append(begin)
        return starts

    @cached_property
    def lead_end(self) -> int:
        """Where the beginning of the text ends."""
        ends = [*self._sentence_starts[1:], len(self.text)]
        return next((end for end in ends if self.word_at(end - 1) >= _SHORTEST_LEAD), len(self.text))

    @cached_property
    def _word_starts(self) -> list[int]:
        if not self.is_unspaced:
            return [start for _, start, _ in self.segments]
        # Where words are not set apart, two characters count as one word.
        starts: list[int] = []
        for segment in self.segments:
            step = 2 if is_unspaced(segment.text) else segment.end - segment.start
            starts += range(segment.start, segment.end, step)
        return starts

    def sentence_at(self, offset: int) -> int:
        return bisect_right(self._sentence_starts, offset)

    def paragraph_at(self, offset: int) -> int:
        return bisect_right(self._paragraph_starts, offset)

    def word_at(self, offset: int) -> int:
        return bisect_right(self._word_starts, offset)
