"""Reads Rasd's claims into SQLite and prints, for each kind, how many people the claims that stand state.

    pip install aiokafka msgspec
    KAFKA_BOOTSTRAP_SERVERS=localhost:9092 python tally.py claims.sqlite                  # after every batch, until
    Ctrl-C
    KAFKA_BOOTSTRAP_SERVERS=localhost:9092 python tally.py claims.sqlite --until-idle 5   # once, after 5 s without news

A claim may arrive twice: its id is the table's primary key, so that the second insertion does nothing. The group's
offsets are committed after the database, so that nothing is lost when this program is killed. A claim stands unless
it repeats an earlier one of its article (`restates`), a later one replaced it or took it back (`revises`,
`withdrawn`), or it is denied, unconfirmed or a total over a long time.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sqlite3
from collections.abc import Iterable

import msgspec
from aiokafka import AIOKafkaConsumer

TOPICS = ("claims.casualty", "claims.defection")

SCHEMA = """
create table if not exists claim (
    id text primary key, kind text not null, low integer, high integer, standalone integer not null,
    revises text, sentence text not null, article text not null
);
create index if not exists claim_revises on claim (revises);
create view if not exists standing as
    select * from claim where standalone and id not in (select revises from claim where revises is not null);
"""

TALLY = """
select kind, count(*), coalesce(sum(low), 0), case when count(high) = count(*) then sum(high) end
from standing group by kind order by kind
"""


# The fields that this program needs, by name. Fields that it does not know, of this version or a later one, are
# skipped.
class Count(msgspec.Struct):
    low: int | None
    high: int | None


class Evidence(msgspec.Struct):
    text: str


class Article(msgspec.Struct):
    id: str


class Claim(msgspec.Struct):
    id: str
    kind: str
    count: Count
    evidence: Evidence
    article: Article
    assertion: str
    scope: str
    restates: str | None
    revises: str | None
    withdrawn: bool


def store(database: sqlite3.Connection, claims: Iterable[Claim]) -> None:
    """Keeps the claims, each id once."""
    rows = [
        (
            claim.id,
            claim.kind,
            claim.count.low,
            claim.count.high,
            claim.restates is None and not claim.withdrawn and claim.assertion == "asserted" and claim.scope == "event",
            claim.revises,
            claim.evidence.text,
            claim.article.id,
        )
        for claim in claims
    ]
    with database:
        database.executemany("insert or ignore into claim values (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def tally(database: sqlite3.Connection) -> dict[str, dict[str, int | None]]:
    """People by kind; `high` is None where some claim sets no upper bound."""
    rows = database.execute(TALLY).fetchall()
    return {kind: {"claims": claims, "low": low, "high": high} for kind, claims, low, high in rows}


async def follow(database: sqlite3.Connection, until_idle: float | None) -> None:
    """Reads claims as they come; ends after `until_idle` seconds without one."""
    prefix = os.environ.get("RASD_TOPIC_PREFIX", "")
    consumer = AIOKafkaConsumer(
        *(prefix + topic for topic in TOPICS),
        bootstrap_servers=os.environ.get("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"),
        group_id=f"{prefix}rasd-tally-example",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    decoder = msgspec.json.Decoder(Claim)
    async with consumer:
        wait = 1000 if until_idle is None else int(until_idle * 1000)
        while True:
            batches = await consumer.getmany(timeout_ms=wait)
            if not batches and until_idle is not None:
                break
            if batches:
                store(database, (decoder.decode(record.value) for records in batches.values() for record in records))
                await consumer.commit()
                if until_idle is None:
                    print(json.dumps(tally(database)), flush=True)
    print(json.dumps(tally(database)))


def main() -> None:
    parser = argparse.ArgumentParser(description="People by kind, from Rasd's claims.")
    parser.add_argument("database", help="SQLite file")
    parser.add_argument("--until-idle", type=float, metavar="SECONDS")
    arguments = parser.parse_args()
    database = sqlite3.connect(arguments.database)
    database.executescript(SCHEMA)
    asyncio.run(follow(database, arguments.until_idle))


if __name__ == "__main__":
    main()
