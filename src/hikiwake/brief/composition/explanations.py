"""The rival explanations: how probable each is, and what speaks for it."""

import re
from datetime import date
from math import log10

from hikiwake.assessment.cites import Rows, Words
from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition.clauses import at_clause
from hikiwake.brief.composition.material import Material, digest, missing
from hikiwake.brief.model import Block, Bullets, Chart, Paragraph, Section, Sentence
from hikiwake.case.model import Evidence, Hypothesis
from hikiwake.hypotheses import chart as drawn
from hikiwake.hypotheses.model import Posterior, Weighing, Weight

TABLE = Rows("weighing", "computed from the priors and likelihoods that the case states")
_LEAST_RATIO = 1.3
_LEAST_DECIBANS = 10 * log10(_LEAST_RATIO)  # about the smallest change in belief that a person notices (Good 1950)
_CLOSE = 0.05 + 1e-9  # posteriors that near to each other are not in order
_ALMOST_WHOLE = 0.8  # of two ranges together, the share that both hold
_ISO_DAY = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")
_LONGEST_TITLE = 60  # characters
_FEWEST_WORDS = 6  # an explanation in fewer words is a scrap of one, unless two texts give it


def explanations(material: Material) -> Section:
    result = material.assessment.weighing
    blocks: list[Block] = []
    if isinstance(result, Missing):
        blocks.append(Paragraph((missing("missing:weighing", result),), "missing"))
    else:
        blocks += _weighed(result, material)
    blocks += _named(material)
    return Section("explanations", "Rival explanations of what is going on", tuple(blocks))


def titles(material: Material) -> dict[str, str]:
    """Hypothesis id → a short name: its title, else what its statement says up to where a clause ends, else its first words."""
    return {h.id: _title(h) for h in material.assessment.case.hypotheses}


def whole_titles(material: Material) -> dict[str, str]:
    """The same, but whole where a name was cut: page one holds no half sentences."""
    stated = {h.id: english.clause(h.statement) for h in material.assessment.case.hypotheses}
    return {id: stated[id] if title.endswith("…") else title for id, title in titles(material).items()}


def _title(h: Hypothesis) -> str:
    title = english.clause(h.title)
    if title and not title.endswith("…"):
        return title
    told = at_clause(h.statement, _LONGEST_TITLE)
    return (told if len(told) <= _LONGEST_TITLE else title or english.shortened(told, _LONGEST_TITLE)) or h.id


def decibans(weight: Weight, one: str, other: str) -> float:
    """What a piece weighs for `one` against `other`."""
    if (value := weight.decibans.get(f"{one}:{other}")) is not None:
        return value
    return -weight.decibans.get(f"{other}:{one}", 0.0)


def rival_of(result: Weighing, hypothesis: str) -> str | None:
    """The explanation to beat: the most probable of the others."""
    return next((h.id for h in result.hypotheses if h.id != hypothesis), None)


def for_it(result: Weighing, hypothesis: str) -> list[tuple[str, str, float]]:
    """Pieces that tell for an explanation against its strongest rival: each with the rival and the weight between the two.

    In decibans, heaviest first; what hardly separates the two is left out.
    """
    rival = rival_of(result, hypothesis)
    if rival is None:
        return []
    found = [(w.id, rival, decibans(w, hypothesis, rival)) for w in result.evidence]
    return sorted((f for f in found if f[2] >= _LEAST_DECIBANS), key=lambda one: (-one[2], one[0]))


def most_telling(result: Weighing) -> tuple[str, float] | None:
    """The piece that weighs most between the two leading explanations, whichever way it points; its decibans are negative for the second.

    None where there is no second, or no piece separates the two by a ratio worth telling.
    """
    if len(result.hypotheses) < 2:
        return None
    leader, second = result.hypotheses[0].id, result.hypotheses[1].id
    weights = [(w.id, decibans(w, leader, second)) for w in result.evidence]
    piece = max(weights, key=lambda one: abs(one[1]), default=None)
    return piece if piece and abs(piece[1]) >= _LEAST_DECIBANS else None


