"""How relations stand, and when they last turned."""

from hikiwake.assessment.model import Missing
from hikiwake.brief.composition import relations as ups_and_downs
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.reasons.argument import LOWERS, NEITHER, RAISES, Argument, lower_start
from hikiwake.brief.model import Sentence
from hikiwake.relations.finding import told_by
from hikiwake.relations.model import Phase, PhaseKind, Relations
from hikiwake.terms.likelihood import likelihood_word, per_cent

_SURE_PHASE = 0.8
_LIKELY_PHASE = 0.6  # below that a phase is no reason
_WERE = {
    PhaseKind.UPTURN: "warmer than usual",
    PhaseKind.STALEMATE: "at their usual level",
    PhaseKind.DOWNTURN: "colder than usual",
}
_SINCE = {
    PhaseKind.UPTURN: "been warmer than usual",
    PhaseKind.STALEMATE: "stood at their usual level",
    PhaseKind.DOWNTURN: "been colder than usual",
}
_MANY = 3  # deeds of one kind


def relations(material: Material) -> Argument | None:
    result = material.assessment.relations
    if isinstance(result, Missing) or not result.phases:
        return None
    now = result.phases[-1]
    if now.kind is PhaseKind.STALEMATE and (mixed := _mixed(material, result)):
        return Argument(NEITHER, 0.6, mixed, (), stands_in=True)
    if now.probability < _LIKELY_PHASE or not result.turning_points:
        return None
    claim = Sentence("page_one:relations", _claim(now, result), ups_and_downs.rests_on(result, material))
    evidence = (
        _before(now, result, material) if now.probability < _SURE_PHASE and len(result.phases) > 1 else _turned(result, material)
    )
    return Argument(RAISES if now.kind is PhaseKind.UPTURN else LOWERS, 0.6, claim, (evidence,)) if evidence else None


def _mixed(material: Material, result: Relations) -> Sentence | None:
    """That the last months saw many hostile and many friendly deeds: then no one word tells how relations are."""
    hostile, friendly = ups_and_downs.late_deeds(material)
    if min(len(hostile), len(friendly)) < _MANY:
        return None
    text = f"Relations are mixed: {ups_and_downs.counted(hostile, friendly)} in the last six months."
    return Sentence("page_one:relations", text, ups_and_downs.rests_on(result, material, (*hostile, *friendly)))


def _before(now: Phase, result: Relations, material: Material) -> Sentence:
    before = result.phases[-2]
    text = f"Before that they were {_WERE[before.kind]}, from {ups_and_downs.begun(before.start, result)}."
    return Sentence("page_one:relations:turn", text, ups_and_downs.rests_on(result, material, before.keys, 3))


def _turned(result: Relations, material: Material) -> Sentence | None:
    """When relations last turned, and on what; None where nothing that was done points that way."""
    turn = result.turning_points[-1]
    turned_by = ups_and_downs.turn_words(result, material)[-1]
    if not turned_by:
        return None
    when = "" if "…" in turned_by else f", when {lower_start(turned_by)}"
    text = f"The last turn, {turn.direction}, came {ups_and_downs.when(turn)}{when}."
    return Sentence("page_one:relations:turn", text, ups_and_downs.rests_on(result, material, turn.keys, 3))


def _claim(now: Phase, result: Relations) -> str:
    is_sure = now.probability >= _SURE_PHASE
    surely = "" if is_sure else f"{likelihood_word(now.probability)} "
    if grounds := told_by(result, now):
        text = f"Judging {grounds}, relations are {surely}{_WERE[now.kind]}"
    else:
        text = f"Relations have {surely}{_SINCE[now.kind]} since {ups_and_downs.begun(now.start, result)}"
    return f"{text}." if is_sure else f"{text} ({per_cent(now.probability)})."
