"""What the record holds of the months ahead."""

import math

from hikiwake.brief import english
from hikiwake.brief.composition.chronicle import Line, ahead
from hikiwake.brief.composition.material import Material, of_report
from hikiwake.brief.model import Sentence

_NEXT_DAYS = 400
_MOST = 3
_HALVED_IN = 90  # days: a plan so much further ahead weighs half as much


def coming(material: Material, *, but: frozenset[str] = frozenset()) -> tuple[Sentence, ...]:
    """The weightiest and nearest plans, in order of time: those in words of ours in one sentence, one that only its source's words tell by itself.

    None where there is no plan. Events told elsewhere (`but`) are left out, and so is a vaguer plan that says nothing beside one that falls into
    it.
    """
    near: list[Line] = []
    for line in material.of_record(_plans):
        is_told = line.event.id in but or "…" in line.text
        if not is_told and not any(line.when and n.when and line.when.overlaps(*n.days) for n in near):
            near.append(line)
    kept = sorted(sorted(near, key=lambda line: -_weight(line, material))[:_MOST], key=lambda line: line.days)
    plain = [line for line in kept if not line.is_quoted]
    told = [(f"{_joined(plain)}.", plain)] if plain else []
    told += [(f"{line.text.rstrip('.')} ({line.lead}, {line.event.grade.label}).", [line]) for line in kept if line.is_quoted]
    return tuple(_sentence(n, text, some) for n, (text, some) in enumerate(told))


def _plans(material: Material) -> tuple[Line, ...]:
    return tuple(ahead(material, _NEXT_DAYS))


def _weight(line: Line, material: Material) -> float:
    """What is planned, how likely it is rightly told, whether it is of both, and how near it is."""
    case, event = material.assessment.case, line.event
    sides = 2.0 if frozenset(case.dyad) <= line.countries else 1.0
    of_ours = 1.0 if line.is_quoted else 2.0
    days = max((line.days[0] - case.as_of).days, 0)
    nearness = math.exp2(-days / _HALVED_IN)
    return abs(event.best.goldstein or 0.5) * event.grade.reliability.middle * sides * of_ours * nearness


def _sentence(n: int, text: str, some: list[Line]) -> Sentence:
    start = "" if n else "Next, as it is told: " if some[0].is_quoted else "Next: "
    cites = tuple(of_report(r, line.event.id) for line in some for r in line.event.reports[:3])
    return Sentence(f"page_one:next{f':{n}' if n else ''}", f"{start}{text}", cites)


def _joined(some: list[Line]) -> str:
    """Plans with their dates: "Abe and Putin are expected to meet in Nagato on 15 December 2016 and in Tokyo on 16 December 2016"."""
    told = [f"{line.text.rstrip('.')} {line.when_words}" for line in some]
    starts = [line.text.rstrip(".").rpartition(" in ") for line in some]
    shared, _, _ = starts[0]
    if len(some) > 1 and shared and all(start == shared for start, _, _ in starts):
        return f"{told[0]} and " + english.listed(
            f"in {place} {line.when_words}" for (_, _, place), line in zip(starts[1:], some[1:], strict=True)
        )
    return "; ".join(told)
