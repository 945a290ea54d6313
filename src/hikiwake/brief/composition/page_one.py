"""Page one: the question, the answer, why, what speaks against it, and what would change it; one A4, at most 450 words.

A reason is a claim and its evidence, drawn from whichever rooms have a result. Each knows whether it raises or lowers the chance of a settlement, or
neither; those that agree with the bottom line are its reasons, the others speak against it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hikiwake.assessment.cites import Words
from hikiwake.assessment.model import Missing
from hikiwake.bargaining.model import ConstituencyView
from hikiwake.brief import english
from hikiwake.brief.composition import base_rate, clocks, explanations, formulas, lately
from hikiwake.brief.composition import names as naming
from hikiwake.brief.composition import relations as ups_and_downs
from hikiwake.brief.composition.chronicle import Line, ahead
from hikiwake.brief.composition.fitting import fitted
from hikiwake.brief.composition.material import BY_RULE, RECORD, Material, count_of, of_report
from hikiwake.brief.composition.since import summary
from hikiwake.brief.model import Block, Paragraph, Reason, Reasons, Section, Sentence
from hikiwake.forecasting.model import Clock, Forecast
from hikiwake.hypotheses.model import Posterior, Weighing
from hikiwake.relations.finding import told_by
from hikiwake.relations.model import PhaseKind
from hikiwake.terms.grades import Grade
from hikiwake.terms.likelihood import likelihood_word, per_cent

MOST_WORDS = 434  # of 450: the legend of the notes needs room too
_NEXT_DAYS = 60
_SURE_PHASE = 0.8
_LIKELY_PHASE = 0.6  # below that a phase is no reason
_TEMPER = {PhaseKind.UPTURN: "warm", PhaseKind.STALEMATE: "at a standstill", PhaseKind.DOWNTURN: "cold"}
_WORTH_NAMING = 0.05  # an explanation less probable than this is not held up as a rival
RAISES, LOWERS, NEITHER = 1, -1, 0


@dataclass(frozen=True, slots=True)
class _Argument:
    """A possible reason: which way it points, how strong it is beside the others (0–1), claim and evidence."""

    direction: int
    strength: float
    claim: Sentence
    evidence: tuple[Sentence, ...]
    tells: bool = True  # of the case itself, and not only of the record
    stands_in: bool = False  # a reason only where there are no two others


def page_one(material: Material) -> Section:
    """At most `MOST_WORDS`: evidence beyond the first sentence, then conditions, are left out where there are too many words."""
    told_lately = lately.sentences(material)
    finders = (_settlement, _explanations, _relations, _clocks, _record, _named, *(() if told_lately else (_latest,)))
    arguments = [a for find in finders if (a := find(material))]
    arguments.sort(key=lambda a: -a.strength)
    forecast = material.assessment.forecast
    answer = 0 if isinstance(forecast, Missing) else (RAISES if forecast.probability > 0.5 else LOWERS)
    reasons = [a for a in arguments if a.direction in (answer, NEITHER) or not answer]
    if len([a for a in reasons if a.tells]) > 1:
        reasons = [a for a in reasons if a.tells]  # what the record looks like is no reason beside real ones
    if len([a for a in reasons if not a.stands_in]) > 1:
        reasons = [a for a in reasons if not a.stands_in]
    reasons = reasons[:3]
    against = [a for a in arguments if a not in reasons and a.direction == -answer] if answer else []
    blocks: list[Block] = [
        Paragraph((_as_of(material),), "as_of"),
        *((Paragraph((last_time,), "since"),) if (last_time := _since(material)) else ()),
        *((Paragraph((notice,), "notice"),) if (notice := _notice(material)) else ()),
        Paragraph(_bottom_line(material, reasons), "bottom_line"),
        Paragraph((_confidence(material),)),
        *((Paragraph(told_lately, "next"),) if told_lately else ()),
        *((Paragraph((following,), "next"),) if (following := _next(material)) else ()),
    ]
    if reasons:
        heading = f"{english.capital(english.number(len(reasons)))} {'reason' if len(reasons) == 1 else 'reasons'}"
        if not answer:
            heading = f"{english.capital(english.number(len(reasons)))} {'thing' if len(reasons) == 1 else 'things'} to know"
        blocks.append(Reasons(heading, tuple(Reason(a.claim, a.evidence) for a in reasons)))
    if answer:
        blocks.append(Paragraph(_against(against, material), heading="What speaks against it"))
    blocks.append(Paragraph(_change(material), "change", heading="What would change our mind"))
    told = {a.claim.key for a in (*reasons, *against[:2])}
    if "page_one:clocks" not in told and (line := _clock_line(material)):
        blocks.append(Paragraph((line,), heading="The clocks"))
    title = english.plain(material.assessment.case.question)
    return Section("page-one", title, fitted(blocks, title, MOST_WORDS))


# What stands above the reasons


def _as_of(material: Material) -> Sentence:
    a = material.assessment
    contents = a.contents
    text = f"As of {english.day(a.case.as_of)} · {english.documents_read(len(contents.documents), len(contents.unread))}"
    counts = [f"{a.basis.by_grade[g]} {g.label}" for g in Grade if a.basis.by_grade.get(g)]
    entries = count_of(contents)
    if counts:
        text += f", {entries:,} {'entry' if entries == 1 else 'entries'}: {', '.join(counts)}"
    return Sentence("page_one:as_of", f"{text}.", (RECORD,))


def _since(material: Material) -> Sentence | None:
    found = material.since
    return summary(found, material, "page_one:since") if found and found.since and not found.is_empty else None


def _notice(material: Material) -> Sentence | None:
    """What the case says a reader must know of its sources."""
    notice = material.assessment.case.notice
    return material.judged("page_one:notice", english.sentence(notice), "notice") if notice.strip() else None


def _next(material: Material) -> Sentence | None:
    """What the record holds of the next weeks, the firmest and nearest first."""
    coming: list[Line] = []
    for line in ahead(material, _NEXT_DAYS):
        # A vaguer plan says nothing beside one that falls into it.
        if not any(line.when and c.when and line.when.overlaps(*c.days) for c in coming):
            coming.append(line)
    plain = [line for line in coming if not line.is_quoted]
    coming = sorted((plain or coming[:1])[:2], key=lambda line: line.days)
    if not coming:
        return None
    cites = tuple(of_report(r, line.event.id) for line in coming for r in line.event.reports[:3])
    if not plain:
        line = coming[0]
        return Sentence("page_one:next", f"Next, as it is told ({line.event.grade.label}): {line.text.rstrip('.')}.", cites)
    told = [f"{line.text.rstrip('.')} {line.when_words}" for line in coming]
    shared = [line.text.rstrip(".").rpartition(" in ") for line in coming]
    if len(coming) > 1 and shared[0][0] and shared[0][0] == shared[1][0]:
        joined = f"{told[0]} and in {shared[1][2]} {coming[1].when_words}"
    else:
        joined = "; ".join(told)
    return Sentence("page_one:next", f"Next: {joined}.", cites)


def _bottom_line(material: Material, reasons: Sequence[_Argument]) -> tuple[Sentence, ...]:
    """The likelihood, and what it is; that the reasons say which way the case leans only where most of them do, or as many as do not."""
    forecast = material.assessment.forecast
    if isinstance(forecast, Missing):
        text = f"We give no likelihood. {english.sentence(forecast.what)} {english.sentence(forecast.supply)}"
        return (Sentence("page_one:bottom_line", text, judgement=BY_RULE),)
    rate = forecast.base_rate
    table = base_rate.table_of(rate)
    first = Sentence("page_one:bottom_line", _likelihood(forecast, material), (table,), judgement=BY_RULE)
    text = f"This is the base rate: among {rate.cases} {english.clause(rate.reference_class)}, there were "
    text += f"{base_rate.in_figures(rate)}, {base_rate.by_the_horizon(forecast)}"
    leaning = sum(a.direction != NEITHER for a in reasons)
    if reasons:
        lean = " but say which way the case leans" if 2 * leaning >= len(reasons) else ""
        text += f"; the reasons below have not moved it{lean}"
    return first, Sentence("page_one:base_rate", f"{text}.", (table,), judgement=BY_RULE if reasons else "")


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
    by = english.end_of(case.horizon)
    a, b = material.sides
    for subject in (f"{a} and {b}", f"{b} and {a}"):
        rest = question.removeprefix(f"Will {subject} ")
        if _QUESTION.match(question) and rest != question:
            told = f"{subject} will {rest.rstrip('?').strip()}"
            return told if _DEADLINE.search(told) else f"{told}{',' if ',' in told else ''} by {by}"
    return f"{a} and {b} will settle by {by}"


def _confidence(material: Material) -> Sentence:
    basis = material.assessment.basis
    text = f"Our confidence in this judgement is {basis.confidence.value}"
    because = [b for b in basis.because if "base rate" not in b][:4]  # the line above says that it is one
    if because:
        text += f": {english.listed(map(english.clause, because))}"
    return Sentence("page_one:confidence", f"{text}.", (RECORD,), judgement=BY_RULE)


# Reasons, each from one room


def _settlement(material: Material) -> _Argument | None:
    result = material.assessment.settlement
    if isinstance(result, Missing) or not result.formulas:
        return None
    best = formulas.by_promise(result)[0]
    a, b = (material.parties.get(p, p) for p in result.domain.parties[:2])
    name = f"“{english.plain(best.title)}”"
    draw = formulas.sure_draw(result, material)
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
    if draw:
        da, db = (english.points(u) for u in draw.utilities[:2])
        claim = f"A deal that both could surely sign exists, the draw on the map ({da} points of 100 to {a}, {db} to {b}); "
        claim += "no formula on the table is as sure."
        direction, strength = RAISES, 0.92
    worth = (english.points_range(u, r) for u, r in zip(best.utilities[:2], best.ranges[:2], strict=True))
    wa, wb = worth
    ra, rb = (english.points(r) for r in result.domain.reservation[:2])
    by = "does best" if clears else "comes nearest"
    figures = f"It is worth {wa} points of 100 to {a}, which needs {ra}, and {wb} to {b}, which needs {rb}."
    if draw:
        figures = f"It is worth {wa} to {a}, which needs {ra}, and {wb} to {b}, which needs {rb}."
    comes_to = lower_start(formulas.terms_of(best, result, material))
    evidence = {"best": f"By the smaller of the two gains over the minimum, {name} {by}: {comes_to}.", "worth": figures}
    if refusing:
        evidence["home"] = f"At home it would be refused by: {_who(refusing)}."
    elif doubtful:
        evidence["home"] = f"At home it might be refused by: {_who(doubtful)}."
    sentences = [
        material.judged(f"page_one:settlement:{key}", text, f"formulas.{best.id}", cites=(formulas.TABLE,))
        for key, text in evidence.items()
    ]
    head = Sentence("page_one:settlement", claim, (formulas.TABLE,), judgement=material.analyst)
    return _Argument(direction, strength, head, tuple(sentences))


def _who(views: Sequence[ConstituencyView]) -> str:
    """By name, as far as a line holds them."""
    titles = [lower_start(formulas.title_of(v)) for v in views]
    most = 8
    return "; ".join(titles if len(titles) <= most else [*titles[: most - 1], f"{english.number(len(titles) - most + 1)} others"])


def _explanations(material: Material) -> _Argument | None:
    result = material.assessment.weighing
    if isinstance(result, Missing) or not result.hypotheses:
        return None
    name = explanations.titles(material)
    leader = result.hypotheses[0]
    at = f"hypotheses.{leader.id}"
    text = _most_likely(leader, result, material)
    claim = material.judged("page_one:explanation", text, at, cites=(explanations.TABLE,))
    span = english.per_cent_range(leader.posterior, leader.lower, leader.upper)
    put = f"“{name[leader.id]}” is put at {span}"
    if len(result.hypotheses) > 1:
        second = result.hypotheses[1]
        put += f", “{name[second.id]}” at {english.per_cent_range(second.posterior, second.lower, second.upper)}"
    evidence = [material.judged("page_one:explanation:put", f"{put}.", at, cites=(explanations.TABLE,))]
    if told := explanations.most_telling(result):
        piece, weight = told
        statement, by = explanations.statement_of(piece, result, material)
        one, other = ("the first", "the second") if weight > 0 else ("the second", "the first")
        compared = english.compared(10 ** (min(abs(weight), 40.0) / 10), f"under {one}", f"under {other}")
        text = f"Most telling: {lower_start(english.shortened(statement, 180))}; {compared}."
        cites = explanations.words_behind(piece, material)
        place = explanations.place_of(piece, material)
        evidence.append(material.judged("page_one:explanation:telling", text, place, by=by, cites=cites))
    elif len(result.hypotheses) > 1:
        none = "No piece of evidence separates the two by much."
        evidence.append(material.judged("page_one:explanation:telling", none, at, cites=(explanations.TABLE,)))
    return _Argument(NEITHER, 0.7, claim, tuple(evidence))


def _most_likely(leader: Posterior, result: Weighing, material: Material) -> str:
    """The claim: the likeliest explanation in plain words, and the next where it is still worth naming; both where it is open between them."""
    short = explanations.short(leader.id, material)
    name = explanations.titles(material)
    second = result.hypotheses[1] if len(result.hypotheses) > 1 else None
    if second and explanations.is_open(leader, second):
        other = explanations.short(second.id, material)
        if short and other:
            return f"It is open whether {short} or {other}."
        return f"It is open between two explanations, “{name[leader.id]}” and “{name[second.id]}”."
    if not short:
        text = f"The explanation that fits best is “{name[leader.id]}”"
        return f"{text}, before “{name[second.id]}”." if second else f"{text}."
    start = "Most likely" if leader.posterior >= 0.5 else "It may be that"
    other = explanations.short(second.id, material) if second else ""
    if second and other and second.posterior >= _WORTH_NAMING:
        return f"{start} {short}, though it cannot be excluded that {other}."
    return f"{start} {short}."


def _relations(material: Material) -> _Argument | None:
    result = material.assessment.relations
    if isinstance(result, Missing) or not result.phases:
        return None
    now = result.phases[-1]
    kind = _TEMPER[now.kind]
    direction = {PhaseKind.UPTURN: RAISES, PhaseKind.STALEMATE: LOWERS, PhaseKind.DOWNTURN: LOWERS}[now.kind]
    begun = ups_and_downs.begun(now.start, result)
    grounds = told_by(result, now)
    surely = "" if now.probability >= _SURE_PHASE else f"{likelihood_word(now.probability)} "
    since = (
        f"{english.capital(grounds)}, relations are {surely}{kind}"
        if grounds
        else f"Relations have {surely}been {kind} since {begun}"
    )
    since += f" ({per_cent(now.probability)})." if surely else "."
    claim = Sentence("page_one:relations", since, ups_and_downs.rests_on(result, material))
    words = ups_and_downs.turn_words(result, material)
    if now.probability < _LIKELY_PHASE or not (result.turning_points and words[-1]):
        return None
    turn = result.turning_points[-1]
    text = f"The last turn, {turn.direction}, came {ups_and_downs.when(turn)}, when {lower_start(words[-1])}."
    if now.probability < _SURE_PHASE and len(result.phases) > 1:
        before = result.phases[-2]
        text = f"Before that they were {_TEMPER[before.kind]}, from {ups_and_downs.begun(before.start, result)}."
        turn_keys = before.keys
    else:
        turn_keys = turn.keys
    evidence = (Sentence("page_one:relations:turn", text, ups_and_downs.rests_on(result, material, turn_keys, 3)),)
    return _Argument(direction, 0.6, claim, evidence)


def lower_start(words: str) -> str:
    """A sentence's start within another: only an article loses its capital, since any other word may be a name."""
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
            text = f"{named(ending)} will be out of office before {english.end_of(horizon)}."
        else:
            text = f"{named(doubtful)} {'needs' if n == 1 else 'need'} an extension to be in office at {english.end_of(horizon)}."
        claim = Sentence("page_one:clocks", text, cites, judgement=by)
        line = _clock_line(material)
        return _Argument(LOWERS, 0.5, claim, (line,) if line else ())
    if all(c.reaches_horizon == "yes" for c in result):
        text = f"No leader’s term ends before {english.end_of(horizon)}, so none has to hurry."
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
    return _Argument(NEITHER, 0.45, claim, (Sentence("page_one:record:counts", detail, (RECORD,)),), tells=False)


