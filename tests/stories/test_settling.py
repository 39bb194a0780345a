"""Originals before copies, whichever came first; one lead; and stories that a late report bridges."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitor.model.articles import ArticleUrl
from monitor.model.identity import story_id
from monitor.model.stories import Membership, OpenStory, Placement, Relation, Sketch, StoryId
from monitor.stories import Member, Standings, Window, bridges, lead, settled, sketch
from monitor.stories.leads import BY_HAND, CHOSEN
from tests.builders import NOW, article

TEXT = (
    "Dockworkers walked off the job at every port from Maine to Texas on Tuesday, the union said, closing terminals that "
    "handle half of the seaborne trade. Some 45,000 longshoremen want a pay rise of 77 percent over six years."
)
KNOWN = Standings(ranks={"agency": 1, "daily": 2, "mirror": 3}, aggregators=frozenset({"mirror"}))


def member(outlet: str, relation: Relation, *, minutes: int = 0, method: str = "copy", **fields: object) -> Member:
    one = sketch(article(url=ArticleUrl(f"https://{outlet}.org/1"), outlet=outlet, text=TEXT))
    one = replace(one, at=NOW + timedelta(minutes=minutes), **fields)
    return Membership(article=one.article, relation=relation, method=method, score=0.9), one


def relations(*members: Member) -> list[Relation]:
    return [one.relation for one in settled(members, standings=KNOWN)]


LEAD, COPY, REPORT = Relation.LEAD, Relation.COPY, Relation.REPORT


def test_an_aggregator_that_came_first_is_the_copy_of_what_came_later() -> None:
    assert relations(member("mirror", LEAD, method="first"), member("daily", COPY, minutes=-30)) == [COPY, LEAD]


def test_who_names_the_other_as_its_source_is_the_copy() -> None:
    taker = member("daily", LEAD, method="first", minutes=-9, cites=("agency",))
    assert relations(taker, member("agency", COPY)) == [COPY, LEAD]


def test_who_published_later_is_the_copy_though_it_was_seen_first() -> None:
    assert relations(member("daily", LEAD, method="first", minutes=40), member("agency", COPY)) == [COPY, LEAD]


def test_a_copy_that_is_one_stays_one() -> None:
    assert relations(member("agency", LEAD, method="first"), member("daily", COPY, minutes=40)) == [LEAD, COPY]


def test_a_report_in_its_own_words_takes_no_copys_place() -> None:
    other = member("daily", REPORT, method="event", minutes=-50, minhash=b"")
    assert relations(member("agency", LEAD, method="first"), other) == [LEAD, REPORT]


def test_the_reason_is_kept_with_the_copy() -> None:
    members = (member("mirror", LEAD, method="first"), member("daily", COPY))
    assert settled(members, standings=KNOWN)[0].evidence == ("an aggregator's repost of https://daily.org/1",)


def test_what_a_person_chose_is_left_alone() -> None:
    chosen = member("mirror", LEAD, method=CHOSEN)
    assert relations(chosen, member("daily", COPY)) == [LEAD, COPY]
    assert relations(member("mirror", LEAD, method="first"), member("daily", COPY, method=BY_HAND))[1] is COPY


def test_a_better_ranked_report_that_comes_later_leads() -> None:
    one, other = member("daily", LEAD, method="first"), member("agency", REPORT, method="event", minutes=90)
    assert relations(one, other) == [REPORT, LEAD]
    assert lead([one, other], standings=KNOWN) == "https://agency.org/1"


def test_settling_twice_is_settling_once() -> None:
    members = (member("mirror", LEAD, method="first"), member("daily", COPY), member("agency", COPY, minutes=-5))
    once = settled(members, standings=KNOWN)
    again = settled([(one, two) for one, (_, two) in zip(once, members, strict=True)], standings=KNOWN)
    assert again == once
    assert [one.relation for one in once].count(LEAD) == 1


def story(*sketches: Sketch) -> OpenStory:
    return OpenStory(id=story_id(sketches[0].article), first_seen=NOW, sketches=sketches)


def sketched(name: str, text: str) -> Sketch:
    one = article(url=ArticleUrl(f"https://{name}.org/1"), outlet=name, title=text[:60], text=text)
    return sketch(one)


def joined(late: Sketch, one: OpenStory, other: OpenStory) -> list[tuple[StoryId, StoryId]]:
    window = Window.of([one, other])
    window.observe([late])
    window.put(late, one.id)
    report = Membership(article=late.article, relation=REPORT, method="event", score=0.6)
    placed = ((late, Placement(story=one.id, membership=report)),)
    return [(found.story, found.other) for found in bridges(placed, window, known=frozenset({one.id, other.id}))]


def test_a_report_as_near_to_another_story_bridges_the_two() -> None:
    one, other = story(sketched("a", TEXT)), story(sketched("b", TEXT.replace("Tuesday", "the morning")))
    assert joined(sketched("c", TEXT + " Talks go on."), one, other) == [(one.id, other.id)]


def test_a_report_that_is_near_to_one_story_bridges_nothing() -> None:
    rain = (
        "Rain fell on Lisbon all day and the river rose by a metre, the weather office of Portugal said in the evening."
    )
    assert joined(sketched("c", TEXT + " Talks go on."), story(sketched("a", TEXT)), story(sketched("b", rain))) == []
