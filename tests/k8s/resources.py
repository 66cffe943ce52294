"""Reading built manifests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Resource = dict[str, Any]
WORKLOADS = ("Deployment", "StatefulSet", "Job")
# Programs of others, whose settings and ports are not ours.
FOREIGN = ("kafka",)


def name(resource: Resource) -> str:
    """KIND/NAME, as kubectl writes it."""
    return f"{resource['kind']}/{resource['metadata']['name']}"


def of_kind(resources: list[Resource], *kinds: str) -> list[Resource]:
    """The resources of these kinds."""
    return [resource for resource in resources if resource["kind"] in kinds]


def workloads(resources: list[Resource], *, ours: bool = False) -> list[Resource]:
    """What runs pods; ours: without the programs of others."""
    found = of_kind(resources, *WORKLOADS)
    return [each for each in found if not (ours and each["metadata"]["name"] in FOREIGN)]


def pod(workload: Resource) -> dict[str, Any]:
    """The spec of a workload's pods."""
    spec: dict[str, Any] = workload["spec"]["template"]["spec"]
    return spec


def pod_labels(workload: Resource) -> dict[str, str]:
    """The labels of a workload's pods."""
    labels: dict[str, str] = workload["spec"]["template"]["metadata"]["labels"]
    return labels


def containers(workload: Resource) -> list[dict[str, Any]]:
    """All containers of a workload's pods."""
    return [*pod(workload).get("initContainers", []), *pod(workload)["containers"]]


def selects(selector: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
    """Whether a label selector matches; an empty one matches everything."""
    for key, value in selector.get("matchLabels", {}).items():
        if labels.get(key) != value:
            return False
    for expression in selector.get("matchExpressions", []):
        there = expression["key"] in labels
        if expression["operator"] == "DoesNotExist" and there:
            return False
        if expression["operator"] == "Exists" and not there:
            return False
        if expression["operator"] == "In" and labels.get(expression["key"]) not in expression["values"]:
            return False
    return True


def environment(container: dict[str, Any], resources: list[Resource]) -> dict[str, str | None]:
    """The environment of a container, None for what is known in the cluster alone."""
    found: dict[str, str | None] = {}
    maps = {each["metadata"]["name"]: each for each in of_kind(resources, "ConfigMap")}
    for source in container.get("envFrom", []):
        found.update(maps.get(source.get("configMapRef", {}).get("name"), {}).get("data", {}))
    for entry in container.get("env", []):
        found[entry["name"]] = entry.get("value")
    return found


def references(workload: Resource) -> Iterator[tuple[str, str]]:
    """Kind and name of every ConfigMap and Secret that a workload's pods need."""
    for volume in pod(workload).get("volumes", []):
        if "configMap" in volume:
            yield "ConfigMap", volume["configMap"]["name"]
        if "secret" in volume:
            yield "Secret", volume["secret"]["secretName"]
        for source in volume.get("projected", {}).get("sources", []):
            for key, kind in (("secret", "Secret"), ("configMap", "ConfigMap")):
                if key in source:
                    yield kind, source[key]["name"]
    for container in containers(workload):
        for source in container.get("envFrom", []):
            for key, kind in (("secretRef", "Secret"), ("configMapRef", "ConfigMap")):
                if key in source:
                    yield kind, source[key]["name"]
