"""Who speaks by himself, and who says the opposite: texts of two publishers, statements of theirs that affirm and deny the same, and
statements that what another text tells has not happened.

Only what is certain to be the same counts: a claim of its own subject ("that the islands were discussed"), in the same words, of the same states,
figures and days, at about the same time. "Agreed to sign" and "refused to sign" may be of two people, and so may two sentences that begin with "he".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hikiwake.record.merging import scale
from hikiwake.record.merging.words import is_light, stem, words_of
from hikiwake.record.model import Certainty, Document, Event, Polarity, Report, Said, Statement
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
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_FEWEST_DENIED_WORDS = 3
_DENIED_WITHIN_DAYS = 14  # a denial that names no day is of what was just told
_DENIED_WITHIN_A_YEAR = 366  # one that names a day seldom names its year
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|refut(?:es?|ed|ing))\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:will|would|shall|should|plan\w*|intend\w*|going\s+to|about\s+to|may|might|could|can)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|never|none|neither|nor|without)\b|n['’]t\b", re.IGNORECASE)
# "no memorandum had been signed" · "the two had never signed a memorandum": the negation rules the act itself, which is over.
_NOT_DONE = re.compile(
    r"(?:that\s+)?(?:no\s+[^,;:.]*?\b(?:been|was|were)\s+(?:ever\s+)?(\w+)"
    r"|(?!no\b)[^,;:.]*?\b(?:(?:had|has|have|was|were|did)(?:\s+not|n['’]t|\s+never)(?:\s+(?:ever|yet))?(?:\s+been)?|never)\s+(\w+))",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?:that\s+)?(?:its|his|her|their)\b", re.IGNORECASE)
_SOMEONE = re.compile(r"(?:an?|one|some|several|two|three|many|other|another)\b", re.IGNORECASE)
# Telling words, states, figures and names, and whose it is ("its soldiers"), empty where it is nobody's.
Claim = tuple[frozenset[str], frozenset[str], frozenset[str], str]


def are_two(one: Document, other: Document) -> bool:
    """Whether the two texts are of two publishers; of texts that name none, nobody knows."""
    return bool(one.publisher and other.publisher) and squeezed(one.publisher or "") != squeezed(other.publisher or "")


def speaker_of(statement: Statement) -> str:
    """Who is named as speaking, as resolved or else in the text's words; empty where those are "he", or nobody is."""
    if statement.speaker:
        return statement.speaker.name
    return statement.source.text if statement.source and not _OF_SOMEBODY.match(statement.source.text) else ""


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
    whose = _known_speaker(statement) if _OWN.match(content) else ""
    if _OF_SOMEBODY.match(content) and not whose:
        return None
    words, states = words_of(content)
    names = frozenset(word for word, worth in words.items() if worth >= scale.NAME_WORTH)
    return (frozenset(words), states, names | {*_FIGURES.findall(content)}, whose) if len(words) >= _FEWEST_WORDS else None


def _known_speaker(statement: Statement) -> str:
    """The speaker's name in small letters, "the" aside; empty of one who is "a diplomat": another text may mean another one."""
    name = speaker_of(statement)
    return "" if _SOMEONE.match(name) else re.sub(r"^the\s+", "", squeezed(name).casefold())


def _are_alike(one: Claim, other: Claim) -> bool:
    return one[1:] == other[1:] and len(one[0] & other[0]) >= _ALIKE * len(one[0] | other[0])


def _are_of_one_time(one: Said, other: Said, documents: Mapping[str, Document]) -> bool:
    here, there = documents[one.statement.document], documents[other.statement.document]
    told = days_apart(here.date, there.date)
    days = [s.statement.date.date if s.statement.date else None for s in (one, other)]
    return are_two(here, there) and told is not None and told <= _WITHIN_DAYS and (days_apart(*days) or 0) <= 0


