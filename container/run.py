"""Runs the image as a restricted pod would: not as root, with a read-only root file system and no capabilities."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress

import psutil

STATE = "/var/lib/rasd"

# $1 root, $2 user:group, $3 "network" or "none", then the command. The mounts are this process's own and vanish with it.
UNPACKED = """
set -e
root=$1 user=$2; shift 3
mkdir -p "$root/proc" "$root/dev" "$root/tmp"
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero urandom random; do touch "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
mount -t tmpfs -o "mode=0700,uid=${user%:*},gid=${user#*:}" tmpfs "$root/var/lib/rasd"
mount -o remount,bind,ro "$root"
exec setpriv --no-new-privs chroot --userspec="$user" --groups="${user#*:}" "$root" "$@"
"""


class Image:
    """An image as one of the tools holds it."""

    def __init__(self, name: str, tool: str) -> None:
        self.name = name
        self._tool = tool
        found = json.loads(_output(*self._inspect()))
        configuration = found["OCIv1"]["config"] if tool == "buildah" else found[0]["Config"]
        self.user: str = configuration.get("User") or ""
        self.entrypoint: list[str] = configuration.get("Entrypoint") or []
        self.labels: dict[str, str] = configuration.get("Labels") or {}
        self._environment = dict(line.split("=", 1) for line in configuration["Env"])
        self._container = ""
        self._root = ""
        if tool == "buildah":
            self._container = _output("buildah", "from", "--pull-never", name)
            self._root = _output("buildah", "mount", self._container)

    def close(self) -> None:
        """Removes what was unpacked."""
        if self._container:
            subprocess.run(["buildah", "rm", self._container], check=False, capture_output=True)

    def command(
        self, program: Sequence[str], *, network: bool = False, environment: Mapping[str, str] | None = None
    ) -> tuple[list[str], dict[str, str] | None]:
        """The command line and the environment that run a program in the image.

        network: with this machine's network, else without any.
        """
        if self._tool == "buildah":
            spaces = ["--mount", "--pid", "--ipc", "--uts", *([] if network else ["--net"])]
            script = ["bash", "-c", UNPACKED, "run", self._root, self.user, "network" if network else "none"]
            # the host's tools run first, and the image's PATH has their folders as well
            return (
                ["unshare", *spaces, "--fork", "--kill-child", *script, *program],
                {**self._environment, **(environment or {})},
            )
        options = [f"--network={'host' if network else 'none'}", "--read-only", "--cap-drop=ALL"]
        options += ["--security-opt=no-new-privileges", "--tmpfs=/tmp", f"--tmpfs={STATE}:mode=1777"]
        options += [f"--env={name}={value}" for name, value in (environment or {}).items()]
        line = [self._tool, "run", "--rm", "--interactive", *options, f"--entrypoint={program[0]}", self.name]
        return [*line, *program[1:]], None

    def run(
        self,
        *program: str,
        network: bool = False,
        environment: Mapping[str, str] | None = None,
        stdin: bytes | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        """Runs a program to its end."""
        line, variables = self.command(program, network=network, environment=environment)
        return subprocess.run(line, env=variables, input=stdin or b"", capture_output=True, timeout=120, check=False)

    def _inspect(self) -> list[str]:
        if self._tool == "buildah":
            os.environ.setdefault("STORAGE_DRIVER", "vfs")
            return ["buildah", "inspect", "--type", "image", self.name]
        return [self._tool, "image", "inspect", self.name]


def inner_process(outer: subprocess.Popen[bytes]) -> psutil.Process:
    """The program in the image: the child of `unshare`, which hands no signal on, or the engine's client, which does."""
    process = psutil.Process(outer.pid)
    with suppress(psutil.NoSuchProcess):
        if process.name() == "unshare" and process.children():
            return process.children()[0]
    return process


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
