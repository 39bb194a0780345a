"""A summary holds no sentence that does not say what it rests on, and changes nothing else of a digest."""

from __future__ import annotations

import json
import re

import pytest

from monitor.digests import to_summarise, with_summary
from monitor.model.digests import Sentence
from monitor.model.messages import Format
from tests.digests.digest_builders import candidate, digest, message

OF = digest(candidate(1, text="Japan will open a mission to NATO with 30 diplomats."), candidate(2))
# By the time of their publication, the second stands first where nothing else tells them apart.
FIRST, SECOND = (item.url for item in OF.items)
SENTENCE = Sentence(text="Japan & NATO come closer.", items=(1, 2))


def shown(*sentences: Sentence) -> tuple[Sentence, ...]:
    return with_summary(OF, sentences).summary


def test_what_is_sent_is_what_the_digest_shows_under_its_numbers() -> None:
    sent = to_summarise(OF)
    assert [(one.number, one.headline) for one in sent] == [(n, item.headline) for n, item in enumerate(OF.items, 1)]
    assert {one.excerpt for one in sent} <= {"".join(span.text for span in item.excerpt) for item in OF.items}


def test_of_a_single_story_its_headline_is_the_summary() -> None:
    assert to_summarise(digest(candidate(1))) == ()
    assert with_summary(digest(candidate(1)), [Sentence(text="Japan and NATO.", items=(1,))]).summary == ()


@pytest.mark.parametrize("items", [(), (0,), (3,), (1, 3), (-1,)])
def test_a_sentence_that_names_no_story_of_the_digest_is_dropped(items: tuple[int, ...]) -> None:
    assert shown(Sentence(text="Japan and NATO come closer.", items=items), SENTENCE) == (SENTENCE,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \u200b ",
        "Read https://evil.example/now today.",
        "Read more on evil.example today.",
        "Write to someone@evil.example at once.",
        "Call 555 for more.",
        "Japan sends ３００ diplomats.",
        "Japan and NATO. " * 40,
    ],
)
def test_what_cannot_be_a_sentence_of_these_stories_is_dropped(text: str) -> None:
    assert shown(Sentence(text=text, items=(1, 2)), SENTENCE) == (SENTENCE,)


@pytest.mark.parametrize(
    "text",
    [
        "Япония откроет миссию, 30 дипломатов.",
        "日本がNATOに３０人の外交官を送る。",
        "The U.S. and Japan agree, e.g. on that.",
    ],
)
def test_any_language_and_the_figures_of_the_stories_are_kept(text: str) -> None:
    assert [one.text for one in shown(Sentence(text=text, items=(1, 2)))] == [text]


def test_no_more_than_four_sentences() -> None:
    assert shown(*[SENTENCE] * 9) == (SENTENCE,) * 4


def test_a_summary_changes_nothing_else() -> None:
    assert with_summary(with_summary(OF, [SENTENCE]), []) == OF


def test_each_sentence_is_shown_as_a_machines_with_links_to_its_articles() -> None:
    of = with_summary(OF, [SENTENCE])
    mail = message(of, Format.EMAIL)
    assert "In short, written by a machine:\n  Japan & NATO come closer. [1, 2]\n" in mail.part("text")
    (claim,) = re.findall(r'<p class="claim".*?</p>', mail.part("html"))
    assert re.findall(r'href="([^"]+)"[^>]*>(\d)<', claim) == [(FIRST, "1"), (SECOND, "2")]
    assert "Japan &amp; NATO" in claim
    (section,) = [
        block["text"]["text"]
        for block in json.loads(message(of, Format.SLACK).part("blocks"))["blocks"]
        if "machine" in str(block)
    ]
    assert section == (f"*In short, written by a machine*\nJapan &amp; NATO come closer. [<{FIRST}|1>, <{SECOND}|2>]")
    # Where sentences name stories by number, the stories show theirs.
    assert re.findall(r'<span class="number"[^>]*>(\d)\.</span>', mail.part("html")) == ["1", "2"]
    assert re.findall(r"(\d)\. \*<", message(of, Format.SLACK).part("blocks")) == ["1", "2"]
    (said,) = json.loads(message(of, Format.JSON).part("json"))["summary"]
    assert said["stories"] == [{"number": 1, "url": FIRST}, {"number": 2, "url": SECOND}]


@pytest.mark.parametrize("text", ["<b>Japan</b> & <!channel>", "*Japan* <@U123>", "Japan\r\nBcc: NATO"])
def test_markup_in_a_sentence_is_text(text: str) -> None:
    of = with_summary(OF, [Sentence(text=text, items=(1,))])
    html, slack = message(of, Format.EMAIL).part("html"), message(of, Format.SLACK).part("blocks")
    assert "<b>" not in html
    assert not re.search(r"<[!@]", slack)
    assert "\nBcc" not in message(of, Format.EMAIL).part("text")


def test_a_digest_without_one_has_no_place_for_it() -> None:
    mail = message(OF, Format.EMAIL)
    assert "machine" not in mail.part("text") + mail.part("html") + message(OF, Format.SLACK).part("blocks")
