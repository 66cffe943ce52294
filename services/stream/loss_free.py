"""The one way in which a stage is driven, so that no message is ever lost.

Faust acknowledges events early in a dozen quiet ways: when an agent raises, when a batch of `take` fails, for sends
that nobody awaits, for `concurrency` above one. What loses nothing is what stands here, in this order:

1. take a batch without acknowledging it (`noack_take`);
2. hand every output to the producer, then wait until the brokers have acknowledged all of them;
3. write the state, and wait until its changelog is acknowledged: an article marked as seen before its outputs are safe
   would be dropped as a duplicate of itself after a crash;
4. acknowledge the events in order, without an await between.

Steps 2 to 4 are in `batches`. Anything unexpected ends the process at once (`fail_stop`): whoever supervises starts it
again, and Kafka delivers again what was not committed, but not for ever a message that ends it each time (`attempts`).
A cancellation (rebalance, shutdown) passes through: those events stay unacknowledged too.
Redelivery repeats outputs, so every id depends on the message alone.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Sequence
from typing import Any

from services.stream.attempts import AttemptCounter
from services.stream.batches import Batches
from services.stream.errors import HandlingError
from services.stream.messages import Stage
from services.stream.metrics import Metrics
from services.stream.raw_progress import RawProgress
from services.stream.table_state import TableState
from services.stream.turns import Turns

log = logging.getLogger(__name__)

# Enough to share one produce request and one wait among many messages, and done long before a session ends.
BATCH_SIZE = 200
# Seconds that a message may wait for others to share its batch; three stages in a row stay far below 300 ms.
BATCH_WAIT = 0.02


def fail_stop(stage: str, error: BaseException) -> None:
    """Logs the error and ends the process at once with exit code 1, before anything else can be acknowledged."""
    log.critical(
        "%s: unexpected error, the process ends and its messages are delivered again",
        stage,
        exc_info=error,
        extra={"fields": error.fields if isinstance(error, HandlingError) else {"stage": stage}},
    )
    logging.shutdown()
    os._exit(1)


async def run(
    app: Any, stream: Any, stage: Stage, table: Any, metrics: Metrics, progress: RawProgress | None = None
) -> None:
    """Drives the stage over the stream until it is cancelled. The body of every stage's agent.

    progress: where the stage takes articles in the order of their arrival in Kafka (`turns`).
    """
    state = TableState(app, table) if table is not None else None
    attempts = AttemptCounter(
        lambda partition: app.consumer.read_note((stage.source.name, partition)),
        lambda partition, note: app.consumer.write_note((stage.source.name, partition), note),
    )
    batches = app.batches = Batches(app.producer, stage, state, metrics, attempts)

    def acknowledge(events: Sequence[Any]) -> None:
        for event in events:
            app.consumer.acknowledge(event.message)

    try:
        taken = stream.noack_take(BATCH_SIZE, within=BATCH_WAIT)
        if progress is None:
            async for events in taken:
                await batches.run(events, acknowledge)
        else:
            await Turns(app, progress, batches.run, BATCH_SIZE).run(taken)
    except asyncio.CancelledError:
        raise
    except BaseException as error:
        fail_stop(stage.name, error)
