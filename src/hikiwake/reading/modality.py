"""Modality: how sure a source says it is of its content, and whether it affirms or denies it (`docs/annotation.md`).

Cue and main clause of the first claim decide, the weakest word wins; what stands in a subordinate clause does not count.
"""

import re

from hikiwake.reading.sourcing_claim import first_claim, main_clause
from hikiwake.reading.sourcing_cue import Sense, senses
from hikiwake.record.model import Certainty, Polarity

_NEGATION = re.compile(
    r"\b(?:not (?!only\b|just\b|merely\b|least\b|to\b)(?<!, not (?=on\b|in\b|at\b))|(?<!\w )not to\b|not$|never\b|nobody\b|no one\b|none\b|"
    r"nothing\b(?! (?:short of|less than|but)\b)|neither\b|nor\b|cannot\b|unlikely\b|"
    r"no (?!doubt\b|question\b|less\b|wonder\b|matter\b|sooner\b|secret\b))|\w+n[’']t\b(?! (?:only|just)\b)",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"(?<!every )(?<!all )(?<!best )(?<!soon as )(?<!much as )\b(?:(?:may|might|could)(?! well\b)|hopefully|possibly|"
    r"perhaps|possible|maybe|conceivabl[ey]|potentially|possibilit(?:y|ies)|risks?|threatens?|in danger of|"
    r"(?:hope|fear|worry|worried|afraid|hopeful)(?= that\b| to\b)|"
    r"(?<=I )(?:hope|fear|worry)|(?<=we )(?:hope|fear|worry))\b",
    re.IGNORECASE,
)
_PROBABLE = re.compile(
    r"\b(?:(?:may|might|could) well|probabl[ey]|probability|(?<!more )(?<!less )(?<!most )(?:un)?likely|presumably|"
    r"expected|apparently|seem(?:s|ed|ingly)?|appear(?:s|ed)?(?= (?:to|that|as|[a-z]+ly)\b)|"
    r"almost certainly|tends? to|suggests? that|supposed to|bound to|doubts?(?= that\b))\b|"
    r"\b(?:I|we)(?:[’']ve| (?:do(?: not|n[’']t)|really|just|always|still|honestly|firmly|strongly|also|would|have|had))* "
    r"(?:think|believe|guess|suppose|suspect|expect|feel(?= that| like)|doubt|bet|imagine)\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"(?:\bnot|n[’']t)(?: (?:yet|really|quite|even|always))? (?:known|clear|certain|sure|know)\b|\b(?:whether|unclear|uncertain|unknown|"
    r"wonder(?:s|ed|ing)?|too (?:soon|early) to (?:say|tell|know|judge)|hard to (?:say|tell|know)|(?:only )?time will tell|"
    r"any(?:body|one)[’']s guess|remains to be seen|undecided|no idea)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"^\W*(?:whether|if|why|when|where|who|whose|whom|what|how|which)\b", re.IGNORECASE)
_REQUESTED = re.compile(r"^\W*(?:that\b|for\b|(?!about\b)(?:[\w.’'-]+ ){0,6}?to [a-z]+)", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?<!even )(?<!as )(?<!only )(?<!what )(?<!see )(?<!know )(?<!ask )(?<!asked )(?<!wonder )\bif\b(?! not\b| any\b| ever\b)|\bunless\b|"
    r"\bdepending on\b|\bprovided that\b|^\W*should (?:[\w.’'-]+ ){1,6}\w+[^?]*, ",
    re.IGNORECASE,
)
_STARTS_WITH_ONE = re.compile(r"^\W*(?:(?:that|but|and|so|yet) )?,? ?(?:if|unless|should|were|had|depending)\b", re.IGNORECASE)
_WOULD = re.compile(r"\b(?:would|could|might)\b|[’']d\b", re.IGNORECASE)
_NO_DOUBT = re.compile(r"\bno (?:doubt|question)\b", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|would|will|can|could|may|might|did|does|do)\b|\w[’'](?:s|re|ve|d|ll)\b", re.IGNORECASE
)
_PROPOSED = re.compile(r"\b(?:should|be \w+(?:ed|en|t)|ought to)\b")
_ALWAYS_OPEN = frozenset({"wonder", "unsure", "uncertain", "undecided"})


def certainty_of(content: str, *, cue: str = "", lemma: str = "say") -> Certainty:
    """How sure the source says it is: "may" possible, "is likely" probable, "whether" unknown.

    Args:
        content: the words of what is said.
        cue: the words of the cue ("did not know", "is unlikely to").
        lemma: of the cue; "hope" and "fear" make the content possible, "think" and "expect" probable.
    """
    sense = _sense(cue, lemma)
    claim = first_claim(content)
    main = main_clause(claim)
    if _is_open(claim, main, cue, lemma, sense):
        return Certainty.UNKNOWN
    own = None if lemma in ("suggest", "suggestion") and _is_proposal(claim) else sense.certainty
    if own is Certainty.POSSIBLE or _POSSIBLE.search(main) or _POSSIBLE.search(cue) or _hangs_on_a_condition(claim, main):
        return Certainty.POSSIBLE
    if own is Certainty.PROBABLE or _PROBABLE.search(main) or _PROBABLE.search(cue):
        return Certainty.PROBABLE
    return Certainty.CERTAIN


def polarity_of(content: str, *, cue: str = "", lemma: str = "say", is_negated: bool = False) -> Polarity:
    """Whether the source affirms its content: a denial, a refusal or a negated main clause does not; two of them do again.

    `is_negated`: the cue is, where its words are not given.
    """
    denies = _sense(cue, lemma).denies
    negates = is_negated or (_NEGATION.search(cue) is not None and lemma != "unlikely")
    negatives = sum((denies, negates, _NEGATION.search(main_clause(first_claim(content))) is not None))
    return Polarity.NEGATIVE if negatives % 2 else Polarity.POSITIVE


def _sense(cue: str, lemma: str) -> Sense:
    """The cue's sense; "no doubt" and "no question" have none of their own."""
    return Sense() if _NO_DOUBT.search(cue) else senses().get(lemma, Sense())


def _is_open(claim: str, main: str, cue: str, lemma: str, sense: Sense) -> bool:
    """Whether it is left open: a question, "whether", not known."""
    if claim.rstrip("”\"’'») ").endswith("?"):
        return True
    if lemma == "ask" and _REQUESTED.search(claim) and not _ASKED.search(claim):
        return False  # "asked him to leave" is a request
    if _ASKED.search(claim) and _NEGATION.search(cue):
        return True  # "did not say whose it was"
    if sense.certainty is Certainty.UNKNOWN and (sense.act in ("ask", "appear") or _ASKED.search(claim) or lemma in _ALWAYS_OPEN):
        return True
    return _UNKNOWN.search(main) is not None or _UNKNOWN.search(cue) is not None


def _hangs_on_a_condition(claim: str, main: str) -> bool:
    """ "If it rains, we stay", "would stay if it rained"; a condition added to what will be ("… if elected") does not count."""
    return _CONDITION.search(claim) is not None and (_STARTS_WITH_ONE.search(claim) or _WOULD.search(main)) is not None


def _is_proposal(claim: str) -> bool:
    """ "suggested that a delegate be sent", "suggested a meeting": a proposal, no finding."""
    return _PROPOSED.search(claim) is not None or _FINITE.search(claim) is None
