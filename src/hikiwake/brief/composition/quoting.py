"""When an event is told in its source's own words: where the reading is not sure, and where a plain verb could say the opposite of the text.

A verb of ours drops what bends a sentence ("until", "never", "would rather"), and "is expected to" turns what is only wished, feared or ruled out
into a plan. So what has not happened stands in quotation marks, meetings and visits ahead aside, and so does what such a word stands beside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from hikiwake.brief import english
from hikiwake.brief.composition.names import NO_NAME, Names
from hikiwake.brief.composition.wording import event_words
from hikiwake.record.merging.tellings import Sentences, sentences
from hikiwake.record.model import Actor, Report, Span, Status
from hikiwake.terms import states

_SURE = 0.5  # below this confidence an entry reads as its source's own words
_MOST_WORDS = 25  # of a quotation that stands for an entry
_MOST_BENT = 32  # of one that shows what bends the sentence
_FARTHEST = 25  # words between the event and what bends it; beyond them it bends something else
_AFTER = 8  # words that are shown behind what the quotation is for, where the sentence has them
_BENDS = re.compile(
    r"\b(?:\w+n[’']t|not|no(?!\.)|never|neither|nor|nobody|nothing|none|cannot|without|unless|until|till|rather|instead)\b",
    re.IGNORECASE,
)
_UNDOES = re.compile(
    r"\b(?:if|whether|only when|refus\w+|declin\w+|den(?:y|ies|ied|ying)|reject\w*|rul(?:e|es|ed|ing) out|cancel\w*|call(?:s|ed|ing)? off"
    r"|put(?:s|ting)? off|postpon\w+|withdr[ae]w\w*|bann(?:ed|ing)|blocked|fail(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
# Beside a meeting ahead: who only wants it has none before him.
_WISHES = re.compile(
    r"\b(?:ready|willing\w*|wish\w*|want\w*|hop(?:es?|ed|ing)|offer\w*|propos\w*|suggest\w*|invit\w*|would like|calls? (?:for|on)|urg\w+"
    r"|asks?|asked)\b",
    re.IGNORECASE,
)
_OWN_PAPER = re.compile(r"\b(?:laws?|bills?|decrees?|orders?|petitions?|letters?)\b", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_DATELINE = re.compile(r"(?:[A-Z][A-Z.'’-]+[ ,]+)+[^\n]{0,60}?\s[-–—]\s+")


@dataclass(frozen=True, slots=True)
class _Passage:
    """What of a document a quotation is taken from, the stretch that must be in it, and how many words it may have."""

    span: Span
    core: Span
    most: int = _MOST_WORDS


def told(report: Report, text: str, names: Names, as_of: date) -> str:
    """The event as a sentence of ours, or as its source's words with whom they concern where those do not say it.

    Args:
        text: the stored text of the report's document; empty where it is gone, and no words can be quoted.
    """
    words = with_whom(report, text, names) if is_quoted(report, text) else ""
    return words or event_words(report, names, as_of)


def with_whom(report: Report, text: str, names: Names) -> str:
    """The source's words with whom they concern where those do not say it; empty where the text is gone."""
    if report.span.end > len(text):
        return ""
    words, is_cut = _cut(text, _passage(report, text))
    quotation = _in_marks(words.cut(text), is_cut)
    return quotation if _is_doubtful(report) else _about(report, words, text, names) + quotation


def is_quoted(report: Report, text: str) -> bool:
    return _is_doubtful(report) or _could_mislead(report, text)


def own_words(report: Report, text: str) -> str:
    """The words that tell the event, cut between words, the one that names it among them; with those that bend the sentence, where there are any."""
    if report.span.end > len(text):
        return ""
    words, is_cut = _cut(text, _passage(report, text))
    return _in_marks(words.cut(text), is_cut)


def sentence_of(report: Report, text: str) -> str:
    """The sentence around the word that names the event, and the event's own words; empty where the text is gone."""
    return _sentence(report, text).cut(text) if report.span.end <= len(text) else ""


def _in_marks(words: str, is_cut: tuple[bool, bool]) -> str:
    """A quotation, with "…" where something was left out before and behind."""
    shown = english.plain(words).strip(" ,;:•*").removeprefix("- ").removeprefix("– ")
    quotation = ("…" if is_cut[0] else "") + shown + ("…" if is_cut[1] else "")
    return english.quoted(quotation) + ("" if quotation.endswith((".", "?", "!", "…")) else ".")


def _is_doubtful(report: Report) -> bool:
    """Whether it is not known who did it to whom: an actor without a state, or a hostile act against the actor's own side and another at once."""
    if report.confidence < _SURE or not report.sources:
        return True
    sources, targets = ({a.country for a in some} for some in (report.sources, report.targets))
    at_odds = (report.goldstein or 0) < 0 and bool(sources & targets) and len(targets) > 1
    return None in sources | targets or at_odds


