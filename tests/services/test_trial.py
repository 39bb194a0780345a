"""What a trial finds is what the matcher finds by reading every article, whatever the index says."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from monitor import matching
from monitor.config.concepts import read_concept
from monitor.model.articles import Article, ArticleUrl
from monitor.model.feedback import Verdict
from monitor.model.moments import Precision, Published
from monitor.model.watches import WatchId
from monitor.services import archive, searching, trial
from monitor.services.trial import Trial, try_query
from monitor.storage import Store
from tests.builders import NOW, article, outlet, watch

CONCEPTS = tuple(
    read_concept(str(path), path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[2] / "config/concepts").glob("*.toml"))
)
# Words as they stand in news: inflected, in capitals and without, acronyms, two scripts in one word, names that no
# dictionary knows, guarded and excepted forms.
WORDS = {
    "uk": "Японія Японією японський НАТО нато Нато Альянс Альянсу альянси Ішіба Ішібою прем'єр-міністр рік року році "
    "зв’язок Південна Корея Південною Кореєю Японське море і в на стали сталь офіс офісу ТОКІО Токіо NАТО Renault ＮＡＴＯ",
    "pl": "Japonia Japonią japoński NATO natowski NATO-wski sojusz Sojuszu Indie Indii biuro biura łącznikowe rok lata "
    "Tokio Ishiby Nowa Zelandia Nowej Zelandii rugby w na i z Korei Południowej Morze Japońskie",
    "en": "Japan Japanese Japan's NATO nato Nato alliance Alliance liaison liaisons office offices of the in went go "
    "South Korea Pacific Gas indie India New Zealand quad Quad Tokyo IP4 Japan Times",
    "ja": "日本 日本と ＮＡＴＯ NATO 北大西洋条約機構 と の 協力 韓国 東京 インド太平洋 インド 林 中日 豪州 首相 を 日本海",
    "zh": "日本 北约 北約 中日 和 的 合作 韩国 韓國 东京 新西兰",
    "ko": "일본 일본과 나토 나토와 한국인도 인도 협력 서울 NATO",
    "xx": "Japan NATO nato foo 日本 Альянс",
}
TERMS = (
    *("@nato", "@japan", "@south-korea", "@india", "@indo-pacific-partner", "@japan:noun", "@new-zealand", "@quad"),
    *("альянс", "сталь", "рік", "rok", "Indie", "indie", "go", "NATO", "НАТО", "Ішіба", "Tokyo", "of", "office", "日"),
    *('"South Korea"', '"liaison office"', '"biuro łącznikowe"', '"New Zealand"', '"прем\'єр-міністр"', '"日本と"'),
    *(
        "=NATO",
        "=Альянсу",
        '="Pacific Gas"',
        "liais*",
        "На*",
        "j*",
        '"new zea"*',
        "日本",
        "北大西洋",
        "東京",
        "인도",
        "일본",
    ),
)
FACTS = ("outlet:first", 'outlet:"Example Second"', "country:JP", "language:uk", "cites:reuters", "author:Царук")
OUTLETS = (
    outlet(id="first", name="First Daily", country="JP", sources=()),
    outlet(id="second", name="Example Second", country="UA", languages=("uk",), sources=()),
)


def some_article(number: int, rng: random.Random) -> Article:
    language = rng.choice([*WORDS, None])
    words = WORDS[language or rng.choice(list(WORDS))].split(" ")

    def text(length: int) -> str:
        gap = rng.choice([" ", " ", " ", "" if language in ("ja", "zh", "ko") else " "])
        chosen = (rng.choice(words) + rng.choice(["", "", "", ".", ",", "\n\n"]) for _ in range(length))
        said = gap.join(chosen)
        return said.lower() if rng.random() < 0.1 else said

    return article(
        url=ArticleUrl(f"https://example.org/{number}"),
        outlet=rng.choice(["first", "second", "gone"]),
        title=text(4) if rng.random() < 0.7 else None,
        text=text(rng.randint(1, 40)),
        language=language,
        author=rng.choice([None, "Максим Царук"]),
        cites=rng.choice([(), ("reuters",), ("Reuters Japan",)]),
        first_seen=NOW - timedelta(hours=number),
    )


def some_query(rng: random.Random, depth: int = 0) -> str:
    kind = rng.choice(["term"] * 4 + ["and", "or", "not", "near", "field", "count", "fact"]) if depth < 3 else "term"
    one, other = (some_query(rng, depth + 1) for _ in range(2)) if kind in ("and", "or", "not", "count") else ("", "")
    match kind:
        case "and":
            return f"({one} AND {other})"
        case "or":
            return f"({one} OR {other})"
        case "not":
            return f"({one} NOT ({other}))" if rng.random() < 0.8 else f"(NOT ({one}))"
        case "near":
            sides = [f"({rng.choice(TERMS)} OR {rng.choice(TERMS)})" for _ in range(2)]
            return f"({sides[0]} NEAR/{rng.choice(['s', 'p', '3'])} {sides[1]})"
        case "field":
            return f"{rng.choice(['title', 'text'])}:{rng.choice(TERMS)}"
        case "count":
            return f"2 OF ({one}, {other}, {rng.choice(TERMS)})"
        case "fact":
            return rng.choice(FACTS)
        case _:
            return rng.choice(TERMS)


def kept(store: Store, articles: Sequence[Article]) -> None:
    with store.begin() as work:
        work.outlets.declare(OUTLETS)
        for one in articles:
            work.articles.keep(one)


def tried(store: Store, query: str, **asked: object) -> Trial:
    values = {"since": None, "saved": None, "now": NOW, "most": None} | asked
    return try_query(store, CONCEPTS, query, **values)


def matched(query: str, articles: Sequence[Article]) -> set[ArticleUrl]:
    matcher = matching.compile_watches([watch(query)], CONCEPTS)
    by_id = {one.id: one for one in OUTLETS}
    return {one.url for one in articles if matcher.match(one, outlet=by_id.get(one.outlet))}


def urls(found: Trial) -> set[ArticleUrl]:
    return {sample.article.url for sample in found.samples}


def test_a_trial_finds_exactly_what_the_matcher_finds(store: Store) -> None:
    rng = random.Random(4)
    articles = [some_article(number, rng) for number in range(250)]
    kept(store, articles)
    for query in (*TERMS, *FACTS, *(some_query(rng) for _ in range(40))):
        wanted = matched(query, articles)
        assert urls(tried(store, query)) == wanted, query
        # By the index, where it can tell, and the matcher for the rest.
        assert tried(store, query, most=1_000).found == len(wanted), query


def test_a_search_gives_the_newest_that_answer(store: Store) -> None:
    rng = random.Random(7)
    articles = [some_article(number, rng) for number in range(60)]
    kept(store, articles[::-1])
    for query in ("@japan", "NOT @nato", '"South Korea" OR title:NATO', "@nato NEAR/s @japan"):
        found = searching.find(store, query, CONCEPTS, since=None)
        assert {one.url for one in found} == matched(query, articles), query
        assert searching.find(store, query, CONCEPTS, since=None, most=3) == found[:3], query


def test_the_index_leaves_out_what_cannot_answer(store: Store) -> None:
    articles = [
        article(url=f"https://example.org/{number}", text="Nothing to see here.", title=None) for number in range(99)
    ]
    kept(store, [*articles, article(url="https://example.org/tokyo", language="uk", text="У Токіо", title=None)])
    archive.catch_up(store)
    with store.reading() as work:
        asked = searching.search(work, [watch("@japan")], CONCEPTS, since=None)
        assert work.archive.urls(asked.possible(*asked.bounds)) == ("https://example.org/tokyo",)
    assert (asked.searched, asked.uncertain(*asked.bounds)) == (100, ())


def test_an_article_that_is_not_indexed_yet_is_found(store: Store) -> None:
    kept(store, [article(text="Японія", language="uk", title=None)])
    with store.reading() as work:
        asked = searching.search(work, [watch("@japan")], CONCEPTS, since=None)
    assert [bool(one.matches) for one in asked.answers_of_waiting()] == [True]


def test_a_changed_article_is_found_by_what_it_says_now(store: Store) -> None:
    kept(store, [article(text="Токіо", language="uk", title=None)])
    assert tried(store, "Токіо").found == 1
    kept(store, [article(text="Сеул", language="uk", title=None)])
    assert (tried(store, "Токіо").found, tried(store, "Сеул").found) == (0, 1)


def test_other_analysers_read_the_words_anew(store: Store) -> None:
    kept(store, [article(text="Японією", language="uk", title=None)])
    archive.catch_up(store)
    with store.begin() as work:
        work.archive.read_anew("the analysers of last year")
    with store.reading() as work:
        asked = searching.search(work, [watch("Японія")], CONCEPTS, since=None)
        assert len(asked.possible(*asked.bounds)) == 1, "words that were not read yet may be any word"
    assert tried(store, "Японія").found == 1
    with store.reading() as work:
        assert work.archive.read_by().version == archive.reading_version()


def test_a_trial_of_many_articles_is_reckoned_from_a_sample(store: Store) -> None:
    kept(store, [article(url=f"https://example.org/{number}", title="Japan", text="x") for number in range(300)])
    found = tried(store, "title:Japan", most=100)
    assert (found.found, found.is_estimate) == (300, True)
    assert not tried(store, "Japan", most=100).is_estimate, "a word alone is counted by the index"


class GoneError(Exception):
    """Nobody waits for the answer any more."""


def test_a_trial_that_nobody_waits_for_ends_at_its_next_step(store: Store) -> None:
    kept(store, [article(url=f"https://example.org/{number}", title="Japan", text="x") for number in range(30)])
    steps: list[int] = []

    def step() -> None:
        steps.append(len(steps))
        if len(steps) > last:
            raise GoneError

    last = 1_000
    tried(store, "title:Japan")  # what is read of the index now is read no more
    tried(store, "title:Japan", step=step)
    assert len(steps) > 30, "each article that is matched is a step"
    for last in range(len(steps)):
        steps.clear()
        with pytest.raises(GoneError):
            tried(store, "title:Japan", step=step)
        assert len(steps) == last + 1


def test_a_trial_counts_days_outlets_languages_and_terms(store: Store) -> None:
    early = Published(at=NOW - timedelta(days=1), precision=Precision.DAY)
    kept(
        store,
        [
            article(url="https://example.org/1", outlet="first", text="Japan", title=None),
            article(
                url="https://example.org/2", outlet="second", language="uk", text="Японія та НАТО", published=early
            ),
        ],
    )
    found = tried(store, "@japan OR @nato", since=NOW - timedelta(days=2), most=10)
    assert found.days == ((date(2026, 10, 31), 0), (date(2026, 11, 1), 1), (date(2026, 11, 2), 1))
    assert (found.outlets, found.languages) == ((("first", 1), ("second", 1)), (("en", 1), ("uk", 1)))
    assert found.terms == (("@japan", 2), ("@nato", 1))


def test_an_edit_is_shown_by_what_it_gains_and_loses(store: Store) -> None:
    texts = {"both": "Japan and Korea", "japan": "Japan", "korea": "Korea"}
    kept(store, [article(url=f"https://example.org/{name}", text=text, title=None) for name, text in texts.items()])
    with store.begin() as work:
        work.watches.add(watch("Japan"))
        work.feedback.mark(ArticleUrl("https://example.org/japan"), WatchId("test"), Verdict.WANTED, NOW)
    found = tried(store, "Korea", saved=WatchId("test"))
    assert (found.gained, found.lost) == (("https://example.org/korea",), ("https://example.org/japan",))
    assert found.lost_wanted == ("https://example.org/japan",)


def test_a_term_that_makes_nearly_all_hits_is_named(store: Store) -> None:
    kept(store, [article(url=f"https://example.org/{n}", text="Japan", title=None) for n in range(19)])
    kept(store, [article(url="https://example.org/19", text="Korea", title=None)])
    assert "Japan alone makes 95 % of what is found; Korea adds the rest" in tried(store, "Japan OR Korea").warnings
    assert not any("alone makes" in warning for warning in tried(store, "Japan").warnings)


@pytest.mark.parametrize(("numbers", "most", "chosen"), [((4, 3, 2, 1), 2, [4, 2]), ((2, 1), 2, [2, 1]), ((), 2, [])])
def test_a_sample_is_spread_evenly(numbers: Sequence[int], most: int, chosen: list[int]) -> None:
    assert list(trial.evenly(numbers, most)) == chosen
