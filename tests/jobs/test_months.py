"""A service that runs for months: what it did leaves nothing behind in its memory."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from monitor import bootstrap
from monitor.egress import read_url
from monitor.jobs import Verb
from monitor.jobs.local import LocalJobs
from monitor.newsroom.server import listen
from monitor.newsroom.sites import Paper
from monitor.services import poll
from tests.builders import outlet, source
from tests.jobs.conftest import MovedClock, Open, page, quiet

# Whose objects are counted: ours, the crawler's, and the tasks, futures and answers that both wait for.
COUNTED = ("monitor.", "spiders.", "scrapy.", "twisted.web", "twisted.internet.defer", "_asyncio")


class Site:
    """A feed and its pages, other ones every time; every fifth time it breaks, every seventh it hangs up."""

    def __init__(self) -> None:
        self.time = 0
        self.answered = 0

    def find(self, _: str, path: str) -> Paper | None:
        self.answered += 1
        if path == "/robots.txt" or self.time % 5 == 4:
            return None
        if path == "/feed":
            if self.time % 7 == 6:
                raise ConnectionResetError
            return self._paper(self._feed(), "application/rss+xml")
        return self._paper(page(self.time), "text/html")

    def _feed(self) -> str:
        links = (f"/news/{self.time}-{number}" for number in range(2))
        items = "".join(f"<item><title>News {link}</title><link>{link}</link></item>" for link in links)
        return f'<rss version="2.0"><channel><title>Paper</title>{items}</channel></rss>'

    @staticmethod
    def _paper(text: str, kind: str) -> Paper:
        return Paper(body=text.encode(), content_type=kind, changed=MovedClock().now)


@contextmanager
def served(site: Site) -> Iterator[str]:
    """Its address."""
    server = listen(site.find, lambda _: None)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def alive() -> Counter[str]:
    """Live objects by class. An address taken apart is remembered until a thousand others came: not counted."""
    read_url.cache_clear()
    gc.collect()
    names = (f"{type(one).__module__}.{type(one).__qualname__}" for one in gc.get_objects())
    return Counter(name for name in names if name.startswith(COUNTED))


def test_a_hundred_more_rounds_of_visits_leave_nothing_more_behind(
    open_app: Open, clock: MovedClock, tmp_path: Path
) -> None:
    site = Site()

    async def live(app: bootstrap.App, crawl: poll.Crawl) -> tuple[Counter[str], Counter[str]]:
        jobs = LocalJobs(app, crawl, set_up_logs=quiet)

        async def rounds(upto: int) -> Counter[str]:
            while site.time < upto:
                site.time += 1
                clock.on(hours=6)
                await jobs.run(Verb.POLL)
                await jobs.rest()
                await jobs.run(Verb.DIGEST)
                await jobs.run(Verb.DELIVER)
            return alive()

        counted = await rounds(20), await rounds(120)
        await jobs.stop()
        return counted

    with served(site) as home:
        of = outlet(homepage=f"{home}/", delay_seconds=0.0, sources=(source(url=f"{home}/feed"),))
        app = open_app(f"sqlite:///{tmp_path / 'f.sqlite3'}", outlets=(of,))
        before, after = bootstrap.with_crawler(app, lambda crawl: live(app, crawl))
    with app.store.reading() as work:
        assert work.documents.count_waiting(clock()) > 100
        assert len(work.polls.recent(of.sources[0].url, 1_000)) == 120
    # What a round leaves behind is a hundred more; a future of the round that was just counted is no leak.
    assert {name: more for name, more in (after - before).items() if more >= 10} == {}
