"""What an outlet changed in an article, and how grave it is.

Raised are changes that turn what was said: a negation put in or taken out, a number or a name in another's place. Told
apart from them: new sentences and sentences taken out, other words for the same, and what changes by itself or says
nothing (marks, case, blanks, a letter that was mistyped, "updated 5 minutes ago", 1,000 written 1000).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from monitor.model.edits import RAISED, Edit, EditKind
from monitor.stories.differences import Run, difference, tokens
from monitor.stories.edit_words import (
    CORRECTIONS,
    HAN_NUMBERS,
    NEGATING,
    NEGATION_SIGNS,
    NEGATIONS,
    NO_NEGATION,
    NUMBER_WORDS,
    PLACES,
    TITLES,
    VOLATILE_SIGNS,
    VOLATILE_WORDS,
)
from monitor.text import normal, primary, readings, sentences

# A headline with less than this of its words kept is another headline.
REWRITTEN = 0.34
# Of all sentences taken out, so many are a retraction.
RETRACTED = 0.4
# Letters from which on one is a slip of the keyboard, two are; of a shorter word it may be another (Iran, Iraq).
ONE_SLIP, TWO_SLIPS = 6, 10
# What makes an adjective or a plural of an English name.
_DERIVED = ("s", "ese", "ian", "n", "an", "ish", "i", "ean")
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
_HAN = re.compile(r"[㐀-鿿豈-﫿々]+")
_UPDATE_LINE = 14


def edits(
    title_before: str, title_after: str, text_before: str, text_after: str, *, language: str | None
) -> tuple[Edit, ...]:
    """Every place that changed, the headline's first; empty where the two states are one to the letter."""
    known = frozenset(_capitals(f"{title_before}\n{title_after}\n{text_before}\n{text_after}"))
    found = [*_of_field("title", title_before, title_after, language, known)]
    found += _of_field("text", text_before, text_after, language, known)
    if not found and (title_before, text_before) != (title_after, text_after):
        found.append(Edit(kind=EditKind.COSMETIC, field="text", before="", after=""))
    return tuple(found)


def is_significant(found: Sequence[Edit], *, text_before: str = "") -> bool:
    """Whether somebody who was told of the article should know: a raised change, a correction, a retraction."""
    if any(edit.kind in RAISED for edit in found):
        return True
    if any(edit.kind is EditKind.ADDED and CORRECTIONS.search(edit.after) for edit in found):
        return True
    gone = sum(len(edit.before) for edit in found if edit.kind is EditKind.REMOVED and edit.field == "text")
    return bool(text_before) and gone >= RETRACTED * len(text_before)


def _capitals(text: str) -> Iterator[str]:
    """Words with a capital within a sentence: names, so they are names at its beginning too."""
    for span in sentences(text):
        sentence = text[span.start : span.end]
        yield from (one for one, _, _ in tokens(sentence) if _is_capitalised(one) and not _begins(one, sentence))


def _of_field(field: str, before: str, after: str, language: str | None, known: frozenset[str]) -> Iterator[Edit]:
    differing = difference(before, after)
    for runs in differing.runs:
        turned = _is_turned(runs[0].before, runs[0].after, language)
        volatile = _is_volatile(runs[0].before) and _is_volatile(runs[0].after)
        holder = _holder(runs, language) if turned else None
        for index, run in enumerate(runs):
            kind = EditKind.NEGATION if index == holder else _kind(run, language, known)
            if volatile:
                kind = EditKind.COSMETIC
            yield Edit(kind=kind, field=field, before=run.went_text, after=run.came_text, lead=run.lead, tail=run.tail)
    for sentence in differing.gone:
        kind = EditKind.COSMETIC if _is_volatile(sentence) else EditKind.REMOVED
        yield Edit(kind=kind, field=field, before=sentence, after="")
    for sentence in differing.come:
        kind = EditKind.COSMETIC if _is_volatile(sentence) else EditKind.ADDED
        yield Edit(kind=kind, field=field, before="", after=sentence)


def _kind(run: Run, language: str | None, known: frozenset[str]) -> EditKind:
    went, came = [_word(one) for one in run.went], [_word(one) for one in run.came]
    if [one for one in went if one] == [one for one in came if one]:
        return EditKind.COSMETIC
    if _number_changed(run):
        return EditKind.NUMBER
    if _name_changed(run, language, known):
        return EditKind.NAME
    return EditKind.COSMETIC if _is_slip(went, came) else EditKind.WORDING


def _word(token: str) -> str:
    """A token as compared; empty for a mark."""
    if token[0].isdigit():
        return _figure(token)
    return normal(token) if token[0].isalnum() else ""


# Numbers


def _number_changed(run: Run) -> bool:
    """Whether figures stand in the place of others; one side without any is more or less exact, not other."""
    went, came = _numbers(run.went), _numbers(run.came)
    return bool(went and came and went != came)


def _numbers(some: Sequence[str]) -> list[str]:
    found = []
    signs = ""
    for token in some:
        if token in HAN_NUMBERS:
            signs += token
            continue
        if signs:
            found.append(signs)
            signs = ""
        if token[0].isdigit():
            found.append(_figure(token))
        elif normal(token) in NUMBER_WORDS:
            found.append(str(NUMBER_WORDS[normal(token)]))
    return [*found, signs] if signs else found


def _figure(token: str) -> str:
    """1,500 and 1.500 and 1 500 are one figure; 1.5 and 1,5 another."""
    plain = re.sub(r"[  '%]", "", normal(token))
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain):
        return re.sub(r"[.,]", "", plain)
    return plain.replace(",", ".")


