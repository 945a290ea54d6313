"""Sourcing: how a statement reaches us, how sure it is of its content, and whether it affirms or denies.

Three things that must not be mixed (ICD 203): the grade is about the channel, the certainty about the words, neither about the truth.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hikiwake.record.model import Actor, Certainty, Polarity, Span, Statement
from hikiwake.terms.grades import Grade

_UNNAMED = frozenset(
    "official officials source sources diplomat diplomats aide aides insider insiders adviser advisers advisor advisors spokesman spokeswoman "
    "spokesperson spokespeople analyst analysts expert experts person people man woman lawmaker lawmakers negotiator negotiators member members "
    "executive executives researcher researchers scholar scholars resident residents someone somebody anyone voter voters supporter supporters "
    "witness witnesses politician politicians minister ministers envoy envoys officer officers".split()
)
_HIDDEN = re.compile(r"\b(anonym\w+|not (?:be )?(?:named|identified)|unnamed|unidentified|familiar with|close to|in the know)\b", re.I)
_PRESS = frozenset(
    "media press newspaper newspapers article articles commentary commentaries tabloid tabloids report reports outlet outlets paper papers "
    "commentator commentators columnist columnists pundit pundits observer observers speculation rumour rumours rumor rumors editorial editorials "
    "blogger bloggers journalist journalists".split()
)
_CROWD = frozenset("many some most others few several critics sceptics skeptics all everyone everybody one observers majority".split())
_RELAYING = frozenset("report carry quote publish".split())
_SPEAKER_PRONOUNS = frozenset("he she they him her them i we his their my our who whom it".split())
_NEGATIVE_CUES = frozenset(
    "deny reject rebut refute dismiss contradict repudiate disavow doubt refuse decline oppose denial refusal opposition unwilling opposed "
    "reluctant unwillingness doubtful sceptical skeptical".split()
)
_NEGATIVE_CUES |= {"rule out"}
_NEGATION = re.compile(r"\b(?:not|never|no|none|nothing|nobody|neither|cannot)\b|n[’']t\b", re.I)
_POSSIBLE = re.compile(r"\b(?:may|might|could|can|possibly|perhaps|possible|maybe|conceivabl[ey]|potentially)\b", re.I)
_PROBABLE = re.compile(r"\b(?:probabl[ey]|likely|presumably|should|expected|apparently|seems?|appears?|hopefully)\b", re.I)
_UNSURE = re.compile(r"^\W*(?:whether|if|why|when|where|who|what|how)\b", re.I)


@dataclass(frozen=True, slots=True)
class Channel:
    """What is known of the way a statement took: its source's words, the actor behind them, its cue, and whether it is quoted or public."""

    source: str | None
    speaker: Actor | None
    kind: str
    lemma: str
    is_quoted: bool = False
    is_public: bool = False
    is_hedged: bool = False
    has_name: bool = False  # a proper name stands in the source


def grade_of(channel: Channel) -> Grade:
    """The grade of one statement on its own; chains through others are graded by `nested`."""
    if channel.source is None:
        return _without_source(channel)
    words = re.findall(r"[\w’'-]+", channel.source.lower())
    if _HIDDEN.search(channel.source):
        return Grade.ANONYMOUS
    head = _head(words)
    if head in _PRESS:
        named = channel.has_name and channel.speaker is not None and channel.speaker.sector == "MED" and head not in ("press", "media")
        grade = Grade.REPORTED if channel.lemma in _RELAYING else Grade.ATTRIBUTED if named else Grade.SPECULATION
        return grade
    if head in _CROWD:
        return Grade.SPECULATION
    is_person_unnamed = head in _UNNAMED and not _is_named(channel)
    if is_person_unnamed:
        return Grade.ANONYMOUS
    if channel.is_hedged:
        return Grade.REPORTED
    if not _is_named(channel) and words and words[0] in ("a", "an", "one", "another") and head not in _SPEAKER_PRONOUNS:
        return Grade.ANONYMOUS
    if channel.kind == "speech" and (channel.is_quoted or channel.is_public):
        return Grade.ON_RECORD
    return Grade.ATTRIBUTED


def _without_source(channel: Channel) -> Grade:
    if channel.kind == "appearance":
        return Grade.OPINION
    if channel.kind in ("belief", "intent", "evidence", "stance"):
        return Grade.SPECULATION
    return Grade.REPORTED


def _head(words: Sequence[str]) -> str:
    """The noun that the source turns on: the last word before its first comma-less modifier, read simply."""
    stops = ("of", "in", "at", "from", "for", "with", "on", "who", "that", "which", "to", "by", "close", "familiar", "inside")
    kept = []
    for word in words:
        if word in stops and kept:
            break
        kept.append(word)
    return kept[-1] if kept else ""


def _is_named(channel: Channel) -> bool:
    return channel.has_name and _head(re.findall(r"[\w’'-]+", (channel.source or "").lower())) not in _PLURALS


_PLURALS = frozenset(w for w in _UNNAMED if w.endswith("s") and w != "witness")


def certainty_of_words(content: str, kind: str = "speech", lemma: str = "say") -> Certainty:
    """How sure the source says it is, by its own words and the cue's: "may" possible, "is likely" probable, "whether" unknown."""
    if _UNSURE.search(content) and kind in ("speech", "belief") and lemma in ("ask", "wonder", "know", "doubt", "inquire", "enquire", "question"):
        return Certainty.UNKNOWN
    if content.rstrip("”\"’' ").endswith("?"):
        return Certainty.UNKNOWN
    if _POSSIBLE.search(content):
        return Certainty.POSSIBLE
    if lemma in ("hope", "fear", "worry", "wish", "suspect", "speculate", "wonder", "hint", "imagine"):
        return Certainty.POSSIBLE
    if _PROBABLE.search(content) or lemma in _LEANING:
        return Certainty.PROBABLE
    return Certainty.CERTAIN


_LEANING = frozenset("think believe feel suppose assume presume expect anticipate suggest seem appear predict forecast estimate belief expectation".split())


def polarity_of(content: str, lemma: str, *, is_negated: bool) -> Polarity:
    """Whether the source affirms its content: a denial, a refusal and a negated main clause do not."""
    opening = content if len(content) < 160 else content[:160]
    negatives = int(lemma in _NEGATIVE_CUES) + int(is_negated) + int(bool(_NEGATION.search(_main_clause(opening))))
    return Polarity.NEGATIVE if negatives % 2 else Polarity.POSITIVE


def _main_clause(content: str) -> str:
    return re.split(r"[,;:.]|\b(?:because|which|who|if|unless|although|while)\b", content.lstrip(" ,"), maxsplit=1)[0]


def grade_at(span: Span, statements: Sequence[Statement]) -> tuple[Grade | None, int | None]:
    """How the words at `span` reach us: grade and index of the tightest statement whose content holds them; (None, None) for the author's own.

    Judgements of the author (no cue) carry nothing but themselves and are looked at last.
    """
    best: tuple[bool, int, int] | None = None
    for i, statement in enumerate(statements):
        if any(s.holds(span) for s in statement.content.spans):
            size = sum(s.end - s.start for s in statement.content.spans)
            key = (statement.cue is None, size, i)
            best = key if best is None or key < best else best
    return (statements[best[2]].grade, best[2]) if best else (None, None)
