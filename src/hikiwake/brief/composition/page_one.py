"""Page one: the question, the answer, why, what speaks against it, and what would change it; one A4, at most 450 words.

A reason is a claim and its evidence, drawn from whichever rooms have a result. Each knows whether it raises or lowers the chance of a settlement, or
neither; those that agree with the bottom line are its reasons, the others speak against it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hikiwake.assessment.model import Missing
from hikiwake.bargaining.model import ConstituencyView
from hikiwake.brief import english
from hikiwake.brief.composition import base_rate, clocks, explanations, formulas
from hikiwake.brief.composition import names as naming
from hikiwake.brief.composition import relations as ups_and_downs
from hikiwake.brief.composition.chronicle import latest
from hikiwake.brief.composition.material import BY_RULE, RECORD, Material, count_of
from hikiwake.brief.model import Block, Paragraph, Reason, Reasons, Section, Sentence, Words, sentences_of
from hikiwake.forecasting.model import Clock, Forecast
from hikiwake.relations.model import PhaseKind
from hikiwake.terms.grades import Grade
from hikiwake.terms.likelihood import likelihood_word, per_cent

MOST_WORDS = 405  # of 450: notes and their legend need room too
RAISES, LOWERS, NEITHER = 1, -1, 0


@dataclass(frozen=True, slots=True)
class _Argument:
    """A possible reason: which way it points, how strong it is beside the others (0–1), claim and evidence."""

    direction: int
    strength: float
    claim: Sentence
    evidence: tuple[Sentence, ...]


def page_one(material: Material) -> Section:
    """At most `MOST_WORDS`: evidence beyond the first sentence, then conditions, are left out where there are too many words."""
    arguments = [
        a for find in (_settlement, _explanations, _relations, _clocks, _record, _named, _latest) if (a := find(material))
    ]
    arguments.sort(key=lambda a: -a.strength)
    forecast = material.assessment.forecast
    answer = 0 if isinstance(forecast, Missing) else (RAISES if forecast.probability > 0.5 else LOWERS)
    reasons = [a for a in arguments if a.direction in (answer, NEITHER) or not answer][:3]
    against = [a for a in arguments if a not in reasons and a.direction == -answer] if answer else []
    blocks: list[Block] = [
        Paragraph((_as_of(material),), "as_of"),
        Paragraph(_bottom_line(material), "bottom_line"),
        Paragraph((_confidence(material),)),
    ]
    if reasons:
        heading = f"{english.capital(english.number(len(reasons)))} {'reason' if len(reasons) == 1 else 'reasons'}"
        if not answer:
            heading = f"{english.capital(english.number(len(reasons)))} {'thing' if len(reasons) == 1 else 'things'} to know"
        blocks.append(Reasons(heading, tuple(Reason(a.claim, a.evidence) for a in reasons)))
    if answer:
        blocks.append(Paragraph(_against(against, material), heading="What speaks against it"))
    blocks.append(Paragraph(_change(material), "change", heading="What would change our mind"))
    if line := _clock_line(material, [r.claim.key for r in reasons]):
        blocks.append(Paragraph((line,), heading="The clocks"))
    return Section("page-one", english.plain(material.assessment.case.question), _fitted(blocks, material))


def words_on(section: Section) -> int:
    """Words of page one as a reader counts them: heading, headings of parts, sentences."""
    count = english.word_count(section.title)
    for block in section.blocks:
        count += english.word_count(getattr(block, "heading", ""))
        count += sum(english.word_count(s.plain) for s in sentences_of(block))
    return count


# What stands above the reasons


def _as_of(material: Material) -> Sentence:
    a = material.assessment
    contents = a.contents
    text = f"As of {english.day(a.case.as_of)} · {len(contents.documents)} {'document' if len(contents.documents) == 1 else 'documents'} read"
    counts = [f"{a.basis.by_grade[g]} {g.label}" for g in Grade if a.basis.by_grade.get(g)]
    entries = count_of(contents)
    if counts:
        text += f", {entries:,} {'entry' if entries == 1 else 'entries'}: {', '.join(counts)}"
    return Sentence("page_one:as_of", f"{text}.", (RECORD,))


def _bottom_line(material: Material) -> tuple[Sentence, ...]:
    forecast = material.assessment.forecast
    if isinstance(forecast, Missing):
        text = f"We give no likelihood. {english.sentence(forecast.what)} {english.sentence(forecast.supply)}"
        return (Sentence("page_one:bottom_line", text, judgement=BY_RULE),)
    rate = forecast.base_rate
    table = base_rate.table_of(rate)
    first = Sentence("page_one:bottom_line", _likelihood(forecast, material), (table,), judgement=BY_RULE)
    within = base_rate.years(rate.horizon_years)
    settled = "none was" if rate.settled == 0 else f"{english.number(rate.settled)} {'was' if rate.settled == 1 else 'were'}"
    text = (
        f"This is the base rate and no more: of {rate.cases} {english.clause(rate.reference_class)}, {settled} settled in that "
    )
    text += f"time, which makes {per_cent(rate.rate)} in any {within}."
    return first, Sentence("page_one:base_rate", text, (table,))


def _likelihood(forecast: Forecast, material: Material) -> str:
    word = likelihood_word(forecast.probability)
    span = english.per_cent_and_range(forecast.probability, forecast.lower, forecast.upper)
    if word in ("almost no chance", "roughly even chance"):
        start = f"There is {'a ' if word.startswith('roughly') else ''}{word} ({span})"
    else:
        start = f"It is {word} ({span})"
    return f"{start} that {_outcome(material)}."


_QUESTION = re.compile(r"^Will\s+(.*)\?$", re.DOTALL)
_DEADLINE = re.compile(r"\b(by|before|until)\b[^,]*\d{4}|\b(by|before) (then|the end|the horizon)\b", re.IGNORECASE)


def _outcome(material: Material) -> str:
    """What the question asks for, as a statement: "Japan and Russia will sign …". Where the question cannot be turned, the settlement as such."""
    case = material.assessment.case
    question = english.plain(case.question)
    by = english.day(case.horizon)
    a, b = material.sides
    for subject in (f"{a} and {b}", f"{b} and {a}"):
        rest = question.removeprefix(f"Will {subject} ")
        if _QUESTION.match(question) and rest != question:
            told = f"{subject} will {rest.rstrip('?').strip()}"
            return told if _DEADLINE.search(told) else f"{told} by {by}"
    return f"{a} and {b} will settle by {by}"


def _confidence(material: Material) -> Sentence:
    basis = material.assessment.basis
    text = f"Our confidence in this judgement is {basis.confidence.value}"
    if basis.because:
        text += f": {english.listed(english.clause(b) for b in basis.because[:4])}"
    return Sentence("page_one:confidence", f"{text}.", (RECORD,), judgement=BY_RULE)


# Reasons, each from one room


def _settlement(material: Material) -> _Argument | None:
    result = material.assessment.settlement
    if isinstance(result, Missing) or not result.formulas:
        return None
    best = formulas.by_promise(result)[0]
    a, b = (material.parties.get(p, p) for p in result.domain.parties[:2])
    name = f"“{english.plain(best.title)}”"
    refusing = [c for c in best.constituencies if c.verdict == "no"]
    doubtful = [c for c in best.constituencies if c.verdict == "open"]
    clears = "no" not in best.acceptable[:2]
    if not clears:
        claim, direction, strength = "No formula yet on the table gives both sides their minimum.", LOWERS, 0.95
    elif refusing:
        claim, direction, strength = "A deal both governments could sign would fail at home.", LOWERS, 0.9
    else:
        claim, direction, strength = "There is a deal that both could sign and carry at home.", RAISES, 0.9
        if doubtful or "open" in best.acceptable[:2]:
            claim, strength = "There is a deal that both might sign.", 0.8
    worth = (english.points_range(u, r) for u, r in zip(best.utilities[:2], best.ranges[:2], strict=True))
    wa, wb = worth
    ra, rb = (english.points(r) for r in result.domain.reservation[:2])
    nearest = "comes nearest" if not clears else "does best"
    evidence = [
        f"{english.capital(name)} {nearest}: {wa} points of 100 to {a}, whose minimum is {ra}, and {wb} to {b}, whose minimum is {rb}."
    ]
    if refusing:
        evidence.append(f"Who at home would not take it: {_who(refusing)}.")
    elif doubtful:
        evidence.append(f"Who at home might refuse it: {_who(doubtful)}.")
    sentences = [
        material.judged("page_one:settlement:best", evidence[0], f"formulas.{best.id}", cites=(formulas.TABLE,)),
        *(material.judged("page_one:settlement:home", e, f"formulas.{best.id}", cites=(formulas.TABLE,)) for e in evidence[1:]),
    ]
    head = Sentence("page_one:settlement", claim, (formulas.TABLE,), judgement=material.analyst)
    return _Argument(direction, strength, head, tuple(sentences))


def _who(views: Sequence[ConstituencyView]) -> str:
    """Up to three by name."""
    titles = [formulas.title_of(v) for v in views]
    return "; ".join(titles if len(titles) <= 3 else [*titles[:2], f"{english.number(len(titles) - 2)} others"])


def _explanations(material: Material) -> _Argument | None:
    result = material.assessment.weighing
    if isinstance(result, Missing) or not result.hypotheses:
        return None
    name = explanations.titles(material)
    leader = result.hypotheses[0]
    span = english.per_cent_range(leader.posterior, leader.lower, leader.upper)
    title = name.get(leader.id, leader.id)
    text = f"The explanation that fits best is “{title}” ({span.replace(' (', ', ').removesuffix(')')})"
    if len(result.hypotheses) > 1:
        second = result.hypotheses[1]
        text += f", before “{name.get(second.id, second.id)}” ({second.posterior * 100:.0f} %)"
    claim = material.judged("page_one:explanation", f"{text}.", f"hypotheses.{leader.id}", cites=(explanations.TABLE,))
    none = "No piece of evidence is likelier under it than under every other."
    evidence = [material.judged("page_one:explanation:telling", none, f"hypotheses.{leader.id}", cites=(explanations.TABLE,))]
    if told := explanations.for_it(result, leader.id):
        piece, rival, weight = told[0]
        statement, by = explanations.statement_of(piece, result, material)
        compared = explanations.words_of(weight, title, name.get(rival, rival))
        text = f"{english.capital(english.shortened(statement, 180))}; of all the evidence this tells most for it, {compared}."
        at = explanations.place_of(piece, material)
        cites = explanations.words_behind(piece, material)
        evidence = [material.judged("page_one:explanation:telling", text, at, by=by, cites=cites)]
    return _Argument(NEITHER, 0.7, claim, tuple(evidence))


def _relations(material: Material) -> _Argument | None:
    result = material.assessment.relations
    if isinstance(result, Missing) or not result.phases:
        return None
    now = result.phases[-1]
    kind = {PhaseKind.UPTURN: "warm", PhaseKind.STALEMATE: "at a standstill", PhaseKind.DOWNTURN: "cold"}[now.kind]
    direction = {PhaseKind.UPTURN: RAISES, PhaseKind.STALEMATE: LOWERS, PhaseKind.DOWNTURN: LOWERS}[now.kind]
    since = f"Relations have {'' if now.probability >= 0.7 else 'probably '}been {kind} since {english.month(now.start)}."
    claim = Sentence("page_one:relations", since, ups_and_downs.rests_on(result, material))
    words = ups_and_downs.turn_words(result, material)
    evidence = [
        Sentence(
            "page_one:relations:turn",
            "No turn stands out from the noise of what is reported.",
            ups_and_downs.rests_on(result, material),
        )
    ]
    if result.turning_points:
        turn = result.turning_points[-1]
        text = f"The last turn, {turn.direction}, came {ups_and_downs.when(turn)}"
        text += f", when {_lower_start(words[-1], material)}" if words[-1] else ""
        evidence = [Sentence("page_one:relations:turn", f"{text}.", ups_and_downs.rests_on(result, material, turn.keys, 3))]
    return _Argument(direction, 0.6, claim, tuple(evidence))


def _lower_start(words: str, material: Material) -> str:
    """A sentence's start within another: only an article loses its capital."""
    return words[:1].lower() + words[1:] if words.startswith(("The ", "A ", "An ")) else words


