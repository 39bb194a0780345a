"""An article's sketch: what it is compared by from then on."""

from __future__ import annotations

from datetime import UTC

from monitor.model.articles import Article
from monitor.model.stories import Sketch
from monitor.stories.evidence import LEAD, names, normal, opening_word, own_words, spellings, without_quotes, words
from monitor.stories.fingerprints import letters, minhash
from monitor.stories.numerals import days, numbers, ordinals, without_days
from monitor.stories.places import places

# Names further down belong to background, and a long read names everybody.
NAMED_WITHIN = 2500
# Letters of the lead that an embedding model is given: 50 ms an article, 95 with twice as many.
GIST = 200


def sketch(article: Article, *, vector: bytes = b"") -> Sketch:
    """What the article is compared by; `vector` from an embedder, of `gist(article)`."""
    title = normal(article.title or "")
    body = own_words(normal(article.text), title)
    head = title or without_quotes(body[:160])
    named = names(f"{head}\n{body[:NAMED_WITHIN]}")
    plain = letters(_compared(title, body, article.text))
    opening = f"{head}\n{body[:LEAD]}"
    counted = without_days(opening)
    published = article.published.utc if article.published else article.first_seen.astimezone(UTC)
    return Sketch(
        article=article.url,
        outlet=article.outlet,
        language=article.language,
        at=published,
        dated=article.published is not None,
        length=len(plain),
        minhash=minhash(plain),
        words=words(head),
        lead=words(body[:LEAD]) - words(head),
        names=frozenset(named),
        spelled=tuple(sorted({*named.values(), *spellings(head)})),
        numbers=numbers(counted, article.language),
        ordinals=ordinals(without_days(head), article.language),
        days=days(opening),
        vector=vector,
        cites=article.cites,
        places=frozenset(places(opening)),
        opens=opening_word(head),
    )


def _compared(title: str, body: str, text: str) -> str:
    """What is compared letter by letter: the body in the outlet's own words, since a copy gets another headline and a
    stock quotation makes no copy; all of it where that is little.
    """
    return body if 2 * len(body) > len(text) else f"{title} {text}" if text.strip() != title else title


def gist(article: Article) -> str:
    """What an embedding model is given: headline and lead; long texts cost ten times more and tell no more."""
    title = normal(article.title or "")
    body = own_words(normal(article.text), title).replace("\n", " ")
    return f"{title}. {body[:GIST]}".strip(" .") if title else body[:GIST]
