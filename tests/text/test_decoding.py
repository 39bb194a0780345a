import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.decoding import decode

UKRAINIAN = "Уряд схвалив нову програму підтримки підприємств, її дія починається з січня наступного року."
RUSSIAN = "Правительство утвердило новую программу поддержки предприятий, она начнёт действовать в январе."
POLISH = "Rząd przyjął nową ustawę, która wejdzie w życie już w styczniu; sąd złożył skargę."
CZECH = "Vláda schválila nový zákon, který začne platit už příští měsíc, řekl předseda."
HUNGARIAN = "A kormány elfogadta az új törvényt, amely jövőre lép életbe, mondta a miniszterelnök tegnapelőtt."
FRENCH = "Le gouvernement a adopté une réforme très attendue, a déclaré le ministre de l’intérieur."
GREEK = "Η κυβέρνηση ανακοίνωσε σήμερα νέα μέτρα για τις επιχειρήσεις."
ARABIC = "أعلنت الحكومة اليوم عن برنامج جديد لدعم الشركات الصغيرة"
HEBREW = "הממשלה אישרה היום תוכנית חדשה לתמיכה בעסקים"
THAI = "รัฐบาลอนุมัติโครงการใหม่เพื่อสนับสนุนธุรกิจในวันนี้"
JAPANESE = "政府は７日、中小企業を支援する新しい制度を発表した。来年から始まるという。"
KOREAN = "정부는 오늘 중소기업을 지원하는 새로운 제도를 발표했다고 밝혔다."
SIMPLIFIED = "政府今天宣布了一项支持中小企业的新政策，这项政策将于明年开始实施。"
TRADITIONAL = "政府今天宣布了一項支持中小企業的新政策，這項政策將於明年開始實施。"

LEGACY = [
    (UKRAINIAN, "cp1251"), (UKRAINIAN, "koi8-u"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "iso8859-5"),
    (RUSSIAN, "cp866"), (POLISH, "cp1250"), (POLISH, "iso8859-2"), (CZECH, "cp1250"), (CZECH, "iso8859-2"),
    (HUNGARIAN, "iso8859-2"), (FRENCH, "cp1252"), (GREEK, "iso8859-7"), (ARABIC, "cp1256"), (HEBREW, "cp1255"),
    (THAI, "cp874"), (JAPANESE, "cp932"), (JAPANESE, "euc_jp"), (JAPANESE, "iso2022_jp"), (KOREAN, "cp949"),
    (SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), LEGACY)
@pytest.mark.parametrize("header", [None, "text/html; charset=utf-8", "text/xml; charset=iso-8859-1"])
def test_a_missing_or_wrong_declaration_is_found_out(text: str, encoding: str, header: str | None) -> None:
    assert decode(text.encode(encoding), content_type=header) == text


@pytest.mark.parametrize(("text", "encoding"), LEGACY)
def test_a_right_declaration_is_believed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), declared=encoding) == text
    xml = f'<?xml version="1.0" encoding="{encoding}"?><title>{text}</title>'
    assert decode(xml.encode(encoding)) == xml


@pytest.mark.parametrize("text", [UKRAINIAN, POLISH, ARABIC, JAPANESE, KOREAN, TRADITIONAL])
@pytest.mark.parametrize("header", ["text/html; charset=windows-1251", "text/html; charset=big5", "charset=nonsense"])
def test_utf_8_is_utf_8_whatever_is_declared(text: str, header: str) -> None:
    assert decode(text.encode(), content_type=header) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_marked_and_wide_encodings_are_seen(encoding: str) -> None:
    feed = f"<rss><title>{JAPANESE}</title></rss>" + "<item/>" * 20
    assert decode(feed.encode(encoding), content_type="text/xml; charset=windows-1251") == feed


def test_one_broken_byte_does_not_make_utf_8_another_encoding() -> None:
    assert decode(UKRAINIAN.encode() + b"\xd0") == UKRAINIAN + "�"


def test_what_calls_itself_latin_1_may_use_the_signs_of_windows() -> None:
    assert decode(b"\x93L\x92\xe9t\xe9\x94", content_type="text/html; charset=iso-8859-1") == "“L’été”"


def test_a_meta_tag_counts_where_the_header_is_silent() -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"></head>{RUSSIAN}'
    assert decode(page.encode("koi8-r"), content_type="text/html") == page


@given(st.binary(max_size=300), st.sampled_from([None, "utf-16", "rot13", "base64", "idna", "x" * 50]))
def test_no_bytes_are_an_error(body: bytes, declared: str | None) -> None:
    assert isinstance(decode(body, declared=declared), str)
