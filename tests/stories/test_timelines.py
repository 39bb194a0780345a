from __future__ import annotations

from datetime import timedelta

from monitor.model.articles import ArticleUrl
from monitor.model.listings import StoryArticle, StoryListing
from monitor.model.moments import Precision, Published
from monitor.model.stories import Relation, StoryId
from monitor.stories import chain, timeline
from tests.builders import NOW


def report(outlet: str, *, hours: float, **fields: object) -> StoryArticle:
    at = NOW + timedelta(hours=hours)
    values = {
        "url": ArticleUrl(f"https://{outlet}.org/1"),
        "outlet": outlet,
        "outlet_name": outlet.title(),
        "language": "en",
        "country": "GB",
        "title": "Title",
        "published": Published(at=at, precision=Precision.MINUTE),
        "first_seen": at + timedelta(minutes=5),
        "relation": Relation.REPORT,
        "method": "event",
        "score": 0.5,
    }
    return StoryArticle(**values | fields)  # type: ignore[arg-type]


def story(*articles: StoryArticle) -> StoryListing:
    return StoryListing(id=StoryId("s"), title="Title", first_seen=NOW, articles=articles)


def test_reports_stand_by_their_moments_and_say_what_they_were_first_of() -> None:
    found = timeline(
        story(
            report("late", hours=3, language="uk", country="UA"),
            report("first", hours=0),
            report("second", hours=1, country="PL"),
        )
    )
    assert [(step.article.outlet, step.first_of) for step in found.steps] == [
        ("first", ("all",)),
        ("second", ("country",)),
        ("late", ("country", "language")),
    ]
    assert (found.outlets, found.countries, found.languages) == (3, ("GB", "PL", "UA"), ("en", "uk"))


def test_a_date_after_it_was_seen_is_not_believed() -> None:
    future = Published(at=NOW + timedelta(days=9), precision=Precision.MINUTE)
    (step,) = timeline(story(report("a", hours=0, published=future))).steps
    assert (step.at, step.dated) == (NOW + timedelta(minutes=5), False)


def test_a_day_is_as_late_as_its_end() -> None:
    day = Published(at=NOW.replace(hour=0), precision=Precision.DAY)
    found = timeline(story(report("day", hours=2, published=day), report("hour", hours=1)))
    assert [step.article.outlet for step in found.steps] == ["hour", "day"]


def test_a_chain_follows_who_names_whom() -> None:
    bastion = report("bastion", hours=1, cites=("nikkei", "CNN"))
    mirror = report("mirror", hours=2, cites=("bastion",))
    listing = story(bastion, mirror)
    assert chain(bastion, listing, {"nikkei": "Nikkei Asia"}) == "Bastion ← Nikkei Asia, CNN"
    assert chain(mirror, listing, {"nikkei": "Nikkei Asia"}) == "Mirror ← Bastion ← Nikkei Asia, CNN"


def test_outlets_that_name_each_other_end_a_chain() -> None:
    one, other = report("one", hours=1, cites=("other",)), report("other", hours=2, cites=("one",))
    assert chain(one, story(one, other)) == "One ← Other"