def is_open(leader: Posterior, second: Posterior) -> bool:
    """Whether the lead is too small to call one of two explanations the likelier: within five points, or over almost the same range."""
    shared = min(leader.upper, second.upper) - max(leader.lower, second.lower)
    whole = max(leader.upper, second.upper) - min(leader.lower, second.lower)
    return leader.posterior - second.posterior <= _CLOSE or (whole > 0 and shared / whole >= _ALMOST_WHOLE)


def short(hypothesis: str, material: Material) -> str:
    """An explanation as a clause of a sentence, where the case states one: "Moscow raised its price"."""
    return next((english.clause(h.short) for h in material.assessment.case.hypotheses if h.id == hypothesis), "")


def words_of(weight_decibans: float, one: str, other: str) -> str:
    """A weight in words; beyond forty decibans nobody tells them apart."""
    return english.compared(10 ** (min(weight_decibans, 40.0) / 10), f"under “{one}”", f"under “{other}”")


def evidence_of(material: Material) -> dict[str, Evidence]:
    return {e.id: e for e in material.assessment.case.evidence}


def words_behind(evidence: str, material: Material) -> tuple[Words, ...]:
    """Where the record holds what a piece of evidence rests on."""
    return tuple(Words(r.document, (r.span,)) for r in material.assessment.evidence_at.get(evidence, ()))


def statement_of(piece: str, result: Weighing, material: Material) -> tuple[str, str]:
    """A piece's statement as a clause, and whose judgement its likelihoods are; for a joint piece, what it stands for."""
    stated = evidence_of(material).get(piece)
    if stated:
        return _with_days(english.clause(stated.statement)), english.plain(stated.by) or material.analyst
    weighed = next((p for p in result.problem.pieces if p.id == piece), None)
    # A joint piece strings its members' sentences together.
    return (english.clause(weighed.statement.replace(".;", ";")) if weighed else piece), material.analyst


def _with_days(words: str) -> str:
    """With the day that a proposal puts behind a sentence as a reader writes it: "(2026-09-04)" is 4 September 2026."""
    return _ISO_DAY.sub(lambda m: english.day(date.fromisoformat(m[0])), words)


def place_of(piece: str, material: Material) -> str:
    """Where the case states a piece: evidence, or a group with a likelihood of its own."""
    return f"evidence.{piece}" if piece in evidence_of(material) else f"groups.{piece}"


def _weighed(result: Weighing, material: Material) -> list[Block]:
    name = titles(material)
    title = Sentence("explanations:finding", f"{_finding(result, name)}.", (TABLE,), judgement=material.analyst)
    blocks: list[Block] = [Chart("explanations", title)]
    for h in result.hypotheses:
        blocks.append(Paragraph(_about(h, name, material), heading=name.get(h.id, h.id)))
        if told := _for(h, result, name, material):
            blocks.append(Bullets(told))
    if silent := _silent(result, material):
        blocks.append(Paragraph((silent,)))
    blocks.append(Paragraph(_fragile(result, name, material)))
    return blocks


def _finding(result: Weighing, name: dict[str, str]) -> str:
    leader, *others = result.hypotheses
    level = [leader, *(h for h in others if is_open(leader, h))]
    if len(level) > 1:
        return f"It is open between {english.listed([f'“{name.get(h.id, h.id)}”' for h in level])}"
    return drawn.finding(result, name)


def _about(h: Posterior, name: dict[str, str], material: Material) -> tuple[Sentence, ...]:
    stated = next((x for x in material.assessment.case.hypotheses if x.id == h.id), None)
    at = f"hypotheses.{h.id}"
    out = []
    if stated:
        out.append(material.judged(f"explanation:{h.id}:statement", english.sentence(stated.statement), at))
    text = f"“{name.get(h.id, h.id)}” stood at {h.prior * 100:.0f} % before the evidence and stands at "
    text += f"{english.per_cent_range(h.posterior, h.lower, h.upper)} after it."
    out.append(material.judged(f"explanation:{h.id}:posterior", text, at, cites=(TABLE,)))
    return tuple(out)


