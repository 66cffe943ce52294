"""Builds the overlays of k8s/ as `kubectl apply -k` would.

By kubectl or kustomize of version 5, whichever is on the PATH; else by a kustomize that Go builds once (`python -m
tests.k8s.kustomize`).
"""

from __future__ import annotations

import copy
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from tests.kafka.jars import MissingTool

FOLDER = Path(__file__).parents[2] / "k8s"
# What somebody applies; base, stages and the other folders are parts of these.
BUILDS = ("overlays/dev", "overlays/production", "examples/strimzi")
MODULE = "sigs.k8s.io/kustomize/kustomize/v5@v5.8.1"
INSTALL = "install kubectl (https://kubernetes.io/docs/tasks/tools), or Go, which builds kustomize:  apt-get install -y golang"

Resource = dict[str, Any]


def built() -> Path:
    """Where the kustomize that Go builds is, or will be."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "rasd" / f"kustomize-{MODULE.rpartition('@')[2]}"


@functools.cache
def command() -> tuple[str, ...]:
    """The command that builds a folder. Raises `MissingTool`."""
    for program, arguments in (("kubectl", ("kustomize",)), ("kustomize", ("build",))):
        found = shutil.which(program)
        if found:
            shown = subprocess.run([found, "version", *(("--client",) if program == "kubectl" else ())],
                                   capture_output=True, text=True, check=False).stdout  # fmt: skip
            version = re.search(r"(?:Kustomize Version: )?v(\d+)\.\d+\.\d+\s*$", shown.strip())
            if version and int(version[1]) >= 5:
                return (found, *arguments)
    if not built().exists():
        _build()
    return (str(built()), "build")


def _build() -> None:
    go = shutil.which("go")
    if go is None:
        raise MissingTool(f"Building the overlays of k8s/ needs kustomize 5:\n    {INSTALL}")
    built().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=built().parent) as folder:
        environment = {**os.environ, "GOBIN": folder, "GOFLAGS": "-mod=mod"}
        subprocess.run([go, "install", MODULE], check=True, env=environment, cwd=folder)
        Path(folder, "kustomize").rename(built())


@functools.cache
def _render(folder: str) -> tuple[Resource, ...]:
    done = subprocess.run([*command(), str(FOLDER / folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return tuple(resource for resource in yaml.safe_load_all(done.stdout) if resource)


def render(folder: str) -> list[Resource]:
    """The resources of an overlay, a copy of one's own. Fails with what kustomize says."""
    return copy.deepcopy(list(_render(folder)))


def main() -> None:
    try:
        print("Overlays are built by: " + " ".join(command()))
    except MissingTool as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    main()
