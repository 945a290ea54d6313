"""What the record holds of the months ahead."""

import math
from collections.abc import Sequence
from datetime import date

from hikiwake.assessment.cites import Words
from hikiwake.brief import english
from hikiwake.brief.composition.chronicle import Line, ahead
from hikiwake.brief.composition.material import Material, of_report
from hikiwake.brief.composition.undated import undated
from hikiwake.brief.model import Sentence

_NEXT_DAYS = 400
_MOST = 3
_MOST_UNDATED = 2
_HALVED_IN = 90  # days: a plan so much further ahead weighs half as much


def coming(material: Material, *, but: Sequence[Words] = (), with_undated: bool = True) -> tuple[Sentence, ...]:
    """The weightiest and nearest plans, in order of time: those in words of ours in one sentence, one that only its source's words tell by itself;
    last those of which no day is told yet.

    None where there is no plan. What is told elsewhere (`but`) is left out, and so is a vaguer plan that says nothing beside one that falls into
    it.
    """
    told_of = frozenset(words.entry for words in but)
    near: list[Line] = []
    for line in material.of_record(_plans):
        is_told = line.event.id in told_of or "…" in line.text
        if not is_told and not any(line.when and n.when and line.when.overlaps(*n.days) for n in near):
            near.append(line)
    kept = sorted(sorted(near, key=lambda line: -_weight(line, material))[:_MOST], key=lambda line: line.days)
    plain = [line for line in kept if not line.is_quoted]
    told = [(f"{_joined(plain)}.", plain)] if plain else []
    told += [(f"{line.text.rstrip('.')} ({line.lead}, {line.event.grade.label}).", [line]) for line in kept if line.is_quoted]
    dated = tuple(_sentence(n, text, some) for n, (text, some) in enumerate(told))
    return dated + (_some_day(material, near, but) if with_undated else ())


def _some_day(material: Material, near: Sequence[Line], but: Sequence[Words]) -> tuple[Sentence, ...]:
    """The weightiest and latest plans without a day, in one sentence; those that are of the kind of a dated one are that one, told more vaguely."""
    kept: list[tuple[Line, date]] = []
    for line, told in sorted(undated(material), key=lambda plan: -_weight(plan[0], material, plan[1])):
        others = (*near, *(one for one, _ in kept))
        if not any(_is_told(line, words) for words in but) and not any(_are_alike(line, one) for one in others):
            kept.append((line, told))
    some = kept[:_MOST_UNDATED]
    if not some:
        return ()
    said = "; ".join(f"{line.text.rstrip('.')} (told {english.day(told)}, {line.event.grade.label})" for line, told in some)
    cites = tuple(of_report(r, line.event.id) for line, _ in some for r in line.event.reports[:3])
    return (Sentence("page_one:next:undated", f"{'With' if near else 'Next, with'} no day yet: {said}.", cites),)


def _is_told(line: Line, words: Words) -> bool:
    """Whether words that are told elsewhere are the plan's own: a statement may tell it too."""
    return line.event.id == words.entry or any(
        report.document == words.document and any(report.span.overlaps(span) for span in words.spans)
        for report in line.event.reports
    )


def _are_alike(one: Line, other: Line) -> bool:
    kinds = [(line.best[1].cameo or "")[:2] for line in (one, other)]
    return kinds[0] == kinds[1] and one.countries <= other.countries


def _plans(material: Material) -> tuple[Line, ...]:
    return tuple(ahead(material, _NEXT_DAYS))


def _weight(line: Line, material: Material, told: date | None = None) -> float:
    """What is planned, how likely it is rightly told, whether it is of both, and how near it is, or how long ago it was told where it has no day."""
    case, event = material.assessment.case, line.event
    sides = 2.0 if frozenset(case.dyad) <= line.countries else 1.0
    of_ours = 1.0 if line.is_quoted else 2.0
    days = (case.as_of - told).days if told else max((line.days[0] - case.as_of).days, 0)
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
