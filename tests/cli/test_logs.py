"""Log lines: the same form for ours and for those of libraries, one line an event, no local variable in a traceback."""

from __future__ import annotations

import json
import subprocess
import sys

CODE = """
import logging, sys
from monitor.cli.logs import LogFormat, log_to_terminal
log_to_terminal(least="info", form=LogFormat(sys.argv[1]))
import structlog
secret = "hunter2"
structlog.get_logger().info("placed", article="https://example.org/я", watches=["a"])
logging.getLogger("uvicorn.error").error("said %s", "this")
try:
    raise ValueError("broken")
except ValueError:
    structlog.get_logger().exception("failed")
    logging.getLogger("alembic").exception("failed, too")
"""


def lines(form: str) -> list[str]:
    run = subprocess.run([sys.executable, "-c", CODE, form], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout == ""
    assert "hunter2" not in run.stderr
    return run.stderr.splitlines()


def test_as_json_every_line_is_an_object_with_time_level_and_event() -> None:
    rows = [json.loads(line) for line in lines("json")]
    assert [(row["level"], row["event"]) for row in rows] == [
        ("info", "placed"),
        ("error", "said this"),
        ("error", "failed"),
        ("error", "failed, too"),
    ]
    assert rows[0]["article"] == "https://example.org/я"
    assert rows[1]["logger"] == "uvicorn.error"
    assert all(row["timestamp"].endswith("Z") for row in rows)
    assert "ValueError: broken" in rows[2]["exception"]
    assert "ValueError: broken" in rows[3]["exception"]


def test_as_text_libraries_speak_as_we_do() -> None:
    ours, theirs, *_ = lines("text")
    assert "[info     ] placed" in ours
    assert "[error    ] said this" in theirs
