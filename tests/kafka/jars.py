"""The broker's jars, fetched once by Maven into a cache folder outside the clone.

`python -m tests.kafka.jars` checks for Java and Maven first and names what is missing with the line that installs it.
The folder's name holds a digest of the pom: another version of Kafka gets a folder of its own; it appears only when
it is complete.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
COPY_DEPENDENCIES = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
INSTALL = "apt-get install -y maven openjdk-17-jre-headless   (macOS: brew install maven openjdk@17)"
OLDEST_JAVA = 17  # Apache Kafka 4 brokers run on Java 17 and newer


class MissingTool(RuntimeError):
    """A program that the tests need is not on this machine; the message has the line that installs it."""


def cache_folder() -> Path:
    """Where the jars are, or will be: `$XDG_CACHE_HOME/rasd` or `~/.cache/rasd`."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "rasd" / f"kafka-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"


def java() -> str:
    """Path of a Java of version 17 or newer: that of `JAVA_HOME`, else the one on the PATH. Raises `MissingTool`."""
    home = os.environ.get("JAVA_HOME")
    program = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not program or not Path(program).exists():
        raise MissingTool(f"The tests run a real Apache Kafka, which needs Java {OLDEST_JAVA} or newer:\n    {INSTALL}")
    printed = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', printed)
    if version is None or int(version[1]) < OLDEST_JAVA:
        found = version[1] if version else "no version"
        raise MissingTool(f"Apache Kafka needs Java {OLDEST_JAVA} or newer, {program} is {found}:\n    {INSTALL}")
    return program


def fetch() -> Path:
    """The folder with the jars, filled by Maven unless it is there already. Raises `MissingTool`."""
    folder = cache_folder()
    java()
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise MissingTool(f"The jars of the tests' broker come from Maven Central by Maven:\n    {INSTALL}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="fetching-") as unfinished:
        target = Path(unfinished) / "jars"
        subprocess.run(
            [maven, "-B", "-q", "-f", POM, COPY_DEPENDENCIES, "-DincludeScope=runtime", f"-DoutputDirectory={target}"],
            check=True,
            stdin=subprocess.DEVNULL,
        )
        target.rename(folder)
    return folder


def main() -> None:
    try:
        print(f"Kafka's jars: {fetch()}")
    except MissingTool as missing:
        sys.exit(str(missing))
    except subprocess.CalledProcessError as failed:
        sys.exit(f"Maven could not fetch the broker's jars (exit {failed.returncode}); its message is above.")


if __name__ == "__main__":
    main()
