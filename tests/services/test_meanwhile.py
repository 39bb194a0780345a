"""What a person changes while a digest is being written counts for it, and loses nothing; on both databases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from monitor.model.digests import Subscription
from monitor.model.seams import Writers
from monitor.services.digest import digests_due
from monitor.services.farewells import Reader, unsubscribe
from monitor.storage import Store
from tests.builders import NOW
from tests.services.test_ledger import HOUR, READER, add_story, begin

TWO = replace(READER, recipients=("a@example.org", "b@example.org"), language="uk")


class Slow:
    """A translation service during whose answer something happens."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        self._meanwhile = meanwhile

    def translate(self, texts: Sequence[str], *, into: str) -> tuple[str, ...]:
        self._meanwhile()
        return tuple(texts)


def leave(store: Store) -> None:
    unsubscribe(store, Reader(subscription=TWO.id, recipient="a@example.org"), NOW)


def end(store: Store) -> None:
    with store.begin() as work:
        work.subscriptions.remove(TWO.id)


def keep(store: Store, one: Subscription) -> None:
    with store.begin() as work:
        work.subscriptions.add(one)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (leave, {("mail", "b@example.org")}),
        (end, set()),
        (
            lambda store: keep(store, replace(TWO, channel="slack")),
            {("slack", "a@example.org"), ("slack", "b@example.org")},
        ),
    ],
)
def test_a_digest_goes_to_whom_it_would_go_when_it_is_kept(
    store: Store, change: Callable[[Store], None], told: set[tuple[str, str]]
) -> None:
    begin(store, TWO)
    add_story(store, 1, NOW - HOUR)
    digests_due(store, now=NOW, writers=Writers(translator=Slow(lambda: change(store))))
    digests_due(store, now=NOW + HOUR)
    with store.reading() as work:
        waiting = {(one.channel, one.recipient) for one in work.deliveries.due(NOW + HOUR)}
    assert waiting == told