def denials(
    statements: Sequence[Said], events: Sequence[Event], documents: Mapping[str, Document]
) -> Iterable[tuple[Event, Said]]:
    """Events that one text tells, and statements in a later one that it did not happen: of the same act, states and day.

    The later text is another publisher's, or one whose publisher is named where the earlier one's is not, or the same publisher's, who takes
    it back. All telling words of the denial but a few stand in the words of the event.
    """
    denied = [(said, denial) for said in statements if (denial := _denied(said)) is not None]
    if not denied:
        return
    by_act: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for act in _acts(event.best) if event.best.date else ():
            by_act[act].append(event)
    for said, denial in denied:
        for event in {e.id: e for act in sorted(denial.words) for e in by_act.get(act, ())}.values():
            if _is_of(said, denial, event.best, documents):
                yield event, said


@dataclass(frozen=True, slots=True)
class _Denial:
    """What is said not to have happened: its telling words, states and figures, and the verb that the "not" rules, empty after "denied"."""

    words: frozenset[str]
    states: frozenset[str]
    figures: frozenset[str]
    act: str


def _denied(said: Said) -> _Denial | None:
    """What a statement says for certain not to have happened; None where it says something else."""
    statement = said.statement
    is_sure = statement.certainty is Certainty.CERTAIN and statement.grade not in _GUESSED
    if not is_sure or statement.polarity is not Polarity.NEGATIVE:
        return None
    content = squeezed(statement.content.text)
    if statement.cue and _DENIES.search(statement.cue.text):
        act, is_one = "", not _NOT.search(content) and not _LATER.search(content)
    else:
        found = _NOT_DONE.match(content)
        act = stem(found[1] or found[2]) if found else ""
        is_one = bool(act) and len(_NOT.findall(content)) == 1
    words, states = words_of(content)
    return _Denial(frozenset(words), states, frozenset(_FIGURES.findall(content)), act) if is_one and states else None


def _acts(report: Report) -> frozenset[str]:
    """The words that name the act, without those that tell none ("held")."""
    return frozenset(word for word in words_of(squeezed(report.trigger.text).lower())[0] if not is_light(word))


def _is_of(said: Said, denial: _Denial, done: Report, documents: Mapping[str, Document]) -> bool:
    """Whether a denial is of what a report tells."""
    words, acts = denial.words, _acts(done)
    earlier, later = documents[done.document], documents[said.statement.document]
    told = squeezed(done.span.cut(earlier.text))
    involved = frozenset(a.country for a in (*done.sources, *done.targets) if a.country)
    is_same_act = acts <= words and (not denial.act or denial.act in acts or is_light(denial.act))
    if not is_same_act or not denial.states <= involved or not denial.figures <= frozenset(_FIGURES.findall(told)):
        return False
    if len(words) < _FEWEST_DENIED_WORDS or len(words & words_of(told)[0].keys()) < _ALIKE * len(words):
        return False
    return _is_later_voice(earlier, later) and _is_of_then(said.statement, done, later, has_figures=bool(denial.figures))


def _is_later_voice(earlier: Document, later: Document) -> bool:
    """Whether the later text can take back or deny what the earlier one tells."""
    if earlier.id == later.id or not later.publisher:
        return False
    last, first = earlier.date and earlier.date.latest, later.date and later.date.earliest
    is_after = bool(last and first and last < first)
    return is_after or are_two(earlier, later)


def _is_of_then(statement: Statement, done: Report, later: Document, *, has_figures: bool) -> bool:
    """Whether the deed lies on the day that the denial names, or, where it names none, shortly before it was made."""
    when, made = done.date.date if done.date else None, later.date
    if when is None or not when.latest or made is None or not made.earliest:
        return False
    own = statement.date if statement.date and any(s.holds(statement.date.span) for s in statement.content.spans) else None
    if own is not None:
        apart = days_apart(own.date, when)
        return apart is not None and apart <= 0
    most = _DENIED_WITHIN_A_YEAR if has_figures else _DENIED_WITHIN_DAYS
    return 0 <= (made.earliest - when.latest).days <= most
