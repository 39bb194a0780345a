"""No secret is shown: known ones are planted in the environment and the database, then every page, export, command and
log line is searched for them."""

from __future__ import annotations

import contextlib
import logging
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from monitor.bootstrap import open_app
from monitor.cli import main
from monitor.entrance.rights import first_part
from monitor.model.access import Role
from monitor.services import access
from tests.web.conftest import Desk, running
from tests.web.guarded import EDITOR, PASSWORDS, READER, ROOT, Client

ENVIRONMENT = {
    "FARWATCH_SMTP_USER": "planted-smtp-user",
    "FARWATCH_SMTP_PASSWORD": "planted-smtp-password",
    "FARWATCH_SLACK_WEBHOOK": "https://127.0.0.1:9/services/planted-slack-webhook",
    "FARWATCH_SLACK_TOKEN": "xoxb-planted-slack-token",
    "FARWATCH_WEBHOOK": "https://127.0.0.1:9/planted-webhook?key=planted-query",
    "FARWATCH_WEBHOOK_KEY": "planted-webhook-key",
    "FARWATCH_TELEGRAM": "json://planted-apprise-user:planted-apprise-password@127.0.0.1:9/",
    "FARWATCH_TRANSLATION_KEY": "planted-translation-key",
    "FARWATCH_SUMMARY_KEY": "planted-summary-key",
}
MORE = """
[channels.bot]
kind = "slack"
token_env = "FARWATCH_SLACK_TOKEN"

[channels.hook]
kind = "webhook"
webhook_env = "FARWATCH_WEBHOOK"
key_env = "FARWATCH_WEBHOOK_KEY"

[channels.telegram]
kind = "apprise"
service_env = "FARWATCH_TELEGRAM"

[translation]
kind = "libretranslate"
address = "https://127.0.0.1:9"
key_env = "FARWATCH_TRANSLATION_KEY"

[summary]
address = "https://127.0.0.1:9"
model = "m"
key_env = "FARWATCH_SUMMARY_KEY"
"""
RECIPIENTS = {"bot": "C0123", "hook": "x", "mail": "a@example.org", "slack": "#news", "telegram": "x"}
PLANTED = re.compile(r"planted-[a-z-]+")
# Pages of one kind that are looked at: their templates are the same.
MOST_OF_A_KIND = 4


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database and a folder of configuration in which every secret is set that can be."""
    folder = tmp_path / "config"
    shutil.copytree(ROOT / "config", folder, ignore=shutil.ignore_patterns("outlets"))
    settings = (folder / "farwatch.toml").read_text(encoding="utf-8")
    # The channels shall get as far as a port where nobody listens, and say what went wrong there.
    for old, new in (
        ("# username_env", "username_env"),
        ("# password_env", "password_env"),
        ("allow = []", 'allow = ["127.0.0.1:9", "localhost:25"]'),
    ):
        assert old in settings
        settings = settings.replace(old, new)
    (folder / "farwatch.toml").write_text(settings + MORE, encoding="utf-8")
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("FARWATCH_CONFIG", str(folder))
    monkeypatch.setenv("FARWATCH_DATABASE", f"sqlite:///{tmp_path / 'farwatch.sqlite3'}")
    return tmp_path / "farwatch.sqlite3"


@pytest.fixture
def house(database: Path) -> Iterator[Desk]:
    with closing(open_app(database=None, config=None)) as app:
        for name, role in ((EDITOR, Role.EDITOR), (READER, Role.READER)):
            assert access.new_user(app.store, name, PASSWORDS[name], role=role, now=app.clock())
        with running(app) as desk:
            yield desk


@pytest.fixture
def talkative() -> Iterator[None]:
    """The commands set up their own logging; afterwards it is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def farwatch(*words: str) -> None:
    # What it says is looked at, whatever came of it.
    with contextlib.suppress(SystemExit):
        main(words)


