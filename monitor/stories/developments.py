"""What a later article of a told story has that the reader does not know.

Other outlets tell the same in other words, so words prove nothing; hard facts do: a figure, a day, a name, a quotation
or a turn (somebody died, was held, left office) that no told text holds. News stands at the top, so only the beginning
of the later text is searched, and no paragraph that recalls what was before. A correction, and the first report in
another language, are news by themselves; an official reaction is a sentence of somebody new who says what he thinks.

Left out: that a whole sentence is worded anew (independent reports of one event share a third of their words), and
background that another outlet adds (the alliance has 31 members): a figure that no told text held is held for news.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from monitor.model.digests import Candidate
from monitor.model.telling import Development, News, ToldStory
from monitor.stories.edit_words import CORRECTIONS
from monitor.stories.facts import Known, figures, is_year, names, outcomes, quotations
from monitor.stories.lexicon import RECALLS
from monitor.stories.numerals import days
from monitor.text import Span, normal, primary, sentences

# Letters of a text in which news is looked for, in alphabets and in signs that stand for words.
LOOKED_AT, LOOKED_AT_SIGNS = 600, 250
# What a fact counts; a development is worth one at least.
FIGURE, DAY, NAME, QUOTE, TURN, REACTION, CORRECTED = 1.0, 0.5, 0.6, 1.0, 1.0, 0.5, 2.0
ENOUGH = 1.0

_REACTIONS = re.compile(
    r"\b(?:condemn|criticis|criticiz|welcom|protest|warn|denounc|respond|react|slam|prais|reject|summon|vow|accus|"
    r"urge|oppos|call(?:s|ed) (?:it|the|on))"
    r"|засуд|розкритик|привіта|протест|застер|попереди|відреаг|назва[влн]|відкину|звинуват|закликa|виступи"
    r"|осуди|раскритик|приветств|протест|предупре|отреаг|отверг|обвини|призва"
    r"|potępi|skrytyk|z zadowoleniem|ostrzeg|zareag|odrzuc|oskarż|wezwa|określi|nazwa|sprzeciw"
    r"|verurteil|kritisier|begrüß|warnt|reagier|wies .* zurück|bezeichnet|protestier|forder"
    r"|condamn|critiqu|salu[ée]|averti|réagi|rejet|qualifi|dénonc|accus|appelé"
    r"|非難|批判|歓迎|抗議|警告|反発|反対|표명|비난|비판|환영|항의|경고|반발|谴责|譴責|批评|批評|欢迎|歡迎|抗议|抗議|警告|反对|反對|回应|回應",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d+(?:[.,  ]\d+)*\s?[^\W\d_]*")
# Endings of background within a sentence: what was a year ago is no news today.
_BACKGROUND = re.compile(
    r"\b(?:last year|years? ago|in (?:19|20)\d\d|since (?:19|20)\d\d|previously|earlier this)\b"
    r"|минулого року|торік|років тому|у (?:19|20)\d\d році|в прошлом году|лет назад|в (?:19|20)\d\d году"
    r"|w ubiegłym roku|lat temu|w (?:19|20)\d\d r|vergangenen jahr|vor .* jahren|im jahr (?:19|20)\d\d"
    r"|l'an dernier|il y a .* ans|en (?:19|20)\d\d|昨年|去年|年前|(?:19|20)\d\d年に|지난해|작년|년 전",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    worth: float
    kind: News
    span: Span
    facts: tuple[str, ...]


def developments(story: ToldStory) -> tuple[Development, ...]:
    """What the later articles bring, one for each that brings something; what one brought the next repeats."""
    known, languages = Known(), {primary(one.language or "") for one in story.told}
    for one in story.told:
        known.take(one.title, one.text, one.language)
    found = []
    for later in story.later:
        new = _of_article(later, known, languages)
        if new is not None:
            found.append(
                Development(
                    story=story.story,
                    article=later.article,
                    told_at=story.told_at,
                    kind=new.kind,
                    start=new.span.start,
                    end=new.span.end,
                    facts=new.facts,
                )
            )
        known.take(later.title, later.text, later.language)
        languages.add(primary(later.language or ""))
    return tuple(found)


def _of_article(later: Candidate, known: Known, languages: Collection[str]) -> _Found | None:
    own = primary(later.language or "")
    ignored = {normal(name) for name in (later.outlet_name, later.outlet, *later.cites)}
    weighed = [_weigh(later, span, known, ignored) for span in _looked_at(later)]
    best = max(weighed, key=lambda one: (one.worth, -one.span.start), default=None)
    if own and own not in languages:
        # Names of two scripts are not compared safely; the language is news enough.
        first = next(iter(weighed), None)
        return _Found(worth=ENOUGH, kind=News.LANGUAGE, span=first.span if first else Span(0, 0), facts=())
    return best if best is not None and best.worth >= ENOUGH else None


def _looked_at(later: Candidate) -> Iterator[Span]:
    text = later.text
    limit = LOOKED_AT_SIGNS if primary(later.language or "") in ("ja", "zh", "ko") else LOOKED_AT
    for span in sentences(text):
        sentence = text[span.start : span.end].strip()
        if span.start > limit:
            return
        if sentence == later.title or normal(sentence).startswith(RECALLS) or _BACKGROUND.search(sentence):
            continue
        lead = len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip())
        yield Span(span.start + lead, span.start + lead + len(sentence))


def _weigh(later: Candidate, span: Span, known: Known, ignored: Collection[str]) -> _Found:
    sentence, language = later.text[span.start : span.end], later.language
    numbers = [one for one in sorted(figures(sentence, language) - known.numbers) if not is_year(one)]
    dates = sorted(days(sentence) - known.days - _own_days(later))
    called = [
        name
        for name in names(sentence, language)
        if not known.has_name(name, language) and not any(normal(name) in one for one in ignored)
    ]
    quoted = [one for one in quotations(sentence) if not known.has_quote(one)]
    reacts = bool(called) and _REACTIONS.search(sentence) is not None
    corrects = CORRECTIONS.search(sentence) is not None
    worth = (
        FIGURE * min(2, len(numbers))
        + DAY * min(1, len(dates))
        + NAME * min(2, len(called))
        + QUOTE * bool(quoted)
        + TURN * bool(outcomes(sentence, language) - known.outcomes)
        + REACTION * reacts
        + CORRECTED * corrects
    )
    kind = News.CORRECTION if corrects else News.REACTION if reacts else News.FACT
    return _Found(
        worth=worth,
        kind=kind,
        span=span,
        facts=(*_as_written(sentence, language, numbers), *dates, *dict.fromkeys(called), *quoted),
    )


def _as_written(sentence: str, language: str | None, numbers: Sequence[str]) -> tuple[str, ...]:
    """The figures in the sentence's own spelling: `40 million`, that is known as 40000000."""
    written = (found[0].strip() for found in _FIGURE.finditer(sentence))
    return tuple(dict.fromkeys(one for one in written if figures(one, language) & set(numbers)))


def _own_days(later: Candidate) -> frozenset[str]:
    """The day on which the article appeared says nothing."""
    moments = [later.first_seen, *([later.published.at] if later.published else [])]
    return frozenset(f"{moment.month:02}-{moment.day:02}" for moment in moments)
