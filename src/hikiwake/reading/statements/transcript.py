"""Transcripts and interviews: turns marked by their speaker ("THE PRESIDENT: …", "Q  …", "Mr. Lavrov: …", "Mira Kosta: …")."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import Draft, Spans, tight
from hikiwake.record.model import Span

_CAPITALS = r"(?:THE\s+)?[A-Z][A-Z’'.\-]+(?:[ ][A-Z][A-Z’'.\-]*){0,5}(?:\s\([^)]{1,40}\))?"
_TITLED = r"(?:Mr|Mrs|Ms|Dr|Sir|Senator|President|Prime Minister|Foreign Minister|Minister|Secretary|Ambassador)\.?[ ](?:[A-Z][\w’'-]+[ ]?){1,3}"
_PLAIN = r"(?![QA]\d)(?:[A-Z][\w’'.\-]*[ ]){0,3}[A-Z][\w’'\-]+"  # a name as it is written in running text
_GAP = r"[^\S\n]"  # pages on the web put blanks there that do not break
_LABEL = re.compile(
    rf"^(?:{_GAP}|[*_])*(?:(?P<who>{_CAPITALS}|{_TITLED}|Question|Answer|Interviewer|(?P<plain>{_PLAIN})){_GAP}*(?P<colon>:)[*_]*\s+(?=\S)|"
    rf"(?P<q>Q|A)\d{{0,2}}(?:[*_]*(?P<stop>[:.])[*_]*|{_GAP}?[–—-]{_GAP}|{_GAP}{{2,}}|(?<=Q){_GAP})\s*(?=[A-Z“\"]))|"
    r"(?<=[.!?…”\"] )(?P<inline>Q|A|Question|Answer)(?P<sign>:)\s+(?=[A-Z“\"])",  # where lines were joined to a paragraph
    re.MULTILINE,
)
_ASKERS = frozenset(
    {
        "q",
        "question",
        "interviewer",
        "presenter",
        "host",
        "moderator",
        "anchor",
        "reporter",
        "journalist",
        "correspondent",
        "operator",
    }
)
_SENTENCE_END = re.compile(r"[.!?…](?=[”\"’')*_]*(?:\s|$))")
_AUDIENCE = re.compile(
    r"\b(?:Mr\.? President, |Madam President, |Mr\.? Speaker, |Mr\.? Chairman, |Excellencies\b|[Ll]adies and [Gg]entlemen\b|"
    r"[Dd]istinguished (?:delegates|guests|colleagues|representatives)\b|[Mm]y fellow (?:citizens|countrymen|\w+ns)\b)"
)
_OPENING = 3000  # characters in which a speech greets its audience
_FEWEST_TURNS = 2


@dataclass(frozen=True, slots=True)
class _Turn:
    """`source` names who speaks ("A" too), `cue` is the sign behind it, or the label where there is none; `content` one span a paragraph."""

    at: Span  # the whole label
    source: Span
    cue: Span
    name: str
    is_plain: bool
    content: Spans = ()


def turns(text: str, passages: Sequence[Passage]) -> list[Draft]:
    """One draft for each turn that says something, `is_question` where it is an interviewer's or only asks; none where the text is no transcript.

    Names in running text are labels only where they come again and one of the voices asks.
    """
    found = _with_contents(text, list(_labels(text)), passages)
    if any(turn.is_plain for turn in found):
        often, asking = Counter(turn.name for turn in found), _asking(text, found)
        kept = [t for t in found if not t.is_plain or (asking and often[t.name] >= _FEWEST_TURNS)]
        found = _with_contents(text, kept, passages)
    names = [turn.name for turn in found]
    if len(names) < _FEWEST_TURNS or len(set(names)) < 2 or len(set(names)) == len(names) > 4:
        return []
    asking = _asking(text, found)
    return [_draft(turn, turn.name in asking or _only_asks(text, turn)) for turn in found if turn.content]


def _labels(text: str) -> Iterator[_Turn]:
    for found in _LABEL.finditer(text):
        who = next(group for group in ("who", "q", "inline") if found[group])
        sign = next((group for group in ("colon", "stop", "sign") if found[group]), who)
        name = re.sub(r"\s\(.*", "", found[who]).casefold()
        yield _Turn(Span(*found.span()), Span(*found.span(who)), Span(*found.span(sign)), name, found["plain"] is not None)


def _with_contents(text: str, labels: Sequence[_Turn], passages: Sequence[Passage]) -> list[_Turn]:
    """The turns with what is said from each label to the next."""
    starts = [p.offset for p in passages]
    found = []
    for i, label in enumerate(labels):
        end = labels[i + 1].at.start if i + 1 < len(labels) else len(text)
        first, last = bisect_right(starts, label.at.end) - 1, bisect_right(starts, end - 1)
        borders = [label.at.end, *starts[first + 1 : last], end]
        pieces = (tight(text, Span(a, b)) for a, b in pairwise(borders))
        found.append(replace(label, content=tuple(p for p in pieces if p)))
    return found


def _asking(text: str, found: Sequence[_Turn]) -> frozenset[str]:
    """The names of those who ask: they say so, or most of their turns, two at least, end in a question."""
    turns_of = Counter(turn.name for turn in found)
    questions = Counter(turn.name for turn in found if turn.content and _sentence_ends(text, turn)[-1:] == "?")
    return frozenset(
        name
        for name, count in turns_of.items()
        if not _ASKERS.isdisjoint(name.split()) or (questions[name] >= _FEWEST_TURNS and 2 * questions[name] > count)
    )


def _only_asks(text: str, turn: _Turn) -> bool:
    return set(_sentence_ends(text, turn)) == {"?"}


def _sentence_ends(text: str, turn: _Turn) -> str:
    """The signs that end the turn's sentences."""
    return "".join("".join(_SENTENCE_END.findall(span.cut(text))) or "." for span in turn.content)


def _draft(turn: _Turn, is_question: bool) -> Draft:
    return Draft(
        (turn.source,) if turn.cue != turn.source and turn.name != "q" else (),
        (turn.cue,),
        turn.content,
        "speech",
        ":",
        Span(turn.at.start, turn.content[-1].end),
        is_quoted=True,
        is_question=is_question,
    )


def speaks_to_an_audience(text: str) -> bool:
    """Whether the document is a speech, by its greeting ("Mr. President, …", "Excellencies")."""
    return _AUDIENCE.search(text[:_OPENING]) is not None
