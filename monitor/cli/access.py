"""farwatch user, farwatch token: who may use the web desk and its API."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, not_so, opened, print_json, print_table, wrong
from monitor.model.access import Role

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.access import UserName

users = typer.Typer(no_args_is_help=True)
tokens = typer.Typer(no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The user's name.", show_default=False)]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]
OPEN_AGAIN = "Nobody may sign in any more: the desk is open again to whoever uses this machine, and to nobody else."


def _password(name: UserName, *, from_input: bool) -> str:
    """A password that is good enough; typed twice where a person types it."""
    from monitor.services.passwords import weakness

    if from_input:
        said = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        said = getpass.getpass(f"Password of {name}: ")
        if said != getpass.getpass("Once more: "):
            wrong("the two passwords differ; nothing was changed")
    else:
        wrong("there is no terminal to ask for the password; give it on standard input, with --password-stdin")
    if why := weakness(said, name=name):
        wrong(f"the password {why}; nothing was changed")
    return said


@users.command("add")
def user_add(
    name: Name,
    role: Annotated[Role, typer.Option(help="A reader sees everything, an editor also changes it.")] = Role.READER,
    password_stdin: FromInput = False,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Let somebody sign in to the web desk. The password is asked for; from the first user on, everybody must sign in.

    Example: farwatch user add anna --role editor
    """
    from monitor.services import access

    user = access.user_name(name)
    if why := access.name_weakness(user):
        wrong(f"the name {user!r} {why}")
    with opened(database, config) as app:
        if _is_user(app, user):
            wrong(f"there is a user {user!r} already; farwatch user password, or role, changes one")
        password = _password(user, from_input=password_stdin)
        if not access.new_user(app.store, user, password, role=role, now=app.clock()):
            wrong(f"there is a user {user!r} already; farwatch user password, or role, changes one")
    _say({"added": user, "role": role.value}, f"Added {user}, {role}; signs in at /login of the web desk.", as_json)


def _is_user(app: App, name: UserName) -> bool:
    with app.store.reading() as work:
        return work.users.named(name) is not None


def _say(row: Mapping[str, object], sentence: str, as_json: bool) -> None:
    if as_json:
        print_json(row)
    else:
        print(sentence)


@users.command("list")
def user_list(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """Who may sign in."""
    with opened(database, config) as app, app.store.reading() as work:
        known = work.users.all()
    if as_json:
        for one in known:
            print_json({"name": one.name, "role": one.role.value, "created_at": one.created_at.isoformat()})
        return
    rows = [(one.name, one.role.value, f"{one.created_at:%Y-%m-%d}") for one in known]
    empty = "No user: the web desk is open to whoever uses this machine. Try: farwatch user add NAME --role editor"
    print_table(("user", "role", "since"), rows, empty=empty)


@users.command("remove")
def user_remove(name: Name, database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """Remove a user, who is signed out at once."""
    from monitor.services.access import user_name

    with opened(database, config) as app, app.store.begin() as work:
        if not work.users.remove(user_name(name)):
            not_so(f"there is no user {user_name(name)!r}; see farwatch user list")
        is_last = not work.users.any()
    sentence = f"Removed {user_name(name)}." + (f" {OPEN_AGAIN}" if is_last else "")
    _say({"removed": user_name(name), "was_last": is_last}, sentence, as_json)


@users.command("password")
def user_password(
    name: Name,
    password_stdin: FromInput = False,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Give a user another password; signed out everywhere at once."""
    from monitor.services import access

    user = access.user_name(name)
    with opened(database, config) as app:
        if not _is_user(app, user):
            not_so(f"there is no user {user!r}; see farwatch user list")
        access.change_password(app.store, user, _password(user, from_input=password_stdin))
    _say({"changed": user}, f"Changed the password of {user}, who must sign in again.", as_json)


@users.command("role")
def user_role(
    name: Name,
    role: Annotated[Role, typer.Argument(help="reader or editor", show_default=False)],
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Give a user another role; signed out everywhere at once."""
    from monitor.services import access

    user = access.user_name(name)
    with opened(database, config) as app:
        if not access.change_role(app.store, user, role):
            not_so(f"there is no user {user!r}; see farwatch user list")
    _say({"changed": user, "role": role.value}, f"{user} is now {role} and must sign in again.", as_json)


@tokens.command("add")
def token_add(
    name: Annotated[str, typer.Argument(help="What the token is for.", show_default=False)],
    role: Annotated[Role, typer.Option(help="What its bearer may do.", show_default=False)],
    expires: Annotated[
        int | None, typer.Option(help="Days until it ends; without, when it is removed.", min=1, max=3_650)
    ] = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Let a program ask. The token is shown once; it is sent as "Authorization: Bearer TOKEN".

    Example: farwatch token add dashboard --role reader --expires 90
    """
    from monitor.services import access

    called = access.user_name(name)
    if why := access.name_weakness(called):
        wrong(f"the name {called!r} {why}")
    with opened(database, config) as app:
        now = app.clock()
        ends = now + timedelta(days=expires) if expires else None
        secret = access.new_token(app.store, called, role=role, now=now, expires_at=ends)
    if not secret:
        wrong(f"there is a token {called!r} already; remove it, or choose another name")
    row = {"name": called, "role": role.value, "token": secret, "expires_at": ends.isoformat() if ends else None}
    _say(row, f"{secret}\n\nThe token of {called}, {role}. It is not stored and cannot be shown again.", as_json)


@tokens.command("list")
def token_list(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """The programs that may ask, and when each did last, to the hour."""
    with opened(database, config) as app, app.store.reading() as work:
        known, now = work.tokens.all(), app.clock()
    if as_json:
        for one in known:
            moments = {name: getattr(one, name) for name in ("created_at", "expires_at", "used_at")}
            said = {name: moment.isoformat() if moment else None for name, moment in moments.items()}
            print_json({"name": one.name, "role": one.role.value} | said | {"is_over": one.is_over(now)})
        return
    rows = [
        (
            one.name,
            one.role.value,
            f"{one.expires_at:%Y-%m-%d}{' (over)' if one.is_over(now) else ''}" if one.expires_at else "never",
            f"{one.used_at:%Y-%m-%d %H:00}" if one.used_at else "never",
        )
        for one in known
    ]
    print_table(
        ("token", "role", "ends", "last used"), rows, empty="No token. Try: farwatch token add NAME --role reader"
    )


@tokens.command("remove")
def token_remove(
    name: Annotated[str, typer.Argument(help="The token's name.", show_default=False)],
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Remove a token, which ends at once."""
    from monitor.services.access import user_name

    with opened(database, config) as app, app.store.begin() as work:
        if not work.tokens.remove(user_name(name)):
            not_so(f"there is no token {user_name(name)!r}; see farwatch token list")
    _say({"removed": user_name(name)}, f"Removed token {user_name(name)}.", as_json)
