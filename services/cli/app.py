"""The `rasd` command. Each command has a module of its own in this folder and imports what it needs when it runs."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="rasd",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Rasd (رصد) reads Arabic news and publishes typed, traceable claims: who was killed, wounded, captured or missing, "
    "and who defected, fled or surrendered.",
)


def register_commands() -> None:
    """Adds every command to `app`."""
    from services.cli import extract

    app.command(name="extract")(extract.extract)


def main() -> None:
    """Entry point of the console command."""
    register_commands()
    app()


if __name__ == "__main__":
    main()