def _named(material: Material) -> _Argument | None:
    """Without a stated settlement space or explanations: what the texts themselves name."""
    a = material.assessment
    terms = (
        [english.plain(found[0].term) for found in formulas.named(material).values()] if isinstance(a.settlement, Missing) else []
    )
    claims = (
        list(dict.fromkeys(english.shortened(claim, 140) for claim in explanations.offered(material)))
        if isinstance(a.weighing, Missing)
        else []
    )
    if not terms and not claims:
        return None
    evidence = []
    if terms:
        cites = tuple(Words(f.document, f.spans) for f in a.contents.formulas)
        told = english.listed(english.quoted(t) for t in terms[:6])
        evidence.append(Sentence("page_one:named:formulas", f"Formulas named: {told}.", (RECORD, *_one_a_document(cites))))
    if claims:
        cites = tuple(Words(x.document, x.spans) for x in a.contents.explanations)
        told = english.listed(english.quoted(c.rstrip(".")) for c in claims[:2])
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
    """The last thing told to have happened to the two, or to one of them."""
    line = lately.latest(material)
    if line is None:
        return None
    event, report = line.best
    text = f"The latest event told of: {line.text.rstrip('.')} ({line.lead}, {event.grade.label})."
    claim = Sentence("page_one:latest", text, (RECORD, Words(report.document, (report.span,), event.id)))
    return _Argument(NEITHER, 0.3, claim, (), tells=False, stands_in=True)


# What stands below them


def _against(arguments: list[_Argument], material: Material) -> tuple[Sentence, ...]:
    if not arguments:
        return (Sentence("page_one:against:none", "Nothing that was worked out here points the other way.", judgement=BY_RULE),)
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


def _clock_line(material: Material) -> Sentence | None:
    result = material.assessment.clocks
    if isinstance(result, Missing) or not result:
        return None
    first = clocks.of_the_sides(result, material)
    cites = tuple(clocks.stated(c, material) for c in first)
    told = [clocks.in_a_line(c, material) for c in first]
    told = [told[0], *(t.replace(" term ends on ", " on ") if " term ends on " in told[0] else t for t in told[1:])]
    return Sentence(
        "page_one:clock_line",
        english.sentence("; ".join(told)),
        cites,
        judgement=english.listed(dict.fromkeys(c.by for c in cites)),
    )
