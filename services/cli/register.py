"""`rasd register`: the topics' schemas into a schema registry, where people have one."""

from __future__ import annotations

from typing import Annotated

import typer


def register(
    registry: Annotated[
        str,
        typer.Argument(
            envvar="RASD_SCHEMA_REGISTRY",
            help="Address of a registry with Confluent's interface (Confluent, Apicurio, Karapace, Redpanda); may hold "
            "a user's name and password.",
            show_default=False,
        ),
    ],
) -> None:
    """Registers the JSON Schema of every topic under the subject TOPIC-value. A second run changes nothing.

    Rasd itself needs no registry: its messages are plain JSON.

    `rasd register http://localhost:8081`

    `rasd register http://localhost:8080/apis/ccompat/v7`   (Apicurio)
    """
    from services.cli.environment import settings
    from services.cli.schema_registry import SchemaRegistry, subjects

    client = SchemaRegistry(registry)
    for subject, schema in subjects(settings().topic_prefix).items():
        found = client.register(subject, schema)
        typer.echo(f"{found.subject}  id {found.id}  version {found.version}{'  new' if found.new else ''}")
