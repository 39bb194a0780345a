"""Where rows stand on their way; only this room knows these words."""

from __future__ import annotations

from enum import StrEnum


class EntryState(StrEnum):
    """An announced entry whose page is `fetched` is never fetched again; one `given-up` neither."""

    ANNOUNCED = "announced"
    MISSED = "missed"
    FETCHED = "fetched"
    GIVEN_UP = "given-up"


class DocumentState(StrEnum):
    WAITING = "waiting"
    INGESTED = "ingested"
    REJECTED = "rejected"


class Kept(StrEnum):
    """What keeping an article came to."""

    NEW = "new"
    REVISED = "revised"
    KNOWN = "known"
