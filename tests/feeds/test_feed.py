from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds import has_page, read_bytes, read_listing
from monitor.model.articles import Entry, Listing
from monitor.model.errors import FeedError
from tests.builders import document, source

DATA = Path(__file__).parents[1] / "data" / "feeds"
URL = "https://example.org/feed"


def odd(name: str, zone: str = "UTC") -> Listing:
    return read_bytes((DATA / name).read_bytes(), url=URL, zone=zone)


def entry(name: str, zone: str = "UTC") -> Entry:
    return odd(name, zone).entries[0]


@pytest.mark.parametrize(
    ("name", "kind", "entries"),
    [
        ("unescaped-ampersands.xml", "rss", [("https://example.org/n?a=1&b=2", "Уряд «зелене світло» & інше"),
                                             ("https://example.org/n?a=3&b=4", "Second")]),
        ("warning-before.xml", "rss", [("https://example.org/1", "Still here")]),
        ("rss-090.xml", "rdf", [("https://example.org/90", "Ninety")]),
        ("rdf-dublin-core.xml", "rdf", [("https://example.jp/1?ref=rss", "首相、事務総長と会談")]),
        ("atom-xhtml.xml", "atom", [("https://example.net/blog/one.html", "Less is more")]),
        ("doubly-escaped.xml", "rss", [("https://example.org/1", 'Café & "Bar"'), ("https://example.org/2", "über"),
                                       ("https://example.org/3", "It’s")]),
        ("captions.xml", "rss", [("https://example.org/1", "Summit opens")]),
        ("declared-wrongly.xml", "rss", [("https://example.org/1", "Президент прибыл в Токио")]),
    ],
)  # fmt: skip
def test_an_odd_feed_gives_its_entries(name: str, kind: str, entries: list[tuple[str, str]]) -> None:
    listing = odd(name)
    assert (listing.kind, [(entry.url, entry.title) for entry in listing.entries]) == (kind, entries)


def test_every_odd_feed_is_read() -> None:
    assert {path.name: len(odd(path.name).entries) for path in DATA.glob("*.xml") if not odd(path.name).entries} == {}


def test_a_feed_that_was_cut_off_gives_the_entries_before_the_cut_and_says_so() -> None:
    listing = odd("cut-off.xml")
    assert [entry.title for entry in listing.entries][:2] == ["One", "Two"]
    assert listing.problem is not None
    assert "not well-formed" in listing.problem


def test_a_whole_atom_entry_is_understood() -> None:
    first = entry("atom-xhtml.xml")
    assert (first.id, first.author, first.language, first.text) == (
        "tag:example.net,2026:1",
        "Ann Lee, Bo Ek",
        "en",
        "First.\nSecond.",
    )
    assert first.published is not None
    assert first.published.render() == "2026-11-01T09:30:00+01:00"


def test_a_partner_feed_gives_its_full_text_and_a_date_in_the_outlets_zone() -> None:
    first = entry("partner-full-text.xml", zone="Europe/Kyiv")
    assert (first.summary, first.text, first.language) == ("Коротко.", "Перший абзац.\nДругий абзац.", "uk")
    assert first.published is not None
    assert first.published.render() == "2026-11-02T09:15:00+02:00"


def test_a_caption_is_neither_title_nor_summary_nor_text() -> None:
    first = entry("captions.xml")
    assert (first.title, first.summary, first.text) == ("Summit opens", "Leaders met.", None)


def test_an_entry_without_an_address_is_kept_with_a_stable_one_of_its_own() -> None:
    listing = odd("no-links.xml")
    assert [(has_page(entry), entry.url.partition("#")[0]) for entry in listing.entries] == [
        (True, "https://example.org/by-guid"),
        (False, "https://example.org/"),
        (False, "https://example.org/"),
    ]
    assert listing == odd("no-links.xml")
    assert len({entry.id for entry in listing.entries}) == 3
    assert listing.problem == "2 of 3 entries have no web address"


def test_an_identity_that_is_no_address_is_not_made_one() -> None:
    body = b"<rss><channel><item><title>x</title><guid isPermaLink='false'>77</guid></item></channel></rss>"
    first = read_bytes(body, url=URL).entries[0]
    assert (first.id, has_page(first)) == ("77", False)


