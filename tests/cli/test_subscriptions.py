"""farwatch subscribe, digest preview, channel test, as a person uses them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Said

Run = Callable[..., Said]


@pytest.fixture
def subscribed(farwatch: Run, tmp_path: Path) -> Run:
    said = farwatch(
        "subscribe", "desk", "--channel", "folder", "--to", str(tmp_path / "digests"), "--at", "daily 07:00"
    )
    assert said.code == 0, said.err
    return farwatch


def test_a_preview_shows_the_next_digest_in_each_form_and_keeps_nothing(subscribed: Run) -> None:
    terminal = subscribed("digest", "preview", "desk")
    assert terminal.out.startswith("Farwatch · desk\n")
    assert subscribed("digest", "preview", "desk", "--format", "html").out.startswith("<!DOCTYPE html>")
    slack = json.loads(subscribed("digest", "preview", "desk", "--format", "slack").out)
    assert slack["blocks"][0]["text"]["text"] == "desk — nothing new"
    assert subscribed("deliver").out.strip() == "Nothing waits to be sent."


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("preview",), 2, "name the subscription to preview"),
        (("preview", "nobody"), 1, "there is no subscription 'nobody'"),
        (("desk", "--format", "html"), 2, "--format is for a preview"),
        (("desk", "night"), 2, "one subscription at a time"),
    ],
)
def test_what_cannot_be_previewed_is_said(subscribed: Run, words: tuple[str, ...], code: int, said: str) -> None:
    answer = subscribed("digest", *words)
    assert (answer.code, said in answer.err) == (code, True)


def test_an_alert_with_a_quiet_time_and_no_word_of_quiet_days(farwatch: Run, tmp_path: Path) -> None:
    when = ("--at", "at once max 4 quiet 22:00-07:00", "--zone", "Europe/Kyiv", "--quiet-days", "weekly")
    said = farwatch("subscribe", "alert", "--channel", "folder", "--to", str(tmp_path), *when)
    assert said.out.strip().endswith("next digest at once.")
    (row,) = farwatch("subscriptions", "--json").rows
    assert (row["schedule"], row["next"], row["quiet_days"]) == ("at once max 4 quiet 22:00-07:00", "at once", "weekly")


def test_an_alert_is_exported_and_declared_again(farwatch: Run, tmp_path: Path) -> None:
    when = ("--at", "at once quiet 22:00-07:00", "--quiet-days", "weekly")
    farwatch("subscribe", "alert", "--channel", "folder", "--to", "digests", *when)
    assert farwatch("export", "--out", str(tmp_path / "saved")).code == 0
    written = (tmp_path / "saved" / "subscriptions" / "alert.toml").read_text()
    assert 'quiet_days = "weekly"' in written
    assert "at_once = 6" in written


def test_a_channel_is_tried(farwatch: Run, tmp_path: Path) -> None:
    assert farwatch("channel", "test", "folder", "--to", str(tmp_path / "there")).code == 0
    assert "This is a test." in (tmp_path / "there" / "digest.txt").read_text()


def test_a_digest_is_sent_again_to_one_recipient(subscribed: Run, tmp_path: Path) -> None:
    to = str(tmp_path / "digests")
    (composed,) = subscribed("digest", "desk", "--json").rows
    assert subscribed("deliver", "--again", composed["digest"], to).code == 1
    subscribed("deliver")
    (again,) = subscribed("deliver", "--again", composed["digest"], to, "--json").rows
    assert (again["recipient"], again["state"]) == (to, "sent")
    assert "Sent again at your request" in (tmp_path / "digests" / "digest.txt").read_text(encoding="utf-8")


def test_a_recipient_who_never_got_a_digest_is_refused(subscribed: Run) -> None:
    (composed,) = subscribed("digest", "desk", "--json").rows
    said = subscribed("deliver", "--again", composed["digest"], "elsewhere")
    assert (said.code, "never addressed" in said.err) == (1, True)


def test_a_mail_address_that_is_none_is_refused(farwatch: Run) -> None:
    said = farwatch("subscribe", "desk", "--channel", "mail", "--to", "nobody")
    assert (said.code, "--to: 'nobody' is no mail address" in said.err) == (2, True)


def test_links_are_signed_with_a_new_key(farwatch: Run) -> None:
    assert "new key" in farwatch("channel", "new-key").out
    assert farwatch("channel", "new-key", "--revoke", "--json").rows == [{"revoked": 1}]


def test_a_subscription_is_paused_and_goes_on(subscribed: Run) -> None:
    assert subscribed("pause", "desk").code == 0
    assert [row["next"] for row in subscribed("subscriptions", "--json").rows] == ["paused"]
    assert subscribed("resume", "desk", "--json").rows == [{"id": "desk", "paused": False}]
    assert subscribed("pause", "nobody").code == 1
