"""How well copies are found: `python bench/copies.py`.

Own articles (tests/data/stories/rewordings.txt and articles.txt, tests/data/matching/heldout_*.toml) are edited in the
ways in which texts travel; every pair of an edited and an original text is judged by itself, so the figures are of the
judgement alone, without help from an index. Not copies: other articles that got the same closing paragraph or the same
quotation, and independent reports of one event.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import stories as bench
from monitor import stories
from monitor.model.articles import Article, ArticleUrl
from monitor.model.outlets import OutletId
from monitor.stories.likeness import is_copy, is_series, signs_of

TESTS = Path(__file__).resolve().parents[1] / "tests" / "data"
LANGUAGES = ("uk", "pl", "ru", "en", "de", "fr", "ja", "ko", "zh")
# A closing paragraph of the house, a sentence that recalls, and a stock quotation, by language.
ADDED = {
    "uk": "Нагадаємо, раніше уряд оприлюднив план дій на наступний рік. Підписуйтеся на наш канал.",
    "pl": "Przypomnijmy, wcześniej rząd ogłosił plan na przyszły rok. Śledź nasz profil.",
    "ru": "Напомним, ранее правительство опубликовало план на следующий год. Подписывайтесь на канал.",
    "en": "As reported earlier, the government has published a plan for next year. Follow our channel for more.",
    "de": "Zuvor hatte die Regierung einen Plan für das kommende Jahr vorgelegt. Folgen Sie unserem Kanal.",
    "fr": "Pour rappel, le gouvernement a publié un plan pour l'an prochain. Suivez notre chaîne.",
    "ja": "政府は先に来年の行動計画を公表している。最新のニュースを見逃さないよう、本紙の公式チャンネルに登録を。",
    "ko": "앞서 정부는 내년 계획을 발표한 바 있다. 주요 뉴스를 놓치지 않으려면 본지 채널을 구독하면 된다.",
    "zh": "此前，政府已公布明年的行动计划。欢迎关注本报官方频道，第一时间获取最新消息与深度报道。",
}
QUOTED = {
    "uk": "«Ми робитимемо це стільки, скільки буде потрібно, і разом з усіма нашими партнерами», – наголосив речник.",
    "ja": "「必要な限り、すべてのパートナーとともに取り組みを続けていく」と報道官は強調した。",
    "zh": "“我们将与所有伙伴一道，在必要的时间内继续这样做，”发言人强调说。",
    "en": '"We will do this for as long as it takes, together with all our partners," the spokesman stressed.',
}


def corpus() -> list[Article]:
    """Own articles, one of each event and language."""
    found: dict[tuple[str, str], Article] = {}
    for name in ("rewordings.txt", "articles.txt"):
        labels, articles, _ = bench.read_articles(name)
        for label, one in zip(labels, articles, strict=True):
            found.setdefault((label, one.language or ""), one)
    for file in sorted((TESTS / "matching").glob("heldout_*.toml")):
        for number, row in enumerate(tomllib.loads(file.read_text("utf-8"))["article"]):
            name = f"{file.stem}{number}"
            found[name, row["language"]] = bench.made(name, "0", row["language"], row["title"], row["text"].strip())
    return list(found.values())


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.!?。！？])\s*", text.replace("\n", " ")) if one]


def dropped(one: Article, chance: random.Random) -> str:
    """Without one sentence in four, at least one; the only one stays."""
    kept = sentences(one.text)
    for _ in range(min(len(kept) - 1, max(1, len(kept) // 4))):
        kept.pop(chance.randrange(len(kept)))
    return " ".join(kept)


def added(one: Article, _: random.Random) -> str:
    return f"{one.text}\n{ADDED[one.language or 'en']}"


def requoted(one: Article, _: random.Random) -> str:
    """Other quotation marks, apostrophes, dashes and signs of width."""
    plain = re.sub("[«»“”„「」『』]", '"', one.text)
    return plain.translate(str.maketrans({"'": "’", "–": "—", "—": "-", "，": ",", "、": ",", "。": ". "}))


def shuffled(one: Article, chance: random.Random) -> str:
    """The second half of the sentences in another order."""
    parts = sentences(one.text)
    rest = parts[len(parts) // 2 :]
    chance.shuffle(rest)
    return " ".join(parts[: len(parts) // 2] + rest)


def reworded(one: Article, chance: random.Random) -> str:
    """One word in eight (of unspaced scripts, one sign in ten) replaced by one from elsewhere."""
    if one.language in ("ja", "zh"):
        signs = list(one.text)
        for index in chance.sample(range(len(signs)), len(signs) // 10):
            if signs[index].isalpha():
                signs[index] = chance.choice([sign for sign in one.text if sign.isalpha()])
        return "".join(signs)
    words = one.text.split(" ")
    for index in chance.sample(range(len(words)), len(words) // 8):
        if words[index].isalpha():
            words[index] = chance.choice([word for word in words if word.isalpha()])
    return " ".join(words)


def everything(one: Article, chance: random.Random) -> str:
    """A sentence dropped, a paragraph added, other marks."""
    text = dropped(one, chance)
    return requoted(replace(one, text=added(replace(one, text=text), chance)), chance)


def replaced(share: float) -> Callable[[Article, random.Random], str]:
    """An edit that puts words of other articles (of unspaced scripts, pairs of signs) for so many of its own."""

    def edit(one: Article, chance: random.Random) -> str:
        unspaced = one.language in ("ja", "zh")
        spots = [found.span() for found in re.finditer("[一-鿿]{2}" if unspaced else r"[^\W\d_]{2,}", one.text)]
        count = int(share * (len(one.text) / 2 if unspaced else len(spots)))
        text = one.text
        for start, end in sorted(chance.sample(spots, min(count, len(spots))), reverse=True):
            text = text[:start] + chance.choice(_foreign()[one.language or ""]) + text[end:]
        return text

    return edit


@cache
def _foreign() -> dict[str, list[str]]:
    """Words of all articles, by language."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in corpus():
        pattern = "[一-鿿]{2}" if one.language in ("ja", "zh") else r"[^\W\d_]{4,}"
        found[one.language or ""] += re.findall(pattern, one.text)
    return found