# Negations


def _is_turned(before: str, after: str, language: str | None) -> bool:
    return negations(before, language) != negations(after, language)


def negations(sentence: str, language: str | None) -> int:
    """How often a sentence says no."""
    code = primary(language or "")
    if code in NEGATION_SIGNS:
        return len(NEGATION_SIGNS[code].findall(NO_NEGATION[code].sub("＿", sentence)))
    words = (normal(token) for token, _, _ in tokens(sentence))
    # French says it twice (ne … pas); which half is written changes nothing.
    said = sum(word in NEGATIONS or word.endswith("n't") or word.startswith(NEGATING) for word in words)
    return min(said, 1) if code == "fr" else said


def _holder(runs: Sequence[Run], language: str | None) -> int:
    """Which of a sentence's changes holds the negation."""
    for index, run in enumerate(runs):
        if negations(run.went_text, language) != negations(run.came_text, language):
            return index
    return 0


# Names


def _name_changed(run: Run, language: str | None, known: frozenset[str]) -> bool:
    """Whether a name went and another came; another case, an adjective or a mistyped letter of it is none."""
    went, came = _names(run.went, run.before, run, known), _names(run.came, run.after, run, known)
    lost = [one for one in went if not any(_is_same_name(one, other, language) for other in _all(run.came, came))]
    won = [one for one in came if not any(_is_same_name(one, other, language) for other in _all(run.went, went))]
    return bool(lost and won)


def _all(run: Sequence[str], names: Sequence[str]) -> list[str]:
    return [*run, *names]


def _names(some: Sequence[str], sentence: str, run: Run, known: frozenset[str]) -> list[str]:
    found = [one for one in some if _is_capitalised(one) and (one in known or not _begins(one, sentence))]
    found += [one for one in some if _KATAKANA.fullmatch(one) or one in PLACES]
    found += [one for one in some if any(one.startswith(place) for place in PLACES if "가" <= place[0] <= "힣")]
    run_of_signs = "".join(one for one in some if _HAN.fullmatch(one))
    if run_of_signs and (run_of_signs in PLACES or _bears_title(run_of_signs, sentence)):
        found.append(run_of_signs)
    if any(one and "가" <= one[0] <= "힣" for one in some) and _bears_title(" ".join(some), sentence):
        found += [one for one in some if "가" <= one[0] <= "힣"]
    # A place that the change only touched: 韓国 to 中国 changes one sign of two.
    left, right = run.lead[-1:], run.tail[:1]
    found += [whole for whole in (left + run_of_signs, run_of_signs + right) if whole in PLACES and run_of_signs]
    return list(dict.fromkeys(found))


def _is_capitalised(token: str) -> bool:
    return token[0].isupper() and (len(token) > 1)


def _begins(token: str, sentence: str) -> bool:
    """A capital at the beginning of a sentence says nothing, unless the word is written in capitals."""
    return sentence.lstrip("«»\"'“„‘([—–- ").startswith(token) and not token.isupper()


def _bears_title(name: str, sentence: str) -> bool:
    at = sentence.find(name)
    behind = sentence[at + len(name) :].lstrip()
    return at >= 0 and behind.startswith(TITLES)


def _is_same_name(one: str, other: str, language: str | None) -> bool:
    here, there = normal(one), normal(other)
    if here == there or readings(one, language) & readings(other, language):
        return True
    short, long = sorted((here, there), key=len)
    if primary(language or "") == "en":
        return (long.startswith(short) and long[len(short) :] in _DERIVED) or _is_typo(here, there)
    shared = next((at for at, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), len(short))
    inflected = len(short) >= 4 and shared >= max(3, len(short) - 2) and len(long) - len(short) <= 3
    return (inflected and not short.isascii()) or _is_typo(here, there)


# Slips


def _is_slip(went: Sequence[str], came: Sequence[str]) -> bool:
    """Whether words were only mistyped before."""
    before, after = [one for one in went if one], [one for one in came if one]
    if "".join(before) == "".join(after):
        return True
    return len(before) == len(after) and all(
        one == other or _is_typo(one, other) for one, other in zip(before, after, strict=True)
    )


def _is_typo(one: str, other: str) -> bool:
    if not one or not other or one[0] != other[0] or one[0].isdigit() or _is_other_form(one, other):
        return False
    slips = _distance(one, other)
    longest = max(len(one), len(other))
    return slips <= (0 if longest < ONE_SLIP else 1 if longest < TWO_SLIPS else 2)


def _is_other_form(one: str, other: str) -> bool:
    return any(word in NEGATIONS or word.startswith(NEGATING) for word in (one, other))


def _distance(one: str, other: str) -> int:
    """Letters put in, left out, changed or swapped with the next; no more than three are counted."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return min(3, row[-1])


# Lines that change by themselves


def _is_volatile(sentence: str) -> bool:
    words = [normal(token) for token, _, _ in tokens(sentence) if token[0].isalnum()]
    if not words or len(words) > _UPDATE_LINE:
        return False
    left = VOLATILE_SIGNS.sub("", sentence)
    if left != sentence and not re.sub(r"[\W\d_]", "", left):
        return True
    known = Counter(word in VOLATILE_WORDS or word[0].isdigit() for word in words)
    return known[False] == 0 or (len(words) >= 4 and known[False] <= 1 and known[True] >= 4)
