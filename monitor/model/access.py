"""Who may use the web desk and its API: users with their sessions, and programs with their tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from monitor.model.moments import require_aware

# The normal form of a name (monitor.services.access), so that "Anna" and "anna" are one.
UserName = NewType("UserName", str)
# What is stored of a secret that we drew: its SHA-256, in hexadecimal digits. Enough for 256 random bits, which nobody
# guesses; a password is no such secret and is stored by argon2.
Imprint = NewType("Imprint", str)

# A session that is used ends all the same after a month (NIST SP 800-63B-4: at most 30 days at AAL1), and one that is
# not used after a day: who reads every morning stays in, and a borrowed computer does not.
LONGEST_SESSION = timedelta(days=30)
IDLE_SESSION = timedelta(days=1)
# Uses are noted no more often, so that reading pages writes next to nothing.
SESSION_NOTED = timedelta(minutes=5)
TOKEN_NOTED = timedelta(hours=1)


class Role(StrEnum):
    """What somebody may do: a reader sees everything, an editor also changes it."""

    READER = "reader"
    EDITOR = "editor"

    def includes(self, needed: Role) -> bool:
        return self is Role.EDITOR or needed is Role.READER


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may sign in. `password` is argon2's string of it, which stays out of every representation."""

    name: UserName
    role: Role
    password: str = field(repr=False)
    created_at: datetime

    def __post_init__(self) -> None:
        require_aware(self.created_at, "a user's beginning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser in which a user is signed in. `seen_at` is exact to SESSION_NOTED."""

    imprint: Imprint = field(repr=False)
    user: UserName
    begun_at: datetime
    seen_at: datetime

    def is_over(self, now: datetime) -> bool:
        return now >= min(self.begun_at + LONGEST_SESSION, self.seen_at + IDLE_SESSION)

    def is_to_be_noted(self, now: datetime) -> bool:
        return now >= self.seen_at + SESSION_NOTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A program that may ask. `used_at` is exact to TOKEN_NOTED; without `expires_at` it holds until it is removed."""

    name: str
    role: Role
    imprint: Imprint = field(repr=False)
    created_at: datetime
    expires_at: datetime | None = None
    used_at: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        return self.expires_at is not None and now >= self.expires_at

    def is_to_be_noted(self, now: datetime) -> bool:
        return self.used_at is None or now >= self.used_at + TOKEN_NOTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks for a page: a user by a session, or a program by a token."""

    name: str
    role: Role
    by: Session | Token

    @property
    def is_program(self) -> bool:
        return isinstance(self.by, Token)
