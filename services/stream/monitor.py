"""Faust's sensor interface, with all but two of its hooks empty.

Faust calls a dozen hooks of its `Monitor` for each message and keeps running averages that nobody here reads; our own
metrics are counted a batch at a time (`metrics`). What is kept are the end and committed offsets, for lag and liveness.
"""

from __future__ import annotations

from typing import Any

from faust.sensors import Monitor
from faust.sensors.base import Sensor


class OffsetMonitor(Monitor):
    """Keeps `tp_end_offsets` and `tp_committed_offsets`, does nothing else."""

    def _ignore(self, *_: Any, **__: Any) -> None:
        return None


# Every hook that Faust's base class of sensors declares, whatever the version.
for _hook in [name for name in vars(Sensor) if name.startswith("on_")]:
    setattr(OffsetMonitor, _hook, OffsetMonitor._ignore)
