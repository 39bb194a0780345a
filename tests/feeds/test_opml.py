import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.opml import ListedFeed, Unlisted, read_opml, render_opml
from monitor.model.errors import FeedError
from monitor.model.outlets import SourceKind
from tests.builders import outlet, source


def feeds(body: str) -> list[tuple[str, str]]:
    return [(feed.name, feed.url) for feed in read_opml(body.encode()).feeds]


def test_a_feed_says_name_page_language_and_folders() -> None:
    text = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
    <outline text="News"><outline text="Ukraine">
      <outline type="rss" text="Daily" xmlUrl="https://d.ua/rss" htmlUrl="https://d.ua/" language="uk-ua"/>
    </outline></outline></body></opml>"""
    assert read_opml(text.encode()).feeds == (
        ListedFeed(
            url="https://d.ua/rss",
            name="Daily",
            line=3,
            page="https://d.ua/",
            language="uk-UA",
            folders=("News", "Ukraine"),
        ),
    )


@pytest.mark.parametrize(
    "outline",
    [
        '<outline text="A" xmlUrl="https://a.org/f?x=1&amp;y=2"/>',
        '<outline text="A" xmlUrl="https://a.org/f?x=1&y=2"/>',
        '<outline text="A" xmlUrl="https://a.org/f?x=1&amp;amp;y=2"/>',
        "<OUTLINE TITLE='A' XMLURL='https://a.org/f?x=1&y=2'></OUTLINE>",
        '<outline title="A" xmlurl=https://a.org/f?x=1&y=2 type=rss />',
        '<outline text="A" type="rss" url="https://a.org/f?x=1&y=2"/>',
        '<outline text="A" xmlUrl="feed:https://a.org/f?x=1&y=2"/>',
        '<outline text="A" xmlUrl=" https://a.org/f?x=1&y=2\n"/>',
        '<outline text="A" xmlUrl="https://a.org/f?x=1&y=2" htmlUrl="https://a.org/>',
        '<outline text="A xmlUrl="https://a.org/f?x=1&y=2"/>',
    ],
)
def test_an_outline_however_it_is_written(outline: str) -> None:
    assert feeds(f"<opml><body>{outline}</body></opml>") == [("A", "https://a.org/f?x=1&y=2")]


def test_entities_of_html_are_read_and_a_parameter_is_none() -> None:
    text = '<opml><outline text="Caf&eacute; &mdash; &#1030;" xmlUrl="https://a.org/f?a=1&copy=2"/></opml>'
    assert feeds(text) == [("Café — І", "https://a.org/f?a=1&copy=2")]


def test_quotation_marks_in_quotation_marks_harm_one_name_only() -> None:
    text = """<opml><outline text="He "said" it" xmlUrl="https://a.org/f"/>
    <outline text="B" xmlUrl="https://b.org/f"/></opml>"""
    assert [url for _, url in feeds(text)] == ["https://a.org/f", "https://b.org/f"]
    assert feeds(text)[1][0] == "B"


def test_folders_that_are_never_closed_and_a_file_that_is_cut_off() -> None:
    text = """<opml><body><outline text="News"><outline text="A" xmlUrl="https://a.org/f"/>
    <outline text="B" xmlUrl="https://b.o"""
    found = read_opml(text.encode())
    assert [feed.url for feed in found.feeds] == ["https://a.org/f"]
    assert found.unlisted == (Unlisted(line=2, name="B", reason="is cut off"),)


def test_what_is_no_feed_is_said_with_its_line() -> None:
    text = """<opml>
    <outline text="Page" htmlUrl="https://p.org/"/>
    <outline text="Nothing"/>
    <outline text="File" xmlUrl="file:///etc/passwd"/>
    <outline text="Script" xmlUrl="javascript:alert(1)"/></opml>"""
    assert [(one.line, one.name, one.reason) for one in read_opml(text.encode()).unlisted] == [
        (2, "Page", "names a page and no feed; farwatch outlet add https://p.org/ looks for one"),
        (3, "Nothing", "names no address"),
        (4, "File", "'file:///etc/passwd' is no web address"),
        (5, "Script", "'javascript:alert(1)' is no web address"),
    ]


def test_what_is_commented_out_is_not_there() -> None:
    assert feeds('<opml><!-- <outline text="A" xmlUrl="https://a.org/f"/> --><outline text="F"></opml>') == []


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-8-sig", "koi8-u"])
def test_encodings(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?><opml><outline text="Новини України" xmlUrl="https://a.ua/"/></opml>'
    assert [feed.name for feed in read_opml(text.encode(encoding)).feeds] == ["Новини України"]


def test_a_wrong_declaration_is_not_believed() -> None:
    text = '<?xml version="1.0" encoding="UTF-8"?><opml><outline text="Новини України" xmlUrl="https://a.ua/"/></opml>'
    assert [feed.name for feed in read_opml(text.encode("cp1251")).feeds] == ["Новини України"]


@pytest.mark.parametrize("body", [b"", b"<rss><channel/></rss>", b"<html><p>404</p></html>", b"\x00\xff\xfe"])
def test_what_is_no_list_of_feeds(body: bytes) -> None:
    with pytest.raises(FeedError, match="no OPML"):
        read_opml(body)


def test_a_bomb_of_entities_does_not_grow() -> None:
    declared = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 40))
    text = f'<!DOCTYPE opml [<!ENTITY e0 "x">{declared}]><opml><outline text="&e39;" xmlUrl="https://a.org/"/></opml>'
    assert feeds(text) == [("&e39;", "https://a.org/")]


@pytest.mark.parametrize(
    "hostile", ["<!--", "a", " ", '"', "'", "a=", '="', "<outline ", "</outline>", "/", ">", "&amp;", "a "]
)
def test_a_megabyte_of_anything_takes_no_longer_than_its_length(hostile: str) -> None:
    # Were any of it looked at once more for every sign, this test would not end.
    text = '<opml><outline text="A" xmlUrl="https://a.org/f"/><outline text="' + hostile * (1_000_000 // len(hostile))
    assert [feed.url for feed in read_opml(text.encode()).feeds][:1] == ["https://a.org/f"]


@given(st.text(alphabet="<outlinexmlUr=\"/ >&;'\n-!:htps.a", max_size=300))
def test_anything_is_read_or_refused(text: str) -> None:
    for feed in read_opml(f"<opml>{text}".encode()).feeds:
        assert feed.url.startswith(("http://", "https://"))


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cn", "Co", "Cf")), min_size=1
)


@given(NAMES)
def test_what_is_written_is_read_again(name: str) -> None:
    one = outlet(name=f"x{name}x", sources=(source(url="https://example.org/f?a=1&b='2'", language="en"),))
    (feed,) = read_opml(render_opml([one], title=name).encode()).feeds
    assert (feed.url, feed.page, feed.language) == ("https://example.org/f?a=1&b='2'", one.homepage, "en")


def test_sitemaps_and_section_pages_are_no_feeds() -> None:
    mixed = outlet(
        sources=(source(kind=SourceKind.SITEMAP), source(url="https://example.org/n", kind=SourceKind.SECTION))
    )
    assert read_opml(render_opml([mixed], title="T").encode() + b"<outline/>").feeds == ()
