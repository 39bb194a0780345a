# ruff: noqa: E501  (tables and patterns read better a row a line)
"""Every date that a page gives for itself, with where it stands and how far it is to be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.extraction.page import Page, select, text_of
from monitor.extraction.stamp_fields import (
    METAS,
    MODIFIED,
    MODIFIED_METAS,
    OF_ADDRESS,
    SPEAKS,
)
from monitor.model.moments import Precision, Published
from monitor.model.outlets import PageHints
from monitor.text.dates import read_published

CHANGED = re.compile(
    r"updat|modif|revis|edited|changed|aktual|aktualis|geändert|mis à jour|màj|actualiz|aggiorn|atualiz|оновлен|обновл|измен|"
    r"zmodyf|päivitet|muokattu|uuendat|muudetud|atnaujin|atjaun|güncelle|수정|更新|最終|修正|최종|uppdat|oppdat|opdater|bijgewerkt|"
    r"gewijzigd|frissít|módosít|ažurir|ажурир|актуализ|ενημερ|עודכן|تحديث|به\u200c?روز|अपडेट|diperbarui|cập nhật|อัปเดต",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"publi|posted|issued|created|veröff|erstellt|опублік|опублик|створ|dodan|data utw|입력|등록|公開|発表|掲載|配信|发布|發布|发表|"
    r"geplaatst|julkaist|avaldat|paskelb|zveřejn|vydán|megjelen|közzé|objav|yayın|eklen|δημοσ|פורסם|نشر|प्रकाशित|diterbitkan",
    re.IGNORECASE,
)
# 2023/05/10, 2023-05-10, 20230510, 2023/may/10 in a path, and the day behind a section: 2023/world/05/10/.
_URL_DAY = re.compile(
    r"(?<!\d)(?P<y>20[0-4]\d|199\d)(?P<s>[/_.-]?)(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|/(?P<y2>20[0-4]\d|199\d)/(?:[a-z][\w.-]*/)(?P<m2>0?[1-9]|1[0-2])/(?P<d2>0?[1-9]|[12]\d|3[01])/"
    r"|/(?P<y3>20[0-4]\d|199\d)/(?P<m3>[a-z]{3,9})/(?P<d3>0?[1-9]|[12]\d|3[01])(?!\d)",
    re.IGNORECASE,
)
# "publishedAt": "2023-05-10T12:25:00Z" in the state of a script, its quotation marks escaped or not.
_STATE_TIME = re.compile(
    r"(?:first_?)?publi(?:sh|shed|cation)?_?(?:at|date|time|on)?[\w]{0,4}\\?[\"']\s*:\s*\\?[\"']?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.+Z-]*|\d{13}|\d{10}(?!\d))",
    re.IGNORECASE,
)
_MOST_OF_SCRIPT = 400_000
# "Headline | DW | 10.06.2013"
_TITLE_DAY = re.compile(
    r"(?:[|–—-]\s*)(?P<day>\d{1,2}(?:\.\d{1,2}\.| [^\W\d_]{3,12} )\d{4}|\d{4}-\d\d-\d\d)\s*(?:$|[|–—-])"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date found; `trust` counts from 0. `printed`: as a person reads it; `visible`: at a place that a person sees, which
    may be another article's; `said`: the text it was read from."""

    published: Published
    trust: float
    printed: bool = False
    visible: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """How dates are read on this page: its zone and its languages."""

    zone: str
    languages: tuple[str, ...]

    def stamp(self, text: str | None, trust: float, *, printed: bool = False) -> Iterator[Stamp]:
        """The stamp of a text with a date in it."""
        found = read_published(text, zone=self.zone, languages=self.languages) if text else None
        if found is not None:
            yield Stamp(found, trust, printed, said=text or "")


def stamps_of(page: Page, *, hints: PageHints, reader: Reader) -> list[Stamp]:
    """All that stand elsewhere than in its text."""
    found = [*_hinted(page, hints, reader), *_of_nodes(page, reader), *_of_metas(page, reader)]
    return [*found, *_of_title(page, reader), *_of_url(page.url, reader)]


def _hinted(page: Page, hints: PageHints, reader: Reader) -> Iterator[Stamp]:
    for css in hints.date:
        for element in select(page.tree, css)[:1]:
            yield from reader.stamp(element.get("datetime") or element.get("content") or text_of(element), 5.5)
    if hints.date_regex and (found := re.search(hints.date_regex, _head_text(page))):
        yield from reader.stamp(found.group(), 3.2, printed=True)


def _head_text(page: Page) -> str:
    return text_of(page.tree)[:100_000]


def _of_nodes(page: Page, reader: Reader) -> Iterator[Stamp]:
    article = page.article
    if article is not None:
        yield from reader.stamp(article.text("datePublished"), 5.2)
        yield from reader.stamp(article.text("dateCreated", "uploadDate"), 2.0)
        yield from reader.stamp(article.text("dateModified"), MODIFIED)
    for node in page.nodes:
        if node.types & {"WebPage", "VideoObject", "ItemPage", "AboutPage"} and node.under in (
            "",
            "mainEntity",
            "video",
        ):
            trust = 3.4 if "WebPage" in node.types else 2.2
            yield from reader.stamp(node.text("datePublished", "uploadDate"), trust)


def _of_metas(page: Page, reader: Reader) -> Iterator[Stamp]:
    for name, values in page.metas.items():
        if name in METAS:
            yield from reader.stamp(values[0], METAS[name])
        elif name in MODIFIED_METAS:
            yield from reader.stamp(values[0], MODIFIED)


def _of_title(page: Page, reader: Reader) -> Iterator[Stamp]:
    """The day that some outlets put behind the headline."""
    for said in (page.meta("og:title"), page.tree.findtext(".//title")):
        if said and (found := _TITLE_DAY.search(said)):
            yield from reader.stamp(found["day"], 2.0)
            return


def of_scripts(page: Page, reader: Reader) -> list[Stamp]:
    """The times under a name for publication in the state that scripts hold; none where they hold more than one.

    Read only where all else tells the day at most: such a state also holds other articles.
    """
    said: dict[str, None] = {}
    for script in page.tree.iter("script"):
        text = script.text or ""
        if not script.get("src") and "ubli" in text:
            said |= dict.fromkeys(found[1] for found in _STATE_TIME.finditer(text[:_MOST_OF_SCRIPT]))
    found = [stamp for value in list(said)[:20] for stamp in reader.stamp(value, SPEAKS)]
    return found if len({stamp.published.utc.replace(second=0, microsecond=0) for stamp in found}) == 1 else []


def _of_url(url: str, reader: Reader) -> Iterator[Stamp]:
    if found := _URL_DAY.search("/" + url.split("//", 1)[-1].partition("/")[2]):
        # Eight digits in a row may be the article's number.
        trust = OF_ADDRESS if found["s"] != "" else OF_ADDRESS - 0.1
        year, month, day = (next(filter(None, (found[name + n] for n in ("", "2", "3")))) for name in "ymd")
        said = f"{year}-{month}-{day}" if month.isdecimal() else f"{day} {month} {year}"
        yield from reader.stamp(said, trust)


def is_day(stamp: Stamp) -> bool:
    """Whether a stamp tells the day only; midnight to the second is what a database makes of a day."""
    at = stamp.published.at
    return stamp.published.precision is Precision.DAY or (at.hour == at.minute == at.second == 0)
