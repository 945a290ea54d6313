"""How much an event carries: how hostile or friendly the deed is, how likely such a report is true, and how many tell it by themselves."""

import math

from hikiwake.record.model import Event, Polarity, Status
from hikiwake.terms.grades import Grade

_ONLY_SAID = ("01", "02", "10", "11", "12")  # CAMEO: state, appeal, demand, disapprove, reject


def weight(event: Event) -> float:
    """Goldstein's score without its sign, times the likelihood that such a report is true, times the root of the independent sources; 0 for what
    has not been done."""
    return abs(event.best.goldstein or 0.0) * event.grade.reliability.middle * math.sqrt(event.independent) * is_done(event)


def is_done(event: Event) -> bool:
    """Whether it is told as having happened."""
    return event.best.status is Status.ACTUAL and event.best.polarity is Polarity.POSITIVE


def is_deed(event: Event) -> bool:
    """Whether something was done, and not only said."""
    return is_done(event) and (event.best.cameo or "")[:2] not in _ONLY_SAID


def is_firm(event: Event) -> bool:
    """Whether it is told by more than one unnamed source."""
    return event.grade.rank <= Grade.REPORTED.rank or event.independent > 1
