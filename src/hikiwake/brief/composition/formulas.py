"""Formulas: what each named settlement gives each side, and who at home would take it."""

from hikiwake.assessment.cites import Rows, Words
from hikiwake.assessment.model import Missing
from hikiwake.bargaining import chart as drawn
from hikiwake.bargaining.from_case import standing
from hikiwake.bargaining.model import ConstituencyView, FormulaView, Outcome, Settlement
from hikiwake.brief import english
from hikiwake.brief.composition.material import Material, digest, missing
from hikiwake.brief.model import Block, Bullets, Chart, Paragraph, Section, Sentence, Table
from hikiwake.record.model import FormulaMention

_VERDICTS = {"yes": "● would take it", "open": "◐ might", "no": "○ would not"}
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
    order = {"yes": 0, "open": 1, "no": 2}

    def promise(f: FormulaView) -> tuple[int, float]:
        return max(order.get(v, 2) for v in f.acceptable[:2]), -smaller_gain(f, result)

    return sorted(result.formulas, key=promise)


def _map(result: Settlement, material: Material) -> list[Block]:
    title = Sentence("formulas:finding", f"{drawn.finding(result, material.parties)}.", (TABLE,), judgement=material.analyst)
    blocks: list[Block] = [Chart("settlement", title), Paragraph(_space(result, material))]
    if result.formulas:
        told = tuple(_comes_to(f, result, material) for f in by_promise(result))
        blocks += [Bullets(told, "What each formula comes to"), _worth(result, material)]
        if any(f.constituencies for f in result.formulas):
            blocks.append(_takers(result))
        if mended := tuple(s for f in by_promise(result) for s in _mending(f, result, material)):
            blocks.append(Bullets(mended, "What both would rather have, and what would mend the rest"))
        blocks.append(_by_issue(result, material))
    return blocks


def sure_draw(result: Settlement, material: Material) -> Outcome | None:
    """The draw, where it clears both sides' minimum over all the stated intervals and no formula does."""
    nash = result.solutions.nash
    if nash is None or any(set(f.acceptable[:2]) == {"yes"} for f in result.formulas):
        return None
    return nash if set(standing(material.assessment.case, nash.choose)) == {"yes"} else None


def terms_of(f: FormulaView, result: Settlement, material: Material) -> str:
    """What a formula comes to, as a clause: the case's own sentence, else issue by issue."""
    stated = next((x for x in material.assessment.case.formulas if x.id == f.id), None)
    return english.clause(stated.terms) if stated and stated.terms else terms(result, f.choose, material)


def smaller_gain(f: FormulaView, result: Settlement) -> float:
    """The gain of the side that gains less over its minimum; negative where a side falls short."""
    return min(u - r for u, r in zip(f.utilities[:2], result.domain.reservation[:2], strict=True))


def _space(result: Settlement, material: Material) -> tuple[Sentence, ...]:
    a, b = _sides(result, material)
    how = (
        f"The issues allow {result.outcomes:,} different deals; {english.number(len(result.frontier))} of them cannot be bettered for one side "
        "without loss to the other. Worth is counted in points: 100 is all that a side wants on every issue, nought the worst on every issue."
    )
    sentences = [Sentence("formulas:space", how, (TABLE,), judgement=material.analyst)]
    if nash := result.solutions.nash:
        deal = terms(result, nash.choose, material)
        text = f"The draw, the deal that multiplies both sides’ gains to the most, gives {a} {english.points(nash.utilities[0])} points and {b} "
        text += f"{english.points(nash.utilities[1])} ({deal})."
        sentences.append(Sentence("formulas:draw", text, (TABLE,), judgement=material.analyst))
    else:
        text = f"No deal on these issues would leave both {a} and {b} better off than no deal."
        sentences.append(Sentence("formulas:draw", text, (TABLE,), judgement=material.analyst))
    if result.win_set is not None:
        n = result.win_set
        some = "Every deal" if n == len(result.frontier) else english.capital(english.counted(n, "deal"))
        some = "No deal" if n == 0 else some
        text = f"{some} on the frontier would be taken by every constituency stated, at the middle of what is stated for each."
        sentences.append(Sentence("formulas:win_set", text, (TABLE,), judgement=material.analyst))
    return tuple(sentences)


def terms(result: Settlement, choose: dict[str, str], material: Material) -> str:
    """A deal, issue by issue, as far as it differs from how things stand."""
    now = material.assessment.case.status_quo
    changed = {i: o for i, o in choose.items() if now.get(i) != o}
    told = [f"{_small(material_issue(result, i))}: {english.clause(o)}" for i, o in changed.items()]
    if len(changed) < len(choose):
        told.append("all else as it stands" if told else "everything as it stands")
    return "; ".join(told)


