"""A long list of dated entries in stretches of years, each a table with its own heading.

A reader finds the years; and a table of more than a page whose rows have footnotes is laid out badly by some word processors, which then put
the notes pages further on.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from hikiwake.brief.model import Entries, Entry

MOST_ROWS = 12  # of a stretch
_TOLD = "told "  # what follows is the day of the text
_YEAR = re.compile(r"\d{3,4}(?=\D*$)")


def stretches(block: Entries) -> Iterator[tuple[str, Entries]]:
    """The list in stretches of whole years, as many to a stretch as `MOST_ROWS` bears, each with its title (`1945–1956`).

    A year of more rows is cut, its further parts "continued". A short list, or one that no dates lead, is one stretch without a title.
    """
    if block.leads != "When" or len(block.entries) <= MOST_ROWS:
        yield "", block
        return
    for years, entries in _packed(_by_year(block.entries)):
        for start in range(0, len(entries), MOST_ROWS):
            part = replace(block, entries=entries[start : start + MOST_ROWS], more=0)
            yield years if start == 0 else f"{years}, continued", part


def _by_year(entries: tuple[Entry, ...]) -> list[tuple[str, tuple[Entry, ...]]]:
    """Entries of one year together; one whose lead tells no year belongs to the year before it."""
    years: list[str] = []
    for entry in entries:
        lead = entry.sentence.lead
        found = None if lead.startswith(_TOLD) else _YEAR.search(lead)
        years.append(found[0] if found else years[-1] if years else "")
    numbered = zip(years, entries, strict=True)
    return [(year, tuple(e for _, e in some)) for year, some in groupby(numbered, key=lambda pair: pair[0])]


def _packed(years: list[tuple[str, tuple[Entry, ...]]]) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Years put together as long as a stretch bears them."""
    first, last = "", ""
    waiting: tuple[Entry, ...] = ()
    for year, entries in years:
        if waiting and len(waiting) + len(entries) > MOST_ROWS:
            yield _span(first, last), waiting
            first, waiting = "", ()
        first, last, waiting = first or year, year, (*waiting, *entries)
    if waiting:
        yield _span(first, last), waiting


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"
