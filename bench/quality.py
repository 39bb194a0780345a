"""How well watches and stories work, measured, and written to docs/quality.md: python -m bench.quality

python -m bench.quality --treebanks FOLDER   the words of whole treebanks (Universal Dependencies, *.conllu) instead of
                                             the lists in tests/data; prints, and writes nothing
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import stories as story_bench  # noqa: E402
from monitor import stories  # noqa: E402
from monitor.config.concepts import read_concept  # noqa: E402
from monitor.config.watches import read_watch  # noqa: E402
from monitor.matching import Matcher, compile_watches  # noqa: E402
from monitor.matching.query import quoted  # noqa: E402
from monitor.model.articles import Article, ArticleUrl  # noqa: E402
from monitor.model.outlets import OutletId  # noqa: E402
from monitor.model.watches import Watch, WatchId  # noqa: E402
from monitor.text import normal, readings, sought, tokens  # noqa: E402
from monitor.text.languages import READERS, reader_of  # noqa: E402

DATA = ROOT / "tests" / "data" / "matching"
ASKED_FOR = frozenset(("NOUN", "PROPN", "ADJ", "VERB"))
SNOWBALL = {
    "cs": "czech", "de": "german", "en": "english", "es": "spanish", "et": "estonian", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "lt": "lithuanian", "pl": "polish", "pt": "portuguese", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip

# A word to its lemmas or stems.
Analyse = Callable[[str], frozenset[str]]


class Word(NamedTuple):
    """A word of a treebank, its lemma, and whether anyone asks for such words."""

    form: str
    lemma: str
    asked_for: bool


class Score(NamedTuple):
    """Of the words that should be found and of those that are."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0

    def cells(self) -> str:
        return f"{self.recall:.3f} | {self.precision:.3f} | {self.f1:.3f}"


def score(found: Counter[bool], missed: int) -> Score:
    """`found`: right and wrong finds."""
    right, wrong = found[True], found[False]
    return Score(right / (right + missed) if right + missed else 1.0, right / (right + wrong) if right + wrong else 1.0)


def words_of_list(path: Path) -> Iterator[Word]:
    """The words of a list in tests/data/matching/words."""
    for line in path.read_text(encoding="utf-8").splitlines():
        for item in line.split() if not line.startswith("#") else ():
            word, _, count = item.partition("×")
            form, _, lemma = word.removeprefix("-").partition("=")
            asked_for = not word.startswith("-")
            yield from [Word(form, lemma or (form if asked_for else form.lower()), asked_for)] * int(count or 1)


def words_of_treebank(path: Path) -> Iterator[Word]:
    """The words of a file in CoNLL-U; # parts compounds in Finnish lemmas, _ and = in Estonian ones."""
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit() and columns[3] != "PUNCT" and columns[2] != "_":
            lemma = columns[2]
            if path.name[:2] in ("fi", "et") and len(lemma) > 1:
                lemma = lemma.replace("#", "").replace("_", "").replace("=", "")
            yield Word(columns[1], lemma, columns[3] in ASKED_FOR)


def by_watches(words: Sequence[Word], language: str) -> Score:
    """Every lemma as a watch, every word as a text."""
    lemmas = {normal(word.lemma): word.lemma for word in words if word.asked_for and tokens(word.lemma)}
    watches = [Watch(id=WatchId(key), name=key, query=quoted(lemma)) for key, lemma in lemmas.items()]
    matcher = compile_watches(watches, [])
    found: Counter[bool] = Counter()
    missed = 0
    for word, count in Counter(words).items():
        # A capital in the line, for one without any is taken for typed in haste.
        answered = {match.watch for match in matcher.match(article(f"X {word.form}", language))}
        mine = WatchId(normal(word.lemma))
        right = mine in answered and normal(word.lemma) in lemmas
        found[True] += count * right
        found[False] += count * (len(answered) - right)
        missed += count * (word.asked_for and not right)
    return score(found, missed)


def by_tool(words: Sequence[Word], analyse: Analyse) -> Score:
    """Every lemma of a word that nobody else asks for found where one tool gives both the same reading."""
    holders: dict[str, set[str]] = {}
    for form in {word.form for word in words}:
        for key in analyse(form) | {normal(form)}:
            holders.setdefault(key, set()).add(form)
    forms = Counter((word.form, normal(word.lemma)) for word in words)
    of_form: dict[str, Counter[str]] = {}
    for (form, lemma), count in forms.items():
        of_form.setdefault(form, Counter())[lemma] += count
    found: Counter[bool] = Counter()
    missed = 0
    for key, lemma in {normal(word.lemma): word.lemma for word in words if word.asked_for}.items():
        hit = set().union(*(holders.get(one, set()) for one in analyse(lemma) | {key}))
        for form in hit:
            right = of_form[form][key]
            found[True] += right
            found[False] += of_form[form].total() - right
        missed += sum(count for (form, gold), count in forms.items() if gold == key and form not in hit)
    return score(found, missed)


