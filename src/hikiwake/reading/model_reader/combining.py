"""One reading out of two: the model's entries where it answered, the built-in reader's where it did not or may have been talked to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hikiwake.reading.model_reader.chunks import Chunk
from hikiwake.reading.model_reader.events import same_report
from hikiwake.reading.model_reader.statements import same_statement
from hikiwake.reading.sourcing import grade_at
from hikiwake.reading.statements.nesting import nested
from hikiwake.record.model import Reading, Report, Span, Statement
from hikiwake.terms.grades import weakest


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a chunk. `keeps_built_in`: the built-in reader's entries of it stay, alone or beside the model's."""

    chunk: Chunk
    statements: tuple[Statement, ...] = ()
    reports: tuple[Report, ...] = ()
    keeps_built_in: bool = False


def combined(built_in: Reading, outcomes: Sequence[Outcome]) -> Reading:
    """The built-in reading with the model's entries in it; dates, formulas and explanations are the built-in's.

    Where both tell the same in a chunk whose built-in entries stay, the built-in's counts.
    """
    read = [o.chunk.span for o in outcomes if not o.keeps_built_in]
    own = {i: s for i, s in enumerate(built_in.statements) if not _begins_in(read, s.span)}
    own_reports = [r for r in built_in.reports if not _begins_in(read, r.span)]
    kept = list(own.values())
    given = [s for o in outcomes for s in o.statements if same_statement(_cue(s), s.content.spans[0], kept) is None]
    statements, places = _in_order(own, given)
    reports = [replace(r, via=_moved(r.via, places)) for r in own_reports]
    for report in (r for o in outcomes for r in o.reports):
        if same_report(report.trigger.spans[0], own_reports) is None:
            reached, carrier = grade_at(report.trigger.spans[0], statements)
            grade = report.grade if reached is None else weakest([report.grade, reached])
            reports.append(replace(report, grade=grade, via=None if carrier is None else str(carrier)))
    reports.sort(key=lambda r: (r.span, r.trigger.spans, r.confidence))
    return replace(built_in, statements=tuple(statements), reports=tuple(reports))


def _in_order(own: dict[int, Statement], given: Sequence[Statement]) -> tuple[list[Statement], dict[int, int]]:
    """All statements in the text's order, nested anew, and where each of the built-in's stands now. Nesting never raises a grade."""
    everything: list[tuple[int | None, Statement]] = [*own.items(), *((None, s) for s in given)]
    everything.sort(key=lambda pair: pair[1].span)
    plain = [replace(s, via=None) for _, s in everything]
    linked = nested(plain)
    statements = [
        replace(after, grade=before.grade if number is not None else weakest([before.grade, after.grade]))
        for (number, before), after in zip(everything, linked, strict=True)
    ]
    return statements, {number: i for i, (number, _) in enumerate(everything) if number is not None}


def _moved(via: str | None, places: dict[int, int]) -> str | None:
    moved = places.get(int(via)) if via is not None and via.isdecimal() else None
    return None if moved is None else str(moved)


def _begins_in(stretches: Sequence[Span], span: Span) -> bool:
    return any(stretch.start <= span.start < stretch.end for stretch in stretches)


def _cue(statement: Statement) -> Span | None:
    return statement.cue.spans[0] if statement.cue else None
