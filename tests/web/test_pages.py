from datetime import timedelta

from monitor.model.polls import SourceState
from monitor.web.pages import StatusPage, render_status
from tests.builders import NOW, outlet, source

EMPTY = StatusPage(now=NOW, outlets=(), states=(), articles=0, waiting=0, watches=(), subscriptions=(), deliveries=())


def page(**fields: object) -> str:
    values = {name: getattr(EMPTY, name) for name in EMPTY.__dataclass_fields__}
    return render_status(StatusPage(**values | fields))


def test_an_empty_service_says_what_to_do_next() -> None:
    shown = page()
    assert "config/outlets/" in shown
    assert "farwatch watch add" in shown
    assert "farwatch subscribe" in shown


def test_nothing_of_an_outlet_becomes_markup() -> None:
    shown = page(outlets=(outlet(name="<script>alert(1)</script>", sources=(source(url="https://x/?a=<b>"),)),))
    assert "<script" not in shown
    assert "<b>" not in shown


def test_the_failing_stand_first() -> None:
    good, bad = (
        outlet(id=name, name=name, sources=(source(url=f"https://{name}.example/", outlet=name),))
        for name in ("a", "b")
    )
    failing = SourceState(url="https://b.example/", next_poll_at=NOW + timedelta(hours=1), failures=2, outcome="gone")
    shown = page(outlets=(good, bad), states=(failing,))
    assert shown.index("https://b.example/") < shown.index("https://a.example/")
    assert "gone" in shown
