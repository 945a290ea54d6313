"""The appendix: how the numbers were made, and what the machine saw, in its own terms."""

from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition.chronicle import entry_text, lines
from hikiwake.brief.composition.explanations import decibans, statement_of, titles
from hikiwake.brief.composition.material import BY_RULE, Material
from hikiwake.brief.composition.notes import notes
from hikiwake.brief.model import Block, Bullets, Section, Sentence, Table
from hikiwake.case.model import publisher_key
from hikiwake.terms.reliability import report_letter

_METHODS = (
    (
        "likelihood",
        "Likelihood words follow ICD 203 (2015): a step owns its upper end, so 20 % reads very unlikely and 45 % unlikely.",
    ),
    (
        "confidence",
        "Confidence is about what the judgement rests on: how many texts, how many of their entries on record, and whether both sides speak.",
    ),
    (
        "grades",
        "Grades say how a thing reaches us, from a named speaker in public down to a guess in the press; they are neither likelihood nor confidence.",
    ),
    (
        "letters",
        "An Admiralty letter (A to F) for a publisher lowers the reliability of its reports to the weaker of grade and letter, and never raises it; "
        "F, cannot be judged, leaves the upper end and opens the lower.",
    ),
    (
        "weights",
        "Weights of evidence are in decibans, ten times the logarithm of how many times likelier one explanation makes the evidence than another.",
    ),
    (
        "draw",
        "The draw is Nash’s (1950): it multiplies both sides’ gains over their minimum to the most. "
        "The equal share of hopes is Kalai and Smorodinsky’s (1975).",
    ),
    ("support", "Every entry links to its words; a sentence goes when the last document that it rests on alone is taken away."),
)


def appendix(material: Material) -> Section:
    methods = tuple(Sentence(f"method:{key}", text, judgement=BY_RULE) for key, text in _METHODS)
    blocks: list[Block] = [Bullets(methods, "How to read the numbers")]
    result = material.assessment.weighing
    if not isinstance(result, Missing) and result.evidence and len(result.hypotheses) > 1:
        name = titles(material)
        leader = result.hypotheses[0].id
        rivals = [h.id for h in result.hypotheses[1:]]
        rows = tuple(
            (
                english.shortened(statement_of(w.id, result, material)[0], 90),
                *(f"{decibans(w, leader, r):+.1f}".replace("-", "−") for r in rivals),
            )
            for w in result.evidence
        )
        caption = f"Weight of each piece of evidence for “{name.get(leader, leader)}” against each rival, in decibans"
        blocks.append(Table(caption, ("Evidence", *(name.get(r, r) for r in rivals)), rows, folded=True))
    if material.assessment.case.publishers:
        blocks.append(_publishers(material))
    if noted := material.of_record(notes):
        blocks.append(Bullets(noted, "Notes on documents and entries"))
    if material.events:
        blocks.append(material.of_record(_codes))
    return Section("appendix", "Appendix", tuple(blocks))


def _publishers(material: Material) -> Table:
    """The letters that the case gives publishers, with how many texts each lies behind."""
    rows = []
    for stated in material.assessment.case.publishers:
        texts = sum(publisher_key(d.publisher or "") == publisher_key(stated.name) for d in material.documents.values())
        by = english.plain(stated.by) or material.analyst
        letter = f"{stated.reliability.value}, {stated.reliability.label}"
        rows.append((english.plain(stated.name), letter, str(texts), english.clause(stated.note), by))
    columns = ("Publisher", "Admiralty letter", "Texts", "Why", "Judged by")
    return Table("How far the publishers are relied on", columns, tuple(rows), folded=True)


def _codes(material: Material) -> Table:
    """Every line of the chronicle as it was coded; its letter is that of the report that speaks for it, by its grade and its publisher."""
    rows = []
    letters = {d.id: material.assessment.case.reliability_of(d.publisher) for d in material.documents.values()}
    for line in lines(material):
        event, r = line.best
        goldstein = "" if r.goldstein is None else f"{r.goldstein:+.1f}".replace("-", "−")
        codes = (
            r.category or "",
            r.mode or "",
            r.cameo or "",
            goldstein,
            r.status.value,
            event.grade.value,
            report_letter(event.grade, letters.get(r.document)).value,
            f"{r.confidence:.2f}",
        )
        rows.append((entry_text(line), *codes, event.id[:10]))
    columns = ("Entry", "PLOVER category", "Mode", "CAMEO", "Goldstein", "Status", "Grade", "Letter", "Confidence", "Entry id")
    return Table("How the events were coded", columns, tuple(rows), folded=True)
