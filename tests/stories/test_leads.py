from datetime import timedelta

from monitor.model.articles import ArticleUrl
from monitor.model.stories import Membership, Relation, Sketch
from monitor.stories import Standings, lead
from tests.builders import NOW


def member(
    name: str, relation: Relation = Relation.REPORT, *, hours: int = 0, **fields: object
) -> tuple[Membership, Sketch]:
    values = {"outlet": name, "language": "en", "at": NOW + timedelta(hours=hours), "length": 3000} | fields
    sketch = Sketch(article=ArticleUrl(f"https://{name}.org/1"), **values)
    return Membership(article=sketch.article, relation=relation, method="event", score=1.0), sketch


def test_an_original_leads_before_a_copy() -> None:
    members = [member("early", Relation.COPY), member("late", hours=5, language="uk")]
    assert lead(members, language="en") == "https://late.org/1"


def test_the_readers_language_leads() -> None:
    assert (
        lead([member("ours", language="uk-UA"), member("theirs", language="en")], language="uk") == "https://ours.org/1"
    )


def test_the_better_ranked_outlet_leads() -> None:
    assert (
        lead([member("b"), member("a"), member("agency")], standings=Standings(ranks={"agency": 1, "a": 3}))
        == "https://agency.org/1"
    )


def test_the_fuller_text_leads_but_not_for_a_few_words() -> None:
    members = [
        member("first", length=3100),
        member("second", length=3900, hours=1),
        member("short", length=500, hours=-9),
    ]
    assert lead(members) == "https://first.org/1"
