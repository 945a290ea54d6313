"""Who said what: the record beside press speculation, then the words, speaker by speaker."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from hikiwake.assessment.cites import Words
from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition.material import RECORD, Material, digest, missing, of_statement
from hikiwake.brief.composition.reported_speech import told
from hikiwake.brief.composition.speakers import AUTHOR, NAMELESS, NOT_TOLD, PRESS, UNNAMED, lead, speaker_of
from hikiwake.brief.composition.substance import is_quotable
from hikiwake.brief.model import Block, Chart, Entries, Entry, Paragraph, Section, Sentence
from hikiwake.record.model import Said, Statement
from hikiwake.terms.grades import Grade
from hikiwake.terms.pauses import pause

_SHOWN = {Grade.ON_RECORD: 12, Grade.ATTRIBUTED: 8}  # quotations shown; the others are folded away
_SHOWN_ELSE = 4
_SPEAKERS = 3  # of each side that have a row of their own
_FULL_LINE = 110  # characters; beyond them a longer statement is not a more telling one
_GRADES = {
    Grade.ON_RECORD: "On the record",
    Grade.ATTRIBUTED: "Attributed to a named source, in others’ words",
    Grade.REPORTED: "Said to have been said",
    Grade.ANONYMOUS: "From unnamed sources",
    Grade.SPECULATION: "Press speculation",
    Grade.OPINION: "What the authors themselves judge",
}


@dataclass
class _Line:
    speaker: str
    text: str
    statements: list[Said]
    key: str

    @cached_property
    def best(self) -> Said:
        """The statement that speaks for the line; to be asked once all of them are here."""
        return min(self.statements, key=lambda s: (s.statement.grade.rank, s.statement.document, s.id))


def said(material: Material) -> Section:
    """The section: the chart, then the words, the firmest grade first."""
    statements = material.assessment.contents.statements
    if not statements:
        reason = Missing(
            "The record holds no statement.", "Read documents that quote what the two sides say: hikiwake read CASE FILE."
        )
        return Section("said", "Who said what", (Paragraph((missing("missing:said", reason),), "missing"),))
    blocks: list[Block] = [Chart("said", Sentence("said:finding", finding(material), (RECORD,)))]
    by_grade: dict[Grade, list[_Line]] = {}
    lines, short = _parted(_lines(statements, material))
    for line in lines:
        by_grade.setdefault(line.best.statement.grade, []).append(line)
    for grade in Grade:
        if group := by_grade.get(grade):
            entries = tuple(_entry(line, material) for line in _telling_first(group))
            most = _SHOWN.get(grade, _SHOWN_ELSE)
            most = most if len(entries) > most + 2 else len(entries)  # to fold one or two away saves nothing
            blocks.append(Entries(entries[:most], _GRADES[grade], leads="Who"))
            if rest := entries[most:]:
                blocks.append(Entries(rest, f"{_GRADES[grade]}: the others", folded=True, leads="Who"))
    if short:
        blocks.append(Paragraph((_too_short(short),)))
    return Section("said", "Who said what", tuple(blocks))


def _parted(lines: Sequence[_Line]) -> tuple[list[_Line], list[_Line]]:
    """Lines that say something by themselves, and those that are too short to."""
    kept: list[_Line] = []
    short: list[_Line] = []
    for line in lines:
        (kept if is_quotable(line.best.statement, is_speaker_known=line.speaker != NOT_TOLD) else short).append(line)
    return kept, short


def _too_short(lines: Sequence[_Line]) -> Sentence:
    statements = [s for line in lines for s in line.statements]
    cites = {s.statement.document: of_statement(s.statement, s.id) for s in statements}
    text = f"{english.capital(english.number(len(statements)))} more, too short to quote by {'itself' if len(statements) == 1 else 'themselves'}, "
    text += f"{'stands' if len(statements) == 1 else 'stand'} in the record."
    return Sentence("said:short", text, tuple(cites.values()) if len(cites) == 1 else (RECORD,))


def _telling_first(group: Sequence[_Line]) -> list[_Line]:
    """Those with a name before those without, each speaker's longest words first and the speakers by turns, so that all are heard."""
    by_speaker: dict[str, list[_Line]] = {}
    for line in sorted(group, key=lambda one: -min(len(one.text), _FULL_LINE)):
        by_speaker.setdefault(line.speaker, []).append(line)
    turns = [(n, name in NAMELESS, line) for name, said_ in by_speaker.items() for n, line in enumerate(said_)]
    return [line for *_, line in sorted(turns, key=lambda one: (one[1], one[0]))]