def _clocks(material: Material) -> _Argument | None:
    result = material.assessment.clocks
    if isinstance(result, Missing) or not result:
        return None
    result = clocks.of_the_sides(result, material)
    horizon = material.assessment.case.horizon
    cites = tuple(clocks.stated(c, material) for c in result)
    by = english.listed(dict.fromkeys(c.by for c in cites))
    ending = [c for c in result if c.reaches_horizon == "no"]
    doubtful = [c for c in result if c.reaches_horizon == "only if extended"]

    def named(some: Iterable[Clock]) -> str:
        return english.listed(dict.fromkeys(naming.short_leader(c.leader, material.names) for c in some))

    if ending or doubtful:
        n = len({c.leader for c in ending or doubtful})
        if ending:
            text = f"{named(ending)} will be out of office before the horizon, {english.day(horizon)}."
        else:
            text = f"{named(doubtful)} {'needs' if n == 1 else 'need'} an extension to reach the horizon, {english.day(horizon)}."
        claim = Sentence("page_one:clocks", text, cites, judgement=by)
        return _Argument(LOWERS, 0.5, claim, ())
    if all(c.reaches_horizon == "yes" for c in result):
        text = f"No leader’s term ends before {english.day(horizon)}, so none has to hurry."
        return _Argument(NEITHER, 0.35, Sentence("page_one:clocks", text, cites, judgement=by), ())
    return None


