"""Claims on their topics as the extract stage writes them."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

from aiokafka import AIOKafkaProducer

from schemas import Claim, cloudevents, encode
from services.stream.settings import Settings


def publish_claims(settings: Settings, claims: Sequence[Claim]) -> None:
    """Publishes the claims in order, then a third of them a second time."""
    asyncio.run(_publish(settings, [*claims, *random.Random(1).sample(claims, len(claims) // 3)]))


async def _publish(settings: Settings, claims: Sequence[Claim]) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=settings.bootstrap_servers)
    await producer.start()
    try:
        for claim in claims:
            topic = f"claims.{claim.type}"
            headers = cloudevents.headers(
                event_id=claim.id,
                event_type=cloudevents.EVENT_TYPES[topic],
                stage="extract",
                time="2024-03-18T09:30:00.000Z",
            )
            key = claim.article.id.encode()
            await producer.send_and_wait(settings.topic_prefix + topic, encode(claim), key=key, headers=headers)
    finally:
        await producer.stop()
