"""Who spoke, in text of the language `ru`: the subject of a verb of speech, behind it or before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hikiwake.reading.languages.names import words_of
from hikiwake.reading.languages.ru.dates import written
from hikiwake.record.model import Span

_WORD = re.compile(
    r"[А-Яа-яЁёA-Za-z0-9]+(?:[-’'.][А-Яа-яЁёA-Za-z0-9]+)*\.?(?=\s[А-ЯЁ]\.)|[А-Яа-яЁёA-Za-z0-9]+(?:[-’'][А-Яа-яЁёA-Za-z0-9]+)*|[А-ЯЁ]\."
)
_PREPOSITION = re.compile(
    r"(?:в|во|на|к|ко|с|со|о|об|от|до|за|из|над|под|при|про|по|после|перед|через|у|для|без|между|около|ввиду|накануне|комментируя|отвечая|говоря)$",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\s(?:в|во|на|после|по|из)\s(?:сво[её]м\s)?(?:интервью|эфире|ходе|время|беседе|разговоре|итогам|окончании|завершении|встрече|заседании|брифинге|"
    r"пресс-конференции|выступлении|обращении|комментарии|ответ|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)\b.*$"
)
_ASIDE = re.compile(r"\s*(?:[а-яё-]+(?:я|в|вши|вшись|ясь|ущий|ющий|вший|щая|вшая)|котор[а-яё]+)\b", re.IGNORECASE)
_PAST = r"(?:л|ла|ло|ли)"
_PRESENT = r"(?:ет|ёт|ит|ют|ят|ут|ат)"
_BARE = r"(?:опроверг|отверг)"  # a past without ending


@dataclass(frozen=True, slots=True)
class Told:
    """Who spoke and the verb that says so."""

    source: Span
    cue: Span


@cache
def _verb() -> re.Pattern[str]:
    stems = "|".join(sorted(words_of("ru")["speech"], key=len, reverse=True))
    inflected = rf"(?:{stems})[а-яё]*?(?:{_PAST}|{_PRESENT})"
    return re.compile(rf"(?<![А-Яа-яЁё-])(?:{inflected}|{_BARE})(?![а-яё-])", re.IGNORECASE)


def is_speech(word: str) -> bool:
    """Whether a word is a verb of speech."""
    return _verb().fullmatch(word) is not None


def told_in(text: str, clause: Span, people: Sequence[Span]) -> Told | None:
    """The verb of speech in a clause, the last one there, and its subject behind or before it."""
    for m in reversed(list(_verb().finditer(text, clause.start, clause.end))):
        cue = Span(*m.span())
        after = _subject_after(text, Span(cue.end, clause.end), people) if cue.end < clause.end else None
        source = after or (_subject_before(text, Span(clause.start, cue.start), people) if clause.start < cue.start else None)
        if source:
            return Told(source, cue)
    return None


def _subject_after(text: str, rest: Span, people: Sequence[Span]) -> Span | None:
    """заверил журналистов сенатор Константин Косачев: behind hearers, up to a comma, a preposition or a figure."""
    words = words_in(text, rest)
    if not words or text[rest.start : words[0].start].strip(" "):
        return None
    words = _without_occasion(text, words, people)
    if not words:
        return None
    told = next((i for i, w in enumerate(words) if w.cut(text) == "слова"), None)
    if told is not None and "," not in text[rest.start : words[told].start]:
        words = words[told + 1 :]  # приводит агентство слова X
    taken: list[Span] = []
    for word in words:
        if taken and (gap := text[taken[-1].end : word.start]) != " " and not (gap == " «" or gap == "» "):
            break
        said = word.cut(text)
        in_name = any(p.start < word.start < p.end for p in people)
        if not in_name and (_PREPOSITION.fullmatch(said) or said[0].isdigit() or _is_aside(said)):
            break
        taken.append(word)
    span = Span(taken[0].start, taken[-1].end) if taken else None
    return _up_to_name(span, people) if span and _can_speak(text, span, people) else None


def _without_occasion(text: str, words: list[Span], people: Sequence[Span]) -> list[Span]:
    """сказал 15 декабря журналистам в Нагато помощник президента: from the first title or name that no preposition governs."""
    dates = [Span(words[0].start + d.start, words[0].start + d.end) for d in written(text[words[0].start : words[-1].end])]
    i, is_governed = 0, False
    while i < len(words):
        said = words[i].cut(text)
        is_name = _is_head(said) or any(p.start == words[i].start for p in people)
        if is_governed and is_name and i and not _governs(words[i - 1].cut(text)):
            return words[i:]
        if _governs(said):
            is_governed = True
        elif not is_governed and not _is_aside(said) and not any(d.overlaps(words[i]) for d in dates):
            return words[i:]
        i += 1
    return []


def _is_aside(word: str) -> bool:
    """Whether a word beside a verb of speech is no subject: who heard it, or when."""
    return word in words_of("ru")["hearer"] or word in words_of("ru")["between"]


def _governs(word: str) -> bool:
    """Whether the name behind a word is no subject: a preposition, or a paper that was told something."""
    return _PREPOSITION.fullmatch(word) is not None or word in words_of("ru")["hearing_press"]


def _up_to_name(span: Span, people: Sequence[Span]) -> Span:
    """A pipeline's person in the phrase closes it: what follows is no part of the subject."""
    ends = [p.end for p in people if span.holds(p)]
    return Span(span.start, ends[-1]) if ends else span