EDITS: dict[str, Callable[[Article, random.Random], str]] = {
    "paragraph added": added,
    "sentences dropped": dropped,
    "other marks": requoted,
    "other order": shuffled,
    "words replaced": reworded,
    "all together": everything,
    "10 % foreign words": replaced(0.1),
    "20 % foreign words": replaced(0.2),
    "30 % foreign words": replaced(0.3),
}


def judged(one: Article, other: Article, window: stories.Window) -> bool:
    here, there = stories.sketch(one), stories.sketch(other)
    signs = signs_of(here, there, window)
    return not is_series(signs) and not signs.clash and is_copy(signs)


def elsewhere(one: Article, text: str, title: str, kind: str) -> Article:
    """The article as another outlet would have it."""
    # A name of its own: the window keeps what it made of an article by its address.
    name = f"{one.outlet}-{kind.replace(' ', '-')}"
    made = bench.made(name, "3", one.language or "en", title, text)
    return replace(made, outlet=OutletId(name), url=ArticleUrl(f"https://{name}.example.org/{name}"))


def edits(articles: Sequence[Article], window: stories.Window) -> None:
    """Prints recall by kind of edit and language."""
    chance = random.Random(7)
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in articles:
        last = sentences(one.text)[-1]
        title = last[: min(60, len(last) // 2)]
        for kind, edit in EDITS.items():
            copy = elsewhere(replace(one, published=articles[0].published), edit(one, chance), title, kind)
            found[kind, one.language or ""].append(judged(replace(one, published=articles[0].published), copy, window))
    print("recall by edit     " + " ".join(f"{language:>5}" for language in LANGUAGES) + "    all")
    for kind in EDITS:
        cells = [found[kind, language] for language in LANGUAGES]
        every = [hit for cell in cells for hit in cell]
        row = " ".join(f"{sum(cell) / max(1, len(cell)):5.2f}" for cell in cells)
        print(f"{kind:18} {row}  {sum(every) / len(every):5.3f} of {len(every)}")


def false_copies(articles: Sequence[Article], window: stories.Window) -> None:
    """Prints how many pairs of different texts are taken for copies; the house's paragraph stands under all of them."""
    tailed = []
    for one in articles:
        language = one.language or "en"
        text = f"{one.text}\n{QUOTED.get(language, '')}\n{ADDED[language]}"
        tailed.append(elsewhere(replace(one, published=articles[0].published), text, one.title or "", "tail"))
    window.observe([stories.sketch(one) for one in tailed])
    pairs = [(one, other) for one, other in combinations(tailed, 2) if one.language == other.language]
    wrong = sum(judged(one, other, window) for one, other in pairs)
    print(
        f"different texts with one closing paragraph and one quotation: {wrong} of {len(pairs)} pairs taken for copies"
    )


def rewordings(window: stories.Window) -> None:
    """Prints recall on texts retold by hand, and how many independent reports are taken for copies."""
    for name in ("rewordings.txt", "rewordings-untouched.txt", "rewordings-fresh.txt", "articles.txt"):
        _, articles, copies = bench.read_articles(name)
        missed = [
            str(articles[one].outlet) for one, other in copies if not judged(articles[one], articles[other], window)
        ]
        related = {frozenset(pair) for pair in copies}
        both = [(one, other) for one in range(len(articles)) for other in range(one)]
        wrong = [
            f"{articles[one].outlet}={articles[other].outlet}"
            for one, other in both
            if frozenset((one, other)) not in related and judged(articles[one], articles[other], window)
        ]
        print(
            f"{name}: retold {len(copies) - len(missed)} of {len(copies)} found, missed {missed}, wrongly taken {wrong}"
        )


def main() -> None:
    articles = [one for one in corpus() if one.language in LANGUAGES]
    window = stories.Window()
    window.observe([stories.sketch(one) for one in articles])
    edits(articles, window)
    false_copies(articles, window)
    rewordings(window)


if __name__ == "__main__":
    main()
