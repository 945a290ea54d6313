"""Signposts: what one could see happen that would change the judgement, and which of it has come."""

from collections.abc import Sequence

from hikiwake.brief import english
from hikiwake.brief.composition.material import BY_RULE, Material
from hikiwake.brief.composition.reasons.argument import lower_start
from hikiwake.brief.composition.signpost_answers import Answer, answers
from hikiwake.brief.model import Sentence

_MOST_STATED = 2  # of a direction


def signposts(material: Material) -> tuple[Sentence, ...]:
    """What would change the judgement, as the case states it."""
    out = []
    for key, _, word, stated in _directions(material):
        if stated:
            text = f"{word}: {'; '.join(lower_start(english.clause(s)) for s in stated[:_MOST_STATED])}."
            out.append(material.judged(f"page_one:{key}", text, key))
    if not out:
        text = "The case does not say yet; state change_up and change_down in the case file."
        out.append(Sentence("page_one:change:none", text, judgement=BY_RULE))
    return tuple(out)


def come(material: Material) -> tuple[Sentence, ...]:
    """The signposts that the record answers, one of each direction: what has happened before what is only said to come, the latest first."""
    out = []
    for key, verb, _, stated in _directions(material):
        if found := answers(stated, material):
            best = min(found, key=lambda a: (not a.has_happened, -a.day.toordinal()))
            out.append(_told(best, key, verb, material))
    return tuple(out)


def _told(answer: Answer, key: str, verb: str, material: Material) -> Sentence:
    come = "has happened: " if answer.has_happened else "may be coming. "
    text = f"What we said would {verb} the likelihood {come}{answer.text} ({answer.grade.label})."
    return Sentence(f"page_one:come:{key}", text, (*answer.cites, material.stated(key)), judgement=BY_RULE)


def _directions(material: Material) -> tuple[tuple[str, str, str, Sequence[str]], ...]:
    """Each with its key in the case, what it does to the likelihood, the word that heads it, and the lines."""
    case = material.assessment.case
    return ("change_up", "raise", "Up", case.change_up), ("change_down", "lower", "Down", case.change_down)
