from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import stories
from monitor.model.articles import Article, ArticleUrl
from monitor.model.identity import story_id
from monitor.model.moments import Precision, Published
from monitor.model.outlets import OutletId
from monitor.model.stories import Membership, OpenStory, Placement, Relation, Sketch
from tests.builders import NOW, article
from tests.stories.test_quality import bench

PORT = """Dockworkers walked off the job at every port from Maine to Texas on Tuesday, the union said, closing terminals that
handle half of the country's seaborne trade. Some 45,000 longshoremen want a pay rise of 77 percent over six years and a ban
on cranes that work without a driver. Retailers have brought in goods early, and economists put the cost of the walkout at
5 billion dollars a day."""
PORT_EDITED = (
    PORT.replace("walked off the job", "downed tools").replace("Some 45,000", "About 45,000").split(" Retailers")[0]
)


def report(number: int, title: str, text: str = "", *, hours: float = 0, **fields: object) -> Article:
    at = NOW + timedelta(hours=hours)
    return article(
        url=ArticleUrl(f"https://outlet{number}.example.org/{number}"),
        outlet=OutletId(f"outlet{number}"),
        title=title,
        text=text or title,
        published=Published(at=at, precision=Precision.MINUTE),
        first_seen=at,
        **fields,
    )


def together(*articles: Article) -> list[tuple[Relation, str]]:
    """Relation and, instead of its hash, the number of the article that opened the story."""
    opened = {story_id(one.url): one.url.rsplit("/", 1)[1] for one in articles}
    placed = stories.place_together([stories.sketch(one) for one in articles], [])
    return [(placement.membership.relation, opened[placement.story]) for placement in placed]


def test_the_first_article_opens_a_story_of_its_own() -> None:
    one = report(1, "Dockworkers walk out", PORT)
    first = Membership(article=one.url, relation=Relation.LEAD, method="first", score=1.0)
    assert stories.place(stories.sketch(one), []) == Placement(story=story_id(one.url), membership=first)


def test_an_edited_text_is_a_copy() -> None:
    placed = together(
        report(1, "Dockworkers walk out", PORT), report(2, "Ports closed by strike", PORT_EDITED, hours=3)
    )
    assert placed == [(Relation.LEAD, "1"), (Relation.COPY, "1")]


def test_a_copy_says_how_much_of_the_text_and_what_it_shares() -> None:
    one, other = report(1, "Dockworkers walk out", PORT), report(2, "Ports closed by strike", PORT_EDITED, hours=3)
    membership = stories.place_together([stories.sketch(one), stories.sketch(other)], [])[1].membership
    assert membership.method == "copy"
    assert membership.evidence[0].endswith("% of the shorter text")
    assert "names: Maine, Texas" in membership.evidence
    assert membership.evidence[-1] == "3 hours apart"


def test_a_text_in_traditional_signs_is_a_copy_of_the_simplified_one() -> None:
    simplified = (
        "外交部长周二抵达澳大利亚首都堪培拉，开始为期三天的正式访问，并将同澳大利亚外长就双边贸易与铁矿石合作交换意见。"
    )
    traditional = (
        "外交部長週二抵達澳大利亞首都堪培拉，開始為期三天的正式訪問，並將同澳大利亞外長就雙邊貿易與鐵礦石合作交換意見。"
    )
    placed = together(report(1, "外长抵达堪培拉", simplified * 2), report(2, "外長抵達堪培拉", traditional * 2))
    assert placed == [(Relation.LEAD, "1"), (Relation.COPY, "1")]


def test_two_reports_of_one_event_are_one_story() -> None:
    text = "Typhoon Koinu hit Hualien in eastern Taiwan. Thousands left their homes."
    other = "More than 3,000 people were brought to safety in Hualien as typhoon Koinu reached the east of Taiwan."
    placed = together(
        report(1, "Typhoon Koinu hits Taiwan's Hualien", text), report(2, "Typhoon Koinu reaches Hualien", other)
    )
    assert placed == [(Relation.LEAD, "1"), (Relation.REPORT, "1")]


