"""A finding of the doctor, and those about the database itself and those who work on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.model.sentences import sentence
from monitor.model.workers import Presence, QueueDepth

# A worker is seen several times a minute.
SILENT = timedelta(minutes=1)
# Jobs are taken within seconds where a worker is free.
WAITED = timedelta(minutes=10)
# By a word of what either database says of itself; the first that fits.
_ADVICE_OF_DATABASE = (
    ("full", "Make room on its disk; farwatch housekeep --dry-run says what each table takes."),
    ("no space", "Make room on its disk; farwatch housekeep --dry-run says what each table takes."),
    ("locked", "Another process holds it: a backup of another tool, a shell, a copy of the service. It must let go."),
    ("connection", "Is PostgreSQL running, and does it let us in at this address?"),
    ("readonly", "Give the user of the service the right to write the file and its folder."),
    ("unable to open", "Give the user of the service the right to read and write the file and its folder."),
    ("malformed", "The file is damaged: farwatch restore puts the last backup in its place and keeps it aside."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong: what, in which way, what to do; `serious` where something may be missed.

    What is ours of the words is a Sentence, so that the desk says it in its reader's language.
    """

    about: str
    wrong: str
    advice: str
    serious: bool = True


def of_database(why: str) -> Finding:
    """A database that cannot be used; `why` is what the storage says."""
    said = why.casefold()
    advice = next((advice for word, advice in _ADVICE_OF_DATABASE if word in said), "Mend what the message says.")
    return Finding(about="database", wrong=why, advice=advice)


def of_workers(workers: Sequence[Presence]) -> list[Finding]:
    """Workers that went without a word, and versions side by side."""
    found = [
        Finding(
            about=sentence("worker {name}", name=one.worker.id),
            wrong=sentence(
                "was last seen {n} minutes ago and did not say goodbye", n=int(one.silent.total_seconds() // 60)
            ),
            advice=sentence("Others do its work. Did it crash, or is it cut off from the database? Its log says."),
            serious=False,
        )
        for one in workers
        if one.silent > SILENT
    ]
    versions = sorted({one.worker.version for one in workers if one.silent <= SILENT})
    if len(versions) > 1:
        advice = sentence("Fine while you update; update the others, too.")
        wrong = sentence("run versions {versions} side by side", versions=", ".join(versions))
        found.append(Finding(about=sentence("workers"), wrong=wrong, advice=advice, serious=False))
    return found


def of_queue(queue: Sequence[QueueDepth], workers: Sequence[Presence]) -> list[Finding]:
    """Verbs whose jobs nobody takes, or too few."""
    verbs = {verb for one in workers if one.silent <= SILENT for verb in one.worker.verbs}
    return [
        Finding(
            about=sentence("queue {verb}", verb=one.verb),
            wrong=sentence(
                "{n} jobs wait, the oldest for {minutes} minutes",
                n=one.waiting,
                minutes=int(one.oldest.total_seconds() // 60),
            ),
            advice=sentence("Start more workers: farwatch worker")
            if one.verb in verbs
            else sentence("No worker does this: farwatch worker --only {verb}", verb=one.verb),
        )
        for one in queue
        if one.oldest > WAITED
    ]
