"""Which arguments are the reasons of the bottom line, and which speak against it."""

from dataclasses import dataclass

from hikiwake.assessment.model import Missing
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.reasons import record
from hikiwake.brief.composition.reasons.argument import LOWERS, NEITHER, RAISES, Argument
from hikiwake.brief.composition.reasons.clocks import clocks
from hikiwake.brief.composition.reasons.explanations import explanations
from hikiwake.brief.composition.reasons.relations import relations
from hikiwake.brief.composition.reasons.settlement import settlement

_MOST = 3
_ROOMS = (settlement, explanations, relations, clocks, record.firmness, record.named)


@dataclass(frozen=True, slots=True)
class Chosen:
    """`direction` is that of the bottom line, 0 where there is none: then every argument may be a reason and none speaks against it."""

    direction: int
    reasons: tuple[Argument, ...]
    against: tuple[Argument, ...]


def chosen(material: Material, *, is_lately_told: bool) -> Chosen:
    """At most three reasons, the strongest first; what the record looks like is none beside real ones. The last thing told is one only where
    page one does not tell already what happened of late."""
    rooms = _ROOMS if is_lately_told else (*_ROOMS, record.latest)
    arguments = sorted((a for room in rooms if (a := room(material))), key=lambda a: -a.strength)
    forecast = material.assessment.forecast
    direction = 0 if isinstance(forecast, Missing) else (RAISES if forecast.probability > 0.5 else LOWERS)
    reasons = [a for a in arguments if a.direction in (direction, NEITHER) or not direction]
    if len([a for a in reasons if a.tells]) > 1:
        reasons = [a for a in reasons if a.tells]
    if len([a for a in reasons if not a.stands_in]) > 1:
        reasons = [a for a in reasons if not a.stands_in]
    reasons = reasons[:_MOST]
    against = [a for a in arguments if a not in reasons and a.direction == -direction] if direction else []
    return Chosen(direction, tuple(reasons), tuple(against))
