from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from monitor.digests.excerpts import LONGEST, excerpt
from monitor.model.digests import HitSpan, Span


def hits(text: str, pattern: str) -> list[HitSpan]:
    return [HitSpan(field="text", start=m.start(), end=m.end()) for m in re.finditer(pattern, text)]


def shown(text: str, pattern: str, headline: str = "") -> str:
    spans = excerpt(text, hits(text, pattern), headline=headline)
    return "".join(f"[{span.text}]" if span.hit else span.text for span in spans)


def test_the_sentence_with_the_hits_is_shown_and_they_are_marked() -> None:
    text = "Погода в Токіо була гарною цього тижня.\nЯпонія відкриє місію при НАТО. Про це пише Кіодо."
    assert shown(text, "Японія|НАТО") == "[Японія] відкриє місію при [НАТО]."


def test_the_earlier_of_equal_sentences_is_shown() -> None:
    text = f"NATO met Japan {'at length ' * 6}today.\nJapan met NATO {'at length ' * 6}yesterday."
    assert shown(text, "NATO|Japan").startswith("[NATO] met [Japan]")


def test_different_terms_count_for_more_than_many_hits() -> None:
    text = "NATO, NATO and again NATO was what everybody spoke about.\nJapan joined the talks of NATO, said everybody."
    assert shown(text, "NATO|Japan").startswith("[Japan]")


def test_without_hits_in_the_text_its_beginning_is_shown() -> None:
    text = "The minister will travel to Brussels in the second week of May. He did not say why."
    assert excerpt(text, [HitSpan(field="title", start=0, end=4)], headline="NATO") == (Span(text=text[:63]),)


def test_a_headline_taken_from_the_text_is_not_told_twice() -> None:
    text = "На саміт НАТО запрошені глави держав.\nОкремо генсек НАТО відзначив співпрацю з Японією в Брюсселі."
    assert shown(text, "НАТО", headline="На саміт НАТО запрошені…").startswith("Окремо генсек [НАТО]")


def test_a_text_that_is_all_headline_has_no_excerpt() -> None:
    assert excerpt("NATO meets Japan.", hits("NATO meets Japan.", "NATO"), headline="NATO meets Japan.") == ()


def test_a_long_sentence_is_cut_at_blanks_around_its_first_hit() -> None:
    text = "word " * 200 + "NATO " + "word " * 200
    found = shown(text, "NATO")
    assert re.fullmatch(r"…(word )+\[NATO\]( word)+…", found)
    assert len(found) < LONGEST + 10


def test_japanese_has_sentences_without_blanks() -> None:
    text = "外相は会見した。日本とNATOの協力を強化する。" + "その他の話題。" * 60
    assert "[日本]と[NATO]の協力を強化する。" in shown(text, "日本|NATO")


def test_hits_outside_the_text_are_ignored() -> None:
    assert excerpt("Short text.", [HitSpan(field="text", start=3, end=99)], headline="") == (Span(text="Short text."),)


@given(st.text(alphabet="ab .!?。\n…日»", max_size=900), st.lists(st.tuples(st.integers(0, 900), st.integers(0, 30))))
def test_an_excerpt_is_text_of_the_article_and_never_long(text: str, at: list[tuple[int, int]]) -> None:
    marks = [HitSpan(field="text", start=a, end=a + length) for a, length in at]
    spans = excerpt(text, marks, headline="")
    said = "".join(span.text for span in spans)
    assert said.removeprefix("…").removesuffix("…") in text or said in text
    assert len(said) <= LONGEST + 2
    assert all(span.text for span in spans)


def test_a_list_of_countries_does_not_push_out_what_happened() -> None:
    text = "NATO met Japan in Tokyo for talks on a liaison office there.\nKorea, Australia, Japan and India were named at NATO."
    assert shown(text, "NATO|Japan|Tokyo|Korea|Australia|India").startswith("[NATO] met [Japan]")
