"""A desk with users, and a client that says exactly what it is told to: no redirect is followed, no path made tidy."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from monitor import bootstrap
from monitor.config import read_config
from monitor.model.access import Role, UserName
from monitor.services import access
from tests.builders import NOW
from tests.web.conftest import Desk, running

ROOT = Path(__file__).parents[2]
EDITOR, READER = UserName("anna"), UserName("боб")
PASSWORDS = {EDITOR: "correct horse battery staple", READER: "дощова осінь у Токіо"}


@dataclass
class Hands:
    """A clock that is set by hand."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Reply:
    status: int
    body: str
    headers: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str:
        return "; ".join(value for key, value in self.headers if key.lower() == name.lower())


@dataclass
class Client:
    """A browser or a program: what it sends with every request stands in `sent`."""

    desk: Desk
    sent: dict[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return urlsplit(self.desk.address).netloc

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Reply:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        said = self.sent | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body or None, said)
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.read().decode(), tuple(answer.getheaders()))
        connection.close()
        return reply

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, **headers)

    def post(self, path: str, form: dict[str, str] | None = None, **headers: str) -> Reply:
        """As a form of the desk's own page, if nothing else is said."""
        own = {"Origin": f"http://{self.host}"} if "Origin" not in headers else {}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(form or {}).encode(), **(own | kind | headers))

    def sign_in(self, name: str, password: str = "", **headers: str) -> Reply:
        secret = password or PASSWORDS[UserName(name)]
        reply = self.post("/login", {"name": name, "password": secret}, **headers)
        for key, value in reply.headers:
            if key.lower() == "set-cookie":
                self.sent["Cookie"] = value.partition(";")[0]
        return reply


@contextmanager
def guarded(folder: Path, clock: Hands, **service: object) -> Iterator[Desk]:
    """A desk with an editor and a reader; `service` are settings of that table."""
    declared = replace(read_config(ROOT / "config", now=NOW), outlets=(), watches=())
    settings = declared.settings
    table = type(settings.service)(
        **{name: getattr(settings.service, name) for name in settings.service.__struct_fields__} | service
    )  # type: ignore[arg-type]
    declared = replace(declared, settings=replace(settings, service=table))
    app = bootstrap.start(declared, database=f"sqlite:///{folder / 'guarded.sqlite3'}", clock=clock)
    for name, role in ((EDITOR, Role.EDITOR), (READER, Role.READER)):
        assert access.new_user(app.store, name, PASSWORDS[name], role=role, now=NOW)
    with running(app) as desk:
        yield desk
