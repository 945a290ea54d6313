"""What the texts themselves give where the case states little: how firm they are, what they name, and the last thing they tell of."""

from collections.abc import Iterable

from hikiwake.assessment.cites import Words
from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition import explanations, formulas, lately
from hikiwake.brief.composition.clauses import at_clause
from hikiwake.brief.composition.material import RECORD, Material
from hikiwake.brief.composition.reasons.argument import NEITHER, Argument
from hikiwake.brief.model import Sentence
from hikiwake.terms.grades import Grade

_TERMS, _CLAIMS = 6, 2  # named one by one
_LONGEST = 140  # characters of an explanation


def firmness(material: Material) -> Argument | None:
    """How much of what the two sides are said to say was said on record."""
    a = material.assessment
    graded = {g: n for g, n in a.basis.by_grade.items() if g is not Grade.OPINION}
    total = sum(graded.values())
    if total < 3:
        return None
    record, guess = graded.get(Grade.ON_RECORD, 0), graded.get(Grade.SPECULATION, 0) + graded.get(Grade.ANONYMOUS, 0)
    share = record / total
    much = "Nothing" if not record else "Little" if share < 0.25 else "Some" if share < 0.5 else "Most"
    text = f"{much} of what is known was said on record."
    claim = Sentence("page_one:record", text, (RECORD,))
    detail = f"Of {total:,} entries {english.some_are(record)} on record; "
    detail += f"{english.some_are(guess)} press speculation or from unnamed sources"
    opinion = a.basis.by_grade.get(Grade.OPINION, 0)
    detail += f"; the authors’ own opinions, {opinion:,} more, are left out of this count." if opinion else "."
    return Argument(NEITHER, 0.45, claim, (Sentence("page_one:record:counts", detail, (RECORD,)),), tells=False)


def named(material: Material) -> Argument | None:
    """Without a stated settlement space or explanations: what the texts themselves name."""
    a = material.assessment
    terms = (
        [english.plain(found[0].term) for found in formulas.named(material).values()] if isinstance(a.settlement, Missing) else []
    )
    claims = _offered(material) if isinstance(a.weighing, Missing) else []
    evidence = []
    if terms:
        cites = (Words(f.document, f.spans) for f in a.contents.formulas)
        evidence.append(_listed("formulas", f"Formulas named: {english.listed(map(english.quoted, terms[:_TERMS]))}.", cites))
    if claims:
        cites = (Words(x.document, x.spans) for x in a.contents.explanations)
        evidence.append(
            _listed("explanations", f"Explanations offered: {english.listed(map(english.quoted, claims[:_CLAIMS]))}.", cites)
        )
    if not evidence:
        return None
    what = english.listed(
        english.counted(len(some), noun) for some, noun in ((terms, "formula"), (claims, "explanation")) if some
    )
    claim = Sentence("page_one:named", f"The texts themselves name {what}.", (RECORD,))
    return Argument(NEITHER, 0.65, claim, tuple(evidence))


def _offered(material: Material) -> list[str]:
    """Explanations that the texts offer, each as a clause; first those that stand whole."""
    told = dict.fromkeys(at_clause(claim, _LONGEST) for claim in explanations.offered(material))
    return sorted(told, key=lambda claim: "…" in claim)


def _listed(what: str, text: str, cites: Iterable[Words]) -> Sentence:
    return Sentence(f"page_one:named:{what}", text, (RECORD, *_one_a_document(cites)))


def _one_a_document(cites: Iterable[Words]) -> list[Words]:
    first: dict[str, Words] = {}
    for c in cites:
        first.setdefault(c.document, c)
    return list(first.values())[:4]


def latest(material: Material) -> Argument | None:
    """The last thing told to have happened to the two, or to one of them."""
    line = lately.latest(material)
    if line is None:
        return None
    event, report = line.best
    text = f"The latest event told of: {line.text.rstrip('.')} ({line.lead}, {event.grade.label})."
    claim = Sentence("page_one:latest", text, (RECORD, Words(report.document, (report.span,), event.id)))
    return Argument(NEITHER, 0.3, claim, (), tells=False, stands_in=True)
