"""How likely two articles tell one event, and what speaks for it.

Of all signs the meaning says most. How much of it is needed depends on the window: among headlines of one championship
strangers are as alike as reports of one event are among headlines of everything. So meaning counts from where strangers
end (Window.strangers), and the other weights are small. They were set on the tuning half of tests/data/stories
(bench/stories.py) and on some two hundred public headlines of seven big English stories, which are not kept here;
logistic regressions on each set without the others gave a steepness of 9 to 12, .6 to 1.2 a day, and nothing for shared
words once there was a meaning. A steepness of 7 to 11, .35 to .7 for the crowd, 1 to 1.8 for the strangers changed the
mean BCubed F of six sets by .005 at most; .8 a day instead of 1.2 cost .02.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from math import exp, fsum, log

import numpy as np

from monitor.model.stories import Sketch
from monitor.stories.evidence import name_key, stem
from monitor.stories.fingerprints import contained
from monitor.stories.windows import Weighed, Window

# Stories that last had an article longer ago take none: the same ministers meet again.
WINDOW = timedelta(days=10)

# So much of the shorter text in the longer is a copy by itself, where the headlines and leads share words too: two
# short texts may share little but a closing paragraph of the house. A text retold sentence by sentence keeps less (.14
# to .38 of its seven-letter shingles, tests/data/stories/rewordings*.txt), but also words (.29 and more) and nearly
# always its figures; two independent reports of one event share .07 of the shingles and .29 of the words at most.
COPY = 0.6
SAME_WORDS = 0.25
# So much it shares in shingles, and in shingles and words together where the figures are the same, where there are none
# but the names are, and where neither is: seeds 000 and 001 repeat a minister's phrase (.20 and .31) and are no copies.
REWORDED, WITH_FIGURES, WITH_NAMES, ALONE = 0.12, 0.42, 0.5, 0.6
ALL_NAMES = 0.9
# A text with every third word replaced keeps few shingles in a row (.25 to .65), but of the words of its headline and
# lead .45 and more (99 in 100, bench/copies.py); of two independent reports of one event .23 at most are the same, of
# other texts of one language .33 (99 in 100). Short texts share more by chance.
MOST_WORDS, BRIEF_WORDS, BRIEF_REWORDED = 0.45, 0.6, 0.35
# Who retells a whole text keeps all its figures, several of them, where others pick their own; then so much in all is
# enough (.34 and more; independent reports .30 at most, and with other figures).
FIGURES, WITH_ALL_FIGURES = 3, 0.33
# Two headlines that differ in one word may tell opposite things; so may two texts of fewer letters than BRIEF. And two
# reports that are so short share most of their words without being copies.
SAME_HEADLINE = 0.9
BRIEF, COPIED_BRIEF = 120, 0.85
# From so much shared text on with no figure or day in common it is one template filled twice: the 12th and the 13th
# package (.46), the losses of two days. Within six hours it is an update.
TEMPLATE, UPDATE_DAYS = 0.3, 0.25
# Log odds beyond which likeness proves nothing more: four days outweigh it (`ministers meet in Brussels`).
SUREST = 4.0
# The same headline of the same outlet, another text and a day later: a column, not an event.
COLUMN_DAYS = 0.8
# Cosines from so far above nine in ten strangers on speak for one event.
ABOVE = 0.19
# What speaks against one event, in log odds: other states; another subject of a sentence that shares so many of its
# words; nothing shared but the meaning by reports in two languages, which can hardly share words; and what both have of
# one kind of news (two bank rates, two finals: .15 in product) beyond what any two events have (.05). Regressions on
# the tuning sets gave 1.3 to 2.1 for states, 1.0 to 1.2 for subjects, .9 to 1.2 for the meaning alone and 15 to 23 a
# unit for kinds in a month, nothing elsewhere; a search over all of them, English stories held at .95, the values here.
OTHER_PLACES, OTHER_SUBJECT, ONE_SENTENCE, UNANCHORED = 2.0, 1.5, 0.2, 0.6
# Texts of some length that tell one event share a name, a state, a figure or a day (31 of 31 pairs in articles.txt),
# but a reportage may not; where it is also of the same kind (two notices of the house), the meaning says nothing more.
UNANCHORED_TEXT = 2.5
OF_A_KIND, ANY_KIND = 8.0, 0.05
# Without a model a state named by both is one sign among several: the rain and the election are both in Japan.
STATE = 1.2
# So long at least lies between two articles of which one has no date.
UNDATED_DAYS = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """`score` is the probability of one event, below 0 where it is certainly another; `copied` is 0 where neither text
    is a copy, else how much of the shorter one is shared.
    """

    score: float
    copied: float = 0.0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is compared between two articles, 0 to 1; None where one of them has nothing to compare."""

    meaning: float | None
    words: float
    names: float | None
    numbers: float | None
    # How many figures both name.
    figures: int
    days: float | None
    shared_text: float
    # Words of headline and lead that both have, of the fewer, by rarity: a closing paragraph of the house is in many.
    shared_words: float
    days_apart: float
    same_outlet: bool
    # One of the two has no body; letters of the shorter one.
    only_headline: bool
    letters: int
    # Which of a series: the 12th and the 13th package.
    clash: bool
    # States named by both, of the fewer; each headline opens with a word of its own, which the other does not have.
    places: float | None
    openings_differ: bool
    across_languages: bool
    # How much of the meaning is the kind of news (meanings.of_kinds), 0 to 1.
    kind: float

    @property
    def anchored(self) -> bool:
        """Something else than the meaning is shared that few reports have: a name, a state, a figure, a day."""
        return any((self.names, self.places, self.numbers, self.days))


