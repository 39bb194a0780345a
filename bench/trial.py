"""How fast a query is tried on the archive: python bench/trial.py sqlite:////tmp/trial.sqlite3 100000

Fills the database, which must be new, with articles of 2,000 characters; called again it only asks. The words are forms
of simplemma's dictionaries, one in three an invented name, drawn by Zipf's law: so the vocabulary grows as that of news
does. One article in thirty names a given concept. Printed are what indexing costs, in time and bytes, and for each
query the first try, which may load analysers, and the median and the slowest of some more.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import numpy
from sqlalchemy import create_engine, text

from monitor.config.concepts import read_concept
from monitor.model.articles import Article, ArticleUrl
from monitor.model.outlets import OutletId
from monitor.model.watches import Concept, Form
from monitor.services.archive import catch_up
from monitor.services.trial import try_query
from monitor.storage import Store, open_store
from monitor.text import is_unspaced

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 2, 7, tzinfo=UTC)
A_DAY, OUTLETS, LENGTH, BATCH, TRIES = 1000, 300, 2_000, 2_000, 5
# The languages of the articles, as often as they stand here.
LANGUAGES = ("uk", "uk", "uk", "ru", "pl", "pl", "en", "en", "de", "ja")
FORMS, NAMES = 200_000, 100_000
# With it 6 million words hold 200,000 different ones; in English news it is 120,000, in Ukrainian 350,000.
ZIPF = 1.15
QUERIES = (
    "@nato AND @japan",
    "@nato NEAR/s @japan",
    "@nato AND @indo-pacific-partner",
    '(@nato OR "Північноатлантичний альянс") AND (@japan OR @south-korea) NOT outlet:outlet7',
    "@japan",
    "title:@japan",
    "2 OF (@japan, @australia, @new-zealand)",
    "liaison*",
    "президент NEAR/8 @japan",
    "日本",
    "зустріч",
    "the",
    "NOT @nato",
)


def concepts() -> list[Concept]:
    return [read_concept(str(path), path.read_text()) for path in sorted((ROOT / "config/concepts").glob("*.toml"))]


class Writer:
    """Writes articles in one language."""

    def __init__(self, language: str, known: list[Concept], seed: int) -> None:
        self.language = language
        self.rng = random.Random(seed)
        self.numbers = numpy.random.default_rng(seed)
        self.words = characters(self.rng) if language == "ja" else words(language, self.rng)
        self.sums = numpy.cumsum(1 / numpy.arange(1, len(self.words) + 1) ** ZIPF)
        named = ([form for form in concept.forms if is_said(form, language)] for concept in known)
        self.named = [forms for forms in named if forms]

    def article(self, number: int, count: int) -> Article:
        outlet = OutletId(f"outlet{number % OUTLETS}")
        return Article(
            url=ArticleUrl(f"https://{outlet}.example/{number}"),
            outlet=outlet,
            title=self.text(70),
            text=self.text(LENGTH),
            language=self.language,
            first_seen=NOW - timedelta(days=1) * (count - number) / A_DAY,
        )

    def text(self, length: int) -> str:
        places = numpy.searchsorted(self.sums, self.numbers.random(length // 2) * self.sums[-1])
        chosen = [self.words[place] for place in places]
        for forms in self.named:
            if self.rng.random() < length / 60_000:
                chosen[self.rng.randrange(length // 10)] = self.rng.choice(forms).text
        for stop in range(11, len(chosen), 12):
            chosen[stop] += ".\n" if stop % 36 == 35 else "."
        return ("" if self.language == "ja" else " ").join(chosen)[:length]


def is_said(form: Form, language: str) -> bool:
    return form.language in (language, "*") and is_unspaced(form.text) == (language == "ja")


def words(language: str, rng: random.Random) -> list[str]:
    """The most frequent first: short forms rather than long ones, names among them."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    forms = sorted(DefaultDictionaryFactory(cache_max_size=0).get_dictionary(language))
    chosen = [(len(form) + rng.random() * 12, form) for form in rng.sample(forms, min(FORMS, len(forms)))]
    signs = "аеиоубвгдзклмнпрст" if language in ("uk", "ru") else "aeioubcdfgklmnprst"
    names = ("".join(rng.choices(signs, k=rng.randint(5, 9))).capitalize() for _ in range(NAMES))
    return [form for _, form in sorted([*chosen, *((len(name) + 4 + rng.random() * 12, name) for name in names)])]


def characters(rng: random.Random) -> list[str]:
    """Words of one or two Han, and between them kana."""
    han, kana = [chr(0x4E00 + place) for place in range(3_000)], [chr(0x3042 + place) for place in range(80)]
    both = [*han, *kana]
    return [rng.choice(han) + rng.choice(both) if rng.random() < 0.5 else rng.choice(kana) for _ in range(60_000)]


def fill(store: Store, count: int) -> None:
    known = concepts()
    writers = {language: Writer(language, known, number) for number, language in enumerate(sorted(set(LANGUAGES)))}
    kept = indexed = 0.0
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        made = [writers[LANGUAGES[number % len(LANGUAGES)]].article(number, count) for number in numbers]
        kept += seconds(lambda made=made: keep(store, made))
        indexed += seconds(lambda: catch_up(store))
        if (start // BATCH) % 5 == 4:
            print(f"{start + BATCH} articles: {indexed / (start + BATCH) * 1e3:.2f} ms each to index", flush=True)
    print(f"{kept / count * 1e3:.2f} ms an article to keep, {indexed / count * 1e3:.2f} ms to index")


def keep(store: Store, made: list[Article]) -> None:
    with store.begin() as work:
        for article in made:
            work.articles.keep(article)


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def sizes(url: str, count: int) -> None:
    """Bytes an article of each table with its indexes."""
    with create_engine(url).connect() as connection:
        if url.startswith("sqlite"):
            asked = "SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_master USING (name) GROUP BY 1"
        else:
            asked = "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' AND relname ~ '^a'"
        for name, size in sorted(connection.execute(text(asked)).all()):
            if name.startswith(("archive", "articles")):
                print(f"{size / count:8.0f} bytes an article: {name}")


def ask(store: Store, since: datetime | None) -> None:
    known = concepts()
    for query in QUERIES:
        taken = []
        for _ in range(TRIES + 1):
            begun = time.perf_counter()
            trial = try_query(store, known, query, since=since, saved=None, now=NOW)
            taken.append(time.perf_counter() - begun)
        about = "about " if trial.is_estimate else ""
        later = sorted(taken[1:])
        print(
            f"first {taken[0]:5.2f} s, then p50 {median(later):5.2f} s, slowest {later[-1]:5.2f} s: "
            f"{about}{trial.found} of {trial.searched}  {query}",
            flush=True,
        )


def main(url: str, count: int) -> None:
    store = open_store(url)
    with store.reading() as work:
        is_filled = work.articles.count() > 0
    if not is_filled:
        fill(store, count)
    sizes(url, count)
    ask(store, None)
    print("of the last 7 days:")
    ask(store, NOW - timedelta(days=7))
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
