import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.markup import plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("НАТО &amp; Японія", "НАТО & Японія"),
        ("NATO &amp;quot;office&amp;quot;", 'NATO "office"'),
        ("a &amp;amp;amp; b", "a & b"),
        ("AT&amp;T", "AT&T"),
        ("R&D;", "R&D;"),
        ("日本&#x3068;NATO", "日本とNATO"),
        ("It&#146;s", "It’s"),
        ("<p>one</p><p>two<br/>three</p>", "one\ntwo\nthree"),
        ("<p>one\ntwo</p>", "one two"),
        ("first line\nsecond line\n\n\nthird", "first line\nsecond line\nthird"),
        ("&lt;p&gt;escaped&lt;/p&gt;&lt;p&gt;twice&lt;/p&gt;", "escaped\ntwice"),
        ("<p>write &lt;b&gt;bold&lt;/b&gt;</p>", "write <b>bold</b>"),
        ("the &lt;b&gt; tag", "the <b> tag"),
        ("<동아일보> 5 < 6, <Reuters>", "<동아일보> 5 < 6, <Reuters>"),
        ("<script>alert('</p>')</script>a<style>b</style>c", "a c"),
        ("a<!-- <p>b</p> -->c", "ac"),
        ("<![CDATA[<b>inside</b>]]> outside", "inside outside"),
        ('a<img alt="x > y" src="/1.jpg">b', "ab"),
        ("<td>one</td><td>two</td>", "one two"),
        ("an<wbr>other, co\u00adoperation, zero\u200bwidth", "another, cooperation, zerowidth"),
        ("می‌خواهم", "می‌خواهم"),
        ("  spaces \t and&nbsp;&nbsp;more ", "spaces and more"),
        ("cut off <a href='http", "cut off <a href='http"),
        ("", ""),
    ],
)
def test_a_fragment_becomes_the_text_a_reader_sees(html: str, text: str) -> None:
    assert plain(html) == text


@given(st.text(alphabet="<>&;#/\"'-!= pbxа日\n[]CDAT", max_size=200))
def test_no_fragment_is_an_error_and_nothing_is_padded(html: str) -> None:
    text = plain(html)
    assert text == text.strip()
    assert "\n\n" not in text


@given(st.text(alphabet=st.characters(exclude_characters="<&"), max_size=200))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    "piece", ["<a ", '<a "', "<!--", "<script>", "&amp;", "<![CDATA[", "<", "</script ", "&lt;p&gt;"]
)
def test_the_time_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    start = time.process_time()
    plain(piece * 300_000)
    assert time.process_time() - start < 3
