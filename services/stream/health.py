"""HTTP of a worker: `/live`, `/ready` and `/metrics`."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from aiohttp import web

from services.stream.metrics import Metrics
from services.stream.settings import Settings
from services.stream.watchdog import Watchdog

log = logging.getLogger(__name__)


class HealthServer:
    """`/live` is 200 while every stage makes progress, `/ready` while every stage takes messages; else 503.

    Both answer JSON with one entry a stage. `/metrics` is in Prometheus' text format.
    """

    def __init__(self, settings: Settings, watchdogs: Sequence[Watchdog], metrics: Metrics) -> None:
        self._settings = settings
        self._watchdogs = watchdogs
        self._metrics = metrics
        application = web.Application()
        application.add_routes(
            [web.get("/live", self._live), web.get("/ready", self._ready), web.get("/metrics", self._show_metrics)]
        )
        self._runner = web.AppRunner(application, access_log=None)

    async def start(self) -> None:
        """Listens. The port was tried by `checks`, so that an OSError here is unexpected."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._settings.http_host, self._settings.http_port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        log.info("http://%s:%s/live, /ready and /metrics", host, port)

    async def stop(self) -> None:
        """Stops listening."""
        await self._runner.cleanup()

    async def _live(self, _: web.Request) -> web.Response:
        return _answer({watchdog.stage: watchdog.alive for watchdog in self._watchdogs})

    async def _ready(self, _: web.Request) -> web.Response:
        return _answer({watchdog.stage: watchdog.ready for watchdog in self._watchdogs})

    async def _show_metrics(self, _: web.Request) -> web.Response:
        return web.Response(
            body=self._metrics.exposition(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        )


def _answer(stages: dict[str, bool]) -> web.Response:
    return web.json_response(stages, status=200 if all(stages.values()) else 503)