def _could_mislead(report: Report, text: str) -> bool:
    is_meeting = (report.cameo or "").startswith(("036", "04"))
    if report.status is Status.ACTUAL and (_lacks_the_other(report, text) or _is_visit_of_a_state(report)):
        return True
    if report.status is Status.ACTUAL:
        # Of talks that were held, what else the sentence says changes nothing.
        bending = _bending(report, text)
        return any(report.span.overlaps(b) for b in bending) if is_meeting else bool(bending)
    if report.status is not Status.PLANNED or not is_meeting:
        return True
    is_whole = len({a.name for a in (*report.sources, *report.targets)}) > 1 or report.place is not None
    is_wished = _WISHES.search(f"{report.trigger.text} {report.span.cut(text)}")
    return not is_whole or bool(is_wished) or bool(_bending(report, text, _BENDS, _UNDOES))


def _lacks_the_other(report: Report, text: str) -> bool:
    """Whether one alone recognised something, or signed a law and no agreement: what it was only the text says."""
    if len(report.sources) != 1 or report.targets or report.cameo not in ("054", "057"):
        return False
    return report.cameo == "054" or bool(_OWN_PAPER.search(report.span.cut(text)))


def _is_visit_of_a_state(report: Report) -> bool:
    """People visit, and where none is known to have, the text may speak of something else ("islands going to Japan")."""
    return (report.cameo or "").startswith("042") and any(states.find(a.name) for a in report.sources)


def _bending(report: Report, text: str, *words: re.Pattern[str]) -> list[Span]:
    """Where the event's own words, or its sentence near the word that names it, hold such words (those of `_BENDS` if none are given)."""
    within = _sentence(report, text)
    at = _named_by(report)
    found = [Span(*m.span()) for pattern in words or (_BENDS,) for m in pattern.finditer(text, within.start, within.end)]
    return [f for f in found if not at.overlaps(f) and len(_both(at, f).cut(text).split()) <= _FARTHEST]


def _named_by(report: Report) -> Span:
    """The first word of those that name the event."""
    return report.trigger.spans[0] if report.trigger.spans else report.span


def _both(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


@lru_cache(maxsize=64)
def _cut_up(text: str) -> Sentences:
    return sentences(text, ())


def _sentence(report: Report, text: str) -> Span:
    """The sentence around the word that names the event, and the event's own words."""
    if not text:
        return report.span
    start, end = _cut_up(text).at(min(_named_by(report).start, len(text) - 1))
    end = start + max(len(text[start:end].rstrip()), 1)
    dateline = _DATELINE.match(text, start, end)
    first = dateline.end() if dateline and dateline.end() <= report.span.start else min(start, report.span.start)
    return Span(first, max(end, report.span.end))


def _passage(report: Report, text: str) -> _Passage:
    """The event's own words; the sentence, where a word outside them bends it."""
    span = _whole_words(text, report.span)
    if (dateline := _DATELINE.match(text, span.start, span.end)) and dateline.end() <= _named_by(report).start:
        span = Span(dateline.end(), span.end)
    core = _named_by(report) if span.holds(_named_by(report)) else Span(span.start, span.start + 1)
    if report.status is Status.ACTUAL and _is_doubtful(report):
        return _Passage(span, core)
    bending = _bending(report, text) or (_bending(report, text, _UNDOES) if _could_mislead(report, text) else [])
    if not bending:
        return _Passage(span, core)
    nearest = min(bending, key=lambda b: (len(_both(core, b).cut(text)), b.start))
    core = _both(core, nearest)
    with_all = _both(core, span)
    core = with_all if len(with_all.cut(text).split()) <= _MOST_BENT else core
    is_within = all(span.holds(b) for b in bending)
    return _Passage(span, core) if is_within else _Passage(_sentence(report, text), core, _MOST_BENT)


def _cut(text: str, passage: _Passage) -> tuple[Span, tuple[bool, bool]]:
    """The passage no longer than it may be, its core in it, and whether something was left out before and behind."""
    words = [m.span() for m in _WORD.finditer(text, passage.span.start, passage.span.end)]
    first, last = (
        next((i for i, (_, end) in enumerate(words) if end > at), len(words) - 1)
        for at in (passage.core.start, passage.core.end - 1)
    )
    most = max(passage.most, last - first + 1)
    start = min(first, max(0, min(last + 1 + _AFTER, len(words)) - most))
    end = min(start + most, len(words))
    return Span(words[start][0], words[end - 1][1]), (start > 0, end < len(words))


def _whole_words(text: str, span: Span) -> Span:
    """The span widened to the borders of the words that it cuts."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def _about(report: Report, words: Span, text: str, names: Names) -> str:
    """`On Abe and Putin: `, for those whom the quoted words do not name."""
    unnamed: Sequence[Actor] = [a for a in (*report.sources, *report.targets) if not _is_named(a, words, text)]
    return f"On {english.listed(names.several(unnamed))}: " if unnamed else ""


def _is_named(actor: Actor, words: Span, text: str) -> bool:
    """Whether the words name an actor, and not only by a pronoun or an office that stands for a name."""
    is_name = actor.text[:1].isupper() or actor.text == actor.name
    is_there = words.holds(actor.span) and is_name and actor.text.lower() not in NO_NAME
    shown = words.cut(text)
    return is_there or any(w[:1].isupper() and re.search(rf"\b{re.escape(w)}\b", shown) for w in actor.name.split())
