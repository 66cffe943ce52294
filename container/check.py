"""Checks the image as `make image` has built it: `python -m container.check IMAGE TOOL`.

Everything runs as a restricted pod would (`container/run.py`). The last part is the whole way, in the image and against
the tests' Kafka: topics, worker, an article published, its claims read.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from container.run import STATE, Image, inner_process
from tests.kafka.broker import Broker, free_port
from tests.kafka.jars import MissingTool
from tests.stream.worker_process import await_condition, http_status

MEGABYTE = 1_000_000
MOST_BYTES = 150 * MEGABYTE  # layers above the base image, unpacked
# Of CPU, until a command answers and a worker listens: on an idle core that is the time it takes, and unlike the time
# it stays the same beside other work.
MOST_SECONDS = 3.0
ARTICLE = {
    "id": "container-check",
    "title": "مقتل ثلاثة مدنيين في قصف على حلب",
    "body": "قتل ثلاثة مدنيين أمس جراء قصف مدفعي على حي في مدينة حلب.",
    "source": "تجربة",
    "published_at": "2018-02-11T09:00:00+02:00",
}
# Run inside of the image: bytes of the files that the Dockerfile added, and what should not be there.
LOOK = """
import json, os, shutil
from services.claims import extraction
added = sum(os.lstat(os.path.join(folder, name)).st_size for folder, _, names in os.walk('/opt/rasd') for name in names)
stray = [path for path in ('/build', '/opt/application', '/opt/rasd/.git', '/opt/rasd/tests') if os.path.exists(path)]
def writable(path):
    try:
        open(os.path.join(path, 'probe'), 'w').close()
    except OSError:
        return False
    return True
print(json.dumps({
    'engine': extraction.__file__, 'added': added, 'stray': stray, 'user': os.getuid(), 'groups': os.getgroups(),
    'compilers': [name for name in ('gcc', 'cc', 'clang', 'ld') if shutil.which(name)],
    'writable': [path for path in ('/', '/opt/rasd', '/etc', '/var/lib/rasd', '/tmp') if writable(path)],
    'capabilities': next(line.split()[1] for line in open('/proc/self/status') if line.startswith('CapEff')),
}))
"""

_failed: list[str] = []


def report(name: str, value: str, holds: bool | None = None) -> None:
    """Prints a figure, and whether it is what it should be."""
    print(f"{name:42}{value:>34}  {'' if holds is None else 'ok' if holds else 'FAIL'}".rstrip(), flush=True)
    if holds is False:
        _failed.append(name)


def main() -> int:
    """Prints one line a check; exit 1 when one fails."""
    image = Image(sys.argv[1], sys.argv[2])
    try:
        _look(image)
        _run_alone(image)
        with tempfile.TemporaryDirectory(prefix="rasd-image-") as folder:
            broker = Broker(Path(folder, "kafka"))
            broker.start()
            try:
                _run_with_kafka(image, broker.address)
            finally:
                broker.stop()
    except MissingTool as missing:
        sys.exit(str(missing))
    finally:
        image.close()
    print("FAILED: " + ", ".join(_failed) if _failed else "The image is as it should be.")
    return 1 if _failed else 0


def _look(image: Image) -> None:
    done = image.run("python", "-c", LOOK)
    if done.returncode:
        sys.exit(done.stderr.decode())
    found = json.loads(done.stdout)
    report(
        "layers above the base, unpacked",
        f"{found['added'] / MEGABYTE:.0f} MB, at most {MOST_BYTES // MEGABYTE}",
        found["added"] < MOST_BYTES,
    )
    report("user", image.user, image.user.replace(":", "").isdigit() and found["user"] == int(image.user.split(":")[0]))
    report("capabilities", found["capabilities"], int(found["capabilities"], 16) == 0)
    report("can be written to", " ".join(found["writable"]), found["writable"] == [STATE, "/tmp"])
    report("compilers", " ".join(found["compilers"]) or "none", not found["compilers"])
    report("left from the build", " ".join(found["stray"]) or "nothing", not found["stray"])
    report("entry point", " ".join(image.entrypoint), image.entrypoint == ["rasd"])
    labelled = {"title", "description", "licenses", "version", "revision"} <= {
        name.split(".")[-1] for name in image.labels
    }
    report("labels", str(len(image.labels)), labelled)
    compiled = found["engine"].endswith(".so")
    report("claims engine", "machine code" if compiled else "interpreted", compiled)


def _run_alone(image: Image) -> None:
    started = time.monotonic()
    done = image.run("rasd", "--help")
    report("rasd --help, seconds", f"{time.monotonic() - started:.1f}", done.returncode == 0)
    started = time.monotonic()
    done = image.run("rasd", "extract", "-", stdin=json.dumps(ARTICLE).encode())
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    right = [claim["count"]["low"] for claim in claims] == [3, 3] or [claim["count"]["low"] for claim in claims] == [3]
    report("rasd extract, seconds", f"{time.monotonic() - started:.1f}, {len(claims)} claims", right)
    if done.returncode or not right:
        print(done.stdout.decode(), done.stderr.decode(), sep="\n")


def _run_with_kafka(image: Image, address: str) -> None:
    environment = {
        "KAFKA_BOOTSTRAP_SERVERS": address,
        "RASD_TOPIC_PREFIX": f"image-{uuid4().hex[:8]}.",
        "RASD_HTTP_HOST": "127.0.0.1",
        "RASD_HTTP_PORT": str(free_port()),
    }
    port = int(environment["RASD_HTTP_PORT"])

    def run(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
        done = image.run("rasd", *arguments, network=True, environment=environment, stdin=stdin)
        if done.returncode:
            print(done.stdout.decode(), done.stderr.decode(), sep="\n")
        return done

    report("rasd topics", "", run("topics").returncode == 0)
    line, variables = image.command(["rasd", "worker"], network=True, environment=environment)
    started = time.monotonic()
    worker = subprocess.Popen(line, env=variables, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        await_condition(lambda: http_status(port, "/live") == 200, 60, "the worker listens")
        listens, inner = time.monotonic() - started, inner_process(worker)
        used = sum(inner.cpu_times()[:2])
        await_condition(lambda: http_status(port, "/ready") == 200, 60, "the worker is ready")
        report(
            "worker listens, seconds (of CPU)",
            f"{listens:.1f} ({used:.1f}, at most {MOST_SECONDS:.0f})",
            used < MOST_SECONDS,
        )
        report("worker is ready, seconds", f"{time.monotonic() - started:.1f}")
        published = run("publish", "-", stdin=json.dumps(ARTICLE).encode())
        claims = [
            json.loads(claim)
            for claim in run(
                "tail", "claims.casualty", "--json", "--from-beginning", "--until-idle", "5"
            ).stdout.splitlines()
        ]
        report("claims of a published article", str(len(claims)), published.returncode == 0 and len(claims) > 0)
        report("resident memory of the worker, MiB", f"{inner.memory_info().rss / 2**20:.0f}")
        started = time.monotonic()
        inner.terminate()
        status = worker.wait(60)
        report("SIGTERM to its end, seconds", f"{time.monotonic() - started:.1f}, exit {status}", status == 0)
    finally:
        worker.kill()
        _, log = worker.communicate()
        if _failed:
            print(log.decode())


if __name__ == "__main__":
    sys.exit(main())
