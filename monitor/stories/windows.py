"""The window: the articles of open stories, indexed so that an article meets only those it may belong with."""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import fsum, log, sqrt
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from monitor.model.stories import OpenStory, Placement, Sketch, StoryId
from monitor.stories.evidence import name_key, stem, words
from monitor.stories.fingerprints import HASHES, signature
from monitor.stories.meanings import Meanings, of_kinds
from monitor.stories.places import in_signs, is_place

# Three rows a band: two texts that share 30 % of their shingles meet with probability .68, 40 % .94; strangers at 5 %
# .005.
ROWS = 3
# The rarest features of an article look up others; of one that stands in more articles than these, only the latest
# are met.
KEYS = 20
POSTED = 100
# So many articles an article is compared with: those that share most of what is rare, and those nearest in meaning.
SHARING = 30
NEAREST = 30
# A window of a handful of articles knows nothing of how rare a word is: as if so many strangers stood in it.
STRANGERS = 200
# So many of the latest stories tell how alike strangers are here; until that many are known, everyday news counts as
# FEW more of them (upper decile of the cosines between stories of tests/data/stories: .14).
MEASURED, FEW = 250, 50
EVERYDAY = 0.14
# A word of the lead tells less than one of the headline.
LEAD_WEIGHT = 0.4
# Nor does the name of a state: what they share there, two articles share with all that happens in it.
STATE_WEIGHT = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A sketch as this window sees it: its words by their rarity, its meaning without its language's mean."""

    words: dict[str, float]
    norm: float
    # All its words together, by the square of their rarity.
    told: float
    # Keys of its names that are no states.
    names: frozenset[str]
    meaning: NDArray[np.float32] | None
    # How near the meaning is to each recurring kind of news.
    kinds: NDArray[np.float32]
    signature: NDArray[np.uint16]


