"""The stream's page: what a reader chose goes along to its next page."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from monitor.model.stories import StoryId
from monitor.model.volumes import Numbers, Place, StreamFilter
from monitor.model.watches import WatchId
from monitor.newsdesk.stories import StreamPage, card_of
from monitor.pages.charts import chart
from monitor.pages.frames import Frame
from monitor.pages.rendering import render
from tests.builders import NOW, watch
from tests.web.conftest import Desk


def shown(desk: Desk, chosen: StreamFilter) -> str:
    with desk.app.store.reading() as work:
        stories = work.stream.of(StreamFilter(), 1)
    page = StreamPage(
        chosen=chosen,
        asked="",
        error="",
        cards=tuple(card_of(story, {}, {}) for story in stories),
        watches=(watch("@nato", id="nato"),),
        outlets=(),
        languages=(),
        numbers=Numbers(watches={}, outlets={}, languages={}),
        days=chart("stories a day", []),
        dates=(),
        proposals=(),
        next=Place(first_seen=NOW, story=StoryId("story")),
    )
    return render("stories.html", Frame(title="Stories", room="/stories", now=NOW), page)


@pytest.mark.parametrize(
    ("chosen", "value"),
    [
        (StreamFilter(wanted=True), "*"),
        (StreamFilter(watch=WatchId("nato")), "nato"),
        (StreamFilter(), ""),
    ],
)
def test_which_watches_were_chosen_stands_in_the_form_and_goes_along(
    desk: Desk, chosen: StreamFilter, value: str
) -> None:
    text = shown(desk, chosen)
    (earlier,) = re.findall(r'rel="next" href="/stories([^"]*)"', text)
    assert re.findall(r'<option value="([^"]*)" selected>', text) == ([value] if value else [])
    assert parse_qs(urlsplit(html.unescape(earlier)).query).get("watch", [""]) == [value]


def test_any_watch_is_a_choice(desk: Desk) -> None:
    chosen = desk.get("/stories?watch=*").text
    assert 'href="/stories/' + desk.story in chosen
    assert "Wheat harvest" not in chosen
