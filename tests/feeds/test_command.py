"""`rasd feeds --check` and what the command says of wrong input."""

from __future__ import annotations

import json
import time
from pathlib import Path

from services.feeds.follower.publisher import Publisher, partition_of
from services.feeds.state import FeedState, load_state
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check_async
from services.stream.topics import Topics
from tests.feeds.following import Following, configuration, run_once
from tests.feeds.server import Reply
from tests.feeds.site import SENTENCE, Site, entry
from tests.stream.kafka_client import read_all


async def check(settings: Settings, file: Path) -> tuple[int, str]:
    async with Following(settings, "--check", str(file)) as following:
        code = await following.process.wait()
    return code, following.log.read_text("utf-8")


async def test_check_without_kafka(tmp_path: Path) -> None:
    settings = Settings(bootstrap_servers="127.0.0.1:1", data_dir=tmp_path / "data")
    site = Site()
    site.feed("/full", [entry("1"), entry("2")])
    site.feed("/summary", [entry("3", text="", summary="ملخص")])
    site.feed("/english", [entry("4", title="Bridge", text="The road was reopened. " * 40)])
    site.page("/articles/3", SENTENCE * 9)
    site.replies["/moved"] = Reply(status=301, headers={"Location": "/full"})
    site.replies["/error"] = Reply(status=500)
    paths = ["/full", "/summary", "/english", "/moved", "/error", "/missing"]
    async with site.server() as server:
        code, said = await check(settings, configuration(tmp_path, [server.base + path for path in paths]))
    assert code == 1
    rows = {path: next(line for line in said.splitlines() if f"{path} " in line) for path in paths}
    assert "ok" in rows["/full"] and "feed, 136 words" in rows["/full"] and "2017-08-08 11:00+03:00" in rows["/full"]
    assert "page, 153 words" in rows["/summary"]
    assert "other" in rows["/english"] and "left out by language" in rows["/english"]
    assert "moved to" in rows["/moved"]
    assert "http_500" in rows["/error"] and "http_404" in rows["/missing"]
    assert "4 of 6 feeds can be followed." in said


async def test_wrong_configuration(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text("[[feed]]\nurl = 'nonsense'")
    async with Following(Settings(data_dir=tmp_path / "data"), str(file)) as following:
        assert await following.process.wait() == 1
    said = following.log.read_text()
    assert "not the address of a feed" in said and "Traceback" not in said


async def test_state_after_success_failure_and_move(settings: Settings, tmp_path: Path) -> None:
    """Validators, a permanent redirect, `Retry-After` and failures are in Kafka after one round, and heeded in the
    next.
    """
    await create_or_check_async(settings)
    site = Site()
    site.feed(
        "/feed", [entry("1")], **{"Last-Modified": "Tue, 08 Aug 2017 08:00:00 GMT", "Cache-Control": "max-age=7200"}
    )
    site.replies["/old"] = Reply(status=308, headers={"Location": "/feed"})
    site.replies["/busy"] = Reply(status=429, headers={"Retry-After": "500"})
    site.replies["/gone"] = Reply(status=410)
    # Hosts of their own, because a `Retry-After` holds for the whole host.
    async with site.server(("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")) as server:
        hosts = {
            path: f"http://127.0.0.{number}:{server.port}{path}"
            for number, path in enumerate(["/feed", "/old", "/busy", "/gone"], 1)
        }
        file = configuration(tmp_path, list(hosts.values()))
        await run_once(settings, file)
        await run_once(settings, file)
    states = {record.key.decode(): load_state(record.value) for record in await read_all(settings, "feeds.state")}
    feed, old, busy, gone = (states[url] for url in hosts.values())
    assert feed.etag and feed.last_modified == "Tue, 08 Aug 2017 08:00:00 GMT" and feed.failures == 0
    assert feed.last_success and feed.next_poll - feed.last_success >= 7200
    assert old.moved_to == hosts["/old"].replace("/old", "/feed")
    assert busy.failures == 1 and busy.failing_since and busy.not_before - busy.failing_since > 490
    assert gone.gone and gone.failures == 2 and gone.last_error == "http_410: HTTP 410: the feed is gone for good"
    # the move was remembered, the busy feed left alone, the validators sent
    assert (site.asked["/old"], site.asked["/busy"]) == (1, 1)
    asked = [request for request in server.requests if request.path == "/feed" and request.host.startswith("127.0.0.1")]
    assert asked[1].headers["if-none-match"] == feed.etag
    assert asked[1].headers["if-modified-since"] == feed.last_modified
    for record in await read_all(settings, "feeds.state"):
        assert record.partition == partition_of(record.key.decode(), 12)
        assert json.loads(record.value)["version"] == 1


async def test_a_feed_that_fails_for_days(settings: Settings, tmp_path: Path) -> None:
    await create_or_check_async(settings)
    site = Site()
    site.replies["/feed"] = Reply(status=500)
    async with site.server() as server:
        url = f"{server.base}/feed"
        topics = Topics(settings)
        publisher = Publisher(settings, topics.raw.name, topics.feeds_state.name, topics.feeds_state.partitions)
        await publisher.start()
        await publisher.write_state(FeedState(url=url, failures=9, failing_since=time.time() - 3 * 86_400))
        await publisher.stop()
        said = await run_once(settings, configuration(tmp_path, [url]))
    assert f"WARNING {url} has failed for 3 days: http_500" in said
