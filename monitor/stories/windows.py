"""The window: the articles of open stories, indexed so that an article meets only those it may belong with."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from monitor.model.stories import OpenStory, Placement, Sketch, StoryId
from monitor.stories.features import ROWS, bands, features, states
from monitor.stories.fingerprints import HASHES, signature
from monitor.stories.meanings import Meanings, of_kinds
from monitor.stories.shelves import Shelf
from monitor.stories.vocabularies import Vocabulary, in_time

if TYPE_CHECKING:
    from monitor.stories.likeness import Likeness

# The rarest features of an article look up others.
KEYS = 20
# So many articles an article is compared with: those that share most of what is rare, and those nearest in meaning.
SHARING = 30
NEAREST = 30
# A window of a handful of articles knows nothing of how rare a word is: as if so many strangers stood in it.
STRANGERS = 200
# So many of the latest stories tell how alike strangers are here; until that many are known, everyday news counts as
# FEW more of them (upper decile of the cosines between stories of tests/data/stories: .14).
MEASURED, FEW = 250, 50
EVERYDAY = 0.14
# What is common is told by all articles while they are few. From so many on it is told by the first of them, up to the
# last multiple of a 16th to a 32nd: so what was found out about two articles stays so for a while, in whatever order
# and by whichever process their window is read.
FEW_KNOWN = 1_000
# Of what was found out so much is kept: likenesses (25 MB), sketches as they are weighed (50 MB).
REMEMBERED, WEIGHED = 100_000, 8_000
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


@dataclass(slots=True)
class _Met:
    """What an article met among the first `upto` articles of a window, and what of it in meaning and in text."""

    upto: int
    known: int
    near: list[tuple[float, int]]
    same_text: set[int]
    found: frozenset[int]


class Window:
    """Open stories and their articles; grows by `add`. The same articles in any order give the same answers, as long as
    they are `few`; of more, the order in which they became known says which of them tell what is common.
    """

    def __init__(self, few: int = FEW_KNOWN) -> None:
        self._few = few
        # By index; and in the order in which they became known: the first `crowd` of those tell what is common.
        self.sketches = Shelf()
        self.members: dict[StoryId, list[int]] = {}
        self.story_of: list[StoryId] = []
        self.crowd = 0
        # Whether they do so until many more are known.
        self._steady = False
        self._vocabulary = Vocabulary()
        # By band, then by index; a dictionary of them took 800 MB for 100,000 articles, this takes 17.
        self._bands: NDArray[np.uint32] = np.zeros((HASHES // ROWS, 64), dtype=np.uint32)
        self._meanings = Meanings()
        # How alike in meaning articles of different stories are: nine pairs in ten are less so.
        self.strangers = EVERYDAY
        self._by_time: array[int] = array("L")
        # What the window thinks of features and articles; forgotten whenever it learns what is common.
        self._rarity: dict[str, float] = {}
        self._weighed: dict[str, Weighed] = {}
        self._met: dict[str, _Met] = {}
        self.compared: dict[tuple[str, str], Likeness] = {}
        # Articles that were compared before their turn came.
        self._looked_at: dict[str, Sketch] = {}

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
        return self.sketches.known

    def observe(self, sketches: Sequence[Sketch]) -> None:
        """Know articles that arrive together, and learn from them; they are no candidates yet."""
        before = len(self)
        self.know(sketches)
        self.learn(before)

    def know(self, sketches: Sequence[Sketch]) -> None:
        """Know that these articles are there; what is common is learnt later."""
        for sketch in sketches:
            self._vocabulary.see(features(sketch))
            self.sketches.know(sketch)

    def known_again(self, sketches: Sequence[Sketch]) -> None:
        """Know the last articles in this order, that of the database, which may not be that in which they came."""
        first = len(self) - len(sketches)
        if self.crowd > first and self.sketches.arrived_articles(first) != [one.article for one in sketches]:
            self._unlearn()
        self.sketches.arrive_so(sketches)

    def learn(self, before: int) -> None:
        """Learn how common words are, where each language's meanings lie and how alike strangers are, where `before`
        articles were known before those that arrive.
        """
        self._steady = before >= self._few
        crowd = before - before % (1 << max(0, before.bit_length() - 5)) if self._steady else len(self)
        if crowd == self.crowd:
            return
        if crowd < self.crowd:
            self._unlearn()
        for sketch in self.sketches.arrived(self.crowd, crowd):
            self._vocabulary.tell(features(sketch))
            self._meanings.observe([sketch])
        self.crowd = crowd
        self._forget()
        if self._steady:
            counted = set(self.sketches.arrived_articles(0, crowd))
            self._measure([index for index in self._by_time if self.sketches.article(index) in counted])

    def _unlearn(self) -> None:
        self.crowd = 0
        self._vocabulary.untell()
        self._meanings.forget()

    def _forget(self) -> None:
        for remembered in (self._rarity, self._weighed, self._met, self.compared, self._looked_at):
            remembered.clear()

    def look_at(self, sketches: Sequence[Sketch]) -> bool:
        """Be told of articles whose turn comes later; False where what is found out now would not hold then."""
        self.learn(len(self))
        is_full = len(self.compared) > REMEMBERED or len(self._weighed) > WEIGHED
        if is_full or any(self._looked_at.get(one.article, one) != one for one in sketches):
            self._forget()
        self._looked_at |= {one.article: one for one in sketches}
        return self._steady

    def measure(self) -> None:
        """Learn how alike the articles of different stories are: much more so in a window on one championship than in
        one on everything. Each story is heard once, or a long one that was split would speak for strangers.
        """
        if not self._steady:
            self.compared.clear()
            self._measure(self._by_time)

    def _measure(self, by_time: Sequence[int]) -> None:
        heard: dict[StoryId, int] = {}
        for index in reversed(by_time):
            if len(heard) == MEASURED:
                break
            heard.setdefault(self.story_of[index], index)
        upper = self._meanings.upper_decile(list(heard.values()))
        if upper is not None:
            self.strangers = (len(heard) * upper + FEW * EVERYDAY) / (len(heard) + FEW)

    def put(self, sketch: Sketch, story: StoryId) -> int:
        """Make an article that is known a candidate; its index."""
        if self._looked_at.pop(sketch.article, sketch) != sketch:
            self._forget()
        index = self.sketches.put(sketch)
        self.story_of.append(story)
        self.members.setdefault(story, []).append(index)
        in_time(self._by_time, index, self.sketches.when)
        self._vocabulary.post(features(sketch), index, self.sketches.when)
        if index == self._bands.shape[1]:
            room = np.zeros((len(self._bands), max(64, index // 4)), dtype=np.uint32)
            self._bands = np.concatenate([self._bands, room], axis=1)
        self._bands[:, index] = bands(sketch)
        self._meanings.put(sketch)
        return index

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
            known = self.crowd + STRANGERS
            self._rarity[feature] = log(known / (1 + self._vocabulary.told(feature))) / log(known)
        return self._rarity[feature]

    def weighed(self, sketch: Sketch) -> Weighed:
        """The sketch as this window sees it."""
        if sketch.article not in self._weighed:
            named, keys = states(sketch)
            weights = {word: LEAD_WEIGHT * self.rarity(word) for word in sketch.lead}
            weights |= {word: self.rarity(word) for word in sketch.words}
            weights |= {word: STATE_WEIGHT * weights[word] for word in named & weights.keys()}
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
        """Articles that may tell the same as each: they share shingles, rare features or a direction of meaning.

        Of an article that was asked about before, only those are looked at that came since.
        """
        upto, known = len(self.sketches), len(self)
        fresh = _Met(upto=0, known=0, near=[], same_text=set(), found=frozenset())
        before = [self._met.get(sketch.article, fresh) for sketch in sketches]
        for start in sorted({met.upto for met in before if (met.upto, met.known) != (upto, known)}):
            some = [(one, met) for one, met in zip(sketches, before, strict=True) if met.upto == start]
            near = self._meanings.nearest([self.weighed(one).meaning for one, _ in some], NEAREST, start)
            for (one, met), close in zip(some, near, strict=True):
                ranked = sorted({*met.near, *close}, key=lambda pair: (-pair[0], self.sketches.when(pair[1])))[:NEAREST]
                text = met.same_text | self._sharing_text(one, start)
                found = frozenset({*self._sharing(one), *text, *(index for _, index in ranked)})
                self._met[one.article] = _Met(upto=upto, known=known, near=ranked, same_text=text, found=found)
        return [self._met[sketch.article].found for sketch in sketches]

    def _sharing_text(self, sketch: Sketch, start: int) -> set[int]:
        """Articles from an index on of which some band is the same."""
        filled = self._bands[:, start : len(self.sketches)]
        pairs = zip(filled, bands(sketch), strict=True) if sketch.minhash else ()
        return {start + int(index) for row, band in pairs for index in np.flatnonzero(row == band)}

    def _sharing(self, sketch: Sketch) -> list[int]:
        """Articles that share most of what is rare."""
        shared: Counter[int] = Counter()
        seen = {feature: self._vocabulary.seen(feature) for feature in features(sketch)}
        known = [feature for feature, count in seen.items() if count > 1]
        for feature in sorted(known, key=lambda feature: (seen[feature], feature))[:KEYS]:
            weight = round(1000 * self.rarity(feature))
            for index in self._vocabulary.latest(feature):
                shared[index] += weight
        least = sorted(shared.values())[-SHARING:][:1]
        most = [index for index, weight in shared.items() if weight >= least[0]]
        return sorted(most, key=lambda index: (-shared[index], self.sketches.article(index)))[:SHARING]
