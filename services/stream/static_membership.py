"""How a worker with static membership leaves its group when it is told to stop.

Static membership (RASD_INSTANCE_ID) lets a worker that crashed come back under its name and go on, without a rebalance
and without waiting until its old session ends. For the same reason clients do not leave the group when they stop, and the
partitions of a worker that is gone for good would lie idle for RASD_SESSION_SECONDS. A worker that ends on SIGTERM knows
better: it leaves, so that a stand-by takes over at once. aiokafka cannot leave by name; the request is KIP-345's.
"""

from __future__ import annotations

import logging
from typing import Any

from aiokafka.errors import UnknownMemberIdError, for_code
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import Array, Int16, Int32, Schema, String

from services.stream.broker_probe import BrokerProbe
from services.stream.errors import OperatorError
from services.stream.settings import Settings

log = logging.getLogger(__name__)


class _LeaveGroupResponse(Response):
    API_KEY = 13
    API_VERSION = 3
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        ("error_code", Int16),
        (
            "members",
            Array(("member_id", String("utf-8")), ("group_instance_id", String("utf-8")), ("error_code", Int16)),
        ),
    )


class _LeaveGroupRequest(RequestStruct):
    API_KEY = 13
    API_VERSION = 3
    RESPONSE_TYPE = _LeaveGroupResponse
    SCHEMA = Schema(
        ("group", String("utf-8")),
        ("members", Array(("member_id", String("utf-8")), ("group_instance_id", String("utf-8")))),
    )


class LeaveRequest(Request[_LeaveGroupRequest]):
    """The member of this name leaves. Sending raises NotImplementedError to brokers older than 2.4."""

    API_KEY = 13

    def __init__(self, group: str, instance_id: str) -> None:
        self._group = group
        self._instance_id = instance_id

    def build(self, request_struct_class: type[Any]) -> Any:
        # without a member id the broker goes by the name alone
        return request_struct_class(self._group, [("", self._instance_id)])


async def leave(settings: Settings, group: str) -> None:
    """Takes this worker out of the group, after its consumer has stopped.

    Where that fails, the log says so, and the group misses the worker after RASD_SESSION_SECONDS: nothing is lost.
    """
    assert settings.instance_id is not None
    try:
        async with BrokerProbe(settings) as probe:
            answer = await probe.ask_coordinator(group, LeaveRequest(group, settings.instance_id))
    except (OperatorError, NotImplementedError) as problem:
        log.warning("%s stays in the group %s until its session ends: %s", settings.instance_id, group, problem)
        return
    if answer is None:
        return  # no rights on the group, so that it was never in it
    codes = [answer["error_code"], *(member["error_code"] for member in answer["members"])]
    failed = [for_code(code) for code in codes if code]
    if failed and failed != [UnknownMemberIdError]:  # it never joined, or has left
        names = ", ".join(error.__name__ for error in failed)
        log.warning("%s stays in the group %s until its session ends: %s", settings.instance_id, group, names)
