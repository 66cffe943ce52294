"""The metrics: what is counted, and when something is shown no longer."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from prometheus_client.parser import text_string_to_metric_families

from services.stream.dedup_stage import DedupStage
from services.stream.faust_app import build_app
from services.stream.messages import Handled
from services.stream.metrics import Metrics
from services.stream.settings import Settings


def samples(metrics: Metrics, family: str) -> dict[tuple[str, ...], float]:
    """The samples of a family by the values of their labels."""
    return {
        tuple(sample.labels.values()): sample.value
        for each in text_string_to_metric_families(metrics.exposition().decode())
        if each.name == family
        for sample in each.samples
    }


def test_lag_of_a_lost_partition_is_shown_no_longer() -> None:
    metrics = Metrics()
    metrics.set_lag("intake", {0: 5, 1: 7})
    metrics.set_lag("dedup", {0: 1})
    assert samples(metrics, "rasd_lag") == {("0", "intake"): 5, ("1", "intake"): 7, ("0", "dedup"): 1}
    metrics.set_lag("intake", {1: 6})
    assert samples(metrics, "rasd_lag") == {("1", "intake"): 6, ("0", "dedup"): 1}


async def test_size_of_the_state(tmp_path: Path) -> None:
    settings, metrics = Settings(data_dir=tmp_path), Metrics()
    app = build_app(DedupStage(settings), settings, metrics)
    assert samples(metrics, "rasd_dedup_state_entries") == {}
    app.tables["seen"].data.write(0, [(b"key-one", b"1"), (b"key-two", b"2")], 7)
    # two entries and the offset
    assert samples(metrics, "rasd_dedup_state_entries") == {("0",): 3}
    assert set(samples(metrics, "rasd_dedup_state_bytes")) == {("0",)}


@pytest.mark.parametrize(
    ("headers", "waited"),
    [([("ce_time", b"2018-02-11T09:00:00.000Z")], 10), ([("ce_time", b"\xff")], 4), ([], 4), (None, 4)],
)
def test_publish_to_claims(
    monkeypatch: pytest.MonkeyPatch, headers: list[tuple[str, bytes]] | None, waited: int
) -> None:
    metrics = Metrics()
    raw_at = 1518339600.0
    monkeypatch.setattr("services.stream.metrics.time", SimpleNamespace(time=lambda: raw_at + 10))
    record = SimpleNamespace(timestamp=raw_at + 6, headers=headers)
    metrics.count_batch("extract", [Handled(outcome="extracted")], [record], 0.1)
    metrics.count_batch("intake", [Handled(outcome="accepted")], [record], 0.1)
    text = metrics.exposition().decode()
    assert f"rasd_publish_to_claims_seconds_sum {waited}.0" in text
    assert "rasd_publish_to_claims_seconds_count 1.0" in text