def crawled(client: Client) -> dict[str, str]:
    """Every page that can be reached from the overview, with its headers; and what is said where something is wrong."""
    waiting = ["/", "/login?next=/", "/nothing", "/metrics", "/api/v1", "/stories?q=%40nato+AND"]
    found: dict[str, str] = {}
    kinds: Counter[str | None] = Counter()
    for path in waiting:
        if path in found or kinds[first_part(urlsplit(path).path)] >= MOST_OF_A_KIND:
            continue
        kinds[first_part(urlsplit(path).path)] += 1
        answer = client.get(path)
        found[path] = f"{answer.headers}\n{answer.body}"
        for link in re.findall(r'(?:href|src|action|hx-get)="([^"#]+)"', answer.body):
            aim = urlsplit(urljoin(f"{client.desk.address}{path}", link))
            if aim.netloc == client.host:
                waiting.append(f"{aim.path}?{aim.query}" if aim.query else aim.path)
    return found


def stored_secrets(desk: Desk) -> set[str]:
    """What the database holds of secrets: of no use to a thief, and for nobody's eyes all the same."""
    with desk.app.store.reading() as work:
        rows = work._connection.exec_driver_sql(
            "SELECT password FROM users UNION SELECT imprint FROM sessions UNION SELECT imprint FROM tokens"
        )
        return {row[0] for row in rows}


# apprise looks for a module of the standard library that is on its way out.
@pytest.mark.filterwarnings("ignore:'imghdr':DeprecationWarning")
@pytest.mark.usefixtures("talkative")
def test_no_secret_is_shown_anywhere(house: Desk, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for channel, to in RECIPIENTS.items():
        farwatch("subscribe", channel, "--channel", channel, "--to", to, "--at", "daily 07:00", "--language", "uk")
        farwatch("channel", "test", channel, "--to", to)
        farwatch("digest", channel)
    for words in (("deliver",), ("doctor",), ("doctor", "--json"), ("channel", "list", "--json")):
        farwatch(*words)
    # What a library says at its most talkative is a log line, too.
    logging.getLogger().setLevel(logging.DEBUG)
    token = access.new_token(house.app.store, "press", role=Role.EDITOR, now=house.app.clock(), expires_at=None)
    editor = Client(house)
    assert editor.sign_in(EDITOR).status == 303
    assert editor.sign_in(EDITOR, "planted-wrong-password").status == 401
    session = editor.sent["Cookie"].partition("=")[2]
    pages = crawled(editor)
    pages |= {
        f"token {path}": text for path, text in crawled(Client(house, {"Authorization": f"Bearer {token}"})).items()
    }
    pages |= {f"reader {path}": text for path, text in crawled(signed_in(house, READER)).items()}
    for words in (("user", "list"), ("user", "list", "--json"), ("token", "list"), ("token", "list", "--json")):
        farwatch(*words)
    farwatch("export", "--out", str(tmp_path / "out"))
    farwatch("export", "--opml", str(tmp_path / "out.opml"))
    with house.app.store.begin() as work:
        work._connection.exec_driver_sql("ALTER TABLE watches RENAME TO gone")
    pages["failing"] = editor.get("/watches").body
    said = capfd.readouterr()
    pages |= {"standard output": said.out, "standard error": said.err}
    pages |= {str(file): file.read_text(encoding="utf-8") for file in tmp_path.glob("out*/**/*.toml")}
    assert len(pages) > 20
    secrets = {token, session, *PASSWORDS.values(), *stored_secrets(house)}
    assert len(secrets) >= 7
    shown = {(where, found) for where, text in pages.items() for found in PLANTED.findall(text)}
    shown |= {(where, one) for where, text in pages.items() for one in secrets if one in text}
    print(said.out, said.err, sorted(pages))
    assert shown == set()


def signed_in(desk: Desk, name: str) -> Client:
    client = Client(desk)
    assert client.sign_in(name).status == 303
    return client


def test_an_export_knows_no_user(house: Desk, tmp_path: Path) -> None:
    farwatch("export", "--out", str(tmp_path / "out"))
    written = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "out").rglob("*") if file.is_file())
    assert "argon2" not in written
    assert not [one for one in (EDITOR, READER) if re.search(rf"\b{one}\b", written)]
