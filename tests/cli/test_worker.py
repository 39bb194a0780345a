from __future__ import annotations

from pathlib import Path

import pytest

from monitor.cli import main


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str]:
    with pytest.raises(SystemExit) as ended:
        main(words)
    return ended.value.code, capsys.readouterr().err.strip()


def test_sqlite_is_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, sentence = said(capsys, "worker", "--database", f"sqlite:///{tmp_path / 'farwatch.sqlite3'}")
    assert (code, sentence.count("\n")) == (2, 0)
    assert "workers share a PostgreSQL" in sentence
    assert "farwatch run" in sentence


def test_a_verb_that_is_none_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    code, sentence = said(capsys, "worker", "--only", "poll,cook")
    assert (code, sentence.count("\n")) == (2, 0)
    assert "'cook'; known are poll, ingest, digest, deliver" in sentence
