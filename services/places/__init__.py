"""Places: a gazetteer of the Arab world and its neighbours, its names in text, and their resolution to coordinates."""

from services.places.context import PlaceContext
from services.places.gazetteer import Gazetteer, extend, gazetteer
from services.places.mentions import PlaceSpan

__all__ = ["Gazetteer", "PlaceContext", "PlaceSpan", "extend", "gazetteer"]
