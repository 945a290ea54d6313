"""Who said what: the record beside press speculation, then the words, speaker by speaker."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition import names as naming
from hikiwake.brief.composition.chronicle import excerpts_of
from hikiwake.brief.composition.material import RECORD, Material, digest, missing, of_statement
from hikiwake.brief.model import Block, Chart, Entries, Entry, Paragraph, Section, Sentence, Words
from hikiwake.record.model import Said, Statement
from hikiwake.terms.grades import Grade

AUTHOR = "The author"
UNNAMED = "Not named"
_OPEN_ON_RECORD = 12  # more quotations than this are folded away
_LONGEST = 420  # characters of a statement shown in a line; the whole stands in its excerpt
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

    @property
    def best(self) -> Said:
        return min(self.statements, key=lambda s: (s.statement.grade.rank, s.statement.document, s.id))


def said(material: Material) -> Section:
    """The section; the chart shows every speaker with two statements or more."""
    statements = material.assessment.contents.statements
    if not statements:
        reason = Missing(
            "The record holds no statement.", "Read documents that quote what the two sides say: hikiwake read CASE FILE."
        )
        return Section("said", "Who said what", (Paragraph((missing("missing:said", reason),), "missing"),))
    blocks: list[Block] = [Chart("said", Sentence("said:finding", finding(material), (RECORD,)))]
    by_grade: dict[Grade, list[_Line]] = {}
    for line in _lines(statements, material):
        by_grade.setdefault(line.best.statement.grade, []).append(line)
    for grade in Grade:
        if group := by_grade.get(grade):
            is_open = (grade is Grade.ON_RECORD and len(group) <= _OPEN_ON_RECORD) or sum(
                map(len, by_grade.values())
            ) <= _OPEN_ON_RECORD
            blocks.append(
                Entries(tuple(_entry(line, material) for line in group), _GRADES[grade], folded=not is_open, leads="Who")
            )
    return Section("said", "Who said what", tuple(blocks))


def finding(material: Material) -> str:
    """How much of what is said is on record, how much guesswork."""
    statements = [s.statement for s in material.assessment.contents.statements]
    by_grade = Counter(s.grade for s in statements)
    record, guess = by_grade[Grade.ON_RECORD], by_grade[Grade.SPECULATION] + by_grade[Grade.ANONYMOUS]
    total = len(statements)
    if total == 1:
        return f"One statement is known; it is {statements[0].grade.label}"
    of = f"Of {english.number(total)} statements, {english.number(record)} {english.are(record)} on record"
    return f"{of} and {english.number(guess)} {english.are(guess)} speculation or unnamed"


def speakers(material: Material) -> list[tuple[str, Counter[Grade]]]:
    """Who speaks, with their statements by grade; most statements first; the authors' own judgements under one name."""
    counted: dict[str, Counter[Grade]] = {}
    for one in material.assessment.contents.statements:
        counted.setdefault(speaker_of(one.statement, material), Counter())[one.statement.grade] += 1
    return sorted(counted.items(), key=lambda item: (item[0] in (AUTHOR, UNNAMED), -sum(item[1].values()), item[0]))


def speaker_of(statement: Statement, material: Material) -> str:
    if statement.speaker and statement.speaker.name.lower() not in naming.NO_NAME:
        return english.capital(material.names.one(statement.speaker))
    if statement.source and statement.source.text.lower() not in naming.NO_NAME:
        return english.capital(english.shortened(statement.source.text, 60))
    return AUTHOR if statement.grade is Grade.OPINION else UNNAMED


def told(statement: Statement) -> str:
    """What was said, to be read after the speaker: in quotation marks where it was quoted, in the text's own words where it was not."""
    content = english.shortened(statement.content.text, _LONGEST).strip(" ,;:")
    verb = _verb(english.plain(statement.cue.text) if statement.cue else "")
    if statement.quoted and (_is_whole_quotation(content) or not _MARKS.search(content)):
        words = english.quoted(content)
        words += "" if words.endswith((".”", "?”", "!”", "…”")) else "."
        return f"{verb} {words}" if verb else words
    content = english.quoted(f"({content})")[2:-2]  # marks within become single ones
    if verb:
        words = f"{verb} {content}"
        return words if words.endswith((".", "?", "!", "…", ".’")) else f"{words}."
    return english.sentence(re.sub(r"^that\s+", "", content))


def _verb(cue: str) -> str:
    """The cue where it can follow its speaker ("reportedly stated"), empty where it cannot ("according to")."""
    words = cue.lower().split()
    if (
        not words
        or len(words) > 4
        or words[0] in _NO_VERBS
        or words[-1] in ("to", "of", "by")
        or not all(w.isalpha() for w in words)
    ):
        return ""
    return " ".join(w for w in words if w != "that")


_NO_VERBS = frozenset(
    [
        "according",
        "in",
        "for",
        "with",
        "as",
        "per",
        "the",
        "a",
        "an",
        "to",
        "saying",
        "adding",
        "telling",
        "stating",
        "citing",
        "quoting",
        "noting",
    ]
)
_MARKS = re.compile(r"[“”\"]|(?<!\w)‘")


def _is_whole_quotation(content: str) -> bool:
    return content[0] in '“‘"' and content[-1] in '”’"' and not _MARKS.search(content[1:-1])


def _lines(statements: Sequence[Said], material: Material) -> list[_Line]:
    found: dict[str, _Line] = {}
    for one in statements:
        speaker = speaker_of(one.statement, material)
        text = told(one.statement)
        by = one.statement.speaker
        full = f"{english.plain(by.name) if by and speaker != UNNAMED else speaker}: {text}"
        found.setdefault(full, _Line(speaker, text, [], digest(full))).statements.append(one)
    talks = {name: n for n, (name, _) in enumerate(speakers(material))}
    return sorted(found.values(), key=lambda line: (talks[line.speaker], _when(line), line.text))


def _when(line: _Line) -> str:
    statement = line.best.statement
    return statement.date.date.sort_key[0].isoformat() if statement.date and statement.date.date.is_known else "9999"


def _entry(line: _Line, material: Material) -> Entry:
    statement = line.best.statement
    cites: dict[str, Words] = {}
    for one in sorted(line.statements, key=lambda s: s.statement.grade.rank):
        cites.setdefault(one.statement.document, of_statement(one.statement, one.id))
    judgement = _author(statement, material) if statement.grade is Grade.OPINION else ""
    sentence = Sentence(f"said:{line.key}", line.text, tuple(cites.values()), judgement, line.speaker)
    corrected = line.best.corrected
    by = (english.plain(corrected.by) or "the analyst") if corrected else ""
    return Entry(sentence, statement.grade, excerpts_of(cites.values(), material), corrected_by=by)


def _author(statement: Statement, material: Material) -> str:
    document = material.documents.get(statement.document)
    return english.plain(document.author) if document and document.author else "the author of the text"