def _record(material: Material) -> _Argument | None:
    """How much of what the two sides are said to say was said on record."""
    a = material.assessment
    graded = {g: n for g, n in a.basis.by_grade.items() if g is not Grade.OPINION}
    total = sum(graded.values())
    if total < 3:
        return None
    record, guess = graded.get(Grade.ON_RECORD, 0), graded.get(Grade.SPECULATION, 0) + graded.get(Grade.ANONYMOUS, 0)
    share = record / total
    much = "Little" if share < 0.25 else "Some" if share < 0.5 else "Most"
    text = f"{much} of what is known was said on record."
    claim = Sentence("page_one:record", text, (RECORD,))
    detail = f"Of {total:,} entries {record:,} {english.are(record)} on record; "
    detail += f"{guess:,} {english.are(guess)} press speculation or from unnamed sources"
    opinion = a.basis.by_grade.get(Grade.OPINION, 0)
    detail += f"; the authors’ own opinions, {opinion:,} more, are left out of this count." if opinion else "."
    return _Argument(NEITHER, 0.45, claim, (Sentence("page_one:record:counts", detail, (RECORD,)),))


def _named(material: Material) -> _Argument | None:
    """Without a stated settlement space or explanations: what the texts themselves name."""
    a = material.assessment
    terms = list(dict.fromkeys(english.plain(f.term) for f in a.contents.formulas)) if isinstance(a.settlement, Missing) else []
    claims = (
        list(dict.fromkeys(english.shortened(x.claim, 140) for x in a.contents.explanations))
        if isinstance(a.weighing, Missing)
        else []
    )
    if not terms and not claims:
        return None
    evidence = []
    if terms:
        cites = tuple(Words(f.document, f.spans) for f in a.contents.formulas)
        told = english.listed(f"“{t}”" for t in terms[:6])
        evidence.append(Sentence("page_one:named:formulas", f"Formulas named: {told}.", (RECORD, *_one_a_document(cites))))
    if claims:
        cites = tuple(Words(x.document, x.spans) for x in a.contents.explanations)
        told = english.listed(f"“{c.rstrip('.')}”" for c in claims[:2])
        evidence.append(
            Sentence("page_one:named:explanations", f"Explanations offered: {told}.", (RECORD, *_one_a_document(cites)))
        )
    what = english.listed(
        english.counted(len(some), noun) for some, noun in ((terms, "formula"), (claims, "explanation")) if some
    )
    claim = Sentence("page_one:named", f"The texts themselves name {what}.", (RECORD,))
    return _Argument(NEITHER, 0.65, claim, tuple(evidence))


