"""What a cluster would refuse or silently ignore: schemas, references, the restricted Pod Security Standard, network.

Each check takes the resources of an overlay and returns its findings, one line each, none when all is well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate

from tests.k8s.resources import (
    FOREIGN,
    Resource,
    containers,
    name,
    of_kind,
    pod,
    pod_labels,
    references,
    selects,
    workloads,
)

SCHEMAS = Path(__file__).with_name("schemas")
# The oldest and the newest Kubernetes that the manifests are for.
VERSIONS = ("1.29", "1.37")
# Custom resources whose definitions no package registry has: only the fields that we use are known here.
STRIMZI = {
    "KafkaTopic": {"partitions", "replicas", "config"},
    "KafkaUser": {"authentication", "authorization"},
}


def schemas(resources: list[Resource]) -> Iterator[str]:
    """Misspelt fields, wrong types, kinds that nobody knows."""
    for resource in resources:
        own = SCHEMAS / f"{resource['kind']}.json"
        if own.exists():
            schema = json.loads(own.read_text())
            if resource["apiVersion"] != schema["x-apiVersion"]:
                yield f"{name(resource)}: {resource['apiVersion']} is not {schema['x-apiVersion']}"
            for error in jsonschema.Draft202012Validator(schema).iter_errors(resource):
                yield f"{name(resource)}: {'.'.join(map(str, error.path))}: {error.message}"
        elif resource["apiVersion"].startswith("kafka.strimzi.io/"):
            unknown = set(resource["spec"]) - STRIMZI.get(resource["kind"], set())
            if unknown:
                yield f"{name(resource)}: unknown {', '.join(sorted(unknown))}"
        else:
            for version in VERSIONS:
                try:
                    kubernetes_validate.validate(resource, version, strict=True)
                except kubernetes_validate.ValidationError as error:
                    yield f"{name(resource)}: {'.'.join(map(str, error.path))}: {error.message} ({version})"
                except kubernetes_validate.SchemaNotFoundError as error:
                    yield f"{name(resource)}: {error.message}"


def selectors(resources: list[Resource]) -> Iterator[str]:
    """Selectors that match no pod, or not their own, and scalers, services and monitors of what is not there."""
    pods = [pod_labels(each) for each in workloads(resources)]
    for workload in workloads(resources):
        selector = workload["spec"].get("selector")
        if selector is not None and not selects(selector, pod_labels(workload)):
            yield f"{name(workload)}: its selector does not match its own pods"
        for spread in pod(workload).get("topologySpreadConstraints", []):
            if not selects(spread["labelSelector"], pod_labels(workload)):
                yield f"{name(workload)}: a spread constraint that does not match its own pods"
            if not set(spread.get("matchLabelKeys", [])) <= set(pod_labels(workload)):
                yield f"{name(workload)}: spread by labels that its pods do not have"
    for budget in of_kind(resources, "PodDisruptionBudget"):
        if sum(selects(budget["spec"]["selector"], labels) for labels in pods) != 1:
            yield f"{name(budget)}: must match the pods of one workload"
    for policy in of_kind(resources, "NetworkPolicy"):
        if not any(selects(policy["spec"]["podSelector"], labels) for labels in pods):
            yield f"{name(policy)}: matches no pod"
    for service in of_kind(resources, "Service"):
        matching = [
            each
            for each in workloads(resources)
            if selects({"matchLabels": service["spec"]["selector"]}, pod_labels(each))
        ]
        if not matching:
            yield f"{name(service)}: matches no pod"
        for port in service["spec"]["ports"]:
            for workload in matching:
                if port["targetPort"] not in _port_names(workload):
                    yield f"{name(service)}: {name(workload)} has no port {port['targetPort']}"
    for monitor in of_kind(resources, "ServiceMonitor"):
        matching = [
            each
            for each in of_kind(resources, "Service")
            if selects(monitor["spec"]["selector"], each["metadata"].get("labels", {}))
        ]
        if len(matching) != 1:  # more would scrape a pod twice
            yield f"{name(monitor)}: matches {len(matching)} services"
        for service in matching:
            ports = {port["name"] for port in service["spec"]["ports"]}
            missing = [each["port"] for each in monitor["spec"]["endpoints"] if each["port"] not in ports]
            if missing:
                yield f"{name(monitor)}: {name(service)} has no port {', '.join(missing)}"


def _port_names(workload: Resource) -> set[str]:
    return {port["name"] for container in containers(workload) for port in container.get("ports", [])}


def targets(resources: list[Resource]) -> Iterator[str]:
    """Names of resources that are not there."""
    there = {(each["kind"], each["metadata"]["name"]) for each in resources}
    # The operators make the secret of a user.
    there |= {("Secret", each["metadata"]["name"]) for each in of_kind(resources, "KafkaUser")}
    for workload in workloads(resources):
        account = pod(workload).get("serviceAccountName")
        needed = [*references(workload), *([("ServiceAccount", account)] if account else [])]
        if workload["kind"] == "StatefulSet":
            needed.append(("Service", workload["spec"]["serviceName"]))
        for kind, wanted in needed:
            if (kind, wanted) not in there:
                yield f"{name(workload)}: there is no {kind} {wanted}"
    for scaled in of_kind(resources, "ScaledObject"):
        reference = scaled["spec"]["scaleTargetRef"]
        target = (reference.get("kind", "Deployment"), reference["name"])
        if target not in there:
            yield f"{name(scaled)}: there is no {'/'.join(target)} to scale"
        for trigger in scaled["spec"]["triggers"]:
            login = trigger.get("authenticationRef", {}).get("name")
            if login and ("TriggerAuthentication", login) not in there:
                yield f"{name(scaled)}: there is no TriggerAuthentication {login}"
    for login in of_kind(resources, "TriggerAuthentication"):
        for reference in login["spec"].get("secretTargetRef", []):
            if ("Secret", reference["name"]) not in there:
                yield f"{name(login)}: there is no Secret {reference['name']}"
    for resource in resources:
        namespace = resource["metadata"].get("namespace")
        if resource["kind"] != "Namespace" and ("Namespace", namespace) not in there:
            yield f"{name(resource)}: there is no Namespace {namespace}"


def security(resources: list[Resource]) -> Iterator[str]:
    """Pods that the restricted Pod Security Standard refuses, and what a strict platform team asks for beyond it."""
    for workload in workloads(resources):
        spec = pod(workload)
        for key in ("hostNetwork", "hostPID", "hostIPC"):
            if spec.get(key):
                yield f"{name(workload)}: {key}"
        if spec.get("automountServiceAccountToken") is not False:
            yield f"{name(workload)}: has a token of its service account"
        if spec.get("enableServiceLinks") is not False:
            yield f"{name(workload)}: gets the addresses of all services as variables"
        for volume in spec.get("volumes", []):
            if "hostPath" in volume:
                yield f"{name(workload)}: the volume {volume['name']} is a folder of the node"
            if "emptyDir" in volume and "sizeLimit" not in volume["emptyDir"]:
                yield f"{name(workload)}: the volume {volume['name']} may fill the node's disk"
        for container in containers(workload):
            context = {**spec.get("securityContext", {}), **container.get("securityContext", {})}
            where = f"{name(workload)}, container {container['name']}"
            yield from (f"{where}: {finding}" for finding in _container(context, container, workload))
    for account in of_kind(resources, "ServiceAccount"):
        if account.get("automountServiceAccountToken") is not False:
            yield f"{name(account)}: hands out tokens"
    for namespace in of_kind(resources, "Namespace"):
        if namespace["metadata"].get("labels", {}).get("pod-security.kubernetes.io/enforce") != "restricted":
            yield f"{name(namespace)}: does not enforce the restricted standard"


def _container(context: dict[str, Any], container: dict[str, Any], workload: Resource) -> Iterator[str]:
    foreign = workload["metadata"]["name"] in FOREIGN
    if context.get("runAsNonRoot") is not True or not context.get("runAsUser"):
        yield "may run as root"
    if context.get("allowPrivilegeEscalation") is not False or context.get("privileged"):
        yield "may gain rights"
    if context.get("readOnlyRootFilesystem") is not True and not foreign:
        yield "its root file system can be written to"
    if context.get("capabilities", {}).get("drop") != ["ALL"] or context.get("capabilities", {}).get("add"):
        yield "has capabilities"
    if context.get("seccompProfile", {}).get("type") != "RuntimeDefault":
        yield "has no seccomp profile"
    if container["image"].rpartition(":")[2] in ("latest", container["image"]):
        yield f"its image {container['image']} has no fixed tag"
    resources = container.get("resources", {})
    for kind in ("requests", "limits"):
        for what in ("cpu", "memory"):
            if what not in resources.get(kind, {}):
                yield f"{kind} no {what}" if kind == "requests" else f"no limit of {what}"
    if workload["kind"] != "Job":
        for probe in ("livenessProbe", "readinessProbe"):
            if probe not in container:
                yield f"no {probe}"


def network(resources: list[Resource]) -> Iterator[str]:
    """Pods that may talk to more than they must."""
    policies = of_kind(resources, "NetworkPolicy")
    closed = [
        policy
        for policy in policies
        if policy["spec"]["podSelector"] == {}
        and set(policy["spec"]["policyTypes"]) == {"Ingress", "Egress"}
        and not policy["spec"].get("ingress")
        and not policy["spec"].get("egress")
    ]
    if len(closed) != 1:
        yield "no NetworkPolicy that denies everything which no other allows"
    for policy in policies:
        for direction, peers in (("ingress", "from"), ("egress", "to")):
            for rule in policy["spec"].get(direction, []):
                if not rule.get(peers) or not rule.get("ports"):
                    yield f"{name(policy)}: an {direction} rule for every peer or every port"
                for peer in rule.get(peers, []):
                    block = peer.get("ipBlock", {})
                    if block.get("cidr") == "0.0.0.0/0":
                        missing = {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"} - set(
                            block.get("except", [])
                        )
                        if missing:
                            yield f"{name(policy)}: reaches the cluster or the node at {', '.join(sorted(missing))}"
                        if (
                            policy["spec"]["podSelector"].get("matchLabels", {}).get("app.kubernetes.io/component")
                            != "feeds"
                        ):
                            yield f"{name(policy)}: lets others than the feeds into the internet"
    for workload in workloads(resources, ours=True):
        reached = [
            port["port"]
            for policy in policies
            if selects(policy["spec"]["podSelector"], pod_labels(workload))
            for rule in policy["spec"].get("egress", [])
            for port in rule["ports"]
        ]
        if 53 not in reached or not {9092, 9093} & set(reached):
            yield f"{name(workload)}: reaches no name server or no Kafka"
