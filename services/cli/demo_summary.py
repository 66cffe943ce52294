"""The summary at the end of the demo."""

from __future__ import annotations

from collections import Counter
from statistics import quantiles

from services.cli.demo_run import Outcome


def render_summary(outcome: Outcome) -> str:
    """The summary as lines of text: what went in, what came out, how fast."""
    rows = [
        ("articles in", f"{outcome.published}"),
        ("new", f"{outcome.new}"),
        ("duplicates", _listed(outcome.duplicates)),
        ("rejected", _listed(outcome.rejected)),
        ("claims", _listed(outcome.claims)),
        ("articles a second", f"{outcome.published / outcome.took:.0f}" if outcome.took else "-"),
        ("publish to claim", _latency(outcome.latencies)),
        ("worker ready after", f"{outcome.started_in:.1f} s"),
    ]
    return "Summary\n" + "".join(f"  {label:<20}{text}\n" for label, text in rows)


def _listed(counts: Counter[str]) -> str:
    parts = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))
    return f"{counts.total()}" + (f" ({parts})" if parts else "")


def _latency(seconds: list[float]) -> str:
    if len(seconds) < 2:
        return "-"
    cuts = quantiles(seconds, n=100, method="inclusive")
    return f"p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms"
