"""A field of an article, cut into segments, with the sentence, paragraph and word count of each place."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from monitor.text import Segment, is_unspaced, paragraphs, sentences, tokens

# A page whose line breaks were lost is one line: a paragraph is never longer than this many characters, cut at the end
# of a sentence. Of 10,000 news paragraphs hardly one is longer.
_LONGEST_PARAGRAPH = 1_200


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
        return [span.start for span in sentences(self.text)]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        starts: list[int] = []
        sentence_starts = self._sentence_starts
        for paragraph in paragraphs(self.text):
            begin = paragraph.start
            starts.append(begin)
            first = bisect_right(sentence_starts, begin)
            last = bisect_right(sentence_starts, paragraph.end - 1)
            for index in range(first, last):
                end = sentence_starts[index + 1] if index + 1 < last else paragraph.end
                if end - begin > _LONGEST_PARAGRAPH:
                    begin = sentence_starts[index]
                    starts.append(begin)
        return starts

    @cached_property
    def _word_starts(self) -> list[int]:
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
