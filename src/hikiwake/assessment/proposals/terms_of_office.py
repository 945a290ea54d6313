"""Terms of office in so many words: "has been President of Egypt since 8 June 2014. His term ends in April 2030"."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from hikiwake.reading.actor_names import names_in
from hikiwake.record.model import Span

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = rf"(?:(?:\d{{1,2}} )?(?:{_MONTHS})(?: \d{{1,2}},)? )?\d{{4}}"
_PARTICLE = r"(?:al|bin|da|de|del|di|el|la|van|von)"
_WORD = rf"(?:{_PARTICLE}-)?[A-Z][\w’'-]+"
_NAME = rf"{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{1,4}}"
_OF = r"of (?:the )?(?P<country>[A-Z]\w+(?: (?:of (?:the )?)?[A-Z]\w+){0,3})"
_ENDS = re.compile(
    r"(?:\b(?i:his|her|whose)|[’']s?)\s(?:\w+\s)?(?:mandate|term)(?:\sin\soffice)?\s(?:ends|expires|runs\s(?:out|until|to)|lasts\suntil)"
    rf"\s(?:in\s|on\s|at\sthe\send\sof\s)?(?P<day>{_DATE})"
)
_REACH = 260  # characters after the name in which the end of the term is told


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody's office in a country, and what a text says of the term: its first and last day in the text's words, empty where not told."""

    name: str
    office: str
    country: str
    begins: str
    ends: str
    span: Span


def terms_of_office(text: str, office: str) -> Iterator[Term]:
    """Who has held an office since when, in order of the text.

    Args:
        office: a pattern of offices.
    """
    flat = text.replace("\n", " ")
    holds = rf"(?:\s(?:has been|is|became)\s(?:the\s)?|,\s(?:the\s)?)(?P<office>(?i:{office}))\s{_OF}\ssince\s(?P<since>{_DATE})"
    found = list(re.finditer(rf"\b(?P<name>{_NAME}){holds}", flat))
    for one, following in zip_longest(found, found[1:]):
        if country := _country(one["country"]):
            until = min(one.end() + _REACH, following.start() if following else len(flat))
            ends = _ENDS.search(flat, one.end(), until)
            span = Span(one.start(), ends.end() if ends else one.end())
            yield Term(one["name"], one["office"], country, one["since"], ends["day"] if ends else "", span)


def end_of_term(text: str, surname: str) -> str:
    """The day on which the term of whoever is called so ends, in the text's words ("Abe's term expires in September 2021"); empty where not told."""
    named = rf"\b{re.escape(surname)}"
    found = (m for m in _ENDS.finditer(text.replace("\n", " ")) if re.search(named + r"$", text[: m.start()]))
    return next((m["day"] for m in found), "")


def first_day(words: str) -> date:
    """The first day that a date in words can mean."""
    return _day(words, is_last=False)


def last_day(words: str) -> date:
    return _day(words, is_last=True)


def _day(words: str, *, is_last: bool) -> date:
    year = int(words[-4:])
    named = re.search(_MONTHS, words)
    month = _MONTHS.split("|").index(named[0]) + 1 if named else 12 if is_last else 1
    day = re.search(r"\b\d{1,2}\b", words[:-4])
    last = monthrange(year, month)[1]
    return date(year, month, min(int(day[0]), last) if day else last if is_last else 1)


def _country(name: str) -> str:
    return next((m.country or "" for match in names_in(name) for m in match.meanings if m.kind == "state"), "")
