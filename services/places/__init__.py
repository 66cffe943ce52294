"""Places: a gazetteer of the Arab world and its neighbours, its names in text, and their resolution to coordinates."""

from services.places.gazetteer import Gazetteer, gazetteer
from services.places.mentions import PlaceSpan
from services.places.resolution import PlaceContext

__all__ = ["Gazetteer", "PlaceContext", "PlaceSpan", "gazetteer"]