@pytest.mark.parametrize(
    ("one", "other", "hours"),
    [
        ("ЄС ухвалив 12-й пакет санкцій проти Росії", "ЄС ухвалив 13-й пакет санкцій проти Росії", 3),
        ("EU adopts twelfth package of sanctions on Russia", "EU adopts 13th package of sanctions on Russia", 3),
        ("NATO foreign ministers meet in Brussels", "NATO leaders meet in Brussels", 7 * 24),
        ("Foreign minister arrives in Canberra for talks", "Foreign minister arrives in Canberra for talks", 30 * 24),
        ("За добу відбулося 120 бойових зіткнень", "За добу відбулося 135 бойових зіткнень", 24),
    ],
)
def test_look_alikes_stay_apart(one: str, other: str, hours: float) -> None:
    assert together(report(1, one), report(2, other, hours=hours)) == [(Relation.LEAD, "1"), (Relation.LEAD, "2")]


def test_a_daily_column_is_no_story() -> None:
    monday = report(1, "Morning briefing: what you need to know today")
    tuesday = report(2, "Morning briefing: what you need to know today", hours=24)
    sketches = [stories.sketch(article(**_fields(one), outlet=OutletId("same"))) for one in (monday, tuesday)]
    assert [one.membership.method for one in stories.place_together(sketches, [])] == ["first", "first"]


def _fields(one: Article) -> dict[str, object]:
    names = ("url", "title", "text", "published", "first_seen")
    return {name: getattr(one, name) for name in names}


def test_a_stock_quotation_joins_nothing() -> None:
    quotation = '"What happens in Europe matters to Asia, and what happens in Asia matters to Europe," the secretary general said.'
    one = report(1, "Fund for Ukraine discussed", f"Ministers discussed a fund of 40 billion euros. {quotation}")
    other = report(
        2, "Madrid wins exemption", f"Spain will spend less than its allies on defence. {quotation}", hours=5
    )
    assert together(one, other) == [(Relation.LEAD, "1"), (Relation.LEAD, "2")]


def test_an_open_story_takes_the_article_and_keeps_its_name() -> None:
    told = stories.sketch(report(1, "Dockworkers walk out", PORT))
    story = OpenStory(id=story_id(ArticleUrl("https://older.example.org/0")), first_seen=NOW, sketches=(told,))
    placed = stories.place(stories.sketch(report(2, "Ports closed by strike", PORT_EDITED, hours=3)), [story])
    assert (placed.story, placed.membership.relation) == (story.id, Relation.COPY)


def test_a_window_takes_in_what_is_placed() -> None:
    window = stories.Window.of([])
    first = stories.place(stories.sketch(report(1, "Dockworkers walk out", PORT)), window)
    second = stories.place(stories.sketch(report(2, "Ports closed by strike", PORT_EDITED, hours=3)), window)
    assert second.story == first.story


def test_an_article_without_text_has_a_place() -> None:
    assert [relation for relation, _ in together(report(1, "—", " "), report(2, "!", " "))] == [Relation.LEAD] * 2


HEADLINES = [
    "Typhoon Koinu hits Taiwan's Hualien",
    "Typhoon Koinu reaches Hualien, Taiwan",
    "Тайфун «Койну» дістався Тайваню",
    "EU adopts 12th package of sanctions",
    "EU adopts 13th package of sanctions",
    "ЄС ухвалив 12-й пакет санкцій",
    "北朝鮮が弾道ミサイル発射",
    "北朝鮮、弾道ミサイルを発射　防衛省",
    "북한, 탄도미사일 발사",
    "朝鲜发射弹道导弹",
    "Dockworkers walk out",
]
SKETCHES = [
    stories.sketch(report(n, title, PORT if n % 4 == 0 else "", hours=n * 5)) for n, title in enumerate(HEADLINES)
]


