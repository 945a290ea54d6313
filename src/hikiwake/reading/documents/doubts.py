"""What an analyst should know before trusting what was made of a file, beyond what parsing it told."""

import re
from collections.abc import Iterator
from datetime import date

from hikiwake.reading.documents.model import Parsed
from hikiwake.terms.dates import Date

_LITTLE = 120  # words: a page with fewer and no byline may be a notice, a teaser or an error
_LITTLE_KEPT = 0.25  # share of a page's visible text
_ENOUGH_FOR_LANGUAGE = 20  # words
_WORD = re.compile(r"\w+")
_ACCOUNT = re.compile(r"\b(?:user|admin|office|windows|microsoft|owner|author|computer|inc|ltd)\b", re.IGNORECASE)
_NAMES_NOBODY = re.compile(  # each word of a program's or an account's name, and its version
    r"python-docx|reportlab|libreoffice|openoffice\S*|microsoft|adobe|acrobat|distiller|indesign|quartz|chromium|skia|wkhtml\S*|typst|pandoc"
    r"|pdf\S*|(?:la|xe|lua|pdf)?tex|word|writer|unknown|anonymous|none|default|root|user\d*|admin|administrator|owner|author|office|windows"
    r"|mac|inc|ltd|v?\d[\w.]*|cs\d",
    re.IGNORECASE,
)


def doubts(parsed: Parsed, *, author: str | None, stated: Date | None, language: str | None) -> Iterator[str]:
    """A line each.

    Args:
        parsed: what the format made of the file; `share` tells that it is a page.
        author: who wrote it, as found.
        stated: the date that its own words state.
        language: ISO 639-1, as inferred from the words; None where they did not tell.
    """
    words = len(_WORD.findall(parsed.text))
    if parsed.share is not None and author is None and words < _LITTLE:
        yield f"Little text ({words} words) and no byline: a cookie notice, a teaser or an error page?"
    if parsed.share is not None and parsed.share < _LITTLE_KEPT:
        yield f"Only {parsed.share:.0%} of the page's visible text was kept; if the article is cut, save its text as .txt."
    if parsed.repeats:
        count = "1 paragraph came twice and is" if parsed.repeats == 1 else f"{parsed.repeats} paragraphs came twice and are"
        yield f"{count} kept once."
    if parsed.date and stated and _differ(parsed.date, stated.value):
        yield f"Its metadata say {parsed.date}, its text {stated.value}; the first was taken as its date."
    if language is None and words >= _ENOUGH_FOR_LANGUAGE:
        yield "Its language could not be told from its words."


def person(maker: str | None) -> str | None:
    """The one whom a file's properties name as its author, where that is the name of a person and not of a program or an account."""
    words = (maker or "").split()
    is_name = (
        2 <= len(words) <= 5 and all(w[0].isupper() for w in words if len(w) > 3) and not re.search(r"[\d@_\\]", maker or "")
    )
    return maker if is_name and not _ACCOUNT.search(maker or "") else None


def writer(maker: str | None) -> str | None:
    """Whom a pdf names as its author: a person or a house, but no program and no account."""
    return None if all(_NAMES_NOBODY.fullmatch(word) for word in re.findall(r"[^\s/,()®™]+", maker or "")) else maker


def _differ(one: str, other: str) -> bool:
    """By more than a day, which time zones explain, where both are days; else where neither holds the other."""
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) > 1
    except ValueError:
        return not (one.startswith(other) or other.startswith(one))
