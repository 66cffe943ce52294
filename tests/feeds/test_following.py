"""`rasd feeds` as a process, against a real site on loopback and a real Kafka."""

from __future__ import annotations

import asyncio
import signal
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from schemas import RawArticle
from services.feeds.follower.publisher import Outgoing, Publisher, partition_of
from services.feeds.follower.state_loading import StateLoader
from services.feeds.identity import new_entries
from services.feeds.reading import read_feed
from services.feeds.state import FeedState
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check_async
from services.stream.topics import Topics
from tests.feeds.following import Following, arrived, articles, configuration, counted, run_once, until
from tests.feeds.server import FeedServer, Misbehaviour, Reply, Request
from tests.feeds.site import SENTENCE, Site, entry
from tests.kafka.broker import free_port

ENGLISH = "The road was reopened on Tuesday. "
PERSIAN = "گزارش‌ها می‌گویند که پل پس از تعمیر بازگشایی شد و گروه‌های چند منظوره. "


async def test_each_entry_once_over_rounds(settings: Settings, tmp_path: Path) -> None:
    await create_or_check_async(settings)
    site = Site()
    site.feed("/feed", [entry("1"), entry("2")])
    async with site.server() as server:
        file = configuration(tmp_path, [f"{server.base}/feed"])
        assert "2 articles published" in await run_once(settings, file)
        assert "1 unchanged" in await run_once(settings, file)
        site.feed("/feed", [entry("3"), entry("2", title="عنوان مصحح للخبر نفسه"), entry("1")])
        assert "1 articles published" in await run_once(settings, file)
    found = await articles(settings)
    assert counted(found) == {"1": 1, "2": 1, "3": 1}
    first = next(article for article in found if article["feed_entry"] == "1")
    assert first["url"] == f"{server.base}/articles/1"
    assert first["published_at"] == "2017-08-08T11:00:00+03:00"
    assert first["fetched_at"].endswith("+00:00")
    assert (first["language"], first["source"], first["text_from"]) == ("ar", "وكالة الساحل", "feed")
    user_agents = {request.headers["user-agent"] for request in server.requests}
    assert all("Rasd/" in agent and "mailto:desk@news.test" in agent for agent in user_agents)


async def test_full_text_languages_and_robots(settings: Settings, tmp_path: Path) -> None:
    await create_or_check_async(settings)
    site = Site()
    site.feed(
        "/feed",
        [
            entry("page", text="", summary="ملخص قصير…"),
            entry("robots", text="", summary="ملخص لما لا تسمح به القواعد", link="/closed/robots"),
            entry("missing", text="", summary="ملخص لصفحة غير موجودة"),
            entry("english", title="Bridge reopened after repairs", text=ENGLISH * 30),
            entry(
                "persian",
                title="پل پس از تعمیر بازگشایی شد",
                text=PERSIAN * 20,
            ),
        ],
    )
    site.page(
        "/articles/page",
        f"الفقرة الأولى. {SENTENCE * 3}\nاقرأ أيضا: خبر آخر\nإعلان\nالفقرة الثانية. {SENTENCE * 3}",
        head='<link rel="canonical" href="/ar/page">',
    )
    site.page("/closed/robots", SENTENCE * 9)
    site.replies["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /closed/\n")
    async with site.server() as server:
        said = await run_once(settings, configuration(tmp_path, [f"{server.base}/feed"]))
    assert "2 left out" in said
    found = {article["feed_entry"]: article for article in await articles(settings)}
    assert found.keys() == {"page", "robots", "missing"}
    page = found["page"]
    assert page["text_from"] == "page"
    assert page["body"].startswith("الفقرة الأولى.") and "الفقرة الثانية." in page["body"]
    assert "إعلان" not in page["body"] and "اقرأ أيضا" not in page["body"]
    assert page["url"] == f"{server.base}/ar/page"
    assert found["robots"]["text_from"] == found["missing"]["text_from"] == "summary"
    assert site.asked["/closed/robots"] == 0


async def test_other_languages_by_setting(settings: Settings, tmp_path: Path) -> None:
    await create_or_check_async(settings)
    site = Site()
    site.feed("/feed", [entry("english", title="Bridge reopened", text=ENGLISH * 30), entry("1")])
    async with site.server() as server:
        await run_once(settings, configuration(tmp_path, [f"{server.base}/feed"], "languages = []", 'language = "en"'))
    assert {(a["feed_entry"], a["language"]) for a in await articles(settings)} == {("english", "en"), ("1", "ar")}


async def test_page_that_comes_back_later(settings: Settings, tmp_path: Path) -> None:
    """The feed drops the entry before its page can be read; nothing is lost."""
    await create_or_check_async(settings)
    site = Site()
    site.feed("/feed", [entry("late", text="", summary="ملخص")])
    site.replies["/articles/late"] = Reply(status=503, headers={"Retry-After": "2"})
    async with site.server() as server:
        file = configuration(tmp_path, [f"{server.base}/feed"])
        assert "1 wait for their page" in await run_once(settings, file)
        assert await articles(settings) == []
        site.feed("/feed", [])
        site.page("/articles/late", SENTENCE * 9)
        async with Following(settings, str(file)):
            await until(lambda: site.asked["/articles/late"] == 2, "the page is asked for again")
            found = await arrived(settings, 1, 30)
    assert [(article["feed_entry"], article["text_from"]) for article in found] == [("late", "page")]


