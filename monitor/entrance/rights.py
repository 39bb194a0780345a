"""Who may do what on the desk: one table by the first part of an address, and the decision. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from monitor.model.access import Role
from monitor.services.access import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The role that reading (GET, HEAD, OPTIONS) and changing (everything else) need; None: nobody need sign in.

    `local`: a program on the service's own machine may read without a token. `by_link`: the address itself holds a
    secret that was sent to one reader, so it works from anywhere, also from another site's page (RFC 8058).
    """

    reading: Role | None = Role.READER
    changing: Role | None = Role.EDITOR
    local: bool = False
    by_link: bool = False


DESK = Rule()
PUBLIC = Rule(reading=None)
LETTER = Rule(reading=None, changing=None, by_link=True)
# What nobody wrote down here is for editors alone; a test names every route that is missing.
UNKNOWN = Rule(reading=Role.EDITOR)
RULES: Mapping[str, Rule] = {
    "": DESK,  # the overview
    "api": DESK,
    "articles": DESK,
    "channels": DESK,
    "concepts": DESK,
    "digests": DESK,
    "feeds": DESK,
    "health": PUBLIC,
    "login": Rule(reading=None, changing=None),
    "logout": Rule(changing=Role.READER),
    "mark": DESK,
    "metrics": Rule(local=True),
    "outlets": DESK,
    "proposals": DESK,
    "ready": PUBLIC,
    "static": PUBLIC,
    "stories": DESK,
    "subscriptions": DESK,
    "u": LETTER,
    "unsubscribe": LETTER,
    "watches": DESK,
}
# Asked by programs: they are answered in JSON and never sent to a page.
FOR_PROGRAMS = frozenset(("api", "feeds", "metrics"))
READING = frozenset(("GET", "HEAD", "OPTIONS"))


def first_part(path: str) -> str | None:
    """The first part of an address, by which RULES knows it; None for one that is not written as ours are ("//x")."""
    part = path.removeprefix("/").partition("/")[0]
    return part if part or path == "/" else None


def rule_of(path: str) -> Rule:
    """The rule for an address, percent signs decoded: just as the routes read it."""
    part = first_part(path)
    return UNKNOWN if part is None else RULES.get(part, UNKNOWN)


class Origin(Enum):
    """Whose page asks, as the browser says it."""

    OWN = auto()
    OTHER = auto()
    UNSAID = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request, as far as it matters here. `is_local`: from this machine, through no proxy, under a loopback name."""

    changes: bool
    is_local: bool
    origin: Origin
    has_token: bool


class Refusal(StrEnum):
    """Why a request is not served."""

    STRANGER = "stranger"
    ROLE = "role"
    FORGED = "forged"


def decide(rule: Rule, asked: Asked, found: Found) -> Refusal | None:
    """Why the request is refused; None: it is served.

    Without any user the desk is open to this machine: whoever works there can read its database as well.
    """
    needed = rule.changing if asked.changes else rule.reading
    visitor = found.visitor
    is_open = visitor is None and asked.is_local and not found.has_users and not asked.has_token
    is_neighbour = visitor is None and rule.local and asked.is_local and not asked.changes and not asked.has_token
    if needed is not None and visitor is None and not is_open and not is_neighbour:
        return Refusal.STRANGER
    if needed is not None and visitor is not None and not visitor.role.includes(needed):
        return Refusal.ROLE
    is_program = visitor is not None and visitor.is_program
    if asked.changes and not rule.by_link and not is_program and _is_forged(asked.origin, is_open=is_open):
        return Refusal.FORGED
    return None


def _is_forged(origin: Origin, *, is_open: bool) -> bool:
    """A browser says where a request comes from; one that carries a cookie and does not say is not believed.

    Without users a request that says nothing is a program's on this machine, which needs no page to do harm.
    """
    return origin is Origin.OTHER or (origin is Origin.UNSAID and not is_open)
