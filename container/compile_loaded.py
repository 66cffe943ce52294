"""Compiles the modules that Rasd's commands load, so that starting on a read-only root does not compile them anew.

Only those: the rest of the libraries, compiled, would be 15 MB that nothing reads. Loading them here proves as well that
every library works in the image. The standard library's go to the folder /opt/stdlib, from where the Dockerfile copies them beside
their sources: the public images of Python have none, and compiling them took a worker a second of CPU at every start.
"""

from __future__ import annotations

import importlib
import os
import py_compile
import sys
from importlib.util import cache_from_source
from pathlib import Path

LOADED = (
    "services.stream.runner",
    "services.stream.checks",
    "services.stream.topic_admin",
    "services.feeds.follower.service",
    "services.feeds.follower.page_reading",
    "services.claims.extraction",
    "services.claims.loading",
    "services.stream.connection",
    "typer.rich_utils",
    "rich.markdown",
    "uvloop",
)


def main() -> None:
    from services.cli.app import register_commands

    sys.dont_write_bytecode = True
    register_commands()
    for name in LOADED:
        importlib.import_module(name)
    standard = f"{Path(os.__file__).parent}/"
    files = {
        module.__file__
        for module in list(sys.modules.values())
        if getattr(module, "__file__", None)
        and str(module.__file__).startswith(("/opt/", standard))
        and module.__file__.endswith(".py")
    }
    for file in sorted(files):
        compiled = cache_from_source(file)
        if file.startswith(standard):
            compiled = f"/opt/stdlib/{compiled.removeprefix(standard)}"
        # not checked against the source: nothing in an image changes
        py_compile.compile(
            file, cfile=compiled, doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
        )
    print(f"compiled {len(files)} modules")


if __name__ == "__main__":
    main()
