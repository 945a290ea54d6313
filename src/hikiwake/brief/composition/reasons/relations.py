"""How relations stand, and when they last turned."""

from hikiwake.assessment.model import Missing
from hikiwake.brief.composition import relations as ups_and_downs
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.reasons.argument import LOWERS, RAISES, Argument, lower_start
from hikiwake.brief.model import Sentence
from hikiwake.relations.finding import told_by
from hikiwake.relations.model import Phase, PhaseKind, Relations
from hikiwake.terms.likelihood import likelihood_word, per_cent

_SURE_PHASE = 0.8
_LIKELY_PHASE = 0.6  # below that a phase is no reason
_TEMPER = {PhaseKind.UPTURN: "warm", PhaseKind.STALEMATE: "at a standstill", PhaseKind.DOWNTURN: "cold"}


def relations(material: Material) -> Argument | None:
    result = material.assessment.relations
    if isinstance(result, Missing) or not result.phases or not result.turning_points:
        return None
    now, turn = result.phases[-1], result.turning_points[-1]
    turned_by = ups_and_downs.turn_words(result, material)[-1]
    if now.probability < _LIKELY_PHASE or not turned_by:
        return None
    claim = Sentence("page_one:relations", _claim(now, result), ups_and_downs.rests_on(result, material))
    if now.probability < _SURE_PHASE and len(result.phases) > 1:
        before = result.phases[-2]
        text = f"Before that they were {_TEMPER[before.kind]}, from {ups_and_downs.begun(before.start, result)}."
        keys = before.keys
    else:
        when = "" if "…" in turned_by else f", when {lower_start(turned_by)}"
        text = f"The last turn, {turn.direction}, came {ups_and_downs.when(turn)}{when}."
        keys = turn.keys
    evidence = Sentence("page_one:relations:turn", text, ups_and_downs.rests_on(result, material, keys, 3))
    return Argument(RAISES if now.kind is PhaseKind.UPTURN else LOWERS, 0.6, claim, (evidence,))


def _claim(now: Phase, result: Relations) -> str:
    is_sure = now.probability >= _SURE_PHASE
    surely = "" if is_sure else f"{likelihood_word(now.probability)} "
    if grounds := told_by(result, now):
        text = f"Judging {grounds}, relations are {surely}{_TEMPER[now.kind]}"
    else:
        text = f"Relations have {surely}been {_TEMPER[now.kind]} since {ups_and_downs.begun(now.start, result)}"
    return f"{text}." if is_sure else f"{text} ({per_cent(now.probability)})."
