"""How fast digests are composed, rendered and mailed: python -m bench.digests [--subscriptions N] [--mails N]

Composes and renders digests for 1,000 subscriptions over 100,000 articles (synthetic: five watches answered in turn,
2.5 articles a story, some 3,000 characters each; a subscription has 60 stories to tell), then sends the largest 10,000
times to an SMTP server on loopback, and a digest to 10,000 readers through the ledger on SQLite. A line a figure; the
processor's time stands beside the wall's, for machines that are shared.
"""

from __future__ import annotations

import argparse
import random
import resource
import socket
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Session

from monitor.channels import open_channel
from monitor.digests import address, compose, read_schedule, render
from monitor.egress import EgressGate
from monitor.model.articles import Article, ArticleUrl
from monitor.model.channels import ChannelSettings
from monitor.model.digests import Candidate, Coverage, DeliveryState, HitSpan, Subscription, SubscriptionId
from monitor.model.identity import story_id
from monitor.model.messages import Format, Message
from monitor.model.moments import Precision, Published
from monitor.model.outlets import OutletId
from monitor.model.stories import Membership, Placement, Relation, Sketch, StoryId
from monitor.model.watches import Hit, Match, Watch, WatchId
from monitor.services.deliver import deliver as send_waiting
from monitor.services.digest import digests_due
from monitor.storage import Store, open_store

NOW = datetime(2026, 11, 2, 5, 0, tzinfo=UTC)
SENTENCES = (
    "Північноатлантичний альянс планує відкрити представництво в Японії. ",
    "Japonia chce bliższej współpracy z NATO, powiedział minister obrony. ",
    "Japan and NATO agreed on a partnership programme for the coming years. ",
    "日本とNATOは協力を強化する方針を確認した。",
)
STORIES_TOLD = 60
WATCHES = tuple(Watch(id=WatchId(f"w{n}"), name=f"Watch {n}", query="@nato", order=n) for n in range(5))


def archive(articles: int) -> list[list[Candidate]]:
    """Stories, each the list of its articles."""
    chance = random.Random(1)
    stories: list[list[Candidate]] = []
    for number in range(articles):
        if not stories or chance.random() < 0.4:
            stories.append([])
        home = stories[-1]
        home.append(article(number, story=len(stories), lead=not home, chance=chance))
    return stories


def article(number: int, *, story: int, lead: bool, chance: random.Random) -> Candidate:
    text = "\n".join(chance.choice(SENTENCES) * 3 for _ in range(15))
    starts = [start for word in ("NATO", "Japan", "Японії") if (start := text.find(word, 400)) >= 0]
    spans = tuple(HitSpan(field="text", start=start, end=start + 4, term="@nato") for start in starts)
    return Candidate(
        story=StoryId(f"s{story}"),
        article=ArticleUrl(f"https://outlet{number % 300}.example/news/{number}"),
        outlet=f"outlet{number % 300}",
        outlet_name=f"Outlet {number % 300}",
        outlet_rank=1 + number % 3,
        language=("uk", "pl", "en", "ja")[number % 4],
        title=chance.choice(SENTENCES).strip(),
        text=text,
        published=Published(at=NOW - timedelta(minutes=number % 1440), precision=Precision.MINUTE),
        first_seen=NOW - timedelta(minutes=number % 1440),
        relation="lead" if lead else "report",
        cites=("Reuters",),
        matches=((WATCHES[story % 5].id, spans),),
    )


def subscription(number: int) -> Subscription:
    return Subscription(
        id=SubscriptionId(f"reader{number}"),
        name=f"Reader {number}",
        watches=(),
        schedule=read_schedule("daily 07:00", "Europe/Kyiv"),
        channel="mail",
        recipients=(f"reader{number}@example.org",),
        language=("en", "uk", "pl", "ja")[number % 4],
        created_at=NOW - timedelta(days=9),
        covered_until=NOW - timedelta(days=1),
    )