def tools(language: str) -> Iterator[tuple[str, Analyse]]:
    """The single tools there are for a language."""
    import simplemma
    import snowballstemmer

    yield "simplemma", lambda word: frozenset((normal(simplemma.lemmatize(word, lang=language)),))
    if SNOWBALL.get(language) in snowballstemmer.algorithms():
        stem = snowballstemmer.stemmer(SNOWBALL[language]).stemWord
        yield "Snowball", lambda word: frozenset((normal(stem(word.lower())),))
    if language == "ru":
        import pymorphy3

        russian = pymorphy3.MorphAnalyzer(lang="ru")
        yield "pymorphy3, first reading", lambda word: frozenset((normal(russian.parse(word)[0].normal_form),))
    if language == "pl":
        import morfeusz2

        polish = morfeusz2.Morfeusz()
        yield (
            "Morfeusz 2, all readings",
            lambda word: frozenset(normal(one[2][1].split(":")[0]) for one in polish.analyse(word)),
        )


def further_readings(words: Sequence[Word], language: str) -> float:
    """Of a hundred words, how many other lemmas of the dictionary they are found by too."""
    reader = reader_of(language)
    assert reader is not None
    others = (
        one
        for word in words
        for one in readings(word.form, language)
        if one != normal(word.lemma) and reader.is_lemma(one)
    )
    return 100 * sum(1 for _ in others) / len(words)


def words_table(lists: dict[str, list[Word]]) -> Iterator[str]:
    yield "| language | words | | recall | precision | F1 | further readings |"
    yield "|---|---:|---|---:|---:|---:|---:|"
    for language, words in sorted(lists.items()):
        asked = sum(word.asked_for for word in words)
        mine = by_watches(words, language).cells()
        yield f"| {language} | {asked} | **Farwatch** | {mine} | {further_readings(words, language):.0f} in 100 |"
        for name, analyse in tools(language):
            yield f"| | | {name} | {by_tool(words, analyse).cells()} | |"


class Token(NamedTuple):
    """A word of a sentence in a script without blanks, where it stands, and its lemma."""

    start: int
    end: int
    lemma: str
    asked_for: bool


def sentences_of(path: Path) -> Iterator[tuple[str, list[Token]]]:
    """The sentences of a list in tests/data/matching/sentences; a Korean lemma is its word without particles."""
    blank = " " if path.name.startswith("ko") else ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, found = "", list[Token]()
        for item in line.split():
            word, _, part = item.rpartition("/")
            form, _, lemma = word.partition("=")
            text += blank if text else ""
            found.append(Token(len(text), len(text) + len(form), (lemma or form).split("+")[0], part in "NPA"))
            text += form
        yield text, found


# What is looked for, and a text, to the places where it is found.
Finder = Callable[[str, str], list[tuple[int, int]]]


def by_sentences(sentences: Sequence[tuple[str, list[Token]]], find: Finder) -> tuple[int, Score]:
    """Every noun, name and adjective looked for in every sentence: how many there are, and how well they are found."""
    lemmas = {token.lemma for _, line in sentences for token in line if token.asked_for}
    found: Counter[bool] = Counter()
    missed = 0
    for lemma in lemmas:
        for text, line in sentences:
            wanted = [token for token in line if token.lemma == lemma]
            hits = find(lemma, text)
            right = [one for one in wanted if any(start < one.end and end > one.start for start, end in hits)]
            found[True] += len(right)
            missed += len(wanted) - len(right)
            found[False] += sum(not any(start < one.end and end > one.start for one in wanted) for start, end in hits)
    return found[True] + missed, score(found, missed)


def watch_finder(language: str) -> Finder:
    @cache
    def matcher(word: str) -> Matcher:
        return compile_watches([Watch(id=WatchId("word"), name="word", query=quoted(word))], [])

    return lambda word, text: [(hit.start, hit.end) for hit in matcher(word).hits_in(text, language=language)]


def substring_finder(word: str, text: str) -> list[tuple[int, int]]:
    return [(one.start(), one.end()) for one in re.finditer(re.escape(word), text)]


def sentences_table() -> Iterator[str]:
    yield "| language | words | | recall | precision | F1 |"
    yield "|---|---:|---|---:|---:|---:|"
    for path in sorted((DATA / "sentences").glob("*.txt")):
        sentences = list(sentences_of(path))
        language = path.name[:2]
        count, mine = by_sentences(sentences, watch_finder(language))
        yield f"| {language} | {count} | **Farwatch** | {mine.cells()} |"
        yield f"| | | substring | {by_sentences(sentences, substring_finder)[1].cells()} |"


