"""Manifests broken on purpose, each in a way that a cluster would accept or ignore, and the check that says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.k8s import cluster_checks, rasd_checks
from tests.k8s.kustomize import render
from tests.k8s.resources import Resource, containers, pod

Break = Callable[[dict[str, Resource]], Any]


def _container(resources: dict[str, Resource], workload: str) -> dict[str, Any]:
    return containers(resources[workload])[0]


def _pod(resources: dict[str, Resource], workload: str) -> dict[str, Any]:
    return pod(resources[workload])


def _trigger(resources: dict[str, Resource], stage: str) -> dict[str, Any]:
    metadata: dict[str, Any] = resources[f"ScaledObject/rasd-{stage}"]["spec"]["triggers"][0]["metadata"]
    return metadata


def _settings(resources: dict[str, Resource]) -> dict[str, str]:
    (found,) = [each["data"] for name, each in resources.items() if name.startswith("ConfigMap/rasd-settings")]
    data: dict[str, str] = found
    return data


INTAKE, EXTRACT, FEEDS = "Deployment/rasd-intake", "Deployment/rasd-extract", "Deployment/rasd-feeds"
DEDUP = "StatefulSet/rasd-dedup"

# What is broken, how, the check that finds it, words of its finding.
CASES: list[tuple[str, Break, Any, str]] = [
    (
        "a misspelt field",
        lambda r: _container(r, INTAKE).update(resource=_container(r, INTAKE)["resources"]),
        cluster_checks.schemas,
        "'resource' was unexpected",
    ),
    (
        "a misspelt field of a custom resource",
        lambda r: r["ScaledObject/rasd-intake"]["spec"].update(maxReplicas=4),
        cluster_checks.schemas,
        "'maxReplicas' was unexpected",
    ),
    (
        "a number where text belongs",
        lambda r: _trigger(r, "intake").update(lagThreshold=20000),
        cluster_checks.schemas,
        "20000 is not of type 'string'",
    ),
    (
        "a budget for pods that are not there",
        lambda r: r["PodDisruptionBudget/rasd-extract"]["spec"]["selector"]["matchLabels"].update(
            {"app.kubernetes.io/component": "extractor"}
        ),
        cluster_checks.selectors,
        "PodDisruptionBudget/rasd-extract",
    ),
    (
        "a monitor of a port that the service does not have",
        lambda r: r["ServiceMonitor/rasd"]["spec"]["endpoints"][0].update(port="metrics"),
        cluster_checks.selectors,
        "has no port metrics",
    ),
    (
        "a scaler without its target",
        lambda r: r["ScaledObject/rasd-extract"]["spec"]["scaleTargetRef"].update(name="extract"),
        cluster_checks.targets,
        "no Deployment/extract to scale",
    ),
    (
        "a secret that nobody makes",
        lambda r: [
            volume.update(secret={"secretName": "kafka-login"})
            for volume in _pod(r, DEDUP)["volumes"]
            if volume["name"] == "kafka"
        ],
        cluster_checks.targets,
        "no Secret kafka-login",
    ),
    (
        "root",
        lambda r: _pod(r, EXTRACT)["securityContext"].pop("runAsNonRoot"),
        cluster_checks.security,
        "may run as root",
    ),
    (
        "a root file system that can be written to",
        lambda r: _container(r, FEEDS)["securityContext"].update(readOnlyRootFilesystem=False),
        cluster_checks.security,
        "can be written to",
    ),
    (
        "an image without a tag",
        lambda r: _container(r, INTAKE).update(image="registry.example.org/rasd"),
        cluster_checks.security,
        "no fixed tag",
    ),
    (
        "no limit of memory",
        lambda r: _container(r, INTAKE)["resources"]["limits"].pop("memory"),
        cluster_checks.security,
        "no limit of memory",
    ),
    (
        "feeds that reach the cluster",
        lambda r: r["NetworkPolicy/rasd-feeds-internet"]["spec"]["egress"][0]["to"][0]["ipBlock"]["except"].remove(
            "10.0.0.0/8"
        ),
        cluster_checks.network,
        "reaches the cluster",
    ),
    (
        "no rule that denies the rest",
        lambda r: r.pop("NetworkPolicy/default-deny"),
        cluster_checks.network,
        "denies everything",
    ),
    (
        "a setting that Rasd does not know",
        lambda r: _settings(r).update(RASD_DEDUP_SHARD="2"),
        rasd_checks.settings,
        "RASD_DEDUP_SHARD is no setting",
    ),
    (
        "a setting that Rasd refuses",
        lambda r: _settings(r).update(RASD_DEDUP_WINDOW="30 days"),
        rasd_checks.settings,
        "is not a duration",
    ),
    (
        "a password file in no volume",
        lambda r: _settings(r).update(KAFKA_SASL_PASSWORD_FILE="/etc/kafka/password"),
        rasd_checks.settings,
        "is in no mounted folder",
    ),
    (
        "a stage that there is not",
        lambda r: _container(r, EXTRACT).update(args=["worker", "--stage", "claims"]),
        rasd_checks.settings,
        "claims is no stage",
    ),
    (
        "a probe of a path that nobody serves",
        lambda r: _container(r, INTAKE)["livenessProbe"]["httpGet"].update(path="/healthz"),
        rasd_checks.endpoints,
        "asks for /healthz",
    ),
    (
        "a port that nobody listens on",
        lambda r: _settings(r).update(RASD_HTTP_PORT="8080"),
        rasd_checks.endpoints,
        "listens on 8080",
    ),
    (
        "more pods than partitions",
        lambda r: r["ScaledObject/rasd-intake"]["spec"].update(maxReplicaCount=20),
        rasd_checks.scaling,
        "20 pods for 12 partitions",
    ),
    (
        "a scaler that watches another topic",
        lambda r: _trigger(r, "extract").update(topic="articles.raw"),
        rasd_checks.scaling,
        "watches articles.raw, extract reads articles.normalized",
    ),
    (
        "a misspelt option of the scaler",
        lambda r: _trigger(r, "extract").update(lagTreshold="1000"),
        rasd_checks.scaling,
        "knows no lagTreshold",
    ),
    (
        "no stand-by",
        lambda r: r[DEDUP]["spec"].update(replicas=1),
        rasd_checks.scaling,
        "leave no stand-by",
    ),
    (
        "a limit below what was measured",
        lambda r: [_container(r, DEDUP)["resources"][kind].update(memory="128Mi") for kind in ("limits", "requests")],
        rasd_checks.capacity,
        "a limit of 128Mi",
    ),
    (
        "too short a time to finish",
        lambda r: _pod(r, EXTRACT).update(terminationGracePeriodSeconds=5),
        rasd_checks.capacity,
        "is killed before",
    ),
]


@pytest.mark.parametrize(("what", "break_it", "check", "words"), CASES, ids=[case[0] for case in CASES])
def test_is_found(what: str, break_it: Break, check: Any, words: str) -> None:
    resources = {f"{each['kind']}/{each['metadata']['name']}": each for each in render("overlays/production")}
    assert list(check(list(resources.values()))) == []
    break_it(resources)
    findings = list(check(list(resources.values())))
    assert findings, f"{what} was not found"
    assert any(words in finding for finding in findings), findings
