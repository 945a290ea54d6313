"""What is assumed, by whom it is stated, and what is missing."""

import re

from hikiwake.assessment.cites import Rows
from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition.material import BY_RULE, Material
from hikiwake.brief.model import Block, Bullets, Section, Sentence, Table
from hikiwake.record.withholding import is_withheld


def assumptions(material: Material) -> Section:
    blocks: list[Block] = []
    case = material.assessment.case
    stated = [
        material.judged(f"assumption:{i}", english.sentence(a.statement), f"assumptions.{i}", by=a.by)
        for i, a in enumerate(case.assumptions)
    ]
    if case.settlement:
        text = f"A settlement, here, is this: {english.clause(case.settlement)}."
        stated.insert(0, material.judged("assumption:settlement", text, "settlement"))
    stated += _numbers(material)
    if stated:
        blocks.append(Bullets(tuple(stated), "Taken as given"))
    if case.parties and any(p.reservation for p in case.parties):
        blocks.append(_minimums(material))
    if case.evidence:
        blocks.append(_reliabilities(material))
    absent = _missing(material)
    blocks.append(Bullets(absent, "Missing"))
    return Section("assumed", "What is assumed, and what is missing", tuple(blocks))


def _numbers(material: Material) -> list[Sentence]:
    """How much of the analysis is stated and not read."""
    case = material.assessment.case
    out = []
    if case.hypotheses and case.evidence:
        text = f"The probabilities of {english.counted(len(case.hypotheses), 'explanation')} before the evidence, and how likely each makes "
        text += f"{english.counted(len(case.evidence), 'piece')} of evidence, are judgements of {material.analyst}."
        out.append(material.judged("assumption:likelihoods", text, "hypotheses"))
    if case.issues:
        issues = english.counted(len(case.issues), "issue")
        text = f"What {issues} {english.are(len(case.issues))} worth to each side is judged by {material.analyst}."
        out.append(material.judged("assumption:values", text, "issues"))
    return out


def _minimums(material: Material) -> Table:
    rows = []
    for party in material.assessment.case.parties:
        name = material.parties[party.id]
        if not party.is_third:
            rows.append((name, "the side itself", _stated_range(party.reservation), material.with_titles(party.source) or "–"))
        for one in party.constituencies:
            title = english.clause(one.title) or one.id.replace("_", " ")
            rows.append((name, title, _stated_range(one.reservation), material.with_titles(one.source) or "–"))
    return Table("What each must at least get, in points of 100", ("Side", "Who", "Minimum", "Source"), tuple(rows), folded=True)


def _reliabilities(material: Material) -> Table:
    """How far each report of evidence is taken to be true; a report can be false, and how often is an assumption too."""
    result = material.assessment.weighing
    pieces = {} if isinstance(result, Missing) else {p.id: p for p in result.problem.pieces}
    rows = []
    for e in material.assessment.case.evidence:
        piece = pieces.get(e.id)
        reliability = f"{piece.reliability:.2f}".rstrip("0").rstrip(".") if piece else "not counted"
        false = f"{piece.false_report:.2f}".rstrip("0").rstrip(".") if piece else "–"
        rows.append((english.shortened(e.statement, 110), reliability, false, english.plain(e.by) or material.analyst))
    columns = ("Evidence", "Chance that the report is true", "Chance of such a report if not", "Judged by")
    return Table("How far the reports of evidence are believed", columns, tuple(rows), folded=True)


def _missing(material: Material) -> tuple[Sentence, ...]:
    a = material.assessment
    out = []
    rooms = {
        "relations": (a.relations, "The ups and downs of relations are not charted."),
        "settlement": (a.settlement, "The settlement map is not drawn."),
        "weighing": (a.weighing, "The explanations are not weighed."),
        "forecast": (a.forecast, "There is no likelihood."),
        "clocks": (a.clocks, "The leaders’ clocks are not shown."),
    }
    for room, (result, text) in rooms.items():
        if isinstance(result, Missing):
            out.append(Sentence(f"absent:{room}", f"{text} The section says how to supply what it needs.", judgement=BY_RULE))
    if withheld := sum(is_withheld(d) for d in a.contents.documents):
        text = f"The texts of {english.counted(withheld, 'document')} were left out when the case was packed: only the words of entries are here, "
        text += "so what stands around them cannot be read, and a few entries may be joined otherwise than in the case as it was."
        out.append(Sentence("absent:texts", text, (Rows("the record", "documents"),)))
    if unread := len(a.contents.unread):
        text = f"{english.capital(english.counted(unread, 'document'))} {'is' if unread == 1 else 'are'} in a language for which there is no "
        text += "reader here, and nothing in this brief rests on what is said there."
        out.append(Sentence("absent:languages", text, (Rows("the record", "documents"),)))
    undated = sum(d.date is None for d in a.contents.documents)
    if undated:
        text = f"{english.capital(english.counted(undated, 'document'))} {'has' if undated == 1 else 'have'} no date, "
        text += "so a bare month or weekday cannot be placed in a year there."
        out.append(Sentence("absent:dates", text, (Rows("the record", "documents"),)))
    if lost := sorted({i for i, _ in a.unresolved}):
        named = "; ".join(_stated(i, material) for i in lost)
        rest = "rests" if len(lost) == 1 else "rest"
        text = f"The words that {english.counted(len(lost), 'piece')} of evidence {rest} on are not in the record: {named}."
        out.append(Sentence("absent:anchors", text, (material.stated("evidence"),)))
    if not isinstance(a.weighing, Missing) and a.weighing.set_aside:
        told = "; ".join(f"{_stated(i, material)} ({_why(why, material)})" for i, why in sorted(a.weighing.set_aside.items()))
        out.append(Sentence("absent:set_aside", f"Evidence stated but not counted: {told}.", (material.stated("evidence"),)))
    if a.contents.orphans:
        n = len(a.contents.orphans)
        text = f"{english.capital(english.counted(n, 'correction'))} of the analyst’s no longer "
        text += f"{'finds its' if n == 1 else 'find their'} words in the record."
        out.append(Sentence("absent:corrections", text, (Rows("the record", "corrections"),)))
    return tuple(out)


def _stated(evidence: str, material: Material) -> str:
    """A piece of evidence by its statement."""
    return next((english.clause(e.statement) for e in material.assessment.case.evidence if e.id == evidence), evidence)


def _why(reason: str, material: Material) -> str:
    """Why a piece does not count, with other pieces by their statements and groups without their ids."""
    for e in material.assessment.case.evidence:
        reason = re.sub(rf"\b{re.escape(e.id)}\b", lambda _, e=e: f"“{english.first_words(e.statement, 12).rstrip('.')}”", reason)  # type: ignore[misc]
        if e.group:
            reason = re.sub(rf"\bgroup {re.escape(e.group)}\b", "its group", reason)
    return english.clause(reason)


def _stated_range(value: float | tuple[float, float]) -> str:
    if isinstance(value, tuple):
        low, high = (english.points(v) for v in value)
        return low if low == high else f"{low}–{high}"
    return english.points(value)
