"""Runs a coroutine as far as it goes without waiting, before anything is made to wait for it.

Faust hands each message to its stream through `wait_first`, which makes four tasks and a future for it, though a stream
with room takes a message at once: of what three empty agents cost, that was four tenths (docs/choices.md). Python 3.12
has eager tasks for this; until 3.11 is gone, this is the part of them that is needed here.
"""

from __future__ import annotations

import types
from collections.abc import Coroutine, Generator
from typing import Any


def start(coroutine: Coroutine[Any, Any, Any]) -> Coroutine[Any, Any, Any] | None:
    """Runs the coroutine until it ends or waits. None when it has ended, else what is left of it, to be awaited once.

    Raises what it raises.
    """
    try:
        waits_for = coroutine.send(None)
    except StopIteration:
        return None
    return _rest(coroutine, waits_for)


async def _rest(coroutine: Coroutine[Any, Any, Any], waits_for: Any) -> Any:
    return await _go_on(coroutine, waits_for)


@types.coroutine
def _go_on(coroutine: Coroutine[Any, Any, Any], waits_for: Any) -> Generator[Any, Any, Any]:
    """Awaits what the coroutine waits for in its place, hands it what comes of that, and so on."""
    try:
        while True:
            try:
                answer = yield waits_for
            except GeneratorExit:
                coroutine.close()
                raise
            except BaseException as error:
                waits_for = coroutine.throw(error)
            else:
                waits_for = coroutine.send(answer)
    except StopIteration as end:
        return end.value
