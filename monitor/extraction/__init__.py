"""A fetched page comes in, with what its outlet and its feed say of it; an article goes out, or the reason there is
none.

Text is paragraphs, one a line ("\\n" between them), from the first word of the article to its last, without the
furniture of its page. The room may not fetch, know the time, or remember another page.
"""

from collections.abc import Sequence

from monitor.extraction.extracting import announced, extract
from monitor.model.outlets import Outlet, Press

__all__ = ["announced", "extract", "press"]


def press(outlets: Sequence[Outlet]) -> Press:
    """Under which names outlets are cited: their own, the ones they are known by, and their hosts."""
    return Press(names=tuple((outlet.id, _names(outlet)) for outlet in outlets))


def _names(outlet: Outlet) -> tuple[str, ...]:
    host = outlet.homepage.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")
    short = outlet.name.split(" / ")
    return tuple(dict.fromkeys(name for name in (outlet.name, *short, *outlet.cited_as, host) if name))
