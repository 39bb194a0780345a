"""What Prometheus is told, read by its own parser."""

from __future__ import annotations

import re

import pytest
from prometheus_client.parser import text_string_to_metric_families

from monitor.model.polls import OutcomeKind
from monitor.model.standing import Standing
from monitor.vitals import Measures
from tests.builders import NOW


def told(measures: Measures, standing: Standing | None = None, *, up: bool = True) -> dict[str, float]:
    text = measures.exposition(standing, up=up, ingest_memory=0).decode()
    return {
        sample.name + "".join(f"{{{value}}}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def used() -> Measures:
    measures = Measures()
    measures.polled({OutcomeKind.NEW.value: 3, OutcomeKind.UNREACHABLE.value: 1}, entries=7)
    measures.ingested(new=5, known=1, matched=2, rejected={"paywall": 1}, lags=(90.0, 4000.0, -5.0))
    measures.composed(1)
    measures.delivered({("mail", "sent"): 1, ("mail", "pending"): 2}, lags=(60.0,))
    measures.succeeded("poll", NOW)
    measures.failed("ingest")
    measures.late(0.02)
    return measures


def test_what_happened_is_counted() -> None:
    found = told(used())
    assert found["farwatch_polls_total{new}"] == 3
    assert found["farwatch_entries_total"] == 7
    assert found["farwatch_articles_total"] == 5
    assert found["farwatch_pages_rejected_total{paywall}"] == 1
    assert found["farwatch_deliveries_total{mail}{pending}"] == 2
    assert found["farwatch_verb_last_success_timestamp_seconds{poll}"] == NOW.timestamp()
    assert found["farwatch_publication_to_ingest_seconds_count"] == 3
    assert found["farwatch_loop_late_seconds_sum"] == pytest.approx(0.02)


def test_what_stands_is_told_as_it_is_and_not_at_all_without_a_database() -> None:
    measures = Measures()
    assert told(measures, Standing(pages_waiting=4, oldest_page_seconds=90.5))["farwatch_pages_waiting"] == 4
    without = told(measures, None, up=False)
    assert without["farwatch_database_up"] == 0
    assert without["farwatch_pages_waiting"] != without["farwatch_pages_waiting"]  # NaN


def test_the_text_is_as_prometheus_wants_it() -> None:
    """The rules of `promtool check metrics`: help for all, units in the name, counters that end in total."""
    text = used().exposition(Standing(), up=True, ingest_memory=1).decode()
    families = [one for one in text_string_to_metric_families(text) if one.name.startswith("farwatch_")]
    assert len(families) > 20
    for family in families:
        assert family.documentation, family.name
        assert re.fullmatch(r"[a-z][a-z0-9_]*", family.name)
        assert not re.search(r"(milli|micro|minutes|hours|kilo|mega)", family.name), family.name
        names = {sample.name for sample in family.samples}
        assert family.type != "counter" or all(name.endswith(("_total", "_created")) for name in names), family.name
        assert family.type == "counter" or not family.name.endswith("_total"), family.name


def test_no_label_is_without_bounds() -> None:
    text = used().exposition(Standing(), up=True, ingest_memory=1).decode()
    labels = {
        label
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name.startswith("farwatch_")
        for label in sample.labels
    }
    assert labels == {"outcome", "reason", "channel", "state", "verb", "le", "version"}
