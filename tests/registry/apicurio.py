"""A real schema registry for the tests: Apicurio Registry from Maven Central, in memory, with Confluent's interface.

`python -m tests.registry.apicurio` (a step of `make kafka`) fetches it into a cache folder outside the clone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.kafka.broker import free_port
from tests.kafka.jars import INSTALL, MissingTool, java

# The newest line that runs on Java 17, as Kafka 4 does.
VERSION = "3.0.9"
# The archive is whole, but its parent pom is not in Maven Central: later versions of the plugin insist on reading it.
GET = "org.apache.maven.plugins:maven-dependency-plugin:2.8:get"
START_LIMIT = 90.0  # seconds; 3 on an idle machine


def fetch() -> Path:
    """The folder with the unpacked registry, filled by Maven unless it is there already. Raises `MissingTool`."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rasd"
    folder = base / f"apicurio-{VERSION}"
    java()
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise MissingTool(f"The tests' schema registry comes from Maven Central by Maven:\n    {INSTALL}")
    base.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=base, prefix="fetching-") as unfinished:
        # Into a repository of its own, so that the archive, of which nobody needs two copies, goes when it is unpacked.
        repository, target = Path(unfinished) / "repository", Path(unfinished) / "registry"
        artifact = f"io.apicurio:apicurio-registry-app:{VERSION}:tar.gz:all"
        subprocess.run(
            [
                maven,
                "-B",
                "-q",
                GET,
                f"-Dartifact={artifact}",
                "-Dtransitive=false",
                f"-Dmaven.repo.local={repository}",
            ],
            cwd=unfinished,
            check=True,
            stdin=subprocess.DEVNULL,
        )
        (archive,) = repository.rglob("*-all.tar.gz")
        with tarfile.open(archive) as packed:
            packed.extractall(target, filter="data")
        target.rename(folder)
    return folder


class Registry:
    """The registry as a child process, all in memory."""

    def __init__(self, log: Path) -> None:
        self._port = free_port()
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Of the interface that is compatible with Confluent's."""
        return f"http://127.0.0.1:{self._port}/apis/ccompat/v7"

    def start(self) -> None:
        """Starts the process and returns when it answers."""
        folder = fetch()
        (jar,) = folder.glob("*-runner.jar")
        environment = {**os.environ, "QUARKUS_HTTP_PORT": str(self._port), "QUARKUS_HTTP_HOST": "127.0.0.1"}
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [java(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", str(jar)],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + START_LIMIT
        while not self._answers():
            assert self._process.poll() is None, self._log.read_text(errors="replace")[-4000:]
            assert time.monotonic() < until, "the registry did not come up: " + self._log.read_text()[-4000:]
            time.sleep(0.1)  # between two tries to connect

    def stop(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/subjects", timeout=5):
                return True
        except (URLError, OSError):
            return False


def main() -> None:
    try:
        print(f"Schema registry: {fetch()}")
    except MissingTool as missing:
        sys.exit(str(missing))
    except subprocess.CalledProcessError as failed:
        sys.exit(f"Maven could not fetch the schema registry (exit {failed.returncode}); its message is above.")


if __name__ == "__main__":
    main()
