"""What would run and not do what it should: settings that Rasd does not know, paths that nobody serves, scaling beyond the
partitions, limits below what was measured. Same form as `cluster_checks`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from services.cli.app import COMMANDS
from services.cli.worker import StageName
from services.feeds.follower import service as feed_service
from services.stream import health
from services.stream.errors import OperatorError
from services.stream.runner import STOP_LIMIT
from services.stream.settings import Settings
from services.stream.topics import Topics
from tests.k8s.resources import Resource, containers, environment, name, of_kind, pod, workloads

SCHEMAS = Path(__file__).with_name("schemas")
MEASURED = Path(__file__).parents[2] / "k8s" / "measured.json"
VARIABLES = {field.metadata["variable"] for field in fields(Settings)}
HEADROOM = 1.25  # a memory limit over what was measured
UNITS = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30}


def served_paths(command: str) -> set[str]:
    """The HTTP paths that a command serves."""
    module = feed_service if command == "feeds" else health
    return set(re.findall(r'web\.get\("(/\w+)"', Path(module.__file__).read_text(encoding="utf-8")))


def settings_of(container: dict[str, Any], resources: list[Resource]) -> Settings:
    """The settings that a container runs with. Raises `OperatorError`."""
    values = environment(container, resources)
    return Settings.from_environment({key: value or "known-in-the-cluster" for key, value in values.items()})


def settings(resources: list[Resource]) -> Iterator[str]:
    """Settings that Rasd does not know or refuses, and files that nobody mounts."""
    for workload in workloads(resources, ours=True):
        for container in containers(workload):
            values = environment(container, resources)
            for variable in sorted(values.keys() - VARIABLES):
                yield f"{name(workload)}: {variable} is no setting of Rasd"
            if "KAFKA_BOOTSTRAP_SERVERS" not in values:
                yield f"{name(workload)}: does not know where Kafka is"
            try:
                settings_of(container, resources)
            except OperatorError as error:
                yield f"{name(workload)}: {error}"
            mounted = [mount["mountPath"] for mount in container.get("volumeMounts", [])]
            for variable, value in values.items():
                if variable.endswith("FILE") and value and str(Path(value).parent) not in mounted:
                    yield f"{name(workload)}: {variable}={value} is in no mounted folder"
            arguments = container["args"]
            if arguments[0] in ("worker",) and "/var/lib/rasd" not in mounted:
                yield f"{name(workload)}: RASD_DATA_DIR is not mounted"
            if arguments[0] not in COMMANDS:
                yield f"{name(workload)}: rasd has no command {arguments[0]}"
            if "--stage" in arguments and arguments[arguments.index("--stage") + 1] not in list(StageName):
                yield f"{name(workload)}: {arguments[-1]} is no stage"


def endpoints(resources: list[Resource]) -> Iterator[str]:
    """Probes and monitors that ask for a port or path which the command does not serve."""
    for workload in workloads(resources, ours=True):
        if workload["kind"] == "Job":
            continue
        for container in containers(workload):
            paths = served_paths(container["args"][0])
            port = settings_of(container, resources).http_port
            declared = {each["name"]: each["containerPort"] for each in container.get("ports", [])}
            if port not in declared.values():
                yield f"{name(workload)}: listens on {port} and declares {sorted(declared.values())}"
            for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
                asked = container.get(probe, {}).get("httpGet", {})
                if asked.get("path") not in paths:
                    yield f"{name(workload)}: {probe} asks for {asked.get('path')}, served are {', '.join(sorted(paths))}"
                if declared.get(asked.get("port"), asked.get("port")) != port:
                    yield f"{name(workload)}: {probe} asks port {asked.get('port')}, {port} is listened on"
    for monitor in of_kind(resources, "ServiceMonitor"):
        for endpoint in monitor["spec"]["endpoints"]:
            if endpoint["path"] not in served_paths("worker") & served_paths("feeds"):
                yield f"{name(monitor)}: nobody serves {endpoint['path']}"


def scaling(resources: list[Resource]) -> Iterator[str]:
    """Scalers that watch another topic or group than their target reads, or go beyond its partitions."""
    known = set(json.loads((SCHEMAS / "kafka-trigger.json").read_text())["names"])
    by_name = {each["metadata"]["name"]: each for each in workloads(resources)}
    for scaled in of_kind(resources, "ScaledObject"):
        target = by_name.get(scaled["spec"]["scaleTargetRef"]["name"])
        if target is None:
            continue  # `targets` tells
        container = containers(target)[0]
        found = settings_of(container, resources)
        topics, stage = Topics(found), container["args"][-1]
        source = {"intake": topics.raw, "dedup": topics.fingerprinted, "extract": topics.normalized}[stage]
        if scaled["spec"]["maxReplicaCount"] > source.partitions:
            yield f"{name(scaled)}: {scaled['spec']['maxReplicaCount']} pods for {source.partitions} partitions"
        if "replicas" in target["spec"]:
            yield f"{name(target)}: states replicas, which `kubectl apply` would set against the scaler"
        if scaled["spec"].get("minReplicaCount", 0) < 1:
            yield f"{name(scaled)}: may scale to nothing"
        for trigger in scaled["spec"]["triggers"]:
            data = trigger["metadata"]
            if trigger["type"] != "kafka":
                yield f"{name(scaled)}: {trigger['type']} is not kafka"
            for key in sorted(data.keys() - known):
                yield f"{name(scaled)}: KEDA's kafka scaler knows no {key}"
            if data.get("topic") != source.name:
                yield f"{name(scaled)}: watches {data.get('topic')}, {stage} reads {source.name}"
            if data.get("consumerGroup") != topics.group(stage):
                yield f"{name(scaled)}: watches {data.get('consumerGroup')}, the group is {topics.group(stage)}"
            if data.get("allowIdleConsumers") == "true":
                yield f"{name(scaled)}: allows more pods than partitions"
            variable = data.get("bootstrapServersFromEnv")
            if not data.get("bootstrapServers") and not environment(container, resources).get(variable):
                yield f"{name(scaled)}: does not know where Kafka is"
            if found.security_protocol.startswith("SASL") != ("authenticationRef" in trigger):
                yield f"{name(scaled)}: does not log in as its target does"
    for workload in workloads(resources, ours=True):
        container = containers(workload)[0]
        if container["args"][-1] == "dedup":
            shards = settings_of(container, resources).dedup_shards
            if workload["spec"]["replicas"] <= shards:
                yield f"{name(workload)}: {workload['spec']['replicas']} pods for {shards} shards leave no stand-by"


def capacity(resources: list[Resource]) -> Iterator[str]:
    """Memory limits below what was measured, and pods that are killed before they have finished."""
    measured = json.loads(MEASURED.read_text())
    for workload in workloads(resources, ours=True):
        for container in containers(workload):
            stage = workload["metadata"]["name"].removeprefix("rasd-")
            limits, requests = container["resources"]["limits"], container["resources"]["requests"]
            if stage not in measured["resident_mib"]:
                yield f"{name(workload)}: nobody measured {stage}"
                continue
            needed = HEADROOM * measured["resident_mib"][stage]
            if mebibytes(limits["memory"]) < needed:
                yield f"{name(workload)}: a limit of {limits['memory']} for {needed:.0f} MiB"
            if limits["memory"] != requests["memory"]:
                yield f"{name(workload)}: memory that was promised to nobody"
        if workload["kind"] != "Job" and pod(workload)["terminationGracePeriodSeconds"] < STOP_LIMIT + 5:
            yield f"{name(workload)}: is killed before the {STOP_LIMIT:.0f} s are over that it may take to finish"


def mebibytes(text: str) -> float:
    """A quantity of Kubernetes, in MiB."""
    return float(text[:-2]) * UNITS[text[-2:]] / 2**20
