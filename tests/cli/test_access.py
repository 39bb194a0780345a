"""farwatch user, farwatch token, as a person uses them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Said

Run = Callable[..., Said]
PASSWORD = "correct horse battery staple"


def add(farwatch: Run, *words: str, password: str = PASSWORD) -> Said:
    return farwatch("user", "add", *words, "--password-stdin", stdin=f"{password}\n")


def test_a_user_is_added_changed_listed_and_removed(farwatch: Run) -> None:
    assert "open to whoever uses this machine" in farwatch("user", "list").out
    assert add(farwatch, "Anna", "--role", "editor", "--json").rows == [{"added": "anna", "role": "editor"}]
    new = farwatch("user", "password", "anna", "--password-stdin", stdin="another horse battery")
    assert (new.code, new.err) == (0, "")
    assert farwatch("user", "role", "anna", "reader").code == 0
    (row,) = farwatch("user", "list", "--json").rows
    assert set(row) == {"name", "role", "created_at"}
    assert (row["name"], row["role"]) == ("anna", "reader")
    assert "open again" in farwatch("user", "remove", "anna").out
    assert farwatch("user", "list", "--json").rows == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("user", "add", "anna"), "already"),
        (("user", "add", "a b"), "holds something other than letters"),
        (("user", "remove", "boris"), "there is no user 'boris'"),
        (("user", "password", "boris"), "there is no user 'boris'"),
        (("user", "role", "boris", "editor"), "there is no user 'boris'"),
        (("user", "role", "anna", "owner"), "owner"),
        (("token", "remove", "press"), "there is no token 'press'"),
        (("token", "add", "press"), "--role"),
        (("token", "add", "press", "--role", "reader", "--expires", "0"), "--expires"),
    ],
)
def test_what_cannot_be_done_is_said(farwatch: Run, words: tuple[str, ...], said: str) -> None:
    add(farwatch, "anna")
    answer = farwatch(*words, stdin=PASSWORD)
    assert answer.code in (1, 2)
    assert said in answer.err


@pytest.mark.parametrize("password", ["", "short", "a" * 30])
def test_a_weak_password_changes_nothing_and_is_not_repeated(farwatch: Run, password: str) -> None:
    said = add(farwatch, "anna", password=password)
    assert (said.code, "nothing was changed" in said.err, password in said.err and bool(password)) == (2, True, False)
    assert farwatch("user", "list", "--json").rows == []


def test_a_password_is_never_an_argument(farwatch: Run) -> None:
    assert farwatch("user", "add", "anna", PASSWORD).code == 2
    said = farwatch("user", "add", "anna", stdin=PASSWORD)
    assert (said.code, "--password-stdin" in said.err) == (2, True)


def test_a_token_is_shown_once(farwatch: Run) -> None:
    (row,) = farwatch("token", "add", "Press", "--role", "reader", "--expires", "90", "--json").rows
    assert row["token"].startswith("fwt_")
    assert farwatch("token", "add", "press", "--role", "editor").code == 2
    (listed,) = farwatch("token", "list", "--json").rows
    assert (listed["name"], listed["used_at"], listed["is_over"], "token" in listed) == ("press", None, False, False)
    assert row["token"] not in farwatch("token", "list").out
    assert farwatch("token", "remove", "press").code == 0
    assert farwatch("token", "list", "--json").rows == []


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "news.example.org", "127.0.0.1.example.org"])
def test_beyond_this_machine_the_desk_wants_an_editor(farwatch: Run, host: str) -> None:
    add(farwatch, "boris", "--role", "reader")
    said = farwatch("run", "--host", host)
    assert (said.code, "farwatch user add NAME --role editor" in said.err) == (2, True)
    assert said.err.count("\n") == 1