async def test_two_replicas_share_the_feeds(settings: Settings, tmp_path: Path) -> None:
    """No feed is polled by both, and when one is killed the other takes all, publishing nothing twice."""
    await create_or_check_async(settings)
    addresses = tuple(f"127.0.0.{number}" for number in range(1, 13))
    site = Site(validators=False)
    site.feed("/feed", [])
    pollers: dict[str, set[str]] = {}

    async def watch(request: Request) -> Reply | Misbehaviour:
        pollers.setdefault(request.host, set()).add(request.headers["user-agent"])
        return await site.handle(request)

    async with FeedServer(watch, addresses=addresses) as server:
        feeds = [f"http://{address}:{server.port}/feed" for address in addresses]
        fast = "shortest_interval = 0.2\nlongest_interval = 0.5\ninterval = 0.2\n"
        files = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            file = configuration(tmp_path / name, feeds, fast)
            file.write_text(file.read_text().replace("desk@", f"{name}@"))
            files.append(str(file))
        other = replace(settings, http_port=free_port())
        async with Following(settings, files[0]) as first, Following(other, files[1]):
            await until(lambda: len({agent for agents in pollers.values() for agent in agents}) == 2, "both poll")
            # A rebalance may still be under way: from a moment when every host was asked, each has one poller.
            for _ in range(20):
                pollers.clear()
                await until(lambda: len(pollers) == len(addresses), "every feed is polled")
                if all(len(agents) == 1 for agents in pollers.values()) and len(set.union(*pollers.values())) == 2:
                    break
            pollers.clear()
            rounds = site.asked["/feed"] + 5 * len(addresses)
            await until(lambda: site.asked["/feed"] >= rounds, "five rounds")
            assert {len(agents) for agents in pollers.values()} == {1}
            assert len(set.union(*pollers.values())) == 2
            site.feed("/feed", [entry("1"), entry("2")])
            asked = site.asked["/feed"]
            await until(lambda: site.asked["/feed"] >= asked + 2 * len(addresses), "the new entries are found")
            await first.stop(signal.SIGKILL)
            pollers.clear()
            await until(lambda: len(pollers) == len(addresses), "the other takes over all feeds")
            # What the killed one had asked for and not published yet, the other finds in its next round.
            await arrived(settings, 2 * len(feeds))
            rounds = site.asked["/feed"] + 2 * len(addresses)
            await until(lambda: site.asked["/feed"] >= rounds, "further rounds, which publish nothing twice")
    found = Counter((article["feed_url"], article["feed_entry"]) for article in await articles(settings))
    assert found == {(feed, name): 1 for feed in feeds for name in ("1", "2")}


async def test_crash_between_acknowledgement_and_state(settings: Settings, tmp_path: Path) -> None:
    """Articles whose arrival the state does not tell are not published again; those that did not arrive are."""
    await create_or_check_async(settings)
    site = Site()
    names = [str(number) for number in range(6)]
    site.feed("/feed", [entry(name) for name in names])
    async with site.server() as server:
        url = f"{server.base}/feed"
        file = configuration(tmp_path, [url])
        await _half_published(settings, url, site, names)
        topics = Topics(settings)
        loader = StateLoader(settings, topics.raw.name, topics.feeds_state.name)
        states = await loader.load([partition_of(url, topics.feeds_state.partitions)])
        assert len([key for key in states[url].seen if key.startswith("g")]) == 3
        assert states[url].publishing == {}
        await run_once(settings, file)
    assert counted(await articles(settings)) == dict.fromkeys(names, 1)


async def _half_published(settings: Settings, url: str, site: Site, names: list[str]) -> None:
    """What a kill leaves behind when all entries were announced and half of them acknowledged."""
    reply = site.replies["/feed"]
    assert isinstance(reply, Reply)
    document = read_feed(reply.body, url, None, UTC)
    batch = [
        Outgoing(
            article=RawArticle(title=each.entry.title, url=each.entry.link, extra={"feed_entry": each.entry.guid}),
            mark=each.mark,
            keys=each.keys,
        )
        for each in new_entries(document, url, {})[0]
    ]
    assert len(batch) == len(names)
    topics = Topics(settings)
    publisher = Publisher(settings, topics.raw.name, topics.feeds_state.name, topics.feeds_state.partitions)
    await publisher.start()
    now = time.time()
    await publisher.publish(FeedState(url=url), batch[:3], now)
    announced = {outgoing.mark: list(outgoing.keys) for outgoing in batch}
    await publisher.write_state(FeedState(url=url, publishing=announced, publishing_since=now))
    await publisher.stop()


async def test_killed_again_and_again(settings: Settings, tmp_path: Path) -> None:
    """kill -9 at whatever moment: every entry is on articles.raw once."""
    await create_or_check_async(settings)
    site = Site()
    addresses = tuple(f"127.0.0.{number}" for number in range(1, 9))
    site.feed("/feed", [entry(str(number)) for number in range(120)])
    async with site.server(addresses) as server:
        feeds = [f"http://{address}:{server.port}/feed" for address in addresses]
        file = configuration(tmp_path, feeds)
        for kill_after in (2, 6):
            async with Following(settings, str(file)) as following:
                enough = site.asked["/feed"] + kill_after
                await until(lambda enough=enough: site.asked["/feed"] >= enough, "polled")  # type: ignore[misc]
                await following.stop(signal.SIGKILL)
        await run_once(settings, file)
    found = Counter((article["feed_url"], article["feed_entry"]) for article in await articles(settings))
    assert found == {(feed, str(number)): 1 for feed in feeds for number in range(120)}


async def test_missing_topics_are_told(settings: Settings, tmp_path: Path) -> None:
    file = configuration(tmp_path, ["http://127.0.0.1:9/feed"])
    async with Following(settings, str(file)) as following:
        assert await asyncio.wait_for(following.process.wait(), 60) == 1
    assert "Create with `rasd topics`" in following.log.read_text()
