"""How fast pages are extracted, and how well on pages of your own.

python -m bench.extraction [--seconds 3]     pages per CPU-second: the saved pages of tests/data/pages, and one of the
                                             size of a news page
python -m bench.extraction --labels FILE     title, time and text against a file of labels, one JSON object a line:
    {"file": "page.html", "url": "https://…", "title": "…", "published": "2023-05-10T15:25+02:00", "text": "…"}
`file` is relative to the file of labels; a field that is missing or null is not measured; `published` may be a day.
--wrong also prints every title and time that is not as labelled.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import tomllib
import unicodedata
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from monitor.extraction import extract
from monitor.model.articles import Article, FetchedDocument
from monitor.model.moments import Precision, Published
from monitor.model.outlets import OutletId, Press

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "pages"
NOW = datetime(2026, 11, 2, tzinfo=UTC)
PRESS = Press(names=tuple((OutletId(f"outlet-{n}"), (f"Outlet{n} News", f"Example{n}")) for n in range(300)))
MENU = "".join(f'<li class="menu-item"><a href="/c{n}">Section {n}</a></li>' for n in range(150))
TEASERS = "".join(
    f'<div class="teaser"><h3><a href="/n{n}">Other headline number {n} of today</a></h3><p>A short teaser.</p></div>'
    for n in range(60)
)
PROSE = "".join(
    f"<p>Paragraph {n}. The alliance said on Tuesday that it would open an office in Tokyo, according to Kyodo, and "
    "the minister told reporters that talks with partners of the region will continue until the summit.</p>"
    for n in range(25)
)
FULL = f"""<html lang="en"><head><title>Alliance to open office | Example</title>
<meta property="og:title" content="Alliance to open office">
<meta property="article:published_time" content="2026-05-10T15:25:00Z">
<script>{"var x = 1;" * 20_000}</script></head><body><nav><ul>{MENU}</ul></nav>
<main><h1>Alliance to open office</h1><div class="article-body">{PROSE}</div></main>
<section>{TEASERS}</section></body></html>"""


def document(url: str, body: bytes) -> FetchedDocument:
    headers = (("content-type", "text/html"),)
    return FetchedDocument(url=url, final_url=url, status=200, headers=headers, body=body, fetched_at=NOW)


def rate(documents: list[FetchedDocument], seconds: float) -> float:
    """Pages per second of CPU, after a first round that loads the libraries."""
    for page in documents:
        extract(page, outlet=None, entry=None, press=PRESS)
    done, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for page in documents:
            extract(page, outlet=None, entry=None, press=PRESS)
        done += len(documents)
    return done / (time.process_time() - start)


class Label(NamedTuple):
    """What a reader sees on a page; None where it was not looked for."""

    file: Path
    url: str
    title: str | None
    published: str | None
    text: str | None


def labels_of(file: Path) -> list[Label]:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Label(file.parent / row["file"], row["url"], row.get("title"), row.get("published"), row.get("text"))
        for row in rows
    ]


def exact(title: str) -> str:
    """A title by its signs; how blanks are written does not count."""
    return " ".join(unicodedata.normalize("NFC", title).split())


def alike(title: str) -> str:
    """A title by its letters and digits: quotation marks, dashes and capitals do not count."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title)).casefold()


def is_minute(found: Published | None, said: str) -> bool:
    """Whether the moment is the labelled one, in whatever offset it is written; seconds do not count."""
    if found is None or found.precision is Precision.DAY:
        return False
    return found.at.replace(second=0) == datetime.fromisoformat(said).replace(second=0)


def is_clock(found: Published | None, said: str) -> bool:
    """Whether day, hour and minute are as labelled, whatever the offset."""
    return found is not None and f"{found.at:%Y-%m-%dT%H:%M}" == said[:16]


def is_day(found: Published | None, said: str) -> bool:
    """Whether the day is the labelled one, at the place of the label where that is known."""
    if found is None:
        return False
    if len(said) > 10 and found.precision is not Precision.DAY:
        return found.at.astimezone(datetime.fromisoformat(said).tzinfo).date() == datetime.fromisoformat(said).date()
    return found.at.date() == date.fromisoformat(said[:10])


def shared(found: str, said: str) -> tuple[float, float]:
    """Precision and recall of the words of a text; characters, where words are not parted by blanks."""
    ours, theirs = (Counter(re.findall(r"[\u2e80-\u9fff\u3040-\u30ff]|\w+", text.casefold())) for text in (found, said))
    common = (ours & theirs).total()
    return common / max(ours.total(), 1), common / max(theirs.total(), 1)


def measured(labels: list[Label], *, wrong: bool) -> dict[str, list[float]]:
    """For each figure the pages' values, 0 to 1."""
    values: dict[str, list[float]] = {}
    for label in labels:
        found = extract(document(label.url, label.file.read_bytes()), outlet=None, entry=None, press=PRESS)
        article = found if isinstance(found, Article) else None
        title, published = found.title or "", found.published
        rows: list[tuple[str, float]] = [("extracted", article is not None)]
        if label.title is not None:
            rows.append(("title exact", exact(title) == exact(label.title)))
            rows.append(("title but for signs", alike(title) == alike(label.title)))
        if label.published is not None:
            rows.append(("day", is_day(published, label.published)))
        if label.published is not None and len(label.published) > 10:
            rows.append(("minute", is_minute(published, label.published)))
            rows.append(("minute, any offset", is_clock(published, label.published) or rows[-1][1]))
        if label.text is not None:
            precision, recall = shared(article.text if article else "", label.text)
            rows.append(("text F1", 2 * precision * recall / max(precision + recall, 1e-9)))
        for name, value in rows:
            values.setdefault(name, []).append(float(value))
        if wrong and any(value == 0 for name, value in rows if name in ("title but for signs", "minute", "day")):
            print(f"{label.file.name}\n  {label.title!r} {label.published}")
            print(f"  {title!r} {published and published.render()}")
            if article is None:
                print(f"  {found}")
    return values


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--wrong", action="store_true")
    asked = parser.parse_args()
    if asked.labels is not None:
        for name, values in measured(labels_of(asked.labels), wrong=asked.wrong).items():
            print(f"{name:22} {sum(values) / len(values):.3f}  ({len(values)} pages)")
        return
    facts = tomllib.loads((FOLDER / "facts.toml").read_text(encoding="utf-8"))
    saved = [document(table["url"], (FOLDER / f"{name}.html").read_bytes()) for name, table in facts.items()]
    full = document("https://example.org/news/alliance-to-open-office", FULL.encode())
    print(f"saved pages        {rate(saved, asked.seconds):7.1f} pages per CPU-second ({len(saved)} pages)")
    rated = rate([full], asked.seconds)
    print(f"page of full size  {rated:7.1f} pages per CPU-second ({len(full.body)} bytes)")


if __name__ == "__main__":
    main()
