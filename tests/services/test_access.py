from __future__ import annotations

from datetime import timedelta

import argon2
import pytest

from monitor.model.access import SESSION_NOTED, TOKEN_NOTED, Role, User, UserName
from monitor.services import access
from monitor.storage import Store
from tests.builders import NOW

ANNA, PASSWORD = UserName("anna"), "correct horse battery staple"


def signed_in(store: Store, *, former: str = "") -> access.SignedIn:
    found = access.sign_in(store, " Anna ", PASSWORD, now=NOW, former=former)
    assert found is not None
    return found


@pytest.fixture
def anna(store: Store) -> Store:
    assert access.new_user(store, ANNA, PASSWORD, role=Role.EDITOR, now=NOW)
    return store


def asked(store: Store, secret: str) -> access.Found:
    return access.recognise(store, session=secret, token="", now=NOW)


def test_the_right_password_begins_a_session_of_256_bits(anna: Store) -> None:
    new = signed_in(anna)
    found = asked(anna, new.secret)
    assert found.visitor is not None
    assert (found.visitor.name, found.visitor.role, found.visitor.is_program) == (ANNA, Role.EDITOR, False)
    assert len(new.secret) * 6 >= 256
    assert new.secret not in repr(new)


@pytest.mark.parametrize(("name", "password"), [("anna", "another password 1"), ("boris", PASSWORD), ("", "")])
def test_a_wrong_name_or_password_begins_none(anna: Store, name: str, password: str) -> None:
    assert access.sign_in(anna, name, password, now=NOW, former="") is None


def test_what_the_browser_came_with_ends_when_it_signs_in(anna: Store) -> None:
    first = signed_in(anna)
    second = signed_in(anna, former=first.secret)
    assert second.secret != first.secret
    assert asked(anna, first.secret).visitor is None
    assert asked(anna, second.secret).visitor is not None


def test_a_session_that_somebody_made_up_is_nobodys(anna: Store) -> None:
    made_up = signed_in(anna, former="made up by an attacker")
    assert asked(anna, "made up by an attacker").visitor is None
    # Nor is what is stored good for anything where it leaks.
    assert asked(anna, made_up.session.imprint).visitor is None


def test_another_password_ends_the_session_and_the_old_one(anna: Store) -> None:
    new = signed_in(anna)
    assert access.change_password(anna, ANNA, "another horse battery")
    assert asked(anna, new.secret).visitor is None
    assert access.sign_in(anna, ANNA, PASSWORD, now=NOW, former="") is None
    assert access.sign_in(anna, ANNA, "another horse battery", now=NOW, former="") is not None


def test_another_role_ends_the_session(anna: Store) -> None:
    new = signed_in(anna)
    assert access.change_role(anna, ANNA, Role.READER)
    assert asked(anna, new.secret).visitor is None
    assert not access.has_editor(anna)


def test_signing_out_ends_this_session_and_no_other(anna: Store) -> None:
    here, there = signed_in(anna), signed_in(anna)
    access.sign_out(anna, here.secret)
    assert asked(anna, here.secret).visitor is None
    assert asked(anna, there.secret).visitor is not None


def test_a_password_of_an_older_rule_is_stored_anew_when_it_is_used(store: Store) -> None:
    old = argon2.PasswordHasher(time_cost=1, memory_cost=8_192).hash(PASSWORD)
    with store.begin() as work:
        work.users.add(User(name=ANNA, role=Role.READER, password=old, created_at=NOW))
    signed_in(store)
    with store.reading() as work:
        kept = work.users.named(ANNA)
    assert kept is not None
    assert argon2.extract_parameters(kept.password).memory_cost == 65_536
    signed_in(store)


def test_a_token_is_shown_once_and_recognised(store: Store) -> None:
    secret = access.new_token(store, "press", role=Role.READER, now=NOW, expires_at=NOW + timedelta(days=1))
    assert access.new_token(store, "press", role=Role.EDITOR, now=NOW, expires_at=None) == ""
    found = access.recognise(store, session="", token=secret, now=NOW)
    assert found.visitor is not None
    assert (found.visitor.role, found.visitor.is_program, found.has_users) == (Role.READER, True, True)
    late = access.recognise(store, session="", token=secret, now=NOW + timedelta(days=1))
    assert (late.visitor, late.has_users) == (None, False)


def test_a_wrong_token_is_not_made_good_by_a_session(anna: Store) -> None:
    new = signed_in(anna)
    assert access.recognise(anna, session=new.secret, token="fwt_wrong", now=NOW).visitor is None


def test_uses_are_noted_now_and_then(anna: Store) -> None:
    new = signed_in(anna)
    token = access.new_token(anna, "press", role=Role.READER, now=NOW, expires_at=None)
    moments = [NOW + timedelta(seconds=30) * number for number in range(1, 121)]
    noted = set()
    for now in moments:
        for secrets in ({"session": new.secret, "token": ""}, {"session": "", "token": token}):
            visitor = access.recognise(anna, now=now, **secrets).visitor
            assert visitor is not None
            access.note(anna, visitor, now)
            noted |= {visitor.by}
    # An hour of asking every half minute: a note every five minutes, and one an hour.
    assert len(noted) == len(moments) * timedelta(seconds=30) // SESSION_NOTED + moments[-1].hour - NOW.hour + 1
    assert timedelta(hours=1) == TOKEN_NOTED


@pytest.mark.parametrize("name", ["anna", "ганна", "anna.k@example.org", "花子"])
def test_a_name_is_of_any_script(name: str) -> None:
    assert access.name_weakness(access.user_name(f" {name.upper()} ")) == ""


@pytest.mark.parametrize("name", ["", "anna k", "x" * 65, "<b>", "a/b", "a\nb"])
def test_what_is_no_name_is_told(name: str) -> None:
    assert access.name_weakness(access.user_name(name)) != ""
