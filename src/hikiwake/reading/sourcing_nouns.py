"""The nouns that sources turn on, by kind (`data/sources.csv`), and the names of news organisations (`data/press.csv`).

Kinds: `crowd` nobody could ask; `insider` people who stay without a name where none is given, `hidden` those of them who speak from inside,
`secret` those whom "the" does not name either ("the official"); `office` one holder a body, so that "the ministers" are known; `voice` and `team`
speak for somebody named; `body` an institution; `party` a word for members that names the party; `finding` a poll, a study or a record, `paper`
something its author published, `opinion_page` an editorial, `press` a medium, `press_at_large` no one medium; `court`; `occasion` where and
`hearer` before whom something is said in public.
"""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARTICLE = re.compile(r"^[Tt]he ")
_NONE: frozenset[str] = frozenset()


def nouns(*forms: str) -> frozenset[str]:
    """The kinds of a noun by its lemma or other forms, lower case, the first that the table has; empty where it has none."""
    return next((kinds for form in forms if (kinds := _kinds().get(form))), _NONE)


def kinds_of(token: "Token") -> frozenset[str]:
    """The kinds of a parsed noun."""
    return nouns(token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s"))


def is_news(name: str) -> bool:
    """Whether a news organisation is called so, capitals and all ("the New York Times", "Kyodo"; not "the times")."""
    return _ARTICLE.sub("", name).removesuffix("'s").removesuffix("’s") in _press()


def run_of(token: "Token") -> str:
    """The run of names around a word: "Wall Street Journal" around "Street"."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and doc[start - 1].pos_ == "PROPN":
        start -= 1
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    return str(doc[start:end].text)


@cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in _rows("sources.csv"):
        found.setdefault(row["noun"], set()).add(row["kind"])
    return {noun: frozenset(kinds) for noun, kinds in found.items()}


@cache
def _press() -> frozenset[str]:
    return frozenset(_ARTICLE.sub("", row["name"]) for row in _rows("press.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    table = files("hikiwake.reading").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines()))
