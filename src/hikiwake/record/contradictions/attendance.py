"""Who was there and who stayed away: "Somalia did not attend" and "Somalia was represented", of one meeting, hearing or exercise.

Both stand beside the report of the same happening: in its sentence, or in one of the next, of nothing else ("did not attend." · "boycotted the
talks"). The same state or person is named right before the verb: that a minister stayed away does not say that his country did.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hikiwake.record.contradictions.lists import listed
from hikiwake.record.contradictions.papers import are_two
from hikiwake.record.contradictions.sides import Dispute, Documents, Side, Told, is_done, side, told_of
from hikiwake.record.merging.tellings import Sentences, sentences
from hikiwake.record.merging.words import name_words, stem
from hikiwake.record.model import Document, Event, Report
from hikiwake.record.spans import squeezed
from hikiwake.record.voices import days_apart
from hikiwake.terms.states import find

_ENVOY = r"(?:envoys?|delegations?|delegates?|representatives?|ministers?|diplomats?|agents?|observers?)"
_AWAY = (
    r"did(?:\s+not|n['’]t)\s+(?:attend|take\s+part|participate|come|appear|show\s+up)|stay(?:ed|s)\s+away(?:\s+from)?|"
    r"(?:was|were)(?:\s+not|n['’]t)\s+(?:represented|present)|(?:was|were)\s+absent(?:\s+from)?|boycott(?:ed|s)|skip(?:ped|s)|"
    rf"took\s+no\s+part|failed\s+to\s+(?:attend|appear|show\s+up|come)|sent\s+(?:nobody|no\s+one|no\s+{_ENVOY})"
)
_THERE = (
    r"attend(?:ed|s)|took\s+part|takes\s+part|participated|(?:was|were)\s+(?:represented|present)|"
    rf"sent\s+(?:an?|its|their)\s+(?:[\w-]+\s+)?{_ENVOY}"
)
_CLAIM = re.compile(
    rf"(?P<who>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){{0,3}})\s+(?:(?P<away>{_AWAY})|(?P<there>{_THERE}))\b(?:\s+(?:in|at))?"
    r"(?P<rest>[^.;]{0,60})"
)
_MAYBE_AWAY = re.compile(_AWAY)
_OBJECT = re.compile(
    r"\s+(?:the|that|this|these|its|a|an)\s+(?:[\w’'-]+\s+){0,3}?(?P<noun>[\w’'-]+)(?=\s*(?:$|[,.;]|\b(?:in|on|at|with|of|as|when|while)\b))"
)
_OF_ITSELF = re.compile(r"\s*(?:$|[,.;]|(?:as|when|while)\b)")
_OF_ANOTHER = re.compile(  # another one, or a part of it
    r"\b(?:last|previous|earlier|former|second|third|final|next|again|opening|closing|press|plenary|preparatory|technical)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:if|unless|whether|rumou?r\w*|reportedly|alleged\w*|claim\w*|reports?\s+that|den(?:y|ies|ied)|wrong|false|untrue)\b",
    re.IGNORECASE,
)
_NEXT = 2  # sentences after the report's own


@dataclass(frozen=True, slots=True)
class _Claim:
    """That somebody (`who`, of one state or person) was there or stayed away, in the text's words."""

    who: str
    named: str
    is_there: bool
    told: Told


def tells_of_absence(document: Document) -> bool:
    """Whether the text says of anybody that he stayed away: where none of a happening's texts does, nobody contradicts who was there."""
    return bool(_MAYBE_AWAY.search(document.text))


def of_attendance(event: Event, documents: Documents) -> Dispute | None:
    """The reports of one happening beside which one text says that somebody was there and another that he stayed away."""
    done = [one for one in told_of(event, is_done) if _looks_back(one[1], documents[one[1].document])]
    by_who: dict[str, list[_Claim]] = defaultdict(list)
    for one in done:
        for claim in _claims(one, documents[one[1].document]):
            by_who[claim.who].append(claim)
    for some in by_who.values():
        there, away = ([c for c in some if c.is_there is is_there] for is_there in (True, False))
        if there and away and all(_are_rivals(a, b, documents) for a in there for b in away):
            return Dispute("attended", (_side(there, documents), _side(away, documents)))
    return None


def _claims(one: Told, document: Document) -> Iterator[_Claim]:
    cut = sentences(document.text, ())
    acts = frozenset(map(stem, one[1].trigger.text.split()))
    for sentence in _from(one[1], cut):
        if _UNSURE.search(sentence):
            continue
        for found in _CLAIM.finditer(sentence):
            rest = found["rest"]
            noun = _OBJECT.match(rest)
            is_of_it = bool(_OF_ITSELF.match(rest)) or _is_gathering(noun, acts)
            if is_of_it and not _OF_ANOTHER.search(rest.partition(",")[0]) and (who := _who(found["who"])):
                yield _Claim(who, squeezed(found["who"]), bool(found["there"]), one)


def _is_gathering(noun: re.Match[str] | None, acts: frozenset[str]) -> bool:
    """Whether what was attended is what the report tells of, by its own word or by one for any such ("the ceremony")."""
    return noun is not None and (stem(noun["noun"]) in acts or noun["noun"] in listed("gatherings"))


def _from(report: Report, cut: Sentences) -> Iterator[str]:
    """The report's sentence and the next ones."""
    start, end = cut.at(report.trigger.spans[0].start)
    for _ in range(_NEXT + 1):
        yield squeezed(cut.text[start:end])
        if end >= len(cut.text):
            return
        start, end = cut.at(end)


def _who(named: str) -> str:
    """The state's code, or the last word of a person's name."""
    state = find(re.sub(r"^The\s+", "", squeezed(named)))
    words = name_words(named)
    return state.iso3 if state else words[-1] if len(words) > 1 else ""


def _looks_back(report: Report, document: Document) -> bool:
    """Whether the text was written on the day or later."""
    when = report.date.date if report.date else None
    return bool(when and when.earliest and document.date and document.date.latest and when.earliest <= document.date.latest)


def _are_rivals(one: _Claim, other: _Claim, documents: Documents) -> bool:
    here, there = one.told[1], other.told[1]
    days = [r.date.date if r.date else None for r in (here, there)]
    return are_two(documents[here.document], documents[there.document]) and (days_apart(*days) or 0) <= 0


def _side(claims: list[_Claim], documents: Documents) -> Side:
    first = claims[0]
    says = f"that {first.named} was there" if first.is_there else f"that {first.named} stayed away"
    return side(says, [c.told for c in claims], documents)
