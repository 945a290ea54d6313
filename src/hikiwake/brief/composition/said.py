"""Who said what: the record beside press speculation, then the words, speaker by speaker."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from hikiwake.assessment.cites import Words
from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition import names as naming
from hikiwake.brief.composition.material import RECORD, Material, digest, missing, of_statement
from hikiwake.brief.composition.substance import is_quotable
from hikiwake.brief.model import Block, Chart, Entries, Entry, Paragraph, Section, Sentence
from hikiwake.record.model import Said, Statement
from hikiwake.terms.grades import Grade

AUTHOR = "The authors"
UNNAMED = "Unnamed"
PRESS = "The press"
NOT_TOLD = "Speaker unclear"  # a pronoun, or nobody, where the reading did not find who is meant
_NAMELESS = (AUTHOR, UNNAMED, PRESS, NOT_TOLD)
_SHOWN = {Grade.ON_RECORD: 12, Grade.ATTRIBUTED: 8}  # quotations shown; the others are folded away
_SHOWN_ELSE = 4
_SPEAKERS = 3  # of each side that have a row of their own
_LONGEST_LEAD = 48
_DESCRIBES = re.compile(
    r"^(?!.*(?:\d|[()]|\bthem\b))(?:(?:the|an?|one|some|several)\s\w+|.*\b\w+(?:s|press|media)$)", re.IGNORECASE
)
_FULL_LINE = 110  # characters; beyond them a longer statement is not a more telling one
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
    turns = [(n, name in _NAMELESS, line) for name, said_ in by_speaker.items() for n, line in enumerate(said_)]
    return [line for *_, line in sorted(turns, key=lambda one: (one[1], one[0]))]


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
        own = [n for n in counted if n not in _NAMELESS and test(_commonest(countries.get(n)))]
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


def speaker_of(statement: Statement, material: Material) -> str:
    """Who speaks: by name or office; else the press, nobody named, or the author."""
    words = english.plain(statement.source.text) if statement.source else ""
    by = statement.speaker
    if by and by.name.lower() not in naming.NO_NAME and _is_name(by.name):
        name = material.names.one(by)
        return english.capital(_unshouted(name))
    if words and words.lower() not in naming.NO_NAME and _is_name(words):
        return english.capital(_unshouted(english.shortened(words, 60)))
    is_pronoun = words.lower() in naming.NO_NAME or words.lower() in _NOBODY
    if statement.grade is Grade.OPINION and (not words or is_pronoun):
        return AUTHOR
    if _PRESS.search(words) or (by and _PRESS.search(by.name)):
        return PRESS
    return NOT_TOLD if not words or is_pronoun else UNNAMED


def _unshouted(name: str) -> str:
    """A dateline's capitals as a name is written; short ones are abbreviations."""
    return name.title() if name.isupper() and len(name) > 4 else name


def _is_name(whole: str) -> bool:
    """Whether words name a person, an office or a body: a capital that does not only begin them, and no crowd or unnamed voice at their head."""
    words = re.sub(
        r"^(the|an?|one|some|many|several|another|both|his|her|its|their|our)\s+", "", english.plain(whole), flags=re.IGNORECASE
    )
    if re.match(r"(?:an?|one|some|many|several|another)\s", english.plain(whole), re.IGNORECASE) or re.search(r"\d", words):
        return False
    if _OFFICE.match(english.plain(whole)):
        return True
    head = re.split(r",|\b(?:who|which|that|of|from|in|at|with|close)\b", words)[0].split()
    if not head or head[-1].lower() in _NOBODY or words.lower() in naming.NO_NAME or _PRESS.search(words):
        return False
    return any(w[:1].isupper() and w.lower() not in _NOBODY for w in head)


def told(statement: Statement, *, is_speaker_known: bool = True) -> str:
    """What was said, to be read after the speaker: in quotation marks where it was quoted, in the text's own words where it was not."""
    content = _LAST_COMMA.sub(r"\1", english.shortened(statement.content.text, _LONGEST).strip(" ,;:"))
    content = _LOOSE_END.sub("", content)
    cue = english.plain(statement.cue.text) if statement.cue else ""
    if _holds_its_cue(statement):
        return english.sentence(_inner_single(content))
    if _PASSIVE.match(cue) and _is_before_its_cue(statement):
        return english.sentence(_inner_single(_in_order(content, cue)))
    verb = "" if _PASSIVE.match(cue) and not is_speaker_known else _verb(cue)
    if statement.quoted and (_is_whole_quotation(content) or not _MARKS.search(content)):
        words = english.quoted(content)
        words += "" if words.endswith((".”", "?”", "!”", "…”")) else "."
        return f"{verb} {words}" if verb else words
    content = _inner_single(content)
    if verb:
        is_clause = _is_before_its_cue(statement) or _TAKES_A_CLAUSE.search(verb)
        words = (
            f"{verb}: {content}" if is_clause and content[:1].isupper() and not content.startswith("I ") else f"{verb} {content}"
        )
        return words if words.endswith((".", "?", "!", "…", ".’")) else f"{words}."
    return english.sentence(re.sub(r"^that\s+", "", content))


def _holds_its_cue(statement: Statement) -> bool:
    """Whether the content's own words say already that it was said."""
    cue = statement.cue.spans if statement.cue else ()
    return any(c.holds(s) for s in cue for c in statement.content.spans)


def _is_before_its_cue(statement: Statement) -> bool:
    return statement.cue is not None and statement.content.spans[0].start < statement.cue.spans[0].start


