"""How well later articles of a told story are judged: news found, repeats let pass, the sentence named.

    python bench/developments.py [--unseen] [--misses]

Reads tests/data/stories/developments.psv, or what was written after the rules were set; prints precision and recall of
"this is new", how often the kind and the sentence are the labelled ones, by language and over all, and with --misses
every article judged otherwise.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor.model.articles import ArticleUrl
from monitor.model.digests import Candidate
from monitor.model.stories import StoryId
from monitor.model.telling import Development, ToldStory, ToldText
from monitor.stories.developments import developments
from monitor.text import sentences

TABLE = Path(__file__).resolve().parents[1] / "tests" / "data" / "stories" / "developments.psv"
NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A later article, what is new in it ("-": nothing) and in which sentence, counted from 1."""

    told: ToldText
    language: str
    kind: str
    sentence: int
    title: str
    text: str


UNSEEN = TABLE.with_name("developments_unseen.psv")


def read(table: Path) -> list[Labelled]:
    told: dict[str, ToldText] = {}
    found = []
    for line in table.read_text("utf-8").splitlines():
        if line.startswith("T|"):
            _, key, language, title, text = line.split("|")
            told[key] = ToldText(title=title, text=text, language=language)
        elif line.startswith("L|"):
            _, key, language, kind, sentence, title, text = line.split("|")
            found.append(
                Labelled(told=told[key], language=language, kind=kind, sentence=int(sentence), title=title, text=text)
            )
    return found


def judge(one: Labelled) -> Development | None:
    """What the product makes of it, alone."""
    later = Candidate(
        story=StoryId("s"), article=ArticleUrl("https://example.org/1"), outlet="example", outlet_name="Example",
        outlet_rank=1, language=one.language, title=one.title, text=one.text, published=None, first_seen=NOW,
        relation="report", cites=(),
    )  # fmt: skip
    story = ToldStory(story=StoryId("s"), told_at=NOW, told=(one.told,), later=(later,))
    return next(iter(developments(story)), None)


def sentence_of(one: Labelled, found: Development) -> int:
    starts = [span.start for span in sentences(one.text)]
    return sum(start <= found.start for start in starts)


@dataclass(slots=True)
class Count:
    right: int = 0
    false: int = 0
    missed: int = 0
    kinds: int = 0
    placed: int = 0

    def line(self) -> str:
        precision = self.right / max(1, self.right + self.false)
        recall = self.right / max(1, self.right + self.missed)
        of = max(1, self.right)
        shares = f"{precision:9.2f} {recall:6.2f} {self.kinds / of:6.2f} {self.placed / of:9.2f}"
        return f"{shares} {self.right + self.missed:5}"


def main() -> None:
    counts: defaultdict[str, Count] = defaultdict(Count)
    misses = []
    for one in read(UNSEEN if "--unseen" in sys.argv else TABLE):
        found = judge(one)
        for count in (counts[one.language], counts["all"]):
            is_new = one.kind != "-"
            count.right += bool(found and is_new)
            count.false += bool(found and not is_new)
            count.missed += bool(is_new and not found)
            count.kinds += bool(found and is_new and found.kind == one.kind)
            count.placed += bool(found and is_new and sentence_of(one, found) == one.sentence)
        said = (found.kind.value, sentence_of(one, found), found.facts) if found else ("-", 0, ())
        if said[:2] != (one.kind, one.sentence):
            misses.append(f"{one.language} wanted {one.kind} {one.sentence}, found {said}: {one.title}")
    print("language  precision recall   kind  sentence   new")
    for language in sorted(counts, key=lambda name: (name == "all", name)):
        print(f"{language:<9} {counts[language].line()}")
    if "--misses" in sys.argv:
        print("\n".join(misses))


if __name__ == "__main__":
    main()
