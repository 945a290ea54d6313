"""Why the basis is what it is: the texts that were read, and the entries of each grade."""

from hikiwake.assessment.basis import copies_read
from hikiwake.assessment.cites import Words
from hikiwake.assessment.model import Assessment
from hikiwake.assessment.numbers import COUNT
from hikiwake.assessment.why.node import Node
from hikiwake.record.chronology import Entry, document_of, grade_of, span_of
from hikiwake.record.model import Event, Span
from hikiwake.record.wording import wording
from hikiwake.terms.grades import Grade


def basis(assessment: Assessment, what: str) -> Node | None:
    """`what` is texts, entries or a grade."""
    contents = assessment.contents
    if what == "texts":
        copies = copies_read(contents)
        read = {
            d.id: Node(d.title or d.name, 1.0, COUNT, cites=(Words(d.id, (Span(0, len(d.text)),)),)) for d in contents.documents
        }
        children = tuple(node for id, node in read.items() if id not in contents.unread | copies)
        again = tuple(node for id, node in read.items() if id in copies)
        formula = "one each; what prints another's text again counts no more" if again else "one each"
        return Node("the texts that were read", float(assessment.basis.texts), COUNT, formula, "sum", children, context=again)
    if what == "entries":
        counted = tuple(_of_grade(assessment, grade) for grade in Grade if assessment.basis.by_grade.get(grade))
        value = float(sum(assessment.basis.by_grade.values()))
        return Node("the entries of the chronicle", value, COUNT, "those of every grade", "sum", counted)
    return _of_grade(assessment, Grade(what)) if what in list(Grade) else None


def _of_grade(assessment: Assessment, grade: Grade) -> Node:
    contents = assessment.contents
    entries: list[Entry] = [*contents.events, *contents.statements]
    children = tuple(_entry(e) for e in entries if grade_of(e) is grade)
    value = float(assessment.basis.by_grade.get(grade, 0))
    return Node(f"the entries graded {grade.label}", value, COUNT, "one each", "sum", children)


def _entry(entry: Entry) -> Node:
    words = entry.best.trigger.text if isinstance(entry, Event) else wording(entry.statement, marks=False)
    return Node(" ".join(words.split())[:80], 1.0, COUNT, cites=(Words(document_of(entry), (span_of(entry),), entry.id),))