class Window:
    """Open stories and their articles; grows by `add`. The same articles in any order give the same answers."""

    def __init__(self) -> None:
        self.sketches: list[Sketch] = []
        self.members: dict[StoryId, list[int]] = {}
        self.story_of: list[StoryId] = []
        self._seen: Counter[str] = Counter()
        self._observed = 0
        self._posted: dict[str, list[int]] = defaultdict(list)
        # By band, then by index; a dictionary of them took 800 MB for 100,000 articles, this takes 17.
        self._bands: NDArray[np.uint32] = np.zeros((HASHES // ROWS, 64), dtype=np.uint32)
        self._meanings = Meanings()
        # How alike in meaning articles of different stories are: nine pairs in ten are less so.
        self.strangers = EVERYDAY
        self._by_time: list[int] = []
        # What the window thinks of features and articles; forgotten whenever it learns.
        self._rarity: dict[str, float] = {}
        self._weighed: dict[str, Weighed] = {}

    @classmethod
    def of(cls, stories: Iterable[OpenStory]) -> Window:
        """The window over stories that may still take articles."""
        window = cls()
        placed = sorted(
            ((sketch, story.id) for story in stories for sketch in story.sketches),
            key=lambda pair: (pair[0].at, pair[0].article),
        )
        window.observe([sketch for sketch, _ in placed])
        for sketch, story in placed:
            window.put(sketch, story)
        return window

    def add(self, sketch: Sketch, placement: Placement) -> None:
        """Take in an article that was placed elsewhere."""
        self.observe([sketch])
        self.put(sketch, placement.story)

    def __len__(self) -> int:
        """The articles it knows of, those to be placed with them."""
        return self._observed

    def observe(self, sketches: Sequence[Sketch]) -> None:
        """Learn how common words are and where each language's meanings lie; the articles are no candidates yet."""
        for sketch in sketches:
            self._seen.update(features(sketch))
        self._observed += len(sketches)
        self._meanings.observe(sketches)
        self._rarity.clear()
        self._weighed.clear()

    def measure(self) -> None:
        """Learn how alike the articles of different stories are: much more so in a window on one championship than in
        one on everything. Each story is heard once, or a long one that was split would speak for strangers.
        """
        heard: dict[StoryId, int] = {}
        for index in reversed(self._by_time):
            if len(heard) == MEASURED:
                break
            heard.setdefault(self.story_of[index], index)
        upper = self._meanings.upper_decile(list(heard.values()))
        if upper is not None:
            self.strangers = (len(heard) * upper + FEW * EVERYDAY) / (len(heard) + FEW)

    def put(self, sketch: Sketch, story: StoryId) -> int:
        """Make an observed article a candidate; its index."""
        index = len(self.sketches)
        self.sketches.append(sketch)
        self.story_of.append(story)
        self.members.setdefault(story, []).append(index)
        for indices in (self._by_time, *(self._posted[feature] for feature in features(sketch))):
            if indices and self._when(indices[-1]) > self._when(index):
                insort(indices, index, key=self._when)
            else:
                indices.append(index)
        if index == self._bands.shape[1]:
            self._bands = np.concatenate([self._bands, np.zeros_like(self._bands)], axis=1)
        self._bands[:, index] = _bands(sketch)
        self._meanings.put(sketch)
        return index

    def _when(self, index: int) -> tuple[datetime, str]:
        """Its place in time: what the window answers must not depend on the order in which articles were put."""
        return self.sketches[index].at, self.sketches[index].article

    def move(self, index: int, story: StoryId) -> None:
        """Give an article to another story."""
        before = self.members[self.story_of[index]]
        before.remove(index)
        if not before:
            del self.members[self.story_of[index]]
        self.story_of[index] = story
        self.members.setdefault(story, []).append(index)

    def rarity(self, feature: str) -> float:
        """Inverse document frequency of a feature in this window, 0 to 1."""
        if feature not in self._rarity:
            known = self._observed + STRANGERS
            self._rarity[feature] = log(known / (1 + self._seen[feature])) / log(known)
        return self._rarity[feature]

    def weighed(self, sketch: Sketch) -> Weighed:
        """The sketch as this window sees it."""
        if sketch.article not in self._weighed:
            states, keys = _states(sketch)
            weights = {word: LEAD_WEIGHT * self.rarity(word) for word in sketch.lead}
            weights |= {word: self.rarity(word) for word in sketch.words}
            weights |= {word: STATE_WEIGHT * weights[word] for word in states & weights.keys()}
            meaning = self._meanings.centred(sketch)
            self._weighed[sketch.article] = Weighed(
                words=weights,
                names=sketch.names - keys,
                told=fsum(self.rarity(word) ** 2 for word in weights),
                norm=sqrt(fsum(weight * weight for weight in weights.values())),
                meaning=meaning,
                kinds=of_kinds(meaning),
                signature=signature(sketch.minhash),
            )
        return self._weighed[sketch.article]

    def neighbours(self, sketches: Sequence[Sketch]) -> list[frozenset[int]]:
        """Articles that may tell the same as each: they share shingles, rare features or a direction of meaning."""
        near = self._meanings.nearest([self.weighed(sketch).meaning for sketch in sketches], NEAREST)
        return [frozenset({*self._sharing(sketch), *close}) for sketch, close in zip(sketches, near, strict=True)]

    def _sharing_text(self, sketch: Sketch) -> set[int]:
        """Articles of which some band is the same."""
        filled = self._bands[:, : len(self.sketches)]
        bands = zip(filled, _bands(sketch), strict=True) if sketch.minhash else ()
        return {int(index) for row, band in bands for index in np.flatnonzero(row == band)}

    def _sharing(self, sketch: Sketch) -> set[int]:
        found = self._sharing_text(sketch)
        shared: Counter[int] = Counter()
        known = [feature for feature in features(sketch) if self._seen[feature] > 1]
        rarest = sorted(known, key=lambda feature: (self._seen[feature], feature))[:KEYS]
        for feature in rarest:
            weight = round(1000 * self.rarity(feature))
            for index in self._posted.get(feature, ())[-POSTED:]:
                shared[index] += weight
        found.update(sorted(shared, key=lambda index: (-shared[index], self.sketches[index].article))[:SHARING])
        return found


def features(sketch: Sketch) -> frozenset[str]:
    """All by which an article is indexed; names and numbers are marked, since both may also be words."""
    return sketch.words | sketch.lead | {f"@{name}" for name in sketch.names} | {f"#{one}" for one in sketch.numbers}


def _states(sketch: Sketch) -> tuple[frozenset[str], frozenset[str]]:
    """The words and the keys of names by which a sketch names states and their large cities."""
    written = [word for word in sketch.spelled if is_place(word)] if sketch.places else []
    signs = frozenset(pair for code in sketch.places for name in in_signs(code) for pair in words(name))
    return signs | {stem(word) for word in written}, frozenset(name_key(word) for word in written)


def _bands(sketch: Sketch) -> list[int]:
    """A number for each three hashes in a row; none is 0, which stands where there is no text."""
    starts = range(0, HASHES - ROWS + 1, ROWS)
    return [crc32(sketch.minhash[2 * at : 2 * (at + ROWS)]) | 1 if sketch.minhash else 0 for at in starts]
