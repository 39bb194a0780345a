from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.model.access import IDLE_SESSION, LONGEST_SESSION, Imprint, Role, Session, Token, UserName, Visitor
from monitor.storage import Store
from tests.builders import NOW
from tests.storage.values import DAY, HOUR, user

ANNA = UserName("anna")


def session(**fields: object) -> Session:
    values: dict[str, object] = {"imprint": Imprint("i"), "user": ANNA, "begun_at": NOW, "seen_at": NOW}
    return Session(**values | fields)  # type: ignore[arg-type]


def token(**fields: object) -> Token:
    values: dict[str, object] = {"name": "press", "role": Role.READER, "imprint": Imprint("t"), "created_at": NOW}
    return Token(**values | fields)  # type: ignore[arg-type]


def test_a_user_comes_back_whole_and_is_added_once(store: Store) -> None:
    with store.begin() as work:
        assert not work.users.any()
        assert work.users.add(user())
        assert not work.users.add(user(password="other"))
        assert work.users.any()
        assert (work.users.all(), work.users.named(ANNA)) == ((user(),), user())


def test_a_session_has_the_role_that_its_user_has_now(store: Store) -> None:
    with store.begin() as work:
        work.users.add(user())
        work.sessions.begin(session())
        assert work.sessions.visitor(Imprint("i"), NOW) == Visitor(name=ANNA, role=Role.EDITOR, by=session())
        assert work.sessions.visitor(Imprint("other"), NOW) is None


@pytest.mark.parametrize("changed", [{"role": Role.READER}, {"password": "new"}])
def test_another_role_or_password_ends_the_sessions(store: Store, changed: dict[str, object]) -> None:
    with store.begin() as work:
        work.users.add(user())
        work.sessions.begin(session())
        assert work.users.change(replace(user(), **changed))  # type: ignore[arg-type]
        assert work.sessions.visitor(Imprint("i"), NOW) is None
        assert not work.users.change(user("nobody"))


def test_a_removed_user_is_signed_out(store: Store) -> None:
    with store.begin() as work:
        work.users.add(user())
        work.sessions.begin(session())
        assert (work.users.remove(ANNA), work.users.remove(ANNA)) == (True, False)
        work.users.add(user())
        assert work.sessions.visitor(Imprint("i"), NOW) is None


def test_a_password_stored_anew_signs_nobody_out_and_loses_no_change(store: Store) -> None:
    with store.begin() as work:
        work.users.add(user())
        work.sessions.begin(session())
        work.users.store_anew(ANNA, before="$argon2id$x", after="stronger")
        work.users.store_anew(ANNA, before="$argon2id$x", after="late")
        assert work.users.all() == (user(password="stronger"),)
        assert work.sessions.visitor(Imprint("i"), NOW) is not None


def test_a_session_ends_unused_and_ends_used(store: Store) -> None:
    with store.begin() as work:
        work.users.add(user())
        work.sessions.begin(session())
        assert work.sessions.visitor(Imprint("i"), NOW + IDLE_SESSION) is None
        work.sessions.seen(Imprint("i"), NOW + LONGEST_SESSION - HOUR)
        assert work.sessions.visitor(Imprint("i"), NOW + LONGEST_SESSION - HOUR) is not None
        assert work.sessions.visitor(Imprint("i"), NOW + LONGEST_SESSION) is None


def test_a_new_session_forgets_those_that_are_over(store: Store) -> None:
    with store.begin() as work:
        work.users.add(user())
        work.sessions.begin(session())
        work.sessions.begin(session(imprint=Imprint("j"), begun_at=NOW + 2 * DAY, seen_at=NOW + 2 * DAY))
        assert work.sessions.visitor(Imprint("i"), NOW) is None
        assert work.sessions.visitor(Imprint("j"), NOW + 2 * DAY) is not None


def test_a_token_comes_back_whole_and_ends(store: Store) -> None:
    kept = token(expires_at=NOW + DAY)
    with store.begin() as work:
        assert work.tokens.add(kept)
        assert not work.tokens.add(token(imprint=Imprint("u")))
        assert work.tokens.visitor(Imprint("t"), NOW) == Visitor(name="press", role=Role.READER, by=kept)
        assert work.tokens.visitor(Imprint("t"), NOW + DAY) is None
        work.tokens.used(Imprint("t"), NOW + HOUR)
        assert work.tokens.all() == (replace(kept, used_at=NOW + HOUR),)
        assert (work.tokens.remove("press"), work.tokens.remove("press"), work.tokens.all()) == (True, False, ())


def test_what_is_secret_stands_in_no_representation() -> None:
    assert "argon2id" not in repr(user())
    assert "planted" not in repr((session(imprint=Imprint("planted")), token(imprint=Imprint("planted"))))
