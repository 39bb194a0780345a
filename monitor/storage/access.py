"""Who may sign in, who is signed in, and which programs may ask."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, delete, or_, select, update

from monitor.model.access import (
    IDLE_SESSION,
    LONGEST_SESSION,
    Imprint,
    Role,
    Session,
    Token,
    User,
    UserName,
    Visitor,
)
from monitor.storage.statements import insert
from monitor.storage.tables_access import sessions, tokens, users


class Users:
    """Those who may sign in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def any(self) -> bool:
        """Whether there is one at all: from then on the desk asks who comes."""
        return self._connection.execute(select(users.c.name).limit(1)).first() is not None

    def all(self) -> tuple[User, ...]:
        return tuple(map(_user, self._connection.execute(select(users).order_by(users.c.name))))

    def named(self, name: UserName) -> User | None:
        row = self._connection.execute(select(users).where(users.c.name == name)).first()
        return _user(row) if row else None

    def add(self, user: User) -> bool:
        """Keep a new user. False where the name is taken."""
        row = {"name": user.name, "role": user.role, "password": user.password, "created_at": user.created_at}
        statement = insert(self._connection, users).values(row).on_conflict_do_nothing(index_elements=["name"])
        return self._connection.execute(statement.returning(users.c.name)).first() is not None

    def change(self, user: User) -> bool:
        """Keep a user's role and password, and end the sessions that began under the former ones."""
        self._connection.execute(delete(sessions).where(sessions.c.user == user.name))
        changed = update(users).where(users.c.name == user.name).values(role=user.role, password=user.password)
        return self._connection.execute(changed).rowcount > 0

    def store_anew(self, name: UserName, *, before: str, after: str) -> None:
        """Keep the same password as a stronger rule stores it; sessions go on."""
        same = (users.c.name == name) & (users.c.password == before)
        self._connection.execute(update(users).where(same).values(password=after))

    def remove(self, name: UserName) -> bool:
        """Remove a user and end the user's sessions. False where there is none."""
        return self._connection.execute(delete(users).where(users.c.name == name)).rowcount > 0


class Sessions:
    """Those who are signed in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, session: Session) -> None:
        """Keep a new session; those that are over are forgotten."""
        self._connection.execute(delete(sessions).where(over(session.begun_at)))
        row = {name: getattr(session, name) for name in ("imprint", "user", "begun_at", "seen_at")}
        self._connection.execute(insert(self._connection, sessions).values(row))

    def visitor(self, imprint: Imprint, now: datetime) -> Visitor | None:
        """Whose session it is, with the role that the user has now; None where there is none or it is over."""
        found = self._connection.execute(
            select(sessions, users.c.role)
            .join(users, users.c.name == sessions.c.user)
            .where(sessions.c.imprint == imprint)
        ).first()
        if found is None:
            return None
        session = Session(
            imprint=Imprint(found.imprint),
            user=UserName(found.user),
            begun_at=found.begun_at,
            seen_at=found.seen_at,
        )
        return None if session.is_over(now) else Visitor(name=session.user, role=Role(found.role), by=session)

    def seen(self, imprint: Imprint, now: datetime) -> None:
        self._connection.execute(update(sessions).where(sessions.c.imprint == imprint).values(seen_at=now))

    def end(self, imprint: Imprint) -> None:
        self._connection.execute(delete(sessions).where(sessions.c.imprint == imprint))

    def end_all(self) -> None:
        """Everybody signs in again."""
        self._connection.execute(delete(sessions))


class Tokens:
    """Programs that may ask."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Token, ...]:
        return tuple(map(_token, self._connection.execute(select(tokens).order_by(tokens.c.name))))

    def add(self, token: Token) -> bool:
        """Keep a new token. False where the name is taken."""
        names = ("name", "role", "imprint", "created_at", "expires_at", "used_at")
        row = {name: getattr(token, name) for name in names}
        statement = insert(self._connection, tokens).values(row).on_conflict_do_nothing(index_elements=["name"])
        return self._connection.execute(statement.returning(tokens.c.name)).first() is not None

    def visitor(self, imprint: Imprint, now: datetime) -> Visitor | None:
        """Whose token it is; None where there is none or it is over."""
        found = self._connection.execute(select(tokens).where(tokens.c.imprint == imprint)).first()
        if found is None or (token := _token(found)).is_over(now):
            return None
        return Visitor(name=token.name, role=token.role, by=token)

    def used(self, imprint: Imprint, now: datetime) -> None:
        self._connection.execute(update(tokens).where(tokens.c.imprint == imprint).values(used_at=now))

    def remove(self, name: str) -> bool:
        return self._connection.execute(delete(tokens).where(tokens.c.name == name)).rowcount > 0


def over(now: datetime) -> ColumnElement[bool]:
    """Of sessions: whether they are."""
    return or_(sessions.c.begun_at <= now - LONGEST_SESSION, sessions.c.seen_at <= now - IDLE_SESSION)


def _user(row: Row[tuple[object, ...]]) -> User:
    return User(name=UserName(row.name), role=Role(row.role), password=row.password, created_at=row.created_at)


def _token(row: Row[tuple[object, ...]]) -> Token:
    return Token(
        name=row.name,
        role=Role(row.role),
        imprint=Imprint(row.imprint),
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
    )
