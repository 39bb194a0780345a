"""Signing in and out, and recognising who asks. A secret is drawn here, handed out once, and stored as its imprint."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.model.access import Imprint, Role, Session, Token, User, UserName, Visitor
from monitor.services import passwords

if TYPE_CHECKING:
    from monitor.storage import Store

LONGEST_NAME = 64
# In names besides letters and digits of any script: what addresses and pseudonyms are made of.
IN_NAMES = "._@-"
# So that scanners of repositories and logs know a token of ours when they see one.
TOKEN_PREFIX = "fwt_"  # noqa: S105 -- no secret


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A new session and the secret by which the browser names it from now on."""

    session: Session
    secret: str = field(repr=False)


def imprint(secret: str) -> Imprint:
    """What is stored of a session's or a token's secret."""
    return Imprint(hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest())


def user_name(said: str) -> UserName:
    """A name in the form in which it is kept and compared: NFKC and without case, as RFC 8265 has it for user names."""
    return UserName(unicodedata.normalize("NFKC", said).casefold().strip())


def name_weakness(name: UserName) -> str:
    """Why a user cannot be called so, in a sentence's end; empty where it is fine."""
    if not name or len(name) > LONGEST_NAME:
        return f"has {len(name)} characters, 1 to {LONGEST_NAME} are possible"
    if not all(sign.isalnum() or sign in IN_NAMES for sign in name):
        return f"holds something other than letters, digits and {' '.join(IN_NAMES)}"
    return ""


def sign_in(store: Store, name: str, password: str, *, now: datetime, former: str) -> SignedIn | None:
    """A new session for the right name and password; None for wrong ones, which it does not tell apart.

    `former` is the session's secret that the browser came with: it is ended, so that who knew it is not signed in.
    """
    with store.reading() as work:
        user = work.users.named(user_name(name))
    if not passwords.is_right(password, user.password if user else None) or user is None:
        return None
    renewed = passwords.stored(password) if passwords.is_outdated(user.password) else user.password
    secret = secrets.token_urlsafe(32)
    session = Session(imprint=imprint(secret), user=user.name, begun_at=now, seen_at=now)
    with store.begin() as work:
        now_kept = work.users.named(user.name)
        if now_kept is None or now_kept.password != user.password:
            # Removed, or given another password, while this one was compared.
            return None
        work.users.store_anew(user.name, before=user.password, after=renewed)
        work.sessions.end(imprint(former))
        work.sessions.begin(session)
    return SignedIn(session=session, secret=secret)


def sign_out(store: Store, secret: str) -> None:
    """End a session."""
    with store.begin() as work:
        work.sessions.end(imprint(secret))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Who asks, None for a stranger; and whether there is anybody who could sign in."""

    visitor: Visitor | None
    has_users: bool


def recognise(store: Store, *, session: str, token: str, now: datetime) -> Found:
    """Who comes with these secrets; empty ones were not said. A token that is wrong is not made good by a session."""
    with store.reading() as work:
        visitor = None
        if token:
            visitor = work.tokens.visitor(imprint(token), now)
        elif session:
            visitor = work.sessions.visitor(imprint(session), now)
        return Found(visitor=visitor, has_users=visitor is not None or work.users.any())


def note(store: Store, visitor: Visitor, now: datetime) -> None:
    """Keep that a session or token was used, where the last note is old enough to be renewed."""
    if not visitor.by.is_to_be_noted(now):
        return
    with store.begin() as work:
        match visitor.by:
            case Session():
                work.sessions.seen(visitor.by.imprint, now)
            case Token():
                work.tokens.used(visitor.by.imprint, now)


def new_user(store: Store, name: UserName, password: str, *, role: Role, now: datetime) -> bool:
    """Keep a new user. False where the name is taken."""
    user = User(name=name, role=role, password=passwords.stored(password), created_at=now)
    with store.begin() as work:
        return work.users.add(user)


def change_password(store: Store, name: UserName, password: str) -> bool:
    """Another password for a user, whose sessions end. False where there is no such user."""
    stored = passwords.stored(password)
    with store.begin() as work:
        user = work.users.named(name)
        return user is not None and work.users.change(replace(user, password=stored))


def change_role(store: Store, name: UserName, role: Role) -> bool:
    """Another role for a user, whose sessions end. False where there is no such user."""
    with store.begin() as work:
        user = work.users.named(name)
        return user is not None and work.users.change(replace(user, role=role))


def new_token(store: Store, name: str, *, role: Role, now: datetime, expires_at: datetime | None) -> str:
    """A new token's secret, which cannot be shown again. Empty where the name is taken."""
    secret = f"{TOKEN_PREFIX}{secrets.token_urlsafe(32)}"
    token = Token(name=name, role=role, imprint=imprint(secret), created_at=now, expires_at=expires_at)
    with store.begin() as work:
        return secret if work.tokens.add(token) else ""


def has_editor(store: Store) -> bool:
    """Whether somebody can sign in who may change something."""
    with store.reading() as work:
        return any(user.role is Role.EDITOR for user in work.users.all())
