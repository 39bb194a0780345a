"""The digest as HTML, for mail and for a file. Jinja2 escapes everything; there is no unescaped string in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from monitor.digests.sheets import Sheet

# Gmail shows the first 102 KB of a mail and hides the rest behind a link; quoted-printable does not count.
LARGEST_MAIL = 98_000


# Where there are more stories than fit, so many at least are told in full.
FEWEST_IN_FULL = 5


def render_html(sheet: Sheet) -> str:
    """The whole digest as a page."""
    return _page(sheet, told=len(sheet.lines), listed=len(sheet.lines))


def render_mail(sheet: Sheet) -> str:
    """The page cut to what a mail may hold: first stories told, then headlines alone, then how many more there are."""
    every = len(sheet.lines)
    page = _page(sheet, told=every, listed=every)
    if _fits(page):
        return page
    told = _most(lambda n: _fits(_page(sheet, told=n, listed=every)), FEWEST_IN_FULL, every)
    listed = every if told > FEWEST_IN_FULL else _most(lambda n: _fits(_page(sheet, told=told, listed=n)), told, every)
    return _page(sheet, told=told, listed=listed)


def _most(fits: Callable[[int], bool], low: int, high: int) -> int:
    """The largest number that fits, `low` taken for granted and `high` known not to."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _fits(page: str) -> bool:
    return len(page.encode()) <= LARGEST_MAIL


def _page(sheet: Sheet, *, told: int, listed: int) -> str:
    more = len(sheet.lines) - listed
    left_out = sheet.words.count(sheet.words.left_out, more) if more else ""
    return _inlined(_template().render(sheet=sheet, told=told, listed=listed, left_out=left_out))


def _inlined(page: str) -> str:
    import css_inline

    return str(css_inline.inline(page, load_remote_stylesheets=False))


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("monitor.digests"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("digest.html")
