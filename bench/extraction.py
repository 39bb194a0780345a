"""Pages extracted per CPU-second: the saved pages of tests/data/pages, and one of the size of a news page.

python bench/extraction.py [seconds]
"""

from __future__ import annotations

import sys
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from monitor.extraction import extract
from monitor.model.articles import FetchedDocument
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


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    facts = tomllib.loads((FOLDER / "facts.toml").read_text(encoding="utf-8"))
    saved = [document(table["url"], (FOLDER / f"{name}.html").read_bytes()) for name, table in facts.items()]
    full = document("https://example.org/news/alliance-to-open-office", FULL.encode())
    print(f"saved pages        {rate(saved, seconds):7.1f} pages per CPU-second ({len(saved)} pages)")
    print(f"page of full size  {rate([full], seconds):7.1f} pages per CPU-second ({len(full.body)} bytes)")


if __name__ == "__main__":
    main()
