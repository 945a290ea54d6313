"""The reasons of page one: a file for each room that has one, and the choice among them."""

from hikiwake.brief.composition.reasons.argument import NEITHER, Argument
from hikiwake.brief.composition.reasons.chosen import Chosen, chosen

__all__ = ["NEITHER", "Argument", "Chosen", "chosen"]