def _subject_before(text: str, lead: Span, people: Sequence[Span]) -> Span | None:
    """Премьер-министр X заявил: from the title or the name on, without what says when and where."""
    words = words_in(text, lead)
    while words and (words[-1].cut(text).lower() in words_of("ru")["between"]):
        words = words[:-1]
    parts = [Span(*m.span()) for m in re.compile(r"[^,;:—–]+").finditer(text, lead.start, lead.end)]
    if (
        len(parts) > 2
        and not text[parts[-1].start : parts[-1].end].strip()
        and _ASIDE.match(text, parts[-2].start, parts[-2].end)
    ):
        parts = parts[:-2]  # X, выступая в парламенте, заявил
    part = next((p for p in reversed(parts) if any(p.holds(w) for w in words)), None)
    words = [w for w in words if part and part.holds(w)]
    if not words:
        return None
    dates = [Span(words[0].start + d.start, words[0].start + d.end) for d in written(text[words[0].start : words[-1].end])]
    while len(words) > 1 and any(d.overlaps(words[-1]) for d in dates):
        words = words[:-1]  # министр 2 сентября заявил
    heads = [i for i, w in enumerate(words) if _is_head(w.cut(text)) and not any(d.overlaps(w) for d in dates)]
    if heads:
        first = next((i for i in heads if not (i and _PREPOSITION.fullmatch(words[i - 1].cut(text)))), None)
        if first is not None:
            while first and re.fullmatch(r"[А-ЯЁа-яё-]+(?:ый|ий|ой|ая|яя|ие|ые)", words[first - 1].cut(text)):
                first -= 1
            return _without_tail(text, Span(words[first].start, words[-1].end))
    name = len(words)
    while name and words[name - 1].cut(text)[0].isupper() and not any(d.overlaps(words[name - 1]) for d in dates):
        name -= 1
    if name and _PREPOSITION.fullmatch(words[name - 1].cut(text)):
        return None
    return Span(words[name].start, words[-1].end) if name < len(words) else None


def _without_tail(text: str, span: Span) -> Span:
    """президент в интервью газете: without the occasion; a name in quotation marks keeps its closing one."""
    occasion = _OCCASION.search(text, span.start, span.end)
    span = Span(span.start, occasion.start()) if occasion else span
    is_open = span.cut(text).count("«") > span.cut(text).count("»")
    return Span(span.start, span.end + 1) if is_open and text[span.end : span.end + 1] == "»" else span


def words_in(text: str, span: Span) -> list[Span]:
    """The words of a stretch, hyphens joined."""
    return [Span(*m.span()) for m in _WORD.finditer(text, span.start, span.end)]


def _is_head(word: str) -> bool:
    lower = word.lower()
    return any(lower == stem if len(stem) <= 4 else lower.startswith(stem) for stem in words_of("ru")["head"])


def _can_speak(text: str, span: Span, people: Sequence[Span]) -> bool:
    words = [w.cut(text) for w in words_in(text, span)]
    return any(p.overlaps(span) for p in people) or any(_is_head(w) or w[0].isupper() for w in words)
