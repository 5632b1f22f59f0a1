"""Reading one document: words, names, tables by their column titles, and what is collected from them."""

from backend_spec.reading.collector import Collector
from backend_spec.reading.names import is_group, names
from backend_spec.reading.shape import Record, Shape
from backend_spec.reading.words import NOTHING, normal, says_nothing, truth

__all__ = ["NOTHING", "Collector", "Record", "Shape", "is_group", "names", "normal", "says_nothing", "truth"]
