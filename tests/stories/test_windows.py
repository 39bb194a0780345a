import numpy as np

from monitor import stories
from monitor.model.stories import OpenStory, Sketch, StoryId
from monitor.stories.windows import EVERYDAY, Window
from tests.builders import NOW, article


def test_a_rarer_word_weighs_more() -> None:
    window = Window()
    window.observe([stories.sketch(article(title="Japan opens"))] * 3 + [stories.sketch(article(title="Reykjavik"))])
    assert 0 < window.rarity("japan") < window.rarity("reykja") < window.rarity("never seen") == 1


def test_an_article_meets_those_that_share_what_is_rare() -> None:
    window, one = Window(), stories.sketch(article(title="Typhoon Koinu", text="Typhoon Koinu"))
    other = stories.sketch(article(url="https://example.org/2", title="Koinu nears", text="Koinu nears"))
    far = stories.sketch(article(url="https://example.org/3", title="Bank fails", text="Bank fails"))
    window.observe([one, other, far])
    indices = [window.put(sketch, StoryId(sketch.article)) for sketch in (one, other, far)]
    assert window.neighbours([one]) == [{indices[0], indices[1]}]


def test_a_window_over_stories_is_the_same_in_any_order() -> None:
    sketches = [stories.sketch(article(url=f"https://example.org/{n}", title=f"Koinu {n}")) for n in range(3)]
    open_stories = [OpenStory(id=StoryId(str(n)), first_seen=NOW, sketches=(one,)) for n, one in enumerate(sketches)]
    one, other = Window.of(open_stories), Window.of(open_stories[::-1])
    assert [one.sketches[index] for index in range(3)] == [other.sketches[index] for index in range(3)]
    assert (one.story_of, one.members) == (other.story_of, other.members)


def test_a_moved_article_leaves_no_empty_story() -> None:
    window, one = Window(), stories.sketch(article())
    index = window.put(one, StoryId("a"))
    window.move(index, StoryId("b"))
    assert (window.members, window.story_of) == ({StoryId("b"): [index]}, [StoryId("b")])


def _told(title: str, url: str = "https://example.org/late") -> Sketch:
    return stories.sketch(article(url=url, title=title, text=title))


def _crowd(count: int, few: int) -> Window:
    """A window of articles on storms, each a story of its own."""
    window = Window(few)
    for number in range(count):
        one = _told(f"Typhoon Koinu {number} hits Hualien", f"https://example.org/{number}")
        window.know([one])
        window.put(one, StoryId(str(number)))
    return window


def test_what_was_compared_before_its_turn_is_not_compared_again() -> None:
    window, late = _crowd(8, few=8), _told("Typhoon Koinu hits Hualien")
    stories.look_at([late], window)
    compared = dict(window.compared)
    stories.place_together([late], window)
    assert len(compared) >= 8
    assert window.compared == compared


def test_an_article_that_changed_since_it_was_looked_at_is_compared_as_it_is_now() -> None:
    window, renewed = _crowd(8, few=8), _told("Typhoon Koinu 1 hits Hualien")
    stories.look_at([_told("Bank of Japan raises rates")], window)
    assert stories.place(renewed, window) == stories.place(renewed, _crowd(8, few=8))
    assert stories.place(_told("Bank of Japan raises rates"), _crowd(8, few=8)).membership.method == "first"


def test_what_is_common_is_told_by_the_first_of_many() -> None:
    many, few = _crowd(40, few=32), _crowd(40, few=100)
    one = _told("Koinu nears")
    for window in (many, few):
        window.learn(len(window))
        window.observe([one])
    assert (many.crowd, few.crowd) == (40, 41)
    assert many.rarity("nears") == 1 > few.rarity("nears")


def _window_of_vectors(vectors: np.ndarray) -> Window:
    """A window with a story for each vector."""
    window = Window()
    for number, vector in enumerate(vectors):
        one = stories.sketch(article(url=f"https://example.org/{number}"), vector=vector.astype("<f2").tobytes())
        window.observe([one])
        window.put(one, StoryId(str(number)))
    window.measure()
    return window


def test_strangers_are_more_alike_where_all_is_about_one_thing() -> None:
    chance = np.random.default_rng(1)
    anything = chance.normal(size=(200, 64))
    of_two_kinds = chance.normal(size=(200, 64)) + 1.5 * np.repeat(chance.normal(size=(2, 64)), 100, axis=0)
    assert _window_of_vectors(of_two_kinds).strangers > 2 * _window_of_vectors(anything).strangers > 0


def test_a_window_without_vectors_holds_strangers_to_be_as_alike_as_everyday_news() -> None:
    window, one = Window(), stories.sketch(article())
    window.observe([one])
    window.put(one, StoryId("a"))
    window.measure()
    assert window.strangers == EVERYDAY
