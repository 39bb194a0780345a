"""The swift way must give what feedparser gives, or step aside."""

from feedparser.mixin import _FeedParserMixin
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds import elements, swift, thorough
from monitor.feeds.feed import listing
from monitor.feeds.received import Received
from monitor.model.errors import FeedError

URL = "https://example.org/feed"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:y="http://news.yandex.ru" '
    'xmlns:a="http://www.w3.org/2005/Atom" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
)
TEXTS = st.sampled_from(
    [
        "",
        "НАТО",
        "日本とNATO",
        "a &amp; b",
        "&lt;p&gt;x&lt;/p&gt;",
        "<![CDATA[<b>y</b> &nbsp;z]]>",
        " \n ",
        "Ã©tÃ©",
        "it&#146;s",
    ]
)
LINKS = st.sampled_from(
    ["https://example.org/1", "/2?a=1&amp;b=2", " news/3 ", "mailto:x@example.org", "//example.net/4", ""]
)
DATES = st.sampled_from(["Wed, 10 May 2023 15:25:00 EET", "2023-05-10T15:25:00Z", "10 травня 2023", "soon", ""])
NAMES = st.sampled_from(
    ["Іван Франко", "desk@example.org (News desk)", "Ann &lt;ann@example.org&gt;", "ann@example.org", ""]
)


def _element(name: str, inside: st.SearchStrategy[str], attributes: str = "") -> st.SearchStrategy[str]:
    return inside.map(lambda text: f"<{name}{attributes}>{text}</{name}>")


PARTS = st.one_of(
    *(
        _element(name, TEXTS)
        for name in ("title", "description", "summary", "content:encoded", "full-text", "y:full-text")
    ),
    *(
        _element(name, TEXTS)
        for name in ("category", "dc:subject", "rights", "unknown", "y:genre", "media:title", "content")
    ),
    *(_element(name, LINKS) for name in ("link", "guid", "id", "comments")),
    _element("guid", LINKS, ' isPermaLink="false"'),
    _element("title", TEXTS, ' type="html"'),
    _element("title", TEXTS, ' xml:lang="de"'),
    *(_element(name, DATES) for name in ("pubDate", "dc:date", "updated", "published", "dcterms:issued", "date")),
    *(_element(name, NAMES) for name in ("author", "dc:creator")),
    NAMES.map(lambda name: f"<author><name>{name}</name><email>x@example.org</email></author>"),
    LINKS.map(lambda link: f'<a:link href="{link}"/>'),
    LINKS.map(lambda link: f'<link rel="enclosure" href="{link}"/>'),
    st.just('<media:content url="/i.jpg"><media:credit>AFP</media:credit></media:content>'),
    st.just("<source><title>Other</title></source>"),
    st.just("<image><url>/i.png</url><title>Picture</title></image>"),
    st.just("<dc:language>uk-UA</dc:language>"),
    st.just("<p>markup <b>unescaped</b></p>"),
)
ENTRIES = st.lists(PARTS, max_size=8).map("".join)
HEADS = st.lists(
    st.sampled_from(
        ["<title>Outlet</title>", "<link>https://example.org/</link>", "<language>uk</language>", "<ttl>15</ttl>",
         "<image><title>Logo</title><link>/logo</link></image>", '<a:link rel="self" href="/feed"/>', "<pubDate>now</pubDate>"]
    ),
    max_size=5,
).map("".join)  # fmt: skip


@st.composite
def feeds(draw: st.DrawFn) -> str:
    head, entries = draw(HEADS), draw(st.lists(ENTRIES, max_size=3))
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    return draw(
        st.sampled_from(
            [
                f'<rss version="2.0" {SPACES}><channel>{head}{items}</channel></rss>',
                f'<rss version="2.0" xml:lang="en" xml:base="https://example.net/" {SPACES}><channel>{items}{head}</channel></rss>',
                f'<rdf:RDF xmlns="http://purl.org/rss/1.0/" {SPACES}><channel>{head}</channel>{items}</rdf:RDF>',
                f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja" {SPACES}>{head}{items.replace("item>", "entry>")}</feed>',
            ]
        )
    )


@settings(max_examples=600, deadline=None)
@given(feeds())
def test_both_ways_give_the_same_listing(text: str) -> None:
    sheet = swift.read_sheet(text, url=URL)
    if sheet is None:
        return
    received = Received(text=text, url=URL, zone="Europe/Kyiv")
    try:
        truth = thorough.read_sheet(text, url=URL)
    except FeedError:
        return
    assert listing(sheet, received) == listing(truth, received)


def test_an_ordinary_feed_goes_the_swift_way() -> None:
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {SPACES}><channel><title>T</title>'
        '<a:link rel="self" href="/feed"/><link>https://example.org</link><language>uk</language><item><title>НАТО</title>'
        "<link>https://example.org/1</link><guid>https://example.org/?p=1</guid><category>Світ</category>"
        "<dc:creator><![CDATA[Ann]]></dc:creator><pubDate>Wed, 10 May 2023 15:25:00 +0300</pubDate>"
        '<enclosure url="https://example.org/1.jpg" length="1" type="image/jpeg"/><description>x</description>'
        "<content:encoded><![CDATA[<p>y</p>]]></content:encoded><full-text>z</full-text></item></channel></rss>"
    )
    sheet = swift.read_sheet(text, url=URL)
    assert sheet is not None
    assert [item.title for item in sheet.items] == ["НАТО"]


def test_every_element_that_feedparser_handles_is_in_a_table() -> None:
    handled = {name.split("_", 2)[2].lower() for name in dir(_FeedParserMixin) if name.startswith(("_start_", "_end_"))}
    known = {name.replace(":", "_") for name in elements.MEANINGFUL | elements.READ | elements.PASSED}
    prefixes = tuple(f"{prefix}_" for prefix in elements.HANDLED_PREFIXES)
    assert {name for name in handled - known if not name.startswith(prefixes)} == set()