def likeness(one: Sketch, other: Sketch, window: Window) -> Likeness:
    """How likely the two tell one event, in this window; found out once."""
    pair = (one.article, other.article)
    if pair not in window.compared:
        window.compared[pair] = _likeness(one, other, window)
    return window.compared[pair]


def likeness_to(one: Sketch, index: int, window: Window) -> Likeness:
    """The same of a candidate, which is not unpacked where it was found out before."""
    found = window.compared.get((one.article, window.sketches.article(index)))
    return found or likeness(one, window.sketches[index], window)


def _likeness(one: Sketch, other: Sketch, window: Window) -> Likeness:
    signs = signs_of(one, other, window)
    if timedelta(days=signs.days_apart) > WINDOW:
        return Likeness(score=0.0)
    if signs.clash or is_series(signs):
        return Likeness(score=-1.0)
    if is_copy(signs):
        shared = (f"{signs.shared_text:.0%} of the shorter text",)
        return Likeness(score=1.0, copied=signs.shared_text, evidence=shared + evidence(one, other, signs, window))
    return Likeness(score=probability(signs, window.crowd, window.strangers))


def is_copy(signs: Signs) -> bool:
    """Whether one text was made from the other."""
    if signs.only_headline:
        return min(signs.shared_text, signs.words) >= SAME_HEADLINE and signs.days_apart < 1
    brief = signs.letters < BRIEF
    if signs.words >= SAME_WORDS and signs.shared_text >= (COPIED_BRIEF if brief else COPY):
        return True
    if signs.days == 0.0 or (signs.numbers is not None and signs.numbers < 0.5):
        return False
    if signs.shared_words >= (BRIEF_WORDS if brief else MOST_WORDS):
        return signs.shared_text >= (BRIEF_REWORDED if brief else REWORDED)
    if brief:
        return False
    if signs.figures >= FIGURES and signs.numbers == 1.0 and signs.shared_text + signs.shared_words >= WITH_ALL_FIGURES:
        return True
    if signs.words < SAME_WORDS:
        return False
    in_all = WITH_FIGURES if signs.numbers is not None else WITH_NAMES if (signs.names or 0.0) >= ALL_NAMES else ALONE
    return signs.shared_text >= REWORDED and signs.shared_text + signs.words >= in_all


def is_series(signs: Signs) -> bool:
    """Whether the two are of a kind, told of different events: a template filled twice, a column of every day."""
    filled = signs.shared_text >= TEMPLATE and 0.0 in (signs.numbers, signs.days) and signs.days_apart > UPDATE_DAYS
    column = signs.same_outlet and signs.words >= SAME_HEADLINE and signs.days_apart > COLUMN_DAYS
    return filled or (column and (signs.only_headline or signs.shared_text < COPY))


def signs_of(one: Sketch, other: Sketch, window: Window) -> Signs:
    """The single signs that speak for or against one event."""
    here, there = window.weighed(one), window.weighed(other)
    meaning = None
    if here.meaning is not None and there.meaning is not None and len(here.meaning) == len(there.meaning):
        meaning = float(here.meaning @ there.meaning)
    both = here.words.keys() & there.words.keys()
    words = fsum(here.words[word] * there.words[word] for word in both) / ((here.norm * there.norm) or 1.0)
    resembling = 0.0
    if one.minhash and other.minhash:
        resembling = int(np.count_nonzero(here.signature == there.signature)) / len(here.signature)
    return Signs(
        meaning=meaning,
        words=words,
        names=_shared(_named(one, other, here), _named(other, one, there), "@", window),
        numbers=_shared(one.numbers, other.numbers, "#", window),
        figures=len(one.numbers & other.numbers),
        days=_shared(one.days, other.days, "", window),
        shared_text=contained(resembling, one.length, other.length),
        shared_words=fsum(window.rarity(word) ** 2 for word in both) / (min(here.told, there.told) or 1.0),
        days_apart=_days_apart(one, other),
        same_outlet=one.outlet == other.outlet,
        only_headline=not (one.lead and other.lead),
        letters=min(one.length, other.length),
        clash=bool(one.ordinals and other.ordinals and not one.ordinals & other.ordinals),
        places=len(one.places & other.places) / min(len(one.places), len(other.places))
        if one.places and other.places
        else None,
        openings_differ=_openings_differ(one, other),
        across_languages=one.language != other.language,
        kind=float((here.kinds * there.kinds).max()),
    )


