"""What the judgement rests on, counted, and the confidence that this allows.

Confidence is about the basis, never about the likelihood (ICD 203). The rule is ours and is stated in the brief: low where there are few texts,
where most entries are hearsay, unnamed or press speculation, or where the case's evidence is not in the record; high only where texts are many and
of several publishers, few entries are hearsay, unnamed or press speculation, both sides are heard, and the likelihood rests on the case and not on
a base rate alone.
"""

from collections import Counter
from collections.abc import Mapping

from hikiwake.assessment.model import Basis, Resolved
from hikiwake.case.model import Case
from hikiwake.record.merging import origins
from hikiwake.record.model import Contents
from hikiwake.terms.grades import Grade
from hikiwake.terms.likelihood import Confidence

_FEW_TEXTS, _MANY_TEXTS = 10, 40
_MANY_PUBLISHERS = 8
_FIRM = (Grade.ON_RECORD, Grade.ATTRIBUTED)


def basis(
    case: Case, contents: Contents, evidence: Mapping[str, tuple[Resolved, ...]], *, is_base_rate_alone: bool = True
) -> Basis:
    """Counts of texts and grades, the confidence they allow, and why, in clauses that finish "because …"."""
    by_grade = Counter(e.grade for e in contents.events) + Counter(s.statement.grade for s in contents.statements)
    entries = sum(n for grade, n in by_grade.items() if grade is not Grade.OPINION)
    firm = sum(by_grade[g] for g in _FIRM) / entries if entries else 0.0
    heard = Counter(s.statement.speaker.country for s in contents.statements if s.statement.speaker)
    sides = [heard[country] for country in case.dyad]
    copies = len(copies_read(contents))
    texts = len(contents.documents) - len(contents.unread) - copies
    publishers = len({d.publisher for d in contents.documents if d.publisher})
    lost = sum(not places for places in evidence.values())

    weak: list[str] = []
    strong: list[str] = []
    read = "no text was read" if not texts else f"{_count(texts, 'text')} {'was' if texts == 1 else 'were'} read"
    read += f" ({'one more repeats' if copies == 1 else f'{copies} more repeat'} another)" if copies else ""
    read = f"only {read}" if 0 < texts < _FEW_TEXTS else read
    (weak if texts < _FEW_TEXTS else strong).append(read)
    if entries:
        clause = f"{1 - firm:.0%} of the entries are hearsay, unnamed or press speculation"
        (weak if firm < 0.4 else strong).append(clause.replace("%", " %"))
    if evidence and lost > len(evidence) / 4:
        pieces = _count(len(evidence), "piece")
        weak.append(
            f"none of the {pieces} of evidence the case relies on can be found in what was read"
            if lost == len(evidence)
            else f"{lost} of the {pieces} of evidence the case relies on cannot be found in what was read"
        )
    if sum(sides) and min(sides) < 0.25 * sum(sides):
        weak.append(f"{max(sides)} of {sum(sides)} statements come from one side")
        one_sided = True
    else:
        one_sided = not sum(sides)
    if _is_low(texts, firm, lost, len(evidence)):
        return Basis(Confidence.LOW, tuple(weak), texts, dict(by_grade))
    if is_base_rate_alone:
        weak.append("the likelihood is a base rate alone")
    if not is_base_rate_alone and texts >= _MANY_TEXTS and publishers >= _MANY_PUBLISHERS and firm >= 0.6 and not one_sided:
        return Basis(Confidence.HIGH, tuple(strong), texts, dict(by_grade))
    return Basis(Confidence.MODERATE, tuple(strong + weak), texts, dict(by_grade))


def copies_read(contents: Contents) -> frozenset[str]:
    """The documents that print again what another one says: they were read, and add nothing to what the judgement rests on."""
    return frozenset(origins.of(contents.documents)) - contents.unread


def _is_low(texts: int, firm: float, lost: int, evidence: int) -> bool:
    return texts < _FEW_TEXTS or firm < 0.4 or lost > evidence / 4


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
