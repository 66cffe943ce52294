"""Actors: a registry of states, armed forces, armed groups, agencies and monitors, and their names in text."""

from services.actors.records import Actor
from services.actors.registry import ActorSpan, Registry, extend, registry
from services.actors.resolution import ActorContext

__all__ = ["Actor", "ActorContext", "ActorSpan", "Registry", "extend", "registry"]