def _in_order(content: str, cue: str) -> str:
    """What stands on both sides of its cue, as the text has it: "the two presidents are expected to meet"."""
    first, gap, rest = content.partition(" … ")
    return f"{first} {cue} {rest}" if gap else f"{first} {cue}"


def _inner_single(content: str) -> str:
    """Quotation marks within become single ones."""
    return english.quoted(f"({content})")[2:-2]


def _verb(cue: str) -> str:
    """The cue where it can follow its speaker ("reportedly stated"), empty where it cannot ("according to")."""
    words = cue.lower().split()
    if (
        not words
        or len(words) > 4
        or words[0] in _NO_VERBS
        or words[0].endswith("ing")
        or words[-1] in ("to", "of", "by")
        or not all(w.isalpha() for w in words)
    ):
        return ""
    kept = [_PLAIN_VERBS.get(w, w) for w in words if w != "that"]
    return " ".join(kept) if kept[-1] not in _BASE_FORMS else ""


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
# Who speaks for nobody that a reader could ask: pronouns and crowds.
_NOBODY = frozenset(
    [
        "me",
        "my",
        "mine",
        "you",
        "your",
        "he",
        "him",
        "she",
        "her",
        "it",
        "they",
        "them",
        "we",
        "us",
        "i",
        "nobody",
        "everybody",
        "somebody",
        "someone",
        "everyone",
        "anyone",
        "none",
        "no",
        "others",
        "other",
        "people",
        "person",
        "persons",
        "man",
        "men",
        "woman",
        "women",
        "official",
        "officials",
        "source",
        "sources",
        "diplomat",
        "diplomats",
        "expert",
        "experts",
        "specialist",
        "specialists",
        "participant",
        "participants",
        "adviser",
        "advisers",
        "aide",
        "aides",
        "politician",
        "politicians",
        "insider",
        "insiders",
        "circles",
        "quarters",
        "colleague",
        "colleagues",
        "voices",
        "side",
        "sides",
        "capital",
        "capitals",
        "reader",
        "readers",
        "answer",
        "question",
        "text",
        "texts",
        "account",
        "accounts",
        "version",
        "nothing",
        "something",
        "everything",
        "many",
        "several",
        "few",
        "most",
        "some",
        "those",
        "these",
        "this",
        "that",
        "who",
        "what",
    ]
)
_OFFICE = re.compile(
    r"the (?:\w+ ){0,2}(?:minister|president|secretary|chancellor|ambassador|governor|spokes\w+|government|cabinet|ministry|embassy|side"
    r"|delegation|parliament)$",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(press|newspapers?|daily|dailies|papers?|media|television|broadcasters?|commentators?|columnists?|editorials?|observers?|analysts?"
    r"|journalists?|reporters?|correspondents?|agenc(?:y|ies)|reports?|rumours?)\b",
    re.IGNORECASE,
)
_PLAIN_VERBS = {
    "told": "said",
    "telling": "saying",
    "reminded": "said",
    "assured": "said",
    "informed": "said",
}  # with no hearer to follow
_BASE_FORMS = frozenset(
    ["say", "tell", "explain", "think", "believe", "expect", "hope", "fear", "mention", "add", "write", "announce"]
)
_PASSIVE = re.compile(
    r"(?:(?:is|are|was|were|be)|(?:has|have|had) been)\b(?!.*ing\b)", re.IGNORECASE
)  # is expected: nobody speaks
_TAKES_A_CLAUSE = re.compile(
    r"\b(?:sa(?:y|ys|id)|stat|add|announc|declar|claim|warn|argu|note|stress|explain|report|insist|suggest|believ|th(?:ink|ought)|hop(?:e|ed)|fear"
    r"|expect|predict|answer|repl|recall|recount|complain|den[iy]|confirm|conclu|observ|remark|repeat|promis|comment|speculat|writes?|wrote|point"
    r"|assum|suspect|doubt|conced|confess|grumbl|indicat|found|finds|propos|estimat|admit|assert|maintain|contend|acknowledg|reveal|disclos)",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"[,;]\s+(?:and|but|or)$")
_LAST_COMMA = re.compile(r"[,;]([”\"’'])$")
_MARKS = re.compile(r"[“”\"]|(?<!\w)‘")


def _is_whole_quotation(content: str) -> bool:
    return content[0] in '“‘"' and content[-1] in '”’"' and not _MARKS.search(content[1:-1])


def _lines(statements: Sequence[Said], material: Material) -> list[_Line]:
    found: dict[str, _Line] = {}
    for one in statements:
        material.pause()
        speaker = speaker_of(one.statement, material)
        text = told(one.statement, is_speaker_known=speaker != NOT_TOLD)
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
    sentence = Sentence(f"said:{line.key}", line.text, tuple(cites.values()), judgement, _lead(line))
    corrected = line.best.corrected
    by = (english.plain(corrected.by) or "the analyst") if corrected else ""
    return Entry(sentence, statement.grade, corrected_by=by)


def _lead(line: _Line) -> str:
    """The speaker; for one who is not named, what the text says of them."""
    source = line.best.statement.source
    words = english.plain(source.text) if source else ""
    if line.speaker not in (UNNAMED, PRESS) or not words or not _DESCRIBES.search(words) or len(words) > _LONGEST_LEAD:
        return line.speaker
    return f"{line.speaker} ({_lower_article(words)})"


def _lower_article(words: str) -> str:
    return (
        words[:1].lower() + words[1:] if words.lower().startswith(("the ", "a ", "an ", "one ", "some ", "several ")) else words
    )


def _author(statement: Statement, material: Material) -> str:
    document = material.documents.get(statement.document)
    return english.plain(document.author) if document and document.author else "the author of the text"
