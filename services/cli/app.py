"""The `rasd` command. Each command has a module of its own in this folder and imports what it needs when it runs."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from types import ModuleType

import typer

from services.stream.errors import OperatorError

app = typer.Typer(
    name="rasd",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Rasd (رصد) reads Arabic news and publishes typed, traceable claims: who was killed, wounded, captured or "
    "missing, and who defected, fled or surrendered.",
)

# In the order of `rasd --help`: what a newcomer tries, what runs the service, what needs no broker.
COMMANDS = (
    "demo",
    "worker",
    "topics",
    "publish",
    "tail",
    "rejected",
    "extract",
    "dedup",
    "export",
    "report",
    "feeds",
    "schema",
    "register",
)


def register_commands() -> None:
    """Adds every command to `app`: the function of the same name in the module of the same name, or the module's own `app`
    where the command has commands of its own.
    """
    for name in COMMANDS:
        module = importlib.import_module(f"services.cli.{name}")
        if hasattr(module, name):
            app.command(name=name)(getattr(module, name))
        else:
            app.add_typer(module.app, name=name, help=_summary(module))


def _summary(module: ModuleType) -> str:
    told = (module.__doc__ or "").partition(": ")[2]
    return told[:1].upper() + told[1:]


def main() -> None:
    """Entry point of the console command."""
    register_commands()
    # The client tells of each try that it repeats; what fails in the end is told by the command. `rasd worker` has a log.
    logging.getLogger("aiokafka").setLevel(logging.ERROR)
    try:
        app()
    except OperatorError as error:
        print(f"rasd: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output left (`rasd tail | head`): nothing is wrong, and nothing more may be flushed.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
