"""How fast queries are tried on the archive: python -m bench.trial --database sqlite:////tmp/trial.sqlite3

Fills the database, which must be new, with articles of 2,000 characters; called again it adds what is missing and asks.
The words are forms of simplemma's dictionaries, one in three an invented name, drawn by Zipf's law: so the vocabulary
grows as that of news does. One article in thirty names a given concept. To read 100,000 different texts takes a quarter
of an hour; so only the first have texts of their own (--texts), the others repeat one of them under another address,
outlet and day. Printed are what indexing costs, in time and bytes, and for each query the first try, which may load
analysers, and the median and the slowest of some more: as `watch test` asks, and as the desk asks while somebody types.
The watches of the starting pack are asked as a whole, as one who pastes them, and the first of them as it is typed,
word by word, wherever it can be read. Times are of the clock, for the database's count, too; in brackets those of this
process on the processor.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
import tomllib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import numpy
from sqlalchemy import create_engine, text

from monitor.config.concepts import read_concept
from monitor.matching import parse
from monitor.matching.archive_terms import keys_of_word, words_of
from monitor.model.archive import ArchiveWord
from monitor.model.articles import Article, ArticleUrl
from monitor.model.errors import QueryError
from monitor.model.outlets import OutletId
from monitor.model.watches import Concept, Form
from monitor.newsdesk.watches import TYPING
from monitor.services.archive import catch_up
from monitor.services.trial import MOST, try_query
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
    "і",
    '"зустріч президента"',
    "Qwzxzwq",
    "NOT @nato",
)


def concepts() -> list[Concept]:
    return [read_concept(str(path), path.read_text()) for path in sorted((ROOT / "config/concepts").glob("*.toml"))]


def pasted() -> list[str]:
    """The queries of the starting pack."""
    files = sorted((ROOT / "config/watches").glob("*.toml"))
    return [" ".join(tomllib.loads(file.read_text())["query"].split()) for file in files]


def typed(query: str) -> list[str]:
    """What stands in the editor after each word, where it can be read."""
    places = [place for place, sign in enumerate(query) if sign == " "]
    return [begun for place in (*places, len(query)) if is_query(begun := query[:place])]


def is_query(written: str) -> bool:
    try:
        parse(written)
    except QueryError:
        return False
    return True


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


def fill(store: Store, *, texts: int, count: int) -> None:
    """Articles with texts of their own, read and indexed as by the service; then those that repeat one of them."""
    known = concepts()
    with store.reading() as work:
        present = work.articles.count()
    if present < texts:
        writers = {language: Writer(language, known, number) for number, language in enumerate(sorted(set(LANGUAGES)))}
        kept = indexed = 0.0
        for start in range(present, texts, BATCH):
            numbers = range(start, min(start + BATCH, texts))
            made = [writers[LANGUAGES[number % len(LANGUAGES)]].article(number, count) for number in numbers]
            kept += seconds(lambda made=made: keep(store, made))
            indexed += seconds(lambda: catch_up(store))
        new = texts - present
        print(f"{kept / new * 1e3:.2f} ms an article to keep, {indexed / new * 1e3:.2f} ms to index", flush=True)
    catch_up(store)
    for number in repeat(store, max(present, texts), texts=texts, count=count):
        print(f"{number} articles", flush=True)


def repeat(store: Store, start: int, *, texts: int, count: int) -> Iterator[int]:
    """Further articles with the texts of the first; what each holds is reckoned once for all that repeat it."""
    with store.reading() as work:
        first = [article for _, article in reversed(list(work.archive.articles(range(1, texts + 1))))]
        held = [words_of(article) for article in first]
        numbers: dict[ArchiveWord, int] = {}
        for some in held:
            numbers |= work.archive.numbers_of({word for word in some if word not in numbers})
    for begin in range(start, count, BATCH):
        made = {}
        for number in range(begin, min(begin + BATCH, count)):
            outlet, age = OutletId(f"outlet{number % OUTLETS}"), timedelta(days=1) * (count - number) / A_DAY
            url = ArticleUrl(f"https://{outlet}.example/{number}")
            made[url] = (number % texts, replace(first[number % texts], url=url, outlet=outlet, first_seen=NOW - age))
        keep(store, [article for _, article in made.values()])
        with store.begin() as work:
            waiting = work.archive.waiting(None)
            words = {one.number: in_outlet(held[made[one.article.url][0]], one.article) for one in waiting}
            unknown = {word for some in words.values() for word in some if word not in numbers}
            numbers |= work.archive.numbers_of(unknown)
            fresh = [word for word in unknown if word not in numbers]
            work.archive.keep(words, numbers, {word: keys_of_word(word) for word in fresh})
        yield begin + len(made)


def in_outlet(words: Collection[ArchiveWord], article: Article) -> frozenset[ArchiveWord]:
    facts = words_of(replace(article, text="", title=None))
    return frozenset(word for word in words if not word.kind.startswith("+")) | facts


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


# From a query to whether its count is an estimate, what was found, and in how many.
Act = Callable[[str], tuple[bool, int, int]]


def ask(title: str, act: Act, queries: Sequence[str]) -> None:
    print(f"\n{title}")
    for query in queries:
        taken, spent, (is_estimate, found, searched) = timed(act, [query] * (TRIES + 1))
        later, mine = sorted(taken[1:]), sorted(spent[1:])
        first = f"first {taken[0]:5.2f} s [{spent[0]:5.2f}], then p50 {median(later):5.2f} s [{median(mine):5.2f}]"
        about = "about " if is_estimate else ""
        said = f"{first}, most {later[-1]:5.2f} s [{mine[-1]:5.2f}]: {about}{found} of {searched}"
        print(f"{said}  {query[:90]}", flush=True)


def timed(act: Act, queries: Sequence[str]) -> tuple[list[float], list[float], tuple[bool, int, int]]:
    """Seconds of each by the clock and of the processor, and what the last found. Nothing is collected of what was
    loaded before, as in `farwatch run` once it has begun."""
    taken, spent, found = [], [], (False, 0, 0)
    for number, query in enumerate(queries):
        if number == 1:
            gc.collect()
            gc.freeze()
        begun, worked = time.perf_counter(), time.process_time()
        found = act(query)
        taken.append(time.perf_counter() - begun)
        spent.append(time.process_time() - worked)
    return taken, spent, found


def ask_typed(title: str, act: Act, query: str) -> None:
    taken, spent, _ = timed(act, typed(query))
    print(f"\n{title}: {len(taken)} tries, p50 {median(taken):5.2f} s [{median(spent):5.2f}], ", end="")
    print(f"p95 {sorted(taken)[len(taken) * 19 // 20]:5.2f} s [{sorted(spent)[len(spent) * 19 // 20]:5.2f}], ", end="")
    print(f"most {max(taken):5.2f} s [{max(spent):5.2f}]", flush=True)


def ask_all(store: Store, *, only_typing: bool) -> None:
    known = concepts()

    def tried(since: datetime | None, most: int) -> Act:
        def act(query: str) -> tuple[bool, int, int]:
            trial = try_query(store, known, query, since=since, saved=None, now=NOW, most=most)
            return trial.is_estimate, trial.found, trial.searched

        return act

    if not only_typing:
        ask("watch test, of all days:", tried(None, MOST), QUERIES)
        ask("watch test, of the last 7 days:", tried(NOW - timedelta(days=7), MOST), QUERIES)
    typing, watches = tried(NOW - timedelta(days=30), TYPING), pasted()
    ask("as you type, of the last 30 days:", typing, (*QUERIES, *watches))
    ask_typed("the first starting watch, as it is typed", typing, watches[0])


def main(url: str, *, articles: int, texts: int, only_typing: bool) -> None:
    store = open_store(url)
    fill(store, texts=min(texts, articles), count=articles)
    sizes(url, articles)
    ask_all(store, only_typing=only_typing)
    store.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--database", required=True, help="sqlite:////path or postgresql://…")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--texts", type=int, default=8_000, help="so many have a text of their own")
    parser.add_argument("--only-typing", action="store_true", help="ask only as the desk does while somebody types")
    asked = parser.parse_args()
    main(asked.database, articles=asked.articles, texts=asked.texts, only_typing=asked.only_typing)
