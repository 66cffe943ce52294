"""The short form of `make chaos`: three workers, three faults, the books closed after each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos import faults
from tests.chaos.audit import Audit
from tests.chaos.faults import Fault
from tests.chaos.run import HEAD, line, strike
from tests.chaos.world import world

SEED = 42
STRIKES: tuple[Fault, ...] = (faults.kill_a_worker, faults.corrupt_a_disk, faults.kill_a_broker)


@pytest.mark.timeout(1500)
def test_nothing_is_lost_under_faults(tmp_path: Path) -> None:
    with world(tmp_path, seed=SEED, rate=15.0) as each:
        print(f"seed {SEED}\n{HEAD}")
        for fault in STRIKES:
            result = strike(each, fault, fault.__name__, calm=3.0)
            print(line(result))
            assert result.account.sound, result.account
        each.settle()
        _the_books_would_tell(each.audit)


def _the_books_would_tell(audit: Audit) -> None:
    """An audit that finds nothing whatever happened would prove nothing."""
    ledger = audit._ledger
    name = next(iter(ledger.published))
    ledger.outcomes[name].add(("new", "twice"))
    topic = ledger.seen["claims.casualty"]
    lost, doubled = list(topic)[:2]
    del topic[lost]
    topic[doubled].digests.add(b"another content")
    article = next(reversed(ledger.published))
    del ledger.decided_at[article]
    account = audit.account(verdicts=False)
    assert account.lost == [f"{article} has no outcome", f"claims.casualty lacks {lost}"]
    assert len(account.twice) == 2
