"""Names in text of the language `ja`, where nothing parts words: found longest first, and only where a word begins and ends.

A word of katakana ends where its script does; one of other signs where the pipeline's words do.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from hikiwake.reading.languages.names import Name, alternatives, names_in, words_of
from hikiwake.record.model import Span

_KATAKANA = re.compile(r"[ァ-ヺー]+(?:[・＝=][ァ-ヺー]+)*")
_OF_KATAKANA = re.compile(r"[ァ-ヺー]")
_AREA_ENDS = "県都府道州市区郡"  # behind which the name of a smaller place may begin without a break
_AREA_BEGINS = ("市", "県", "州", "島", "諸島", "半島", "区", "府", "側", "湾", "港")
_IS_ANOTHER = ("地方", "語", "人", "料理", "ドル")  # of a state's name: another thing that bears it


@dataclass(frozen=True, slots=True)
class Match:
    """A name where it stands, with all that it can stand for, the likeliest first."""

    span: Span
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """States written by one sign each ("日米"): each sign with its state."""

    span: Span
    states: tuple[tuple[Span, Name], ...]


def matches(text: str, start: int, end: int, is_break: Callable[[int], bool]) -> Iterator[Match]:
    """Names between the two, in order and apart from each other.

    Args:
        is_break: whether a word begins or ends at a place of the text.
    """
    at = start
    while at < end:
        found = next((m for words in _by_first().get(text[at], ()) if (m := _match(text, at, end, words, is_break))), None)
        if found is None:
            at += 1
            continue
        yield found
        at = found.span.end


def _match(text: str, at: int, end: int, words: str, is_break: Callable[[int], bool]) -> Match | None:
    stop = at + len(words)
    if stop > end or not text.startswith(words, at):
        return None
    if _KATAKANA.fullmatch(words):
        if _OF_KATAKANA.match(text[at - 1 : at]) or _OF_KATAKANA.match(text[stop : stop + 1]):
            return None
    elif not (is_break(at) or text[at - 1 : at] in _AREA_ENDS) or not (
        is_break(stop) or text.startswith((*_AREA_BEGINS, *words_of("ja")["body"]), stop) or text[stop - 1] in _AREA_ENDS
    ):
        return None
    names = _names()[words]
    if names[0].kind == "state" and text.startswith(_IS_ANOTHER, stop) and not text.startswith("人質", stop):
        return None
    return Match(Span(at, stop), names)


def pairs(text: str, start: int, end: int) -> Iterator[Pair]:
    """日米, 日中韓: two signs or more, before a word for what is between states; not in the name of a treaty."""
    signs = _signs()
    for m in _pair_pattern().finditer(text, start, end):
        yield Pair(Span(*m.span("signs")), tuple((Span(i, i + 1), signs[text[i]]) for i in range(*m.span("signs"))))


def sign_of(sign: str) -> Name | None:
    """The state that one sign stands for, as in トランプ米大統領."""
    return _signs().get(sign)


def is_called(leader: str, words: str) -> bool:
    """Whether a name is one of those that the tables have for a leader, with given names or without."""
    known = {part for n in names_in("ja") if n.kind == "leader" and n.english == leader for part in re.split("[・＝]", n.words)}
    return all(part in known for part in re.split("[・＝]", words))


def full_katakana(text: str, span: Span) -> Span:
    """A name in katakana with what dots join to it: given names and surname."""
    if not _KATAKANA.fullmatch(span.cut(text)):
        return span
    start = span.start
    while start and (_OF_KATAKANA.match(text[start - 1]) or text[start - 1] in "・＝"):
        start -= 1
    whole = _KATAKANA.match(text, start)
    return Span(start, max(span.end, whole.end())) if whole else span


@cache
def _names() -> dict[str, tuple[Name, ...]]:
    found: dict[str, list[Name]] = {}
    for name in names_in("ja"):
        if len(name.words) > 1:
            found.setdefault(name.words, []).append(name)
    return {words: tuple(names) for words, names in found.items()}


@cache
def _by_first() -> dict[str, tuple[str, ...]]:
    first: dict[str, list[str]] = {}
    for words in _names():
        first.setdefault(words[0], []).append(words)
    return {sign: tuple(sorted(several, key=len, reverse=True)) for sign, several in first.items()}


@cache
def _signs() -> dict[str, Name]:
    return {name.words: name for name in names_in("ja") if name.kind == "sign"}


@cache
def _pair_pattern() -> re.Pattern[str]:
    signs = "".join(_signs())
    words = words_of("ja")
    named = alternatives(words["signs_after"])
    return re.compile(
        rf"(?<![一-龥ァ-ヺー])(?P<signs>[{signs}]{{2,4}})(?!(?:共同|平和|友好|安全保障)?(?:{named}))(?={alternatives(words['pairs'])})"
    )
