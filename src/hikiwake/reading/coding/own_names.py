"""Who is one state's and no other's by name, whether or not the text says whose: people in office, forces with a name of their own."""

from hikiwake.reading.actor_own_names import ARMED, is_named_by_itself
from hikiwake.record.model import Actor

IN_OFFICE = frozenset({"GOV", "LEG", "JUD", "COP"})


def is_named_force(actor: Actor) -> bool:
    """Whether it is a force with a name of its own, whose state the text has not told."""
    return actor.country is None and actor.sector in ARMED and is_named_by_itself(actor.text)


def is_named_official(actor: Actor) -> bool:
    """Whether it is somebody in office by name, whose state the text has not told: "Minister Saleh"."""
    return actor.country is None and actor.sector in IN_OFFICE and actor.name != actor.text
