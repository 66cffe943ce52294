"""What the tests share: one real Kafka a session, settings with topics of their own for each test, worker processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from bench import native
from services.stream.settings import Settings
from tests.kafka.broker import Broker, free_port

# How fast examples are drawn says how busy the machine is, and nothing about the code.
hypothesis_settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("tests")


def pytest_sessionstart() -> None:
    """Refuses to test compiled modules whose sources changed since: what runs would not be what was written."""
    if names := native.changed():
        pytest.exit(f"compiled from other sources (`make native` or `make native-clean`): {', '.join(names)}", 2)


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """A Kafka broker that serves all tests of the session."""
    broker = Broker(tmp_path_factory.mktemp("kafka"))
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def settings(broker: Broker, tmp_path: Path) -> Settings:
    """Settings with a prefix, a data directory and a port that no other test has. The topics are not created."""
    return fresh_settings(broker.address, tmp_path)


def fresh_settings(address: str, folder: Path) -> Settings:
    """The settings of one test: short sessions, so that a worker that was killed is missed soon."""
    return Settings(
        bootstrap_servers=address,
        topic_prefix=f"test-{uuid4().hex[:8]}.",
        data_dir=folder / "data",
        http_host="127.0.0.1",
        http_port=free_port(),
        session_seconds=6,
    )
