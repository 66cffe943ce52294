"""Schemas of the custom resources in k8s/, fetched from the Go modules that define them: `make k8s-schemas`.

Writes tests/k8s/schemas/KIND.json: the OpenAPI schema of the resource without its texts, and strict, so that a
misspelt field is an error and not ignored as the cluster would. Needs Go; the files are in the repository, so that checking
manifests does not.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("schemas")
# module@version → custom resource definitions in it (both Apache-2.0)
SOURCES = {
    "github.com/kedacore/keda/v2@v2.18.1": (
        "config/crd/bases/keda.sh_scaledobjects.yaml",
        "config/crd/bases/keda.sh_triggerauthentications.yaml",
    ),
    "github.com/prometheus-operator/prometheus-operator@v0.92.1": (
        "example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml",
    ),
}
# A trigger's metadata is an open map in the schema; the scaler's source knows its names.
KAFKA_SCALER = ("github.com/kedacore/keda/v2@v2.18.1", "pkg/scalers/kafka_scaler.go")
TEXTS = ("description", "title", "example", "externalDocs", "default")


def main() -> None:
    """Writes all schemas anew."""
    FOLDER.mkdir(exist_ok=True)
    for module, files in SOURCES.items():
        folder = _fetch(module)
        for file in files:
            definition = yaml.safe_load((folder / file).read_text())
            (version,) = [version for version in definition["spec"]["versions"] if version["storage"]]
            group, kind = definition["spec"]["group"], definition["spec"]["names"]["kind"]
            schema = _strict(version["schema"]["openAPIV3Schema"])
            schema["properties"]["metadata"] = {"type": "object"}
            schema["x-source"] = f"{module} {file}"
            schema["x-apiVersion"] = f"{group}/{version['name']}"
            _write(f"{kind}.json", schema)
    module, file = KAFKA_SCALER
    source = (_fetch(module) / file).read_text()
    names = set(re.findall(r'TriggerMetadata\["(\w+)"\]|MetricName\s*=\s*"(\w+)"', source))
    names = sorted({name for pair in names for name in pair if name})
    _write("kafka-trigger.json", {"x-source": f"{module} {file}", "names": names})


def _fetch(module: str) -> Path:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["go", "mod", "download", "-json", module], cwd=folder, capture_output=True, text=True, check=False
        )
    if done.returncode:
        sys.exit(f"{module} cannot be fetched: {done.stdout}{done.stderr}")
    return Path(json.loads(done.stdout)["Dir"])


def _strict(schema: Any) -> Any:
    """The schema for a JSON Schema validator that refuses unknown fields."""
    if isinstance(schema, list):
        return [_strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {}
    for name, value in schema.items():
        if name == "properties":
            strict[name] = {key: _strict(each) for key, each in value.items()}
        elif name.startswith("x-kubernetes-") or name in TEXTS or name == "format":
            continue
        else:
            strict[name] = _strict(value)
    if schema.get("x-kubernetes-int-or-string"):
        strict = {"type": ["integer", "string"]}
    elif "properties" in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
        strict.setdefault("additionalProperties", False)
    if schema.get("nullable") and isinstance(strict.get("type"), str):
        strict["type"] = [strict["type"], "null"]
        strict.pop("nullable", None)
    return strict


def _write(name: str, content: dict[str, Any]) -> None:
    # one line: nobody reads it, and each field of its own would be thousands
    (FOLDER / name).write_text(json.dumps(content, separators=(",", ":"), sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