def _named(one: Sketch, other: Sketch, weighed: Weighed) -> frozenset[str]:
    """The names of one, no states; the word that opens its headline is one where the other has it within a sentence."""
    return weighed.names | {one.opens[1]} if one.opens and one.opens[1] in other.names else weighed.names


def _openings_differ(one: Sketch, other: Sketch) -> bool:
    """Whether two headlines of one language begin with different things, of which the other says nothing."""
    if not one.opens or not other.opens or one.language != other.language:
        return False
    return not any(
        word in against.words | against.lead or name in against.names or (against.opens and name == against.opens[1])
        for (word, name), against in ((one.opens, other), (other.opens, one))
    )


def _days_apart(one: Sketch, other: Sketch) -> float:
    """Without a date of its own an article was written some time before we saw it."""
    days = abs((one.at - other.at).total_seconds()) / 86400
    return days if one.dated and other.dated else max(UNDATED_DAYS, days)


def _shared(one: frozenset[str], other: frozenset[str], mark: str, window: Window) -> float | None:
    """How much of the smaller set stands in the other, by rarity."""
    if not one or not other:
        return None

    def weight(parts: frozenset[str]) -> float:
        return fsum(window.rarity(mark + part) ** 2 for part in parts)

    return weight(one & other) / (min(weight(one), weight(other)) or 1.0)


def against(signs: Signs) -> float:
    """What speaks against one event where meanings are alike, in log odds."""
    apart = 0.4 * (signs.names == 0.0) + 0.5 * (signs.numbers == 0.0) + OTHER_PLACES * (signs.places == 0.0)
    # One sentence with another subject: the profits of Toyota and of Sony.
    apart += OTHER_SUBJECT * (signs.openings_differ and signs.words >= ONE_SENTENCE)
    if not signs.anchored:
        told = not signs.only_headline and signs.letters >= BRIEF
        of_a_kind = min(1.0, max(0.0, 2 * signs.kind / ANY_KIND - 1))
        apart += UNANCHORED_TEXT * of_a_kind if told else UNANCHORED * signs.across_languages
    return apart + OF_A_KIND * max(0.0, signs.kind - ANY_KIND)


def probability(signs: Signs, crowd: int, strangers: float) -> float:
    """That two articles of a window of `crowd` articles tell one event; `strangers`: how alike others are there."""
    # Reports of an event come within half a day; later ones are more and more often of the next event, however alike.
    late = 1.2 * max(0.0, signs.days_apart - 0.5)
    # The more articles, the more of them look alike by chance.
    chance = 0.4 * min(4.0, max(0.0, log((crowd or 1) / 350)))
    names, numbers = signs.names or 0.0, signs.numbers or 0.0
    if signs.meaning is None:
        z = -3.0 + 16.0 * signs.words + 4.0 * names + 1.5 * numbers + STATE * (signs.places or 0.0)
        z -= OTHER_PLACES * (signs.places == 0.0) + OTHER_SUBJECT * (
            signs.openings_differ and signs.words >= ONE_SENTENCE
        )
    else:
        nearer = signs.meaning - strangers
        # Two strangers may well name one state: what they share speaks for one event as far as what they mean does.
        shared = 0.5 * names + 0.7 * numbers + (signs.places or 0.0)
        z = 9.0 * (nearer - ABOVE) + shared * min(1.0, max(0.0, nearer / ABOVE)) - against(signs)
    return 1 / (1 + exp(min(30.0, late + chance - min(z, SUREST))))


def evidence(one: Sketch, other: Sketch, signs: Signs, window: Window) -> tuple[str, ...]:
    """What speaks for one event, in short strings for people; the rarest first, as the first article writes it."""
    both = window.weighed(one).words.keys() & window.weighed(other).words.keys()
    names = {name_key(name): name for name in one.spelled}
    words = {stem(word): word for word in one.spelled}
    lines = [
        _line("names", [names.get(key, key) for key in _rarest(one.names & other.names, "@", window)]),
        _line("numbers", _rarest(one.numbers & other.numbers, "#", window)),
        _line("words", [words[key] for key in _rarest(both & words.keys(), "", window)]),
        f"meaning: {signs.meaning:.2f}" if signs.meaning is not None else "",
        _apart(signs.days_apart),
    ]
    return tuple(line for line in lines if line)


def _rarest(shared: Set[str], mark: str, window: Window) -> list[str]:
    return sorted(shared, key=lambda part: (-window.rarity(mark + part), part))[:6]


def _line(label: str, shared: Sequence[str]) -> str:
    return f"{label}: {', '.join(dict.fromkeys(shared))}" if shared else ""


def _apart(days: float) -> str:
    hours = round(24 * days)
    return f"{hours} hours apart" if hours < 48 else f"{hours // 24} days apart"
