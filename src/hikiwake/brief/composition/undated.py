"""Plans of which no day is told yet: told of late as what will be, and by nothing that happened since come about.

A reading takes more for a plan than is one ("was ready to talk", "had hoped to visit"), and where there is no day to show it, only the words
can: the sentence has to say what will be, and nothing in it may take that back.
"""

import re
from datetime import date, timedelta

from hikiwake.brief.composition import quoting
from hikiwake.brief.composition.chronicle import Line, lines
from hikiwake.brief.composition.lately import in_doubt
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.weight import is_done
from hikiwake.record.merging.words import words_of
from hikiwake.record.model import Polarity, Status
from hikiwake.terms.grades import Grade

_LAST_DAYS = 90  # an older plan without a day was put off, given up or carried out unnoticed
_WILL = re.compile(
    r"\b(?:will|shall|(?:is|are)\s+(?:to|due\s+to|going\s+to|set\s+to|expected|planned|scheduled|(?:being\s+)?prepar(?:ed|ing)|being\s+"
    r"(?:planned|arranged|organi[sz]ed))|plans?\s+to|intends?\s+to)\b"
)
_NOT = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nobody|without|unless|until|if|whether|would|could|might|hopes?|den(?:y|ies|ied)|refus\w+|rul\w+\s+out)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)


def undated(material: Material) -> tuple[tuple[Line, date], ...]:
    """Such plans of either side, each with the day on which it was last told, in the chronicle's order."""
    return material.of_record(_undated)


def _undated(material: Material) -> tuple[tuple[Line, date], ...]:
    case = material.assessment.case
    sides = frozenset(case.dyad)
    disputed = in_doubt(material)
    found = []
    for line in lines(material):
        if _is_plan(line) and line.countries & sides and line.event.id not in disputed and _is_promised(line, material):
            told = _told_on(line, material)
            if told and case.as_of - timedelta(days=_LAST_DAYS) < told <= case.as_of and not _has_come(line, told, material):
                found.append((line, told))
    return tuple(found)


def _is_plan(line: Line) -> bool:
    report = line.best[1]
    is_one = report.status is Status.PLANNED and report.polarity is Polarity.POSITIVE
    return is_one and not line.is_dated and "…" not in line.text and line.event.grade.rank <= Grade.ANONYMOUS.rank


def _is_promised(line: Line, material: Material) -> bool:
    """Whether the words that are shown say what will be, or the sentence does of which a phrase of ours is shown."""
    report = line.best[1]
    document = material.documents.get(report.document)
    words = line.text if line.is_quoted else quoting.sentence_of(report, document.text) if document else ""
    return bool(_WILL.search(words)) and not _NOT.search(words)


def _told_on(line: Line, material: Material) -> date | None:
    """The last day on which a text told of it; None where none has a date."""
    dates = (d.date for r in line.event.reports if (d := material.documents.get(r.document)))
    return max((d.latest for d in dates if d and d.latest), default=None)


def _has_come(plan: Line, told: date, material: Material) -> bool:
    """Whether anything that the same states did since is, by its kind or a telling word, perhaps what was planned."""
    kind, words = _kind(plan), _words(plan, material)
    return any(
        is_done(line.event)
        and line.is_dated
        and line.days[1] > told
        and plan.countries & line.countries
        and (_kind(line) == kind or words & _words(line, material))
        for line in lines(material)
    )


def _kind(line: Line) -> str:
    """The root of the CAMEO code."""
    return (line.best[1].cameo or "")[:2]


def _words(line: Line, material: Material) -> frozenset[str]:
    """The words that tell the deed, without those that name who took part and those of every day."""
    report = line.best[1]
    document = material.documents.get(report.document)
    told, _ = words_of(f"{line.text} {report.span.cut(document.text) if document else ''}")
    named, _ = words_of(" ".join(f"{a.name} {a.text}" for a in (*report.sources, *report.targets)))
    return frozenset(word for word, worth in told.items() if worth >= 1.0 and word not in named)
