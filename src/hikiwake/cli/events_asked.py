"""What a question to a lake may name, and what is said where the lake has no answer."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from datetime import date

    from hikiwake.events import Lake
    from hikiwake.terms.dyad import Dyad


def asked_dyad(text: str) -> "Dyad":
    """The two states that `--dyad` names; a usage error where it names none, or who acts on whom."""
    from hikiwake.events.lake import dyad_of

    if ">" in text:
        raise typer.BadParameter(f"--dyad {text}: write {text.replace('>', '-')}; --directed tells apart who acts on whom.")
    try:
        return dyad_of(text)
    except ValueError as error:
        raise typer.BadParameter(f"--dyad: {error}.") from None


def asked_collection(lake: "Lake", name: str | None) -> str | None:
    """What `--collection` names; a usage error where the lake has nothing of it."""
    if name is not None and name not in (there := lake.collections()):
        raise typer.BadParameter(f"--collection {name}: the lake holds {_listed(there) or 'none yet'}.")
    return name


def asked_days(first: str | None, last: str | None) -> "tuple[date | None, date | None]":
    """The days of `--from` and `--to`; a usage error where one is none, or they stand the wrong way round."""
    begin, end = _day(first, "--from"), _day(last, "--to")
    if begin and end and begin > end:
        raise typer.BadParameter(f"--from {begin} lies after --to {end}.")
    return begin, end


def nothing_there(
    lake: "Lake", dyad: "Dyad", by: str, collection: str | None, first: "date | None" = None, last: "date | None" = None
) -> str:
    """Why a question has no answer: the lake has nothing of the two, or not of this collection, or only counts of whole years."""
    from hikiwake.events.left_out import whole_years_words

    years = lake.whole_years(dyad, by=by, collection=collection, first=first, last=last)
    others = lake.collections(dyad) - {collection} if collection else set()
    words = [f"The lake holds no such events of {dyad}.", whole_years_words(years)]
    if others and not years:
        words.append(f"It holds others of {_listed(others)}.")
    return " ".join(filter(None, words))


def _day(text: str | None, option: str) -> "date | None":
    from datetime import date

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{option} {text}: write a day as 2016-12-09.") from None


def _listed(names: "set[str]") -> str:
    return ", ".join(sorted(names))
