"""Who speaks by himself, and who says the opposite: texts of two publishers, and statements of theirs that affirm and deny the same.

Only what is certain to be the same counts: a claim of its own subject ("that the islands were discussed"), in the same words, of the same states,
figures and days, at about the same time. "Agreed to sign" and "refused to sign" may be of two people, and so may two sentences that begin with "he".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from hikiwake.record.merging.words import words_of
from hikiwake.record.model import Certainty, Document, Polarity, Said
from hikiwake.record.spans import squeezed
from hikiwake.terms.dates import Date
from hikiwake.terms.grades import Grade

_ALIKE = 0.75  # share of telling words that two statements must have in common
_FEWEST_WORDS = 4
_WITHIN_DAYS = 7
_GUESSED = frozenset({Grade.SPECULATION, Grade.OPINION})
_OF_SOMEBODY = re.compile(
    r"(?:that\s+)?(?:to|\w+ing|i|you|he|she|it|we|they|his|her|its|our|their|my|this|these|those)\b", re.IGNORECASE
)
_FIGURES = re.compile(r"\d[\d.,]*")
Claim = tuple[frozenset[str], frozenset[str], frozenset[str]]  # telling words, states, figures


def are_two(one: Document, other: Document) -> bool:
    """Whether the two texts are of two publishers; of texts that name none, nobody knows."""
    return bool(one.publisher and other.publisher) and squeezed(one.publisher or "") != squeezed(other.publisher or "")


def days_apart(one: Date | None, other: Date | None) -> int | None:
    """Days between the two, 0 or less where they meet; None where either has no bounds."""
    if not (one and other and one.earliest and one.latest and other.earliest and other.latest):
        return None
    return max((one.earliest - other.latest).days, (other.earliest - one.latest).days)


def opposites(statements: Sequence[Said], documents: Mapping[str, Document]) -> Iterable[tuple[Said, Said]]:
    """Pairs of statements of two publishers: the first affirms what the second denies."""
    denied = _claims(statements, Polarity.NEGATIVE)
    if not denied:
        return
    affirmed = _claims(statements, Polarity.POSITIVE)
    holding: dict[str, list[str]] = defaultdict(list)
    for id, (_, (words, *_)) in affirmed.items():
        for word in words:
            holding[word].append(id)
    for denial, claim in denied.values():
        words = claim[0]
        # Whoever shares so many of the words has one of any that are more than the rest.
        rarest = sorted(words, key=lambda word: (len(holding.get(word, ())), word))[: len(words) - int(_ALIKE * len(words)) + 1]
        for id in sorted({id for word in rarest for id in holding.get(word, ())}):
            other, affirmation = affirmed[id]
            if _are_alike(claim, affirmation) and _are_of_one_time(denial, other, documents):
                yield other, denial


def _claims(statements: Sequence[Said], polarity: Polarity) -> dict[str, tuple[Said, Claim]]:
    """The statements of this polarity that claim something for certain, with what they claim, by id."""
    found = ((said, _claim(said)) for said in statements if said.statement.polarity is polarity)
    return {said.id: (said, claim) for said, claim in found if claim is not None}


def _claim(said: Said) -> Claim | None:
    """What a statement claims for certain; None where it is guessed, open, short, or about somebody whom only its speaker knows."""
    statement = said.statement
    if statement.certainty is not Certainty.CERTAIN or statement.grade in _GUESSED:
        return None
    content = squeezed(statement.content.text)
    if _OF_SOMEBODY.match(content):
        return None
    words, states = words_of(content)
    return (frozenset(words), states, frozenset(_FIGURES.findall(content))) if len(words) >= _FEWEST_WORDS else None


def _are_alike(one: Claim, other: Claim) -> bool:
    return one[1:] == other[1:] and len(one[0] & other[0]) >= _ALIKE * len(one[0] | other[0])


def _are_of_one_time(one: Said, other: Said, documents: Mapping[str, Document]) -> bool:
    here, there = documents[one.statement.document], documents[other.statement.document]
    told = days_apart(here.date, there.date)
    days = [s.statement.date.date if s.statement.date else None for s in (one, other)]
    return are_two(here, there) and told is not None and told <= _WITHIN_DAYS and (days_apart(*days) or 0) <= 0
