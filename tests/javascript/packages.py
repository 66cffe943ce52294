"""npm packages for the tests, installed once from a lock file into a cache folder outside the clone.

`python -m tests.javascript.packages` (a step of `make install`) checks for Node.js first and names what is missing with the
line that installs it. The folder's name holds a digest of the lock file, so that other versions get a folder of their
own; it appears only when it is complete. No package's install script is run.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
EXAMPLE = TESTS.parents[1] / "examples" / "consumers" / "typescript"
INSTALL = "apt-get install -y nodejs npm   (macOS: brew install node); Node.js 20 or newer, https://nodejs.org"
OLDEST_NODE = 20


class MissingTool(RuntimeError):
    """A program that the tests need is not on this machine; the message has the line that installs it."""


@cache
def node() -> str:
    """Path of a Node.js of version 20 or newer. Raises `MissingTool`."""
    program = shutil.which("node")
    if program is None:
        raise MissingTool(f"The tests read Rasd's events in JavaScript, which needs Node.js:\n    {INSTALL}")
    printed = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.match(r"v(\d+)", printed)
    if version is None or int(version[1]) < OLDEST_NODE:
        raise MissingTool(f"Node.js {OLDEST_NODE} or newer is needed, {program} is {printed.strip()}:\n    {INSTALL}")
    return program


def fetch(project: Path) -> Path:
    """The `node_modules` folder of a project with package.json and package-lock.json. Raises `MissingTool`."""
    node()
    npm = shutil.which("npm")
    if npm is None:
        raise MissingTool(f"The tests' JavaScript packages are installed by npm:\n    {INSTALL}")
    lock = project / "package-lock.json"
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rasd"
    folder = base / f"npm-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    if not folder.is_dir():
        base.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=base, prefix="fetching-") as unfinished:
            target = Path(unfinished) / "packages"
            target.mkdir()
            for file in (lock, project / "package.json"):
                shutil.copy(file, target)
            command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(command, cwd=target, check=True, stdin=subprocess.DEVNULL)
            try:
                target.rename(folder)
            except OSError:
                if not folder.is_dir():  # else another process was quicker
                    raise
    return folder / "node_modules"


def prepare(project: Path, folder: Path) -> Path:
    """Copies a project into `folder`, with its packages beside it, and returns `folder`."""
    shutil.copytree(project, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules", "dist", "*.py"))
    (folder / "node_modules").symlink_to(fetch(project))
    return folder


def run(script: Path, *arguments: str, stdin: bytes = b"", timeout: float = 120) -> bytes:
    """What a script of `tests/javascript/` prints. Raises AssertionError with its error output where it fails."""
    with tempfile.TemporaryDirectory(prefix="rasd-javascript-") as folder:
        prepare(TESTS, Path(folder))
        command = [node(), str(Path(folder) / script.name), *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, timeout=timeout, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{script.name} failed:\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def main() -> None:
    try:
        for project in (TESTS, EXAMPLE):
            print(f"npm packages: {fetch(project)}")
    except MissingTool as missing:
        sys.exit(str(missing))
    except subprocess.CalledProcessError as failed:
        sys.exit(f"npm could not install the packages (exit {failed.returncode}); its message is above.")


if __name__ == "__main__":
    main()
