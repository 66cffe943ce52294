"""`rasd schema`: the JSON Schema of one message, or the AsyncAPI document of all."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer


def schema(
    name: Annotated[
        str | None, typer.Argument(help="Which message; without it, the names are listed.", show_default=False)
    ] = None,
) -> None:
    """Prints a JSON Schema (2020-12) or the AsyncAPI document; without a name, the names there are.

    `rasd schema claim > claim.schema.json`

    `rasd schema asyncapi > asyncapi.json`
    """
    from schemas import asyncapi, json_schema
    from services.stream.errors import OperatorError

    if name is None:
        for each in (*json_schema.TYPES, "asyncapi"):
            typer.echo(each)
        return
    if name == "asyncapi":
        sys.stdout.write(json.dumps(asyncapi.document(), ensure_ascii=False, indent=2) + "\n")
        return
    if name not in json_schema.TYPES:
        raise OperatorError(f"There is no schema {name!r}. There are: {', '.join(json_schema.TYPES)}, asyncapi.")
    sys.stdout.write(json.dumps(json_schema.document(name), ensure_ascii=False, indent=2) + "\n")
