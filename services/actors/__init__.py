"""Actors: a registry of states, armed forces, armed groups, agencies and monitors, and their names in text."""

from services.actors.registry import Actor, ActorContext, ActorSpan, Registry, registry

__all__ = ["Actor", "ActorContext", "ActorSpan", "Registry", "registry"]
