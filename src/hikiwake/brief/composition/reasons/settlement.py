"""What the map of deals says: whether both can sign one, and whether it passes at home."""

from collections.abc import Sequence

from hikiwake.assessment.model import Missing
from hikiwake.bargaining.model import ConstituencyView, FormulaView, Outcome, Settlement
from hikiwake.brief import english
from hikiwake.brief.composition import formulas
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.reasons.argument import LOWERS, RAISES, Argument, lower_start
from hikiwake.brief.model import Sentence

_MOST_NAMED = 8


def settlement(material: Material) -> Argument | None:
    result = material.assessment.settlement
    if isinstance(result, Missing) or not result.formulas:
        return None
    best = formulas.by_promise(result)[0]
    draw = formulas.sure_draw(result, material)
    direction, strength, text = _on_the_draw(draw, result, material) if draw else _on_the_table(best)
    claim = Sentence("page_one:settlement", text, (formulas.TABLE,), judgement=material.analyst)
    evidence = tuple(
        material.judged(f"page_one:settlement:{key}", told, f"formulas.{best.id}", cites=(formulas.TABLE,))
        for key, told in _evidence(best, result, material, is_beside_draw=draw is not None).items()
    )
    return Argument(direction, strength, claim, evidence)


def _on_the_table(best: FormulaView) -> tuple[int, float, str]:
    """What the most promising formula comes to: direction, strength and claim."""
    if "no" in best.acceptable[:2]:
        return LOWERS, 0.95, "No formula yet on the table gives both sides their minimum."
    if _of(best, "no"):
        return LOWERS, 0.9, "A deal both governments could sign would fail at home."
    if _of(best, "open") or "open" in best.acceptable[:2]:
        return RAISES, 0.8, "There is a deal that both might sign."
    if not best.constituencies:
        return RAISES, 0.85, "There is a deal that both governments could sign; whether it would pass at home is not stated."
    return RAISES, 0.9, "There is a deal that both could sign and carry at home."


def _on_the_draw(draw: Outcome, result: Settlement, material: Material) -> tuple[int, float, str]:
    a, b = _sides(result, material)
    da, db = (english.points(u) for u in draw.utilities[:2])
    text = f"A deal that both could surely sign exists, the draw on the map ({da} points of 100 to {a}, {db} to {b}); "
    return RAISES, 0.92, f"{text}no formula on the table is as sure."


def _evidence(best: FormulaView, result: Settlement, material: Material, *, is_beside_draw: bool) -> dict[str, str]:
    """What the most promising formula is, what it is worth to each side, and who would refuse it at home."""
    a, b = _sides(result, material)
    wa, wb = (english.points_range(u, r) for u, r in zip(best.utilities[:2], best.ranges[:2], strict=True))
    ra, rb = (english.points(r) for r in result.domain.reservation[:2])
    by = "comes nearest" if "no" in best.acceptable[:2] else "does best"
    comes_to = lower_start(formulas.terms_of(best, result, material))
    comes_to = f" ({comes_to})" if ":" in comes_to else f": {comes_to}"
    of_100 = "" if is_beside_draw else " points of 100"
    found = {
        "best": f"By the smaller of the two gains over the minimum, “{english.plain(best.title)}” {by}{comes_to}.",
        "worth": f"It is worth {wa}{of_100} to {a}, which needs {ra}, and {wb} to {b}, which needs {rb}.",
    }
    if refusing := _of(best, "no"):
        found["home"] = f"At home it would be refused by: {_who(refusing)}."
    elif doubtful := _of(best, "open"):
        found["home"] = f"At home it might be refused by: {_who(doubtful)}."
    return found


def _sides(result: Settlement, material: Material) -> list[str]:
    return [material.parties.get(p, p) for p in result.domain.parties[:2]]


def _of(formula: FormulaView, verdict: str) -> list[ConstituencyView]:
    return [c for c in formula.constituencies if c.verdict == verdict]


def _who(views: Sequence[ConstituencyView]) -> str:
    """By name, as far as a line holds them."""
    titles = [lower_start(formulas.title_of(v)) for v in views]
    if len(titles) > _MOST_NAMED:
        titles = [*titles[: _MOST_NAMED - 1], f"{english.number(len(titles) - _MOST_NAMED + 1)} others"]
    return "; ".join(titles)
