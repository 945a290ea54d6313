"""The day on which a document of another language says that it was published: a short line of its own, or the dateline of its first lines."""

import re
from collections.abc import Callable, Iterable, Sequence

from hikiwake.reading.date_context import Context
from hikiwake.reading.date_forms import Calendar
from hikiwake.reading.date_resolution import resolved
from hikiwake.reading.languages.dating import Written
from hikiwake.record.model import Span
from hikiwake.terms.dates import Date

_HEAD = 6  # blocks from the top, and one at the end
_LONGEST_LINE = 60  # characters of a line that holds little but the date
_BESIDE = re.compile(  # a date that is alone: a time of day, a weekday, a word for "published"
    r"(?:[\W\d_]|[時分秒月火水木金土日曜]|午前|午後|配信|更新|公開|掲載|発行|発表|最終|опубликовано|обновлено|дата публикации|дата|мск|года?|г|в)*",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[^.。!?]{0,30}$")  # a town, an agency and a comma before the date that a dash or a bracket closes
_CLOSES = re.compile(r"\s?(?:[—–-]|[)）】]|/|、)")


def dateline(language: str | None, text: str, blocks: Sequence[Span]) -> Date | None:
    """The one full day that stands at the document's head or end; None where there is none or several."""
    grammar = _grammar(language)
    if grammar is None:
        return None
    days = [day for block in (*blocks[:_HEAD], *blocks[_HEAD:][-1:]) if (day := _of_block(block.cut(text), grammar))]
    return days[0] if len({d.value for d in days}) == 1 else None


def _of_block(block: str, grammar: Callable[[str], Iterable[Written]]) -> Date | None:
    for w in grammar(block[: 2 * _LONGEST_LINE]):
        if not isinstance(w.said, Calendar) or None in (w.said.year, w.said.month, w.said.day):
            continue
        rest = block[: w.start], block[w.end :]
        is_alone = len(block) <= _LONGEST_LINE and _BESIDE.fullmatch(" ".join(rest))
        is_in_brackets = len(block) <= _LONGEST_LINE and rest[0].endswith(("(", "（")) and rest[1].strip() in (")", "）")
        if is_alone or is_in_brackets or (_DATELINE.fullmatch(rest[0]) and _CLOSES.match(rest[1])):
            return resolved(w.said, Context())
    return None


def _grammar(language: str | None) -> Callable[[str], Iterable[Written]] | None:
    match language:
        case "ja":
            from hikiwake.reading.languages.ja.dates import written as ja

            return ja
        case "ru":
            from hikiwake.reading.languages.ru.dates import written as ru

            return ru
        case _:
            return None
