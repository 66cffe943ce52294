"""Compiles the modules that Rasd's commands load, so that starting on a read-only root does not compile them anew.

Only those: the rest of the libraries, compiled, would be 15 MB that nothing reads. Loading them here proves as well that
every library works in the image.
"""

from __future__ import annotations

import importlib
import py_compile
import sys

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
    files = {
        module.__file__
        for module in list(sys.modules.values())
        if getattr(module, "__file__", None)
        and str(module.__file__).startswith("/opt/")
        and module.__file__.endswith(".py")
    }
    for file in sorted(files):
        # not checked against the source: nothing in an image changes
        py_compile.compile(file, doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    print(f"compiled {len(files)} modules")


if __name__ == "__main__":
    main()
