"""`rasd feeds`: holds a share of the feeds, polls each when it is due, and shows how they are."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections import defaultdict
from collections.abc import Coroutine, Iterator
from contextlib import suppress
from importlib.metadata import version
from typing import Any

from aiohttp import web

from services.feeds.configuration import Configuration, Feed
from services.feeds.follower.entry_work import Report
from services.feeds.follower.hosts import Hosts, host_of
from services.feeds.follower.http_client import HttpClient
from services.feeds.follower.metrics import FeedMetrics
from services.feeds.follower.ownership import Ownership
from services.feeds.follower.page_reading import PageReader
from services.feeds.follower.polling import Poller
from services.feeds.follower.publisher import Outgoing, Publisher, partition_of
from services.feeds.follower.reader_pool import ReaderPool
from services.feeds.follower.resolver import Resolver, SystemResolver
from services.feeds.follower.state_loading import StateLoader
from services.feeds.state import FeedState
from services.stream.broker_probe import BrokerProbe
from services.stream.errors import OperatorError
from services.stream.settings import Settings
from services.stream.topics import Topics

log = logging.getLogger(__name__)

# Feeds that failed last time share these places, so that a crowd of servers that never answer holds up no healthy feed.
TROUBLED_AT_ONCE = 16
# A feed that fails for this long is named in the log once a day.
LONG_FAILURE = 2 * 86_400.0
DAY = 86_400.0


class Tools:
    """What polls need of one process: client, reader processes, metrics."""

    def __init__(self, configuration: Configuration, article_bytes: int, resolver: Resolver | None = None) -> None:
        self.metrics = FeedMetrics()
        self.resolver = resolver or SystemResolver()
        self.hosts = Hosts(configuration.pause)
        self.client = HttpClient(
            user_agent=configuration.user_agent(version("rasd")),
            resolver=self.resolver,
            hosts=self.hosts,
            networks=configuration.networks(),
            seconds=configuration.seconds,
        )
        self.readers = ReaderPool(configuration.processes)
        self.pages = PageReader(self.client, self.hosts, self.readers, self.metrics, limit=configuration.page_bytes)
        self.poller = Poller(
            configuration, self.client, self.hosts, self.pages, self.readers, self.metrics, article_bytes
        )

    async def close(self) -> None:
        """Ends connections, threads and children."""
        await self.client.close()
        if isinstance(self.resolver, SystemResolver):
            self.resolver.close()
        await asyncio.to_thread(self.readers.close)


class FeedService:
    """Follows the feeds of the configuration until it is stopped, or for one round."""

    def __init__(self, configuration: Configuration, settings: Settings, resolver: Resolver | None = None) -> None:
        self._configuration, self._settings = configuration, settings
        topics = Topics(settings)
        self._state_topic, self._raw_topic = topics.feeds_state, topics.raw
        self.tools = Tools(configuration, settings.max_article_bytes, resolver)
        self._publisher = Publisher(
            settings, self._raw_topic.name, self._state_topic.name, self._state_topic.partitions
        )
        self._loader = StateLoader(settings, self._raw_topic.name, self._state_topic.name)
        self._ownership = Ownership(settings, topics.group("feeds"), self._state_topic.name, self._end_polls)
        self._states: dict[str, FeedState] = {}
        self._by_host: dict[str, list[str]] = defaultdict(list)
        for feed in configuration.feed:
            self._by_host[host_of(feed.url)].append(feed.url)
        self._host_locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._healthy = asyncio.Semaphore(configuration.at_once)
        self._troubled = asyncio.Semaphore(TROUBLED_AT_ONCE)
        self._polls: set[asyncio.Task[None]] = set()
        self._writes: set[asyncio.Task[None]] = set()
        self._named: dict[str, float] = {}
        self.ready = False
        self.reports: dict[str, Report] = {}

    async def run(self, *, once: bool = False) -> None:
        """Polls until SIGTERM or SIGINT, or until every owned feed was polled once. Raises `OperatorError`.

        Any other exception is unexpected; the caller ends the process, and Kafka holds all that was acknowledged.
        """
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stopping.set)
        await check_topics(self._settings)
        server = await self._serve()
        await self._publisher.start()
        await self._ownership.start()
        holding = asyncio.create_task(self._ownership.hold(), name="hold partitions")
        following = asyncio.create_task(self._follow(once=once), name="follow feeds")
        stop = asyncio.create_task(stopping.wait(), name="stop")
        try:
            done, _ = await asyncio.wait([holding, following, stop], return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stop}:
                task.result()
        finally:
            for task in (holding, following, stop):
                task.cancel()
            # What they raised was raised above; here they only end.
            await asyncio.gather(holding, following, stop, return_exceptions=True)
            await self._end_polls()
            await self._ownership.stop()
            await self._publisher.stop()
            await self.tools.close()
            await server.cleanup()

    def states(self) -> dict[str, FeedState]:
        """The states of the feeds that this replica holds, by URL."""
        return dict(self._states)

    async def _follow(self, *, once: bool) -> None:
        while True:
            await self._ownership.changed.wait()
            self._ownership.changed.clear()
            partitions = self._ownership.partitions
            await self._end_polls()
            await self._load(partitions)
            if self._ownership.partitions is not partitions:
                continue  # lost again while their states were read
            mine = [feed for feed in self._configuration.feed if feed.url in self._states]
            log.info("polling %d of %d feeds", len(mine), len(self._configuration.feed))
            self.tools.metrics.owned.set(len(mine))
            self.ready = True
            begin = self._poll_once if once else self._poll_forever
            self._polls = {asyncio.create_task(begin(feed), name=f"feed {feed.url}") for feed in mine}
            watching = asyncio.create_task(self._ownership.changed.wait(), name="watch partitions")
            try:
                await self._await_polls(watching, once=once)
            finally:
                watching.cancel()
            if once and self._ownership.partitions is partitions:
                return

    async def _await_polls(self, watching: asyncio.Task[bool], *, once: bool) -> None:
        """Returns when the partitions change or, for one round, when all polls are done. Raises what a poll raised."""
        running: set[asyncio.Task[None]] = set(self._polls)
        while not watching.done() and (running or not once):
            finished, _ = await asyncio.wait([watching, *running], return_when=asyncio.FIRST_COMPLETED)
            for task in finished & running:
                running.discard(task)
                if not task.cancelled():
                    task.result()

    async def _load(self, partitions: frozenset[int]) -> None:
        """The states of the partitions' feeds; a feed without one is new."""
        loaded = await self._loader.load(partitions) if partitions else {}
        count = self._state_topic.partitions
        self._states = {
            feed.url: loaded.get(feed.url) or FeedState(url=feed.url)
            for feed in self._configuration.feed
            if partition_of(feed.url, count) in partitions
        }

    async def _end_polls(self) -> None:
        """Ends all polls; articles that are on their way arrive and are remembered first."""
        self.ready = False
        polls, self._polls = self._polls, set()
        for task in polls:
            task.cancel()
        await asyncio.gather(*polls, return_exceptions=True)
        await asyncio.gather(*self._writes, return_exceptions=True)

    async def _poll_forever(self, feed: Feed) -> None:
        while True:
            state = self._states[feed.url]
            now = time.time()
            due = max(state.next_poll, state.not_before)
            pages_due = max(min((entry.next_try for entry in state.pending), default=due), state.not_before)
            await asyncio.sleep(max(0.0, min(due, pages_due) - now))
            await self._poll(feed, ask=time.time() >= due)

    async def _poll_once(self, feed: Feed) -> None:
        if self._states[feed.url].not_before <= time.time():
            await self._poll(feed, ask=True)

    async def _poll(self, feed: Feed, *, ask: bool) -> None:
        host = host_of(feed.url)
        places = self._troubled if self._states[feed.url].failures else self._healthy
        # One feed of a host at a time: two that name the same article must not both find it new.
        async with self._host_locks[host], places:
            state = self._states[feed.url]
            siblings = _Siblings(
                [self._states[url].seen for url in self._by_host[host] if url != feed.url and url in self._states]
            )
            state, report = await self.tools.poller.poll(feed, state, siblings, self._publish, ask=ask)
            if state != self._states[feed.url]:  # the last batch may have written it already
                await self._shielded(self._remember(state))
        if ask:
            self.reports[feed.url] = report
            self._tell(feed, state, report)

    async def _publish(self, before: FeedState, batch: list[Outgoing], after: FeedState) -> None:
        await self._shielded(self._publish_and_remember(before, batch, after))

    async def _publish_and_remember(self, before: FeedState, batch: list[Outgoing], after: FeedState) -> None:
        await self._publisher.publish(before, batch, time.time())
        await self._remember(after)

    async def _remember(self, state: FeedState) -> None:
        await self._publisher.write_state(state)
        self._states[state.url] = state

    async def _shielded(self, work: Coroutine[Any, Any, None]) -> None:
        """Awaits the write; a cancelled poll leaves it to `_end_polls`, never half done."""
        task = asyncio.create_task(work)
        self._writes.add(task)
        task.add_done_callback(self._writes.discard)
        await asyncio.shield(task)

    def _tell(self, feed: Feed, state: FeedState, report: Report) -> None:
        metrics = self.tools.metrics
        metrics.pending.set(sum(len(each.pending) for each in self._states.values()))
        if not state.failing_since:
            with suppress(KeyError):
                metrics.failing.remove(feed.url)
            self._named.pop(feed.url, None)
            if report.published:
                log.info("%s: %d new articles", feed.url, report.published)
            return
        failing = time.time() - state.failing_since
        metrics.failing.labels(feed.url).set(failing)
        log.info("%s: %s (failure %d in a row)", feed.url, state.last_error, state.failures)
        if failing >= LONG_FAILURE and time.time() - self._named.get(feed.url, 0.0) >= DAY:
            self._named[feed.url] = time.time()
            log.warning("%s has failed for %d days: %s", feed.url, failing // DAY, state.last_error)

    async def _serve(self) -> web.AppRunner:
        """`/live`, `/ready` and `/metrics` on the port of the settings."""

        async def metrics(_: web.Request) -> web.Response:
            return web.Response(
                body=self.tools.metrics.exposition(), headers={"Content-Type": "text/plain; version=0.0.4"}
            )

        async def live(_: web.Request) -> web.Response:
            # A blocked event loop cannot answer at all; what is looked for here is the one loop that all depends on.
            alive = time.monotonic() - self._ownership.last_turn < self._settings.liveness_seconds
            return web.json_response({"feeds": alive}, status=200 if alive else 503)

        async def ready(_: web.Request) -> web.Response:
            return web.json_response({"feeds": self.ready}, status=200 if self.ready else 503)

        application = web.Application()
        application.add_routes([web.get("/metrics", metrics), web.get("/live", live), web.get("/ready", ready)])
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        host, port = self._settings.http_host, self._settings.http_port
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise OperatorError(
                f"RASD_HTTP_PORT={port}: {error.strerror or error}. Choose another, 0 for any."
            ) from error
        return runner


async def check_topics(settings: Settings) -> None:
    """Raises `OperatorError` unless the topics are there, with the partitions and the rights that are needed."""
    topics = Topics(settings)
    needs = (topics.raw, topics.feeds_state)
    async with BrokerProbe(settings) as probe:
        found = await probe.topics(topic.name for topic in needs)
        rights_of_group = await probe.group_rights(topics.group("feeds"))
    missing = [topic.name for topic in needs if not found[topic.name].exists]
    if missing:
        raise OperatorError(
            f"Missing on {settings.bootstrap_servers}: {', '.join(missing)}. Create with `rasd topics`."
        )
    for topic in needs:
        state = found[topic.name]
        lacking = [right for right in ("READ", "WRITE") if state.rights is not None and right not in state.rights]
        if lacking:
            raise OperatorError(f"This client lacks {' and '.join(lacking)} on the topic {topic.name}.")
        if topic.fixed_partitions and state.partitions != topic.partitions:
            raise OperatorError(
                f"{topic.name} has {state.partitions} partitions and needs {topic.partitions}: delete it and run "
                "`rasd topics`. What feeds were seen is then forgotten, and their entries are published again."
            )
    if rights_of_group is not None and "READ" not in rights_of_group:
        raise OperatorError(f"This client lacks READ on the consumer group {topics.group('feeds')}.")


class _Siblings:
    """Whether any of several feeds has seen a key."""

    def __init__(self, seen: list[dict[str, int]]) -> None:
        self._seen = seen

    def __contains__(self, key: object) -> bool:
        return any(key in keys for keys in self._seen)

    def __iter__(self) -> Iterator[str]:
        for keys in self._seen:
            yield from keys