@settings(max_examples=30, deadline=None)
@given(st.permutations(SKETCHES), st.integers(0, len(SKETCHES)))
def test_the_order_of_articles_that_arrive_together_changes_nothing(order: list[Sketch], opened: int) -> None:
    by_article = {one.article: one for one in SKETCHES}
    open_stories = [
        OpenStory(id=story_id(ArticleUrl(f"https://old.example.org/{n}")), first_seen=NOW, sketches=(one,))
        for n, one in enumerate(SKETCHES[:opened])
    ]
    arriving = [one for one in order if one.article not in {two.article for two in SKETCHES[:opened]}]
    expected = {placed.membership.article: placed for placed in stories.place_together(SKETCHES[opened:], open_stories)}
    found = stories.place_together(arriving, open_stories[::-1])
    assert [placed.membership.article for placed in found] == [one.article for one in arriving]
    assert {placed.membership.article: placed for placed in found} == expected
    assert set(expected) <= set(by_article)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(SKETCHES), max_size=12))
def test_placing_is_a_partition_with_one_lead_each(arriving: list[Sketch]) -> None:
    placed = {one.membership.article: one for one in stories.place_together(arriving, [])}
    leads = [one for one in placed.values() if one.membership.relation is Relation.LEAD]
    assert set(placed) == {one.article for one in arriving}
    assert sorted(one.story for one in leads) == sorted({one.story for one in placed.values()})
    assert all(one.story == story_id(one.membership.article) for one in leads)


def test_a_long_story_still_takes_reports_that_arrive_together() -> None:
    titles = (
        "Typhoon Koinu hits Taiwan's Hualien",
        "Typhoon Koinu reaches Hualien",
        "Hualien braces as typhoon Koinu nears",
    )
    told = tuple(stories.sketch(report(n, titles[n % 3], hours=n / 10)) for n in range(60))
    story = OpenStory(id=story_id(told[0].article), first_seen=NOW, sketches=told)
    arriving = [stories.sketch(report(100 + n, "Typhoon Koinu batters Hualien", hours=n)) for n in range(6)]
    placed = stories.place_together(arriving, [story])
    assert {placement.story for placement in placed} == {story.id}


def test_an_undated_article_counts_from_when_it_was_seen() -> None:
    dated = report(1, "Typhoon Koinu hits Taiwan's Hualien")
    undated = article(**_fields(report(2, "Typhoon Koinu hits Hualien, Taiwan", hours=2)) | {"published": None})
    late = article(**_fields(report(3, "Typhoon Koinu hits Hualien, Taiwan", hours=9 * 24)) | {"published": None})
    placed = stories.place_together([stories.sketch(one) for one in (dated, undated, late)], [])
    assert [one.membership.method for one in placed] == ["first", "event", "first"]


def _rewordings() -> tuple[list[str], list[Article], list[tuple[int, int]]]:
    return bench().read_articles("rewordings.txt")


def test_a_text_retold_sentence_by_sentence_is_a_copy_and_an_own_report_is_none() -> None:
    labels, articles, copies = _rewordings()
    placed = stories.place_together([stories.sketch(one) for one in articles], [])
    relations = {one.outlet: placement.membership.relation for one, placement in zip(articles, placed, strict=True)}
    assert [articles[one].outlet for one, _ in copies if relations[articles[one].outlet] is not Relation.COPY] == []
    assert [outlet for outlet in relations if outlet.endswith("-own") and relations[outlet] is Relation.COPY] == []
    assert len(labels) == len(placed)


def test_a_closing_paragraph_of_the_house_makes_no_copy() -> None:
    tail = "\nAs reported earlier, the port has published its plan for next year. Follow our channel for more of such news."
    one = report(1, "Dockworkers walk out", "Dockworkers in Maine have walked off the job over pay." + tail)
    other = report(2, "Panda cub born", "A giant panda has had a cub at the zoo of Edinburgh." + tail, hours=2)
    assert together(one, other) == [(Relation.LEAD, "1"), (Relation.LEAD, "2")]