def _one_a_document(cites: Iterable[Words]) -> list[Words]:
    first: dict[str, Words] = {}
    for c in cites:
        first.setdefault(c.document, c)
    return list(first.values())[:4]


def _latest(material: Material) -> _Argument | None:
    """The last thing known of the two."""
    line = latest(material) or latest(material, both=False)
    if line is None:
        return None
    event, report = line.best
    text = f"The latest entry is {_kind(report.status.value)}: {line.text.rstrip('.')} ({line.lead})."
    claim = Sentence("page_one:latest", text, (RECORD, Words(report.document, (report.span,), event.id)))
    return _Argument(NEITHER, 0.3, claim, ())


def _kind(status: str) -> str:
    return {"planned": "a plan", "denied": "a denial", "hypothetical": "a possibility"}.get(status, "an event")


# What stands below them


def _against(arguments: list[_Argument], material: Material) -> tuple[Sentence, ...]:
    if not arguments:
        return (
            Sentence("page_one:against:none", "Nothing in the rooms that have a result points the other way.", judgement=BY_RULE),
        )
    out: list[Sentence] = []
    for a in arguments[:2]:
        out += [a.claim, *a.evidence]
    return tuple(out)


def _change(material: Material) -> tuple[Sentence, ...]:
    case = material.assessment.case
    out = []
    for key, word, stated in (("change_up", "Up", case.change_up), ("change_down", "Down", case.change_down)):
        if stated:
            text = f"{word}: {'; '.join(english.clause(s) for s in stated[:2])}."
            out.append(material.judged(f"page_one:{key}", text, key))
    if not out:
        text = "The case does not say yet; state change_up and change_down in the case file."
        out.append(Sentence("page_one:change:none", text, judgement=BY_RULE))
    return tuple(out)