def test_a_feed_that_is_only_unusual_has_no_problem() -> None:
    assert odd("atom-xhtml.xml").problem is None


def test_fields_are_capped() -> None:
    long = "<rss><channel><item><title>" + "x" * 5_000 + "</title><description>" + "y" * 50_000 + "</description>"
    first = read_bytes(f"{long}<link>https://example.org/1</link></item></channel></rss>".encode(), url=URL).entries[0]
    assert (len(first.title or ""), len(first.summary or "")) == (1_000, 20_000)


def test_the_wish_for_a_time_between_polls_is_in_seconds() -> None:
    assert read_bytes(b"<rss><channel><ttl>15</ttl></channel></rss>", url=URL).ttl_seconds == 900
    assert read_bytes(b"<rss><channel><ttl>often</ttl></channel></rss>", url=URL).ttl_seconds is None


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "is empty."),
        (b" \n ", "is empty."),
        (b"<!DOCTYPE html><html><body>Just a moment...</body></html>", "is an HTML page, not a feed or sitemap."),
        (b"<opml><body/></opml>", "is a list of feeds (OPML), not a feed."),
        (b"hello", "is no feed, sitemap or JSON feed."),
        (b"<svg/>", "is no feed, sitemap or JSON feed."),
        (b"\x1f\x8bnonsense", "The document is a damaged gzip file."),
    ],
)
def test_what_is_no_feed_is_said_in_one_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(FeedError) as raised:
        read_listing(document(body, url=URL, final_url=URL), source=source(), zone="UTC")
    assert str(raised.value).endswith(sentence)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(DATA.glob("*.xml"))), st.data())
def test_a_damaged_feed_is_a_listing_or_a_feed_error(path: Path, data: st.DataObject) -> None:
    body = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(body)))
        piece = data.draw(st.sampled_from([b"<", b"&", b"]]>", b"<item>", b"</title>", b"\x00", b"\xff", b"<![CDATA["]))
        body[place : place + data.draw(st.integers(0, 6))] = piece
    try:
        listing = read_bytes(bytes(body), url=URL)
    except FeedError:
        return
    assert all(entry.url.startswith(("http://", "https://")) for entry in listing.entries)


def test_hours_and_days_without_visitors() -> None:
    head = (
        "<skipHours><hour>0</hour> <hour>24</hour><hour> 5 </hour></skipHours><skipDays><day>Sunday</day></skipDays>"
        "<item><title>x</title></item>"
    )
    listing = read_bytes(f"<rss version='2.0'><channel>{head}</channel></rss>".encode(), url=URL)
    assert (listing.skip_hours, listing.skip_days) == ({0, 5}, {6})


def test_a_feed_that_never_wants_to_be_visited_means_something_else() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    body = f"<rss><channel><skipHours>{hours}</skipHours><item><title>x</title></item></channel></rss>"
    assert read_bytes(body.encode(), url=URL).skip_hours == frozenset()


def test_an_entity_of_a_few_words_is_what_it_stands_for_and_a_growing_one_nothing() -> None:
    feed = (
        '<!DOCTYPE rss [<!ENTITY own "tag:example.org,"><!ENTITY big "&own;&own;&own;">]><rss><channel><item>'
        "<guid isPermaLink='false'>&own;2026:1</guid><title>Japan &own; NATO &big;</title></item></channel></rss>"
    )
    first = read_bytes(feed.encode(), url=URL).entries[0]
    assert first.id == "tag:example.org,2026:1"
    assert first.title is not None
    assert first.title.startswith("Japan tag:example.org, NATO")
    assert first.title.count("tag:") == 1


def test_a_control_character_in_the_root_is_overlooked() -> None:
    body = b'<feed\x00 xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title></entry></feed>'
    assert [entry.title for entry in read_bytes(body, url=URL).entries] == ["x"]


def test_what_an_object_that_never_ends_holds_is_read() -> None:
    body = b"<rss><channel><item><title>safe&lt;object data='x'&gt; description</title></item></channel></rss>"
    assert read_bytes(body, url=URL).entries[0].title == "safe description"