def read_lists(files: Sequence[Path], read: Callable[[Path], Iterator[Word]]) -> dict[str, list[Word]]:
    lists: dict[str, list[Word]] = {}
    for path in sorted(files):
        lists.setdefault(path.name[:2], []).extend(read(path))
    return {language: words for language, words in lists.items() if language in READERS}


def article(text: str, language: str, *, title: str | None = None, seen: datetime | None = None) -> Article:
    return Article(
        url=ArticleUrl("https://example.org/1"),
        outlet=OutletId("example"),
        title=title,
        text=text,
        language=language,
        first_seen=seen or datetime(2026, 11, 2, tzinfo=UTC),
    )


def case_forms() -> str:
    tables = tomllib.loads((DATA / "forms.toml").read_text(encoding="utf-8"))
    cases = [(language, lemma, form) for language, one in tables.items() for lemma in one for form in one[lemma]]
    found = sum(
        not sought(lemma, language).isdisjoint(readings(tokens(form)[0].text, language))
        for language, lemma, form in cases
    )
    return f"{found} of {len(cases)} case forms in {len(tables)} languages are found by their lemma."


def starting_watch() -> Matcher:
    concepts = [read_concept(str(path), path.read_text("utf-8")) for path in (ROOT / "config/concepts").glob("*.toml")]
    return compile_watches([read_watch(ROOT / "config/watches/nato-indo-pacific.toml")], concepts)


def labelled(name: str, matcher: Matcher) -> tuple[int, Score]:
    """How many articles a labelled set has, and how well the starting watch tells them apart."""
    found: Counter[bool] = Counter()
    missed = 0
    articles = tomllib.loads((DATA / name).read_text(encoding="utf-8"))["article"]
    for one in articles:
        seen = datetime.combine(one["date"], datetime.min.time(), UTC) if "date" in one else None
        matched = bool(matcher.match(article(one["text"].strip(), one["language"], title=one["title"], seen=seen)))
        found[one["about"]] += matched
        missed += one["about"] and not matched
    return len(articles), score(found, missed)


# What the watch reached when a set was tried for the first time; changed afterwards by what the set showed.
FIRST_TRIES = {
    "heldout_1.toml": "1.000 / 0.857 / 0.923",
    "heldout_2.toml": "0.821 / 0.885 / 0.852",
    "heldout_3.toml": "1.000 / 0.824 / 0.903",
    "heldout_4.toml": "1.000 / 0.903 / 0.949",
    "heldout_5.toml": "1.000 / 0.667 / 0.800",
    "heldout_6.toml": "0.500 / 1.000 / 0.667",
}


def watch_table() -> Iterator[str]:
    matcher = starting_watch()
    yield "| set | articles | precision | recall | F1 | first try (P / R / F1) |"
    yield "|---|---:|---:|---:|---:|---|"
    for path in sorted(DATA.glob("heldout_*.toml")):
        count, result = labelled(path.name, matcher)
        cells = f"{result.precision:.3f} | {result.recall:.3f} | {result.f1:.3f}"
        yield f"| {path.stem} | {count} | {cells} | {FIRST_TRIES.get(path.name, 'as now')} |"


def story_table() -> Iterator[str]:
    embed = stories.embedder()
    yield "with the embedding model:" if embed else "without an embedding model (extra `crosslingual` not installed):"
    yield ""
    yield "| data | articles | BCubed F (P, R) | pair F (P, R) | false merges |"
    yield "|---|---:|---:|---:|---:|"
    for name in ("headlines.psv", "english.psv", "month-tuned.psv", "month-untouched.psv", "articles.txt"):
        if name.endswith("psv"):
            labels, articles = story_bench.read_headlines(name)
        else:
            labels, articles, _ = story_bench.read_articles(name)
        one = story_bench.figures(labels, story_bench.placed(story_bench.sketched(articles, embed)))
        bcubed = f"{one.bcubed:.3f} ({one.bcubed_precision:.3f}, {one.bcubed_recall:.3f})"
        pair = f"{one.pair:.3f} ({one.pair_precision:.3f}, {one.pair_recall:.3f})"
        yield f"| {name} | {len(labels)} | {bcubed} | {pair} | {one.false_merges} |"


def page() -> str:
    lists = read_lists(list((DATA / "words").glob("*.txt")), words_of_list)
    template = Path(__file__).with_name("quality.md").read_text(encoding="utf-8")
    return template.format(
        words="\n".join(words_table(lists)),
        forms=case_forms(),
        sentences="\n".join(sentences_table()),
        watch="\n".join(watch_table()),
        stories="\n".join(story_table()),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--treebanks", type=Path)
    folder = parser.parse_args().treebanks
    if folder:
        print("\n".join(words_table(read_lists(list(folder.glob("*.conllu")), words_of_treebank))))
        return
    (ROOT / "docs" / "quality.md").write_text(page(), encoding="utf-8")
    print("written: docs/quality.md")


if __name__ == "__main__":
    main()