def _clock_line(material: Material, used: list[str]) -> Sentence | None:
    result = material.assessment.clocks
    if isinstance(result, Missing) or not result:
        return None
    first = clocks.of_the_sides(result, material)
    cites = tuple(clocks.stated(c, material) for c in first)
    told = [clocks.in_a_line(c, material) for c in first]
    return Sentence(
        "page_one:clock_line",
        english.sentence("; ".join(told)),
        cites,
        judgement=english.listed(dict.fromkeys(c.by for c in cites)),
    )


# To fit the page


def _fitted(blocks: list[Block], material: Material) -> tuple[Block, ...]:
    """Shortened until the page holds `MOST_WORDS`: first conditions, then second pieces of evidence, then the record's own words."""
    title = english.plain(material.assessment.case.question)

    def count() -> int:
        return words_on(Section("page-one", title, tuple(blocks)))

    while count() > MOST_WORDS:
        spot = max(range(len(blocks)), key=lambda i: _spare(blocks[i]))
        if _spare(blocks[spot]) == 0:
            break
        blocks[spot] = _shorter(blocks[spot])
    return tuple(blocks)


def _spare(block: Block) -> int:
    """How many words could go."""
    match block:
        case Reasons(reasons=reasons):
            return max(
                (english.word_count(r.evidence[-1].plain) + 1000 * (len(r.evidence) > 1) for r in reasons if r.evidence),
                default=0,
            )
        case Paragraph(sentences=sentences, style="change") if any(";" in s.text for s in sentences):
            return 2000 + max(english.word_count(s.plain) for s in sentences)
        case Paragraph(sentences=sentences, style="" | "change", heading=heading) if heading:
            longest = max(english.word_count(s.plain) for s in sentences)
            return longest if len(sentences) > 1 or longest > 24 else 0
    return 0


def _shorter(block: Block) -> Block:
    match block:
        case Reasons(reasons=reasons):
            spare = [
                1000 * (len(r.evidence) > 1) + (english.word_count(r.evidence[-1].plain) if r.evidence else 0) for r in reasons
            ]
            spot = spare.index(max(spare))
            return replace(
                block, reasons=tuple(replace(r, evidence=r.evidence[:-1]) if i == spot else r for i, r in enumerate(reasons))
            )
        case Paragraph(sentences=sentences):
            several = [s for s in sentences if ";" in s.text] or sentences
            longest = max(several, key=lambda s: english.word_count(s.plain))
            if ";" in longest.text:
                cut = replace(longest, text=longest.text.rsplit(";", 1)[0].rstrip() + ".")
                return replace(block, sentences=tuple(cut if s is longest else s for s in sentences))
            if len(sentences) > 1:
                return replace(block, sentences=sentences[:-1])
            return replace(block, sentences=(replace(longest, text=english.shortened(longest.text, len(longest.text) * 2 // 3)),))
    return block
