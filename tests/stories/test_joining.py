from monitor.model.stories import StoryId
from monitor.stories.joining import Group, joined
from monitor.stories.likeness import Likeness

TOLD = StoryId("told")


def grouped(pairs: dict[tuple[int, int], float], *, size: int) -> list[int]:
    """The group of each of `size` new articles."""
    story_of = [StoryId(f"arriving {index}") for index in range(size)]
    groups = {story_of[index]: Group(arrivals=[index]) for index in range(size)}
    found = joined(groups, {pair: Likeness(score=score) for pair, score in pairs.items()}, story_of)
    number = {index: place for place, group in enumerate(found.values()) for index in group.arrivals}
    return [number[index] for index in range(size)]


def test_one_near_pair_does_not_chain_strangers() -> None:
    pair = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.5}
    assert grouped(pair, size=4) == [0, 0, 1, 1]


def test_a_loose_story_takes_a_loose_report_and_a_tight_one_does_not() -> None:
    weak = {(index, 5): 0.3 for index in range(5)}
    assert joined_told(weak, cohesion=0.3)
    assert not joined_told(weak, cohesion=0.95)


def joined_told(pairs: dict[tuple[int, int], float], *, cohesion: float) -> bool:
    """Whether the sixth article joins an open story of five."""
    groups = {TOLD: Group(told=(0, 1, 2, 3, 4), within=5 + 20 * cohesion), StoryId("new"): Group(arrivals=[5])}
    likes = {pair: Likeness(score=score) for pair, score in pairs.items()}
    return TOLD in joined(groups, likes, [TOLD] * 5 + [StoryId("new")])


def test_a_certain_stranger_keeps_groups_apart() -> None:
    assert grouped({(0, 1): 0.9, (0, 2): 0.6, (1, 2): -1.0}, size=3) == [0, 0, 1]


def test_a_copy_joins_whatever_else_is_said() -> None:
    groups = {StoryId(name): Group(arrivals=[index]) for index, name in enumerate("ab")}
    found = joined(groups, {(0, 1): Likeness(score=0.0, copied=0.7)}, [StoryId("a"), StoryId("b")])
    assert [group.arrivals for group in found.values()] == [[0, 1]]


def test_open_stories_are_never_joined_with_one_another() -> None:
    other = StoryId("other")
    groups = {TOLD: Group(told=(0,)), other: Group(told=(1,)), StoryId("new"): Group(arrivals=[2])}
    likes = {(0, 2): Likeness(score=0.9), (1, 2): Likeness(score=0.8)}
    found = joined(groups, likes, [TOLD, other, StoryId("new")])
    assert {story: group.arrivals for story, group in found.items()} == {TOLD: [2]}
