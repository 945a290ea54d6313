"""Formulas: what each named settlement gives each side, and who at home would take it."""

from hikiwake.assessment.model import Missing
from hikiwake.bargaining import chart as drawn
from hikiwake.bargaining.model import ConstituencyView, FormulaView, Settlement
from hikiwake.brief import english
from hikiwake.brief.composition.material import Material, digest, missing
from hikiwake.brief.model import Block, Bullets, Chart, Paragraph, Rows, Section, Sentence, Table, Words
from hikiwake.record.model import FormulaMention

_OPEN = 3  # formulas told at once; the others are folded away
TABLE = Rows("settlement space", "computed from the issues, values and weights that the case states")


def formulas(material: Material) -> Section:
    result = material.assessment.settlement
    blocks: list[Block] = []
    if isinstance(result, Missing):
        blocks.append(Paragraph((missing("missing:settlement", result),), "missing"))
    else:
        blocks += _map(result, material)
    blocks += _named(material)
    return Section("formulas", "Formulas: what each gives, and who would take it", tuple(blocks))


def by_promise(result: Settlement) -> list[FormulaView]:
    """Formulas, those that both sides may take first, then by the worse-off side's gain over its minimum."""
    reservation = result.domain.reservation
    standing = {"yes": 0, "open": 1, "no": 2}

    def promise(f: FormulaView) -> tuple[int, float]:
        gain = min(u - r for u, r in zip(f.utilities[:2], reservation[:2], strict=True))
        return max(standing.get(v, 2) for v in f.acceptable[:2]), -gain

    return sorted(result.formulas, key=promise)


def _map(result: Settlement, material: Material) -> list[Block]:
    title = Sentence("formulas:finding", f"{drawn.finding(result, material.parties)}.", (TABLE,), judgement=material.analyst)
    blocks: list[Block] = [Chart("settlement", title), Paragraph(_space(result, material))]
    if result.formulas:
        blocks.append(_table(result, material))
    for i, formula in enumerate(by_promise(result)):
        blocks.append(Paragraph(_of(formula, result, material), heading=english.plain(formula.title), folded=i >= _OPEN))
    return blocks


def _space(result: Settlement, material: Material) -> tuple[Sentence, ...]:
    a, b = _sides(result, material)
    how = (
        f"The issues allow {result.outcomes:,} different deals; {english.number(len(result.frontier))} of them cannot be bettered for one side "
        "without loss to the other. Worth is counted in points: 100 is all that a side wants on every issue, nought the worst on every issue."
    )
    sentences = [Sentence("formulas:space", how, (TABLE,), judgement=material.analyst)]
    if nash := result.solutions.nash:
        deal = _terms(result, nash.choose, material)
        text = f"The draw, the deal that multiplies both sides’ gains to the most, gives {a} {english.points(nash.utilities[0])} points and {b} "
        text += f"{english.points(nash.utilities[1])} ({deal})."
        sentences.append(Sentence("formulas:draw", text, (TABLE,), judgement=material.analyst))
    else:
        text = f"No deal on these issues would leave both {a} and {b} better off than no deal."
        sentences.append(Sentence("formulas:draw", text, (TABLE,), judgement=material.analyst))
    if result.win_set is not None:
        best = len(result.frontier)
        some = "all of them" if result.win_set == best else english.number(result.win_set) if result.win_set else "none"
        text = f"Of the deals that cannot be bettered, every constituency stated would surely take {some}."
        sentences.append(Sentence("formulas:win_set", text, (TABLE,), judgement=material.analyst))
    return tuple(sentences)


def _terms(result: Settlement, choose: dict[str, str], material: Material) -> str:
    """A deal, issue by issue, as far as it differs from how things stand."""
    now = material.assessment.case.status_quo
    changed = {i: o for i, o in choose.items() if now.get(i) != o}
    told = [f"{material_issue(result, i)}: {english.clause(o)}" for i, o in changed.items()]
    if len(changed) < len(choose):
        told.append("all else as it stands" if told else "everything as it stands")
    return "; ".join(told)


def _small(title: str) -> str:
    """A title within a sentence: only an article loses its capital, since any other word may be a name."""
    return title[:1].lower() + title[1:] if title.startswith(("The ", "A ", "An ")) else title


def material_issue(result: Settlement, issue: str) -> str:
    """An issue's title by its id."""
    return next((english.clause(i.title) for i in result.domain.issues if i.id == issue), issue)