def finding(material: Material) -> str:
    """How much of what is said is on record, how much guesswork."""
    statements = [s.statement for s in material.assessment.contents.statements]
    by_grade = Counter(s.grade for s in statements)
    record, guess = by_grade[Grade.ON_RECORD], by_grade[Grade.SPECULATION] + by_grade[Grade.ANONYMOUS]
    total = len(statements)
    if total == 1:
        return f"One statement is known; it is {statements[0].grade.label}"
    of = f"Of {english.number(total)} statements, {english.some_are(record)} on record"
    return f"{of} and {english.some_are(guess)} speculation or unnamed"


def speakers(material: Material) -> list[tuple[str, Counter[Grade]]]:
    """Who speaks, with their statements by grade: the voices of each side that speak most, third states, the press, who is not named, the authors."""
    a, b = material.assessment.case.dyad
    counted: dict[str, Counter[Grade]] = {}
    countries: dict[str, Counter[str]] = {}
    for one in material.assessment.contents.statements:
        name = speaker_of(one.statement, material)
        counted.setdefault(name, Counter())[one.statement.grade] += 1
        if one.statement.speaker and one.statement.speaker.country:
            countries.setdefault(name, Counter())[one.statement.speaker.country] += 1

    def of(test: Callable[[str | None], bool]) -> list[tuple[str, Counter[Grade]]]:
        own = [n for n in counted if n not in NAMELESS and test(_commonest(countries.get(n)))]
        return [(n, counted[n]) for n in sorted(own, key=lambda n: (-counted[n].total(), n))]

    rows: list[tuple[str, Counter[Grade]]] = []
    for code, name in zip((a, b), material.sides, strict=True):
        side = of(lambda c, code=code: c == code)  # type: ignore[misc]
        rows += side[:_SPEAKERS] if len(side) > _SPEAKERS + 1 else side
        if len(side) > _SPEAKERS + 1:
            rows.append((f"Others of {name}", _sum(side[_SPEAKERS:])))
    for title, some in (
        ("Third states", of(lambda c: c is not None and c not in (a, b))),
        ("Others by name", of(lambda c: c is None)),
    ):
        if some:
            rows.append((some[0][0] if len(some) == 1 else title, _sum(some)))
    return rows + [(name, counted[name]) for name in (PRESS, UNNAMED, NOT_TOLD, AUTHOR) if name in counted]


def _commonest(of: Counter[str] | None) -> str | None:
    return min(of, key=lambda c: (-of[c], c)) if of else None


def _sum(rows: Sequence[tuple[str, Counter[Grade]]]) -> Counter[Grade]:
    total: Counter[Grade] = Counter()
    for _, counts in rows:
        total += counts
    return total


def _lines(statements: Sequence[Said], material: Material) -> list[_Line]:
    found: dict[str, _Line] = {}
    for one in statements:
        pause()
        speaker = speaker_of(one.statement, material)
        document = material.documents.get(one.statement.document)
        text = told(one.statement, is_speaker_known=speaker != NOT_TOLD, text=document.text if document else "")
        by = one.statement.speaker
        full = f"{english.plain(by.name) if by and speaker != UNNAMED else speaker}: {text}"
        if full not in found:
            found[full] = _Line(speaker, text, [], digest(full))
        found[full].statements.append(one)
    return sorted(found.values(), key=lambda line: (line.speaker, _when(line), line.text))


def _when(line: _Line) -> str:
    statement = line.best.statement
    return statement.date.date.sort_key[0].isoformat() if statement.date and statement.date.date.is_known else "9999"


def _entry(line: _Line, material: Material) -> Entry:
    statement = line.best.statement
    cites: dict[str, Words] = {}
    for one in sorted(line.statements, key=lambda s: s.statement.grade.rank):
        cites.setdefault(one.statement.document, of_statement(one.statement, one.id))
    judgement = _author(statement, material) if statement.grade is Grade.OPINION else ""
    sentence = Sentence(f"said:{line.key}", line.text, tuple(cites.values()), judgement, lead(statement, line.speaker))
    corrected = line.best.corrected
    by = (english.plain(corrected.by) or "the analyst") if corrected else ""
    return Entry(sentence, statement.grade, corrected_by=by)


def _author(statement: Statement, material: Material) -> str:
    document = material.documents.get(statement.document)
    return english.plain(document.author) if document and document.author else "the author of the text"