def _small(title: str) -> str:
    """A title within a sentence: only an article loses its capital, since any other word may be a name."""
    return title[:1].lower() + title[1:] if title.startswith(("The ", "A ", "An ")) else title


def material_issue(result: Settlement, issue: str) -> str:
    """An issue's title by its id."""
    return next((english.clause(i.title) for i in result.domain.issues if i.id == issue), issue)


def _worth(result: Settlement, material: Material) -> Table:
    a, b = _sides(result, material)
    at_least = {v: english.points(r) for v, r in zip((a, b), result.domain.reservation[:2], strict=True)}
    rows = []
    for f in by_promise(result):
        worth = [english.points_range(u, r) for u, r in zip(f.utilities[:2], f.ranges[:2], strict=True)]
        gain = f"{smaller_gain(f, result) * 100:+.0f}".replace("-", "−")
        rows.append((english.plain(f.title), *worth, "0" if gain in ("+0", "−0") else gain))
    columns = ("Formula", f"Worth to {a}", f"Worth to {b}", "The smaller gain")
    caption = f"What each formula is worth, in points of 100; {a} needs {at_least[a]}, {b} {at_least[b]}"
    return Table(caption, columns, tuple(rows))


def _takers(result: Settlement) -> Table:
    """Formulas against constituencies."""
    views = by_promise(result)
    who = [(c.party, c.constituency, title_of(c)) for c in views[0].constituencies]
    rows = []
    for f in views:
        verdicts = {(c.party, c.constituency): _VERDICTS.get(c.verdict, c.verdict) for c in f.constituencies}
        rows.append((english.plain(f.title), *(verdicts.get((p, c), "–") for p, c, _ in who)))
    return Table(
        "Who at home would take each formula", ("Formula", *(english.capital(t) for *_, t in who)), tuple(rows), style="verdicts"
    )


def _by_issue(result: Settlement, material: Material) -> Table:
    """Formulas against issues; what a formula leaves as it stands is a dash."""
    now = material.assessment.case.status_quo
    rows = tuple(
        (
            english.plain(f.title),
            *("–" if now.get(i.id) == f.choose[i.id] else english.clause(f.choose[i.id]) for i in result.domain.issues),
        )
        for f in by_promise(result)
    )
    columns = ("Formula", *(english.clause(i.title) for i in result.domain.issues))
    return Table("The terms, issue by issue (– leaves things as they stand)", columns, rows, style="wide")


def _comes_to(f: FormulaView, result: Settlement, material: Material) -> Sentence:
    at = f"formulas.{f.id}"
    stated = next((x for x in material.assessment.case.formulas if x.id == f.id), None)
    put = f" ({english.clause(stated.by)})" if stated and stated.by else ""
    text = f"“{english.plain(f.title)}”{put}: {_small(terms_of(f, result, material))}."
    return material.judged(f"formula:{f.id}:terms", text, at)


def _mending(f: FormulaView, result: Settlement, material: Material) -> list[Sentence]:
    name, at, out = f"“{english.plain(f.title)}”", f"formulas.{f.id}", []
    if f.dominated_by:
        titles = {x.id: english.plain(x.title) for x in result.formulas}
        better = english.listed((f"“{titles.get(i, i)}”" for i in f.dominated_by), "or")
        text = f"Both sides would rather have {better} than {name}."
        out.append(material.judged(f"formula:{f.id}:dominated", text, at, cites=(TABLE,)))
    if f.change:
        text = f"One change would make {name} worth signing for both: on {_small(material_issue(result, f.change.issue))}, "
        text += f"{english.clause(f.change.to)} instead of {english.clause(f.change.instead_of)}."
        out.append(material.judged(f"formula:{f.id}:change", text, at, cites=(TABLE,)))
    return out


def named(material: Material) -> dict[str, list[FormulaMention]]:
    """Formulas that the texts define or that two texts name, by term, the most often named first."""
    mentions: dict[str, list[FormulaMention]] = {}
    for one in material.assessment.contents.formulas:
        mentions.setdefault(english.plain(one.term).lower(), []).append(one)
    telling = {
        t: found for t, found in mentions.items() if any(m.definition for m in found) or len({m.document for m in found}) > 1
    }
    return dict(sorted(telling.items(), key=lambda i: (-len(i[1]), i[0])))


def _named(material: Material) -> list[Block]:
    sentences = tuple(_mention(term, found, material) for term, found in named(material).items())
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
