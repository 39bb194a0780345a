"""Names for addresses and files."""

from __future__ import annotations

from monitor.text import slug


def test_a_name_in_any_script_becomes_small_latin_letters() -> None:
    assert [slug(name) for name in ("NATO–Japan", "Токіо", "日本!", "…")] == ["nato-japan", "tokio", "riben", "unnamed"]
