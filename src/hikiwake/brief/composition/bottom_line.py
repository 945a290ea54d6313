"""The bottom line: how likely a settlement is, what that rests on, and how well founded it is, each in a sentence of its own."""

import re
from collections.abc import Sequence

from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition import base_rate
from hikiwake.brief.composition.material import BY_RULE, RECORD, Material
from hikiwake.brief.composition.reasons.argument import NEITHER, Argument
from hikiwake.brief.model import Sentence
from hikiwake.forecasting.model import Forecast
from hikiwake.terms.likelihood import likelihood_word

_QUESTION = re.compile(r"^Will\s+(.*)\?$", re.DOTALL)
_DEADLINE = re.compile(r"\b(by|before|until)\b[^,]*\d{4}|\b(by|before) (then|the end|the horizon)\b", re.IGNORECASE)


def bottom_line(material: Material, reasons: Sequence[Argument]) -> tuple[Sentence, ...]:
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


def confidence(material: Material) -> Sentence:
    """How well founded the judgement is, never in one sentence with its likelihood (ICD 203)."""
    basis = material.assessment.basis
    text = f"Our confidence in this judgement is {basis.confidence.value}"
    because = [b for b in basis.because if "base rate" not in b][:4]  # the line above says that it is one
    if because:
        text += f": {english.listed(map(english.clause, because))}"
    return Sentence("page_one:confidence", f"{text}.", (RECORD,), judgement=BY_RULE)
