import json
from pathlib import Path

PAGES = Path(__file__).parents[1] / "data" / "pages"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Example</title><item><guid>1</guid>
<link>https://example.org/a</link><title>Japan &amp; NATO</title><pubDate>Wed, 10 May 2023 15:25:00 +0300</pubDate>
</item></channel></rss>"""
SENTENCE = "Japan will open a mission to NATO in Brussels, its foreign minister said on Wednesday after talks. "
PAGE = f"""<html lang="en"><head><title>Japan to open mission to NATO - Example Daily</title>
<meta property="article:published_time" content="2023-05-10T15:25:00+03:00"></head><body><article>
<h1>Japan to open mission to NATO</h1>{"".join(f"<p>{SENTENCE}{number}.</p>" for number in range(6))}</article></body></html>"""


def test_a_feed_is_read_to_entries(farwatch, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    (row,) = farwatch("read", str(tmp_path / "feed.xml"), "--json").rows
    assert (row["kind"], row["title"], row["error"]) == ("rss", "Example", None)
    assert row["entries"] == [
        {
            "id": "1",
            "url": "https://example.org/a",
            "title": "Japan & NATO",
            "summary": None,
            "published": "2023-05-10T15:25:00+03:00",
            "author": None,
            "language": None,
        }
    ]


def test_what_is_no_feed_is_exit_code_1_and_stops_no_other(farwatch, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "feed.xml").write_text(FEED)
    said = farwatch("read", str(tmp_path / "page.html"), str(tmp_path / "feed.xml"), str(tmp_path / "none"), "--json")
    assert said.code == 1
    assert [row["error"] is None for row in said.rows] == [False, True, False]


def test_a_page_is_extracted(farwatch, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    (row,) = farwatch(
        "extract", str(tmp_path / "page.html"), "--url", "https://www.example.org/news/1?utm_source=x"
    ).rows
    assert (row["title"], row["language"], row["reason"]) == ("Japan to open mission to NATO", "en", None)
    assert (row["published"], row["published_precision"]) == ("2023-05-10T15:25:00+03:00", "second")
    assert row["canonical_url"] == "https://example.org/news/1"


def test_above_a_paywall_title_and_time_are_read(farwatch, tmp_path: Path) -> None:
    wall = PAGES / "wall-paywall-fr.html"
    (row,) = farwatch("extract", str(wall), "--url", "https://www.journal.example.fr/otan").rows
    assert (row["reason"], row["text"], row["title"]) == ("paywall", None, "L'Otan à Tokyo")
    assert row["published"] == "2023-05-10T15:25:00+02:00"


def test_a_manifest_names_pages_and_addresses(farwatch, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    lines = [{"file": "page.html", "url": "https://example.org/news/1"}, {"file": "missing.html", "url": None}]
    (tmp_path / "m.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    found, missing = farwatch("extract", "--manifest", str(tmp_path / "m.jsonl")).rows
    assert (found["reason"], missing["text"]) == (None, None)
    assert missing["reason"]


def test_every_line_of_standard_input_is_matched(farwatch) -> None:
    said = farwatch("match", "--query", "@japan", "--language", "uk", stdin="Зустріч з Японією\nЗустріч з Австрією\n")
    assert said.rows == [
        {
            "text": "Зустріч з Японією",
            "matches": True,
            "hits": [{"start": 10, "end": 17, "form": "Японією", "term": "@japan"}],
        },
        {"text": "Зустріч з Австрією", "matches": False, "hits": []},
    ]


def test_no_match_at_all_is_exit_code_1(farwatch) -> None:
    assert farwatch("match", "--query", "@japan", stdin="Nothing here\n").code == 1


def test_imported_articles_are_matched_and_grouped(farwatch, tmp_path: Path) -> None:
    text = "Генсек НАТО Єнс Столтенберг відкрив у Токіо офіс зв'язку Альянсу разом з міністром Хаяші 10 травня. " * 3
    rows = [
        {"url": f"https://{name}.example/1", "outlet": name, "language": "uk", "title": title, "text": text,
         "published": "2023-05-10T12:00:00+03:00"}
        for name, title in (("a", "НАТО відкрило офіс у Токіо"), ("b", "Офіс НАТО відкрито в Токіо"))
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text(
        "\n".join([*map(json.dumps, rows), "{broken", '{"url": "ftp://x", "outlet": "x"}'])
    )
    said = farwatch("import", str(tmp_path / "a.jsonl"), "--json")
    assert (said.rows[0]["imported"], said.rows[0]["known"], len(said.rows[0]["rejected"])) == (2, 0, 2)
    assert farwatch("import", str(tmp_path / "a.jsonl"), "--json").rows[0]["known"] == 2
    (story,) = farwatch("stories", "--json").rows
    assert sorted(one["relation"] for one in story["articles"]) == ["copy", "lead"]
    assert {row["article"] for row in farwatch("matches", "--json").rows} == {row["url"] for row in rows}
    assert farwatch("explain", rows[0]["url"], "--json").rows[0]["story"] == story["id"]


def test_headlines_of_an_old_archive_are_grouped_in_any_order_and_the_first_leads(farwatch, tmp_path: Path) -> None:
    rows = [
        {"url": f"https://{name}.example/1", "outlet": name, "language": "en", "title": title, "text": None,
         "published": f"2014-03-10T{hour}:00:00Z"}
        for name, hour, title in (
            ("late", "15", "Typhoon Koinu reaches Hualien in Taiwan"),
            ("early", "12", "Typhoon Koinu hits Taiwan's Hualien"),
            ("other", "13", "Central bank raises interest rates"),
        )
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert farwatch("import", str(tmp_path / "a.jsonl"), "--json").rows[0]["imported"] == 3
    found = farwatch("stories", "--json", "--days", "1").rows
    relations = [{one["outlet"]: one["relation"] for one in story["articles"]} for story in found]
    assert sorted(relations, key=len) == [{"other": "lead"}, {"early": "lead", "late": "report"}]


def test_each_bad_line_of_a_file_gets_a_sentence_and_costs_no_other(farwatch, tmp_path: Path) -> None:
    def line(number: int, **said: object) -> bytes:
        row = {"url": f"https://e.example/{number}", "outlet": "e", "title": "A title", "text": SENTENCE} | said
        return json.dumps(row, ensure_ascii=False).encode()

    # A text may hold what other readers take for the end of a line.
    lines = [
        b"\xef\xbb\xbf" + line(1, text="One.\u2028Two.\u0085Three."),
        line(2).replace(b"A title", b"A t\xe9tle"),
        b'{"a":' * 100_000,
        line(4, outlet=" "),
        line(5, title=" ", text=""),
        line(6, published="z" * 10_000),
        line(7, language="English"),
        line(8, language="EN_us"),
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\r\n".join(lines))
    (row,) = farwatch("import", str(tmp_path / "a.jsonl"), "--json").rows
    assert (row["imported"], [one["line"] for one in row["rejected"]]) == (3, [2, 3, 4, 5, 6])
    assert max(len(one["reason"]) for one in row["rejected"]) <= 300
    found = {one["url"][-1]: one["language"] for one in farwatch("articles", "--json").rows}
    assert (found["7"], found["8"]) == ("en", "en-US")


def test_a_file_in_utf_16_is_read_as_one_in_utf_8(farwatch, tmp_path: Path) -> None:
    row = {"url": "https://e.example/1", "outlet": "e", "title": "Японія", "text": "Японія відкриє представництво."}
    (tmp_path / "a.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-16")
    assert farwatch("import", str(tmp_path / "a.jsonl"), "--json").rows == [{"imported": 1, "known": 0, "rejected": []}]


def test_a_manifest_that_is_not_there_gets_a_sentence(farwatch, tmp_path: Path) -> None:
    said = farwatch("extract", "--manifest", str(tmp_path / "none.jsonl"))
    assert (said.code, "cannot be read" in said.err) == (2, True)
