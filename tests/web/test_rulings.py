"""A story put right at the desk: told first, then done, and taken back."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

import pytest

from monitor.model.articles import ArticleUrl
from monitor.model.stories import StoryId
from tests.builders import article
from tests.web.conftest import PAYLOADS, Answer, Desk

OTHER = ArticleUrl("https://other.example/tokyo")


def rule(desk: Desk, story: str, **form: str) -> Answer:
    return desk.post(f"/stories/{story}/ruling", form)


def last_ruling(desk: Desk) -> int:
    with desk.app.store.reading() as work:
        ruling = work.rulings.latest()
    assert ruling is not None
    return ruling.id


def members(desk: Desk, story: str) -> set[str]:
    with desk.app.store.reading() as work:
        kept = work.stories.named(StoryId(story))
    return {one.article for one in kept.members} if kept else set()


def undo(desk: Desk, story: str) -> None:
    assert rule(desk, story, kind="undo", number=str(last_ruling(desk))).status == 200


def test_a_split_is_told_before_it_is_done(desk: Desk) -> None:
    before = members(desk, desk.story)
    page = desk.get(f"/stories/{desk.story}/ruling?kind=split&article={quote(OTHER, safe='')}")
    assert "This article goes into a story of its own." in page.text
    assert f"{len(before) - 1} stay here." in page.text
    assert members(desk, desk.story) == before


def test_a_split_is_made_and_taken_back(desk: Desk) -> None:
    story, before = desk.story, members(desk, desk.story)
    answer = rule(desk, story, kind="split", article=OTHER, why=PAYLOADS[0])
    assert "stands." in answer.text
    assert html.escape(PAYLOADS[0]) in answer.text
    assert OTHER not in members(desk, story)
    undo(desk, story)
    assert members(desk, story) == before
    assert "taken back" in desk.get(f"/stories/{story}").text


def test_two_stories_are_merged_by_the_address_of_the_others_page(desk: Desk) -> None:
    story, other = desk.story, next(one for one in desk.stories if one != desk.story)
    moved = members(desk, other)
    rule(desk, story, kind="merge", other=f"{desk.address}/stories/{other}")
    assert moved <= members(desk, story)
    undo(desk, story)
    assert members(desk, other) == moved


def test_two_stories_are_merged_by_the_address_of_an_article(desk: Desk) -> None:
    story, other = desk.story, next(one for one in desk.stories if one != desk.story)
    url = next(iter(members(desk, other)))
    rule(desk, story, kind="merge", other=url)
    assert url in members(desk, story)
    undo(desk, story)


def test_another_article_leads_by_hand(desk: Desk) -> None:
    story = desk.story
    rule(desk, story, kind="lead", article=OTHER)
    assert re.search(
        r'<article class="lead".*?chosen by a person to lead', desk.get(f"/stories/{story}").text, re.DOTALL
    )
    undo(desk, story)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": "burn"}, "is no decision: split, merge, lead or undo"),
        ({"kind": "split"}, "no article of the story was chosen"),
        ({"kind": "lead", "article": "https://example.org/unheard-of"}, "no article of the story was chosen"),
        ({"kind": "merge", "other": "nothing"}, "there is no story “nothing”"),
        ({"kind": "merge"}, "there is no story “”"),
        ({"kind": "undo", "number": "1e9"}, "is no number of a decision"),
        ({"kind": "undo", "number": "987654321"}, "there is no such decision"),
    ],
)
def test_what_cannot_be_decided_is_told_in_a_sentence(desk: Desk, form: dict[str, str], said: str) -> None:
    answer = rule(desk, desk.story, **form)
    assert (answer.status, said in answer.text) == (400, True)


@pytest.mark.parametrize("said", ["", "?kind=merge", "?kind=undo", "?kind=lead", "?kind=undo&number=" + "9" * 5_000])
def test_a_question_that_lacks_its_half_is_told_in_a_sentence(desk: Desk, said: str) -> None:
    answer = desk.get(f"/stories/{desk.story}/ruling{said}")
    assert (answer.status, "This could not be done" in answer.text) == (400, True)


def test_a_story_is_not_merged_with_itself(desk: Desk) -> None:
    answer = rule(desk, desk.story, kind="merge", other=desk.story)
    assert (answer.status, "with itself" in answer.text) == (400, True)


def test_all_articles_are_not_split_off(desk: Desk) -> None:
    alone = next(story for story in desk.stories if len(members(desk, story)) == 1)
    answer = rule(desk, alone, kind="split", article=next(iter(members(desk, alone))))
    assert (answer.status, "these are all articles" in answer.text) == (400, True)


def test_a_proposal_is_shown_and_declined(desk: Desk) -> None:
    number = desk.proposal(0.91)
    for page in ("/", "/stories"):
        assert f'action="/proposals/{number}"' in desk.get(page).text
    assert desk.post(f"/proposals/{number}", {"answer": "declined"}).status == 200
    assert f'action="/proposals/{number}"' not in desk.get("/").text


def test_a_proposal_is_accepted_once(desk: Desk) -> None:
    number = desk.proposal(0.92)
    assert "stands." in desk.post(f"/proposals/{number}", {"answer": "accepted"}).text
    again = desk.post(f"/proposals/{number}", {"answer": "accepted"})
    assert (again.status, "was accepted already, by desk" in again.text) == (400, True)
    undo(desk, desk.story)


def test_an_answer_is_one_of_two(desk: Desk) -> None:
    number = desk.proposal(0.93)
    answer = desk.post(f"/proposals/{number}", {"answer": "perhaps"})
    desk.post(f"/proposals/{number}", {"answer": "declined"})
    assert (answer.status, "is no answer" in answer.text) == (400, True)


def test_an_article_shows_what_its_outlet_changed_why_it_is_here_and_who_was_told(desk: Desk) -> None:
    text = desk.get(f"/articles?url={quote(article().url, safe='')}").text
    assert "<ins>not </ins>" in text
    assert re.search(r'<ul class="grave">.*<strong>negation</strong>', text, re.DOTALL)
    assert "<code>@nato AND @japan</code>" in text
    assert re.search(r"folder → <span class=\"address\">digests</span>: <span", text)


def test_a_mark_leads_back_to_the_article_where_it_was_made(desk: Desk) -> None:
    form = {"article": article().url, "watch": "nato-japan", "verdict": "noise", "back": "article"}
    text = desk.post("/mark", form).text
    desk.post("/mark", form | {"verdict": "none"})
    assert 'value="none" aria-pressed="true">noise' in text
    assert "Why it is here" in text
