"""Why a delivery failed, in the reader's language: every sentence that a channel may leave in the ledger."""

from __future__ import annotations

import ast

import pytest

from monitor.languages.failures import FAILURES, failure
from monitor.languages.times import times
from tests.builders import NOW
from tests.web.sayings import ROOT

UK, EN = (times(tag, "Europe/Kyiv", NOW) for tag in ("uk", "en"))
# No channel's, but that of a model's service, which is asked before a digest is frozen.
ELSEWHERE = {"completions.py"}


def said_by_channels() -> list[str]:
    """The sentences of DeliveryError in monitor/channels, {values} filled with a word."""
    found = []
    for path in sorted(ROOT.glob("monitor/channels/*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        raised = [
            call for call in ast.walk(tree) if isinstance(call, ast.Call) and ast.unparse(call.func) == "DeliveryError"
        ]
        if path.name not in ELSEWHERE:
            found += [
                _filled(call.args[0]) for call in raised if isinstance(call.args[0], ast.JoinedStr | ast.Constant)
            ]
    return found


def _filled(words: ast.expr) -> str:
    if isinstance(words, ast.Constant):
        return str(words.value)
    assert isinstance(words, ast.JoinedStr)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "word" for part in words.values)


@pytest.mark.parametrize("sentence", said_by_channels())
def test_what_a_channel_says_is_said_in_the_readers_language(sentence: str) -> None:
    assert failure(EN, sentence) == (sentence, True), "add its pattern to monitor.languages.failures"
    told, ours = failure(UK, sentence)
    assert ours
    assert told != sentence


@pytest.mark.parametrize("pattern", FAILURES)
def test_a_failure_is_told_by_its_own_pattern(pattern: str) -> None:
    values = {
        "recipient": "a@b.example",
        "sender": "c",
        "where": "mail.example:25",
        "service": "the hook",
        "status": "502",
    }
    kept = pattern.format(**values, why="550 5.1.1 no: such user")
    assert failure(UK, kept)[0] == UK.spoken.t(pattern, **values, why="550 5.1.1 no: such user")


def test_what_nobody_knows_stays_as_it_was_kept() -> None:
    assert failure(UK, "Something else\nhappened {n}") == ("Something else\nhappened {n}", False)
