"""Prometheus' own checker of rule files: the one on the PATH, else the one of Debian's package, unpacked into a cache.

`python -m tests.monitoring.promtool` fetches it. Unpacking the package needs no rights and starts no server.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.kafka.jars import MissingTool

INSTALL = "apt-get install -y prometheus   (macOS: brew install prometheus)"


def cached() -> Path:
    """Where the unpacked program is, or will be."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "rasd" / "promtool"


def promtool() -> str:
    """Path of the program. Raises `MissingTool`."""
    found = shutil.which("promtool")
    if found:
        return found
    if not cached().exists():
        _fetch()
    return str(cached())


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs it in a folder."""
    return subprocess.run([promtool(), *arguments], cwd=folder, capture_output=True, text=True, check=False)


def _fetch() -> None:
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise MissingTool(f"The alert rules are checked by promtool:\n    {INSTALL}")
    cached().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cached().parent, prefix="fetching-") as name:
        folder = Path(name)
        if not _download(folder) and os.geteuid() == 0:
            # a fresh machine has no list of packages yet
            subprocess.run(["apt-get", "update", "-qq"], check=False, stdin=subprocess.DEVNULL)
            _download(folder)
        packages = list(folder.glob("prometheus_*.deb"))
        if not packages:
            raise MissingTool(f"Debian's package prometheus could not be downloaded:\n    {INSTALL}")
        subprocess.run(["dpkg-deb", "-x", packages[0], folder / "unpacked"], check=True)
        (folder / "unpacked" / "usr" / "bin" / "promtool").rename(cached())


def _download(folder: Path) -> bool:
    done = subprocess.run(
        ["apt-get", "download", "-qq", "prometheus"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def main() -> None:
    try:
        print(f"promtool: {promtool()}")
    except MissingTool as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    main()
