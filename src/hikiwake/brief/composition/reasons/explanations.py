"""What is most likely going on, and the piece of evidence that tells most."""

from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition import explanations as weighed
from hikiwake.brief.composition.clauses import at_clause
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.reasons.argument import NEITHER, Argument, lower_start
from hikiwake.hypotheses.model import Posterior, Weighing

_LONGEST = 180  # characters of a piece of evidence
_MOST_NAMED = 3
_WORTH_NAMING = 0.05  # an explanation less probable than this is not held up as a rival


def explanations(material: Material) -> Argument | None:
    result = material.assessment.weighing
    if isinstance(result, Missing) or not result.hypotheses:
        return None
    at = f"hypotheses.{result.hypotheses[0].id}"
    text, is_by_name = _most_likely(result, material)
    claim = material.judged("page_one:explanation", text, at, cites=(weighed.TABLE,))
    put = _put_at(result, material, is_named=is_by_name)
    evidence = [material.judged("page_one:explanation:put", put, at, cites=(weighed.TABLE,))]
    if told := weighed.most_telling(result):
        piece, weight = told
        statement, by = weighed.statement_of(piece, result, material)
        one, other = ("the first", "the second") if weight > 0 else ("the second", "the first")
        compared = english.compared(10 ** (min(abs(weight), 40.0) / 10), f"under {one}", f"under {other}")
        text = f"Most telling: {lower_start(at_clause(statement, _LONGEST))}. That is {compared}."
        cites = weighed.words_behind(piece, material)
        place = weighed.place_of(piece, material)
        evidence.append(material.judged("page_one:explanation:telling", text, place, by=by, cites=cites))
    elif len(result.hypotheses) > 1:
        none = f"No piece of evidence separates {'the two' if len(_open(result)) < 3 else 'them'} by much."
        evidence.append(material.judged("page_one:explanation:telling", none, at, cites=(weighed.TABLE,)))
    return Argument(NEITHER, 0.7, claim, tuple(evidence))


def _put_at(result: Weighing, material: Material, *, is_named: bool) -> str:
    """How probable the two leading explanations are, by name unless the claim has just named them."""
    name = weighed.whole_titles(material)
    first, *others = result.hypotheses[:2]
    span = _span(first)
    if not others:
        return f"It is put at {span}." if is_named else f"“{name[first.id]}” is put at {span}."
    other = _span(others[0])
    if len(level := _open(result)) > 2:
        spans = set(map(_span, level))
        return f"Each is put at {span}." if len(spans) == 1 else f"The first is put at {span}, the last at {_span(level[-1])}."
    if is_named:
        return f"The first is put at {span}, the second at {other}."
    return f"“{name[first.id]}” is put at {span}, “{name[others[0].id]}” at {other}."


def _open(result: Weighing) -> list[Posterior]:
    """The likeliest explanation and those between which and it the question is open."""
    leader = result.hypotheses[0]
    return [h for h in result.hypotheses if h is leader or weighed.is_open(leader, h)]


def _span(one: Posterior) -> str:
    return english.per_cent_range(one.posterior, one.lower, one.upper)


def _most_likely(result: Weighing, material: Material) -> tuple[str, bool]:
    """The claim: the likeliest explanation, and the next where it is still worth naming; both where it is open between them. In plain words, or
    else by their names, and whether by these."""
    leader, second = result.hypotheses[0], result.hypotheses[1] if len(result.hypotheses) > 1 else None
    name = weighed.whole_titles(material)
    short, other = (weighed.short(h.id, material) if h else "" for h in (leader, second))
    if len(level := _open(result)) > 2 and not (short and other):
        named = english.listed([f"“{name[h.id]}”" for h in level[:_MOST_NAMED]])
        more = f", and {english.counted(len(level) - _MOST_NAMED, 'other')}" if len(level) > _MOST_NAMED else ""
        return f"It is open between {english.counted(len(level), 'explanation')}, {named}{more}.", True
    if second and weighed.is_open(leader, second):
        if short and other:
            return f"It is open whether {short} or {other}.", False
        return f"It is open between two explanations, “{name[leader.id]}” and “{name[second.id]}”.", True
    if not short:
        text = f"The explanation that fits best is “{name[leader.id]}”"
        return f"{text}, before “{name[second.id]}”." if second else f"{text}.", True
    start = "Most likely" if leader.posterior >= 0.5 else "It may be that"
    if second and other and second.posterior >= _WORTH_NAMING:
        return f"{start} {short}, though it cannot be excluded that {other}.", False
    return f"{start} {short}.", False