def digests(subscriptions: int, articles: int) -> Iterator[Message]:
    """Composed and rendered; prints what it took."""
    stories = archive(articles)
    chance = random.Random(2)
    coverage = Coverage(outlets=300, polled=300, articles=articles)
    composing = rendering = 0.0
    for number in range(subscriptions):
        reader = subscription(number)
        undelivered = [one for story in chance.sample(stories, STORIES_TOLD) for one in story]
        begin = time.process_time()
        digest = compose(reader, watches=WATCHES, candidates=undelivered, coverage=coverage, period_end=NOW)
        delivery = address(digest, reader, NOW)[0]
        middle = time.process_time()
        message = render(digest, delivery, Format.EMAIL, date=NOW)
        composing, rendering = composing + middle - begin, rendering + time.process_time() - middle
        yield message
    for verb, seconds in (("compose", composing), ("render mail", rendering)):
        each = 1000 * seconds / subscriptions
        print(f"{verb}: {each:.1f} ms of processor a digest of {STORIES_TOLD} stories, {seconds:.1f} s in all")


class Stopwatch:
    """Since it was made: the wall's time and the processor's, the SMTP server's thread included."""

    def __init__(self) -> None:
        self._wall, self._processor = time.perf_counter(), time.process_time()

    def rate(self, done: int) -> str:
        wall, processor = time.perf_counter() - self._wall, time.process_time() - self._processor
        return f"{done / wall:.0f} a second, {1000 * processor / done:.1f} ms of processor each"


class Count:
    """An SMTP server's handler that counts mails and sessions."""

    def __init__(self) -> None:
        self.mails = 0
        self.sessions = 0

    async def handle_EHLO(
        self, _: object, session: Session, __: object, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.sessions += 1
        return responses

    async def handle_DATA(self, *_: object) -> str:
        self.mails += 1
        return "250 OK"


def deliver(message: Message, mails: int) -> None:
    """By the channel alone, then by the whole road: claimed, written into the journal, sent, kept."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    count = Count()
    controller = Controller(count, hostname="127.0.0.1", port=port)
    controller.start()
    settings = ChannelSettings(
        name="mail", kind="email", host="127.0.0.1", port=port, security="none", sender="farwatch@example.org"
    )
    channel = open_channel(settings, gate=EgressGate(allow=(f"127.0.0.1:{port}",)), secrets={})
    watch = Stopwatch()
    for number in range(mails):
        channel.send(message, f"reader{number}@example.org")
    channel.rest()
    print(f"channel: {count.mails} of {mails} mails, {watch.rate(mails)}, {count.sessions} connections")
    count.mails = count.sessions = 0
    with tempfile.TemporaryDirectory() as folder:
        store = with_readers(open_store(f"sqlite:///{folder}/farwatch.sqlite3"), mails)
        watch = Stopwatch()
        report = send_waiting(store, lambda _: channel, clock=lambda: NOW)
        sent = report.count(DeliveryState.SENT)
        print(f"deliver: {count.mails} of {sent} mails, {watch.rate(sent)}, {count.sessions} connections")
        store.close()
    controller.stop()


def with_readers(store: Store, readers: int) -> Store:
    """A digest of sixty stories waits for so many readers."""
    reader = replace(subscription(0), recipients=tuple(f"reader{number}@example.org" for number in range(readers)))
    with store.begin() as work:
        work.watches.add(WATCHES[0])
        work.subscriptions.add(reader)
        for number in range(STORIES_TOLD):
            found = article(number, story=0, lead=True, chance=random.Random(number))
            one = Article(
                url=found.article,
                outlet=OutletId(found.outlet),
                title=found.title,
                text=found.text,
                published=found.published,
                language=found.language,
                first_seen=found.first_seen,
            )
            ((watch, spans),) = found.matches
            hits = tuple(Hit(field="text", start=s.start, end=s.end, form="NATO", term="@nato") for s in spans)
            lead = Membership(article=one.url, relation=Relation.LEAD, method="first", score=1.0)
            sketch = Sketch(article=one.url, outlet=one.outlet, language="en", at=NOW, length=10)
            work.articles.keep(one)
            work.matches.keep((Match(watch=watch, article=one.url, hits=hits),), NOW - timedelta(hours=1))
            work.stories.keep(Placement(story=story_id(one.url), membership=lead), sketch, NOW)
    composed = digests_due(store, now=NOW)
    assert [len(one.digest.items) for one in composed] == [STORIES_TOLD]
    return store


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscriptions", type=int, default=1000)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--mails", type=int, default=10_000)
    options = parser.parse_args()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    largest = max(digests(options.subscriptions, options.articles), key=lambda message: len(message.part("html")))
    print(f"largest HTML part: {len(largest.part('html').encode())} bytes")
    deliver(largest, options.mails)
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
