"""RSS 0.9x to 2.0, RDF and Atom: the swift way where it is certain, feedparser where it is not."""

from __future__ import annotations

from dataclasses import replace

from monitor.feeds import swift, thorough
from monitor.feeds.entries import has_page, read_entry, web_address
from monitor.feeds.received import Received
from monitor.feeds.repair import announced, has_giant_tag, is_well_formed, mended, without_bombs, without_extras
from monitor.feeds.sheet import Sheet
from monitor.feeds.wishes import skipped, ttl_seconds
from monitor.model.articles import Listing
from monitor.model.errors import FeedError
from monitor.text.markup import plain


def read_entries(received: Received) -> Listing:
    """The entries of a feed. Raises FeedError where it is too broken even for feedparser."""
    sheet = None if has_giant_tag(received.text) else swift.read_sheet(received.text, url=received.url)
    return listing(sheet or _read_odd(received), received)


def _read_odd(received: Received) -> Sheet:
    """A feed that is not well-formed or out of the ordinary: mended, and if that loses entries, as it is."""
    text, cut = without_bombs(received.text)
    best, mistake = None, FeedError(f"The feed {received.url} is too broken to be read.")
    for version in (mended(text), text, without_extras(mended(text))):
        try:
            sheet = swift.read_sheet(version, url=received.url) or thorough.read_sheet(version, url=received.url)
        except FeedError as error:
            mistake = error
            continue
        if best is None or len(sheet.items) > len(best.items):
            best = sheet
        if len(best.items) >= announced(text):
            break
    if best is None:
        raise mistake
    return replace(best, problem=cut or (None if is_well_formed(text) else "the feed is not well-formed XML"))


def listing(sheet: Sheet, received: Received) -> Listing:
    """The listing of what was printed, with clean entries."""
    base = web_address(received.url, "") or web_address(sheet.link, "") or received.url
    home = web_address(sheet.link, base) or base
    entries = tuple(
        read_entry(item, base=base, home=home, zone=received.zone, language=sheet.language) for item in sheet.items
    )
    hours, days = skipped(received.text) if sheet.kind == "rss" else (frozenset[int](), frozenset[int]())
    pageless = sum(not has_page(entry) for entry in entries)
    problems = (sheet.problem, f"{pageless} of {len(entries)} entries have no web address" if pageless else None)
    return Listing(
        kind=sheet.kind,
        title=plain(sheet.title)[:1_000] or None,
        entries=entries,
        ttl_seconds=ttl_seconds(sheet.ttl),
        skip_hours=hours,
        skip_days=days,
        problem="; ".join(filter(None, problems)) or None,
    )