def _table(result: Settlement, material: Material) -> Table:
    a, b = _sides(result, material)
    rows = []
    for f in by_promise(result):
        takers = {v: [c for c in f.constituencies if c.verdict == v] for v in ("yes", "open", "no")}
        rows.append(
            (
                english.plain(f.title),
                english.points_range(f.utilities[0], f.ranges[0]),
                english.points_range(f.utilities[1], f.ranges[1]),
                *(str(len(takers[v])) for v in ("yes", "open", "no")),
            )
        )
    columns = ("Formula", f"Worth to {a}", f"Worth to {b}", "Would take it", "Open", "Would not")
    constituencies = max(len(f.constituencies) for f in result.formulas)
    caption = "What each formula is worth, in points of 100"
    if not constituencies:
        return Table(caption, columns[:3], tuple(row[:3] for row in rows))
    return Table(
        f"{caption}, and how many of {english.counted(constituencies, 'constituency')} would take it", columns, tuple(rows)
    )


def _of(f: FormulaView, result: Settlement, material: Material) -> tuple[Sentence, ...]:
    name = f"“{english.plain(f.title)}”"
    at = f"formulas.{f.id}"
    stated = next((x for x in material.assessment.case.formulas if x.id == f.id), None)
    out = []
    put = f" (put by {english.clause(stated.by)})" if stated and stated.by else ""
    out.append(material.judged(f"formula:{f.id}:terms", f"The terms of {name}{put} – {_terms(result, f.choose, material)}.", at))
    verbs = {"yes": "above", "open": "around", "no": "below"}
    for i, party in enumerate(result.domain.parties[:2]):
        minimum = english.points(result.domain.reservation[i])
        worth = english.points_range(f.utilities[i], f.ranges[i])
        where = verbs.get(f.acceptable[i], "against")
        text = f"To {material.parties.get(party, party)} {name} is worth {worth} points, {where} its minimum of {minimum}."
        out.append(material.judged(f"formula:{f.id}:{party}", text, at, cites=(TABLE,)))
    out += _takers(f, name, material, at)
    if f.dominated_by:
        titles = {x.id: english.plain(x.title) for x in result.formulas}
        better = english.listed((f"“{titles.get(i, i)}”" for i in f.dominated_by), "or")
        out.append(
            material.judged(
                f"formula:{f.id}:dominated", f"Both sides would rather have {better} than {name}.", at, cites=(TABLE,)
            )
        )
    if f.change:
        text = f"One change would make {name} worth signing for both: on {_small(material_issue(result, f.change.issue))}, "
        text += f"{english.clause(f.change.to)} instead of {english.clause(f.change.instead_of)}."
        out.append(material.judged(f"formula:{f.id}:change", text, at, cites=(TABLE,)))
    return tuple(out)


def _takers(f: FormulaView, name: str, material: Material, at: str) -> list[Sentence]:
    if not f.constituencies:
        return []
    parts: list[str] = []
    for verdict, words in (("yes", "would take"), ("open", "might take"), ("no", "would not take")):
        if some := [title_of(c) for c in f.constituencies if c.verdict == verdict]:
            parts.append(f"{words} {'it' if parts else name}: {', '.join(some)}")
    return [material.judged(f"formula:{f.id}:constituencies", f"Who at home {'; who '.join(parts)}.", at, cites=(TABLE,))]


def _named(material: Material) -> list[Block]:
    """Formulas that the texts name, by term, with the first definition a text gives and every place that uses it."""
    mentions: dict[str, list[FormulaMention]] = {}
    for one in material.assessment.contents.formulas:
        mentions.setdefault(english.plain(one.term).lower(), []).append(one)
    sentences = tuple(
        _mention(term, found, material) for term, found in sorted(mentions.items(), key=lambda i: (-len(i[1]), i[0]))
    )
    return [Bullets(sentences, "Formulas that the texts name")] if sentences else []


def _mention(term: str, found: list[FormulaMention], material: Material) -> Sentence:
    defined = sorted((m for m in found if m.definition), key=lambda m: (material.numbers.get(m.document, 0), m.spans))
    cites: dict[str, Words] = {}
    for m in [*defined, *found]:
        known = cites.get(m.document)
        cites[m.document] = Words(m.document, tuple(sorted({*(known.spans if known else ()), *m.spans})))
    text = english.capital(f"“{english.plain(found[0].term)}”")
    holders = [english.plain(m.holder) for m in found if m.holder]
    if defined and defined[0].definition:
        text += f": {english.quoted(english.shortened(defined[0].definition, 240))}"
    if holders:
        text += f", held by {english.listed(dict.fromkeys(holders))}"
    if not defined:
        text += f" is named in {english.counted(len(cites), 'text')}, without a definition"
    return Sentence(f"named_formula:{digest(term)}", english.sentence(text), tuple(cites.values()))


def _sides(result: Settlement, material: Material) -> tuple[str, str]:
    a, b = result.domain.parties[:2]
    return material.parties.get(a, a), material.parties.get(b, b)


def title_of(view: ConstituencyView) -> str:
    return english.clause(view.title) or view.constituency.replace("_", " ")
