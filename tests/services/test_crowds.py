"""Several processes that place on one PostgreSQL do what one would that met the same batches in the same order."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import groupby

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.model.articles import Article
from monitor.services.windows import Windows
from monitor.storage import open_store
from tests.conftest import emptied
from tests.services import crowds

# What befalls a batch, by the share of batches that it befalls.
FATES = st.sampled_from(["", "", "", "", "fail", "kill", "stop"])


@st.composite
def plans(draw: st.DrawFn) -> list[list[tuple[str, list[int], str]]]:
    """For two or three processes batches of any size, which share all articles, in the order of their publication."""
    processes = draw(st.integers(2, 3))
    found: list[list[tuple[str, list[int], str]]] = [[] for _ in range(processes)]
    start = 0
    while start < 60:
        size = draw(st.integers(1, 3) | st.integers(1, 20))
        batch = list(range(start, min(60, start + size)))
        found[draw(st.integers(0, processes - 1))].append((f"batch {start}", batch, draw(FATES)))
        start += size
    return found


def started(url: str, plan: list[tuple[str, list[int], str]]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.services.crowds", url, json.dumps(plan)]
    return subprocess.Popen(command, start_new_session=True)


def ended(process: subprocess.Popen[bytes]) -> int:
    """How a process ended; after each stop it goes on."""
    while True:
        _, status = os.waitpid(process.pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode
        os.kill(process.pid, signal.SIGCONT)


def rest(plan: list[tuple[str, list[int], str]]) -> list[tuple[str, list[int], str]]:
    """What a process does that is started again after it was killed: the batch that was lost, and those behind it."""
    lost = next(number for number, one in enumerate(plan) if one[2] == "kill")
    return [(plan[lost][0], plan[lost][1], ""), *plan[lost + 1 :]]


def run(url: str, plans: list[list[tuple[str, list[int], str]]]) -> None:
    """All processes at once; those that are killed are started again."""
    while plans:
        running = [started(url, plan) for plan in plans]
        # All are watched at once: who is paused in its turn holds up the others.
        with ThreadPoolExecutor() as watchers:
            codes = list(watchers.map(ended, running))
        assert set(codes) <= {0, -signal.SIGKILL}
        plans = [rest(plan) for plan, code in zip(plans, codes, strict=True) if code]


def committed(url: str) -> list[list[Article]]:
    """The batches in the order of their commits."""
    with closing(open_store(url)) as store, store.reading() as work:
        kept = work.articles.these([one.url for one in work.articles.since(None)])
    return [list(batch) for _, batch in groupby(kept, key=lambda one: one.author)]


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans())
def test_two_and_three_processes_place_as_one_would_in_the_order_of_commits(
    plan: list[list[tuple[str, list[int], str]]], postgres_database: str
) -> None:
    run(emptied(postgres_database), plan)
    batches = committed(postgres_database)
    with closing(open_store(postgres_database)) as store:
        found = crowds.partition(store)
    with closing(open_store(emptied(postgres_database))) as store:
        windows = Windows(crowds.FEW)
        for batch in batches:
            crowds.keep(store, batch, windows)
        assert crowds.partition(store) == found
    failed = {name for some in plan for name, _, fate in some if fate == "fail"}
    assert {batch[0].author for batch in batches} == {name for some in plan for name, *_ in some} - failed