def _for(h: Posterior, result: Weighing, name: dict[str, str], material: Material) -> tuple[Sentence, ...]:
    out = []
    for piece, rival, weight in for_it(result, h.id):
        statement, by = statement_of(piece, result, material)
        text = f"{english.capital(statement)}: {words_of(weight, name.get(h.id, h.id), name.get(rival, rival))}."
        # A piece whose words are in the record counts only as long as they are: it rests on them, and its weight is a judgement.
        cites = words_behind(piece, material) or (material.stated(place_of(piece, material), by),)
        out.append(Sentence(f"explanation:{h.id}:{piece}", text, cites, judgement=by))
    if not out and len(result.hypotheses) > 1:
        rival = rival_of(result, h.id) or ""
        text = f"No piece of evidence is {_LEAST_RATIO} times as likely under “{name.get(h.id, h.id)}” as under “{name.get(rival, rival)}”."
        out.append(Sentence(f"explanation:{h.id}:none", text, (TABLE,), judgement=material.analyst))
    return tuple(out)


def _silent(result: Weighing, material: Material) -> Sentence | None:
    """Evidence that separates no two explanations by a ratio worth telling."""
    quiet = [w.id for w in result.evidence if all(abs(d) < _LEAST_DECIBANS for d in w.decibans.values())]
    if not quiet:
        return None
    told = english.listed(english.quoted(statement_of(i, result, material)[0]) for i in quiet)
    cites = tuple(material.stated(place_of(i, material)) for i in quiet)
    text = f"{english.capital(english.counted(len(quiet), 'piece'))} of evidence hardly {'separates' if len(quiet) == 1 else 'separate'} "
    text += f"the explanations (less than {_LEAST_RATIO} times): {told}."
    return Sentence("explanations:silent", text, cites, judgement=material.analyst)


def _fragile(result: Weighing, name: dict[str, str], material: Material) -> tuple[Sentence, ...]:
    if not result.sensitivity or not result.hypotheses:
        return ()
    turning = [d for d in result.sensitivity if d.changes_leader]
    if not turning:
        leader = name.get(result.hypotheses[0].id, result.hypotheses[0].id)
        text = f"No single piece of evidence carries the order: without any one of them “{leader}” still leads."
        return (Sentence("explanations:fragile", text, (TABLE,), judgement=material.analyst),)
    told = english.listed(
        f"without {english.quoted(statement_of(d.without, result, material)[0])} the lead goes to “{name.get(d.leader, d.leader)}”"
        for d in turning[:3]
    )
    return (
        Sentence(
            "explanations:fragile", english.sentence(told), (TABLE, material.stated("evidence")), judgement=material.analyst
        ),
    )


def offered(material: Material) -> dict[str, list[tuple[Words, str]]]:
    """Explanations that the texts themselves offer, with where and by whom; a scrap counts where two texts give it."""
    found: dict[str, list[tuple[Words, str]]] = {}
    for one in material.assessment.contents.explanations:
        found.setdefault(english.shortened(one.claim, 300).rstrip(" :;,"), []).append(
            (Words(one.document, one.spans), english.plain(one.holder or ""))
        )
    return {
        claim: places
        for claim, places in found.items()
        if english.word_count(claim) >= _FEWEST_WORDS or len({w.document for w, _ in places}) > 1
    }


def _named(material: Material) -> list[Block]:
    sentences = []
    for claim, places in offered(material).items():
        holders = english.listed(dict.fromkeys(h for _, h in places if h))
        cites = {w.document: w for w, _ in places}
        text = english.quoted(claim)
        text = f"{english.capital(holders)}: {text}" if holders else text
        sentences.append(Sentence(f"named_explanation:{digest(claim)}", english.sentence(text), tuple(cites.values())))
    return [Bullets(tuple(sentences), "Explanations that the texts offer")] if sentences else []
