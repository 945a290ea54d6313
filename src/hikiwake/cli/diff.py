"""`hikiwake diff`: what changed in a case, and why."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from hikiwake.assessment.difference import Difference, Moved

_MOST_ENTRIES = 40  # of a kind, printed; `--all` and `--json` give every one


def register(app: typer.Typer) -> None:
    app.command()(diff)


def diff(
    case: Annotated[str, typer.Argument(help="A case folder, a packaged case's name, or a brief's JSON.")],
    after: Annotated[Path | None, typer.Argument(help="With a brief's JSON first: the later brief's JSON.")] = None,
    since: Annotated[
        str | None,
        typer.Option(
            help="What changed from this day on, or from this moment (2026-11-23T18:00); default: since the last brief."
        ),
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="As of this day (2016-12-09), not the case's own.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Print every entry.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show what is new, changed or withdrawn since a day, every number that moved, and because of what."""
    from hikiwake.assessment.wire import difference_json
    from hikiwake.cli.cases import day_of
    from hikiwake.terms.text import json_text, terminal_safe
    from hikiwake.workspace import open_case

    if after is not None:
        if since or as_of:
            raise typer.BadParameter("Two briefs are compared as they are: without --since and --as-of.")
        from hikiwake.assessment.briefs import compared

        found = compared(_ordinary(Path(case)), _ordinary(after))
    else:
        with open_case(case, as_of=day_of(as_of, "--as-of")) as workspace:
            compared_with = workspace.since(_moment(since))
        if compared_with is None:
            raise typer.BadParameter(f"{case} is a lone .toml file, which has no history: name a case folder.")
        found = compared_with
    if as_json:
        print(json_text(difference_json(found)))
        return
    for line in _lines(found, 10**9 if every else _MOST_ENTRIES):
        print(terminal_safe(line))
    for note in found.notes:
        print(terminal_safe(note), file=sys.stderr)


def _ordinary(brief: Path) -> Path:
    """The file itself, unless it is a pipe or a device, which gives bytes without end, or none.

    Raises:
        HikiwakeError: it is.
    """
    from hikiwake.terms.errors import HikiwakeError

    if brief.exists() and not brief.is_file():
        raise HikiwakeError.of(str(brief), "is no ordinary file", "Give what `hikiwake brief --format json` wrote.")
    return brief


def _moment(text: str | None) -> datetime | None:
    """A day begins at its midnight here; a moment without a zone is told in the zone of this machine."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise typer.BadParameter(f"--since {text}: write a day as 2026-11-23 or a moment as 2026-11-23T18:00.") from None


def _lines(found: "Difference", most: int) -> list[str]:
    from hikiwake.assessment.moved import figures

    if found.since is None:
        return ["There is no earlier run to compare with: the first brief begins the history."]
    when = datetime.fromisoformat(found.since.at).astimezone()
    heading = f"Since {when:%d %B %Y, %H:%M} ({found.since.command}, run {found.since.number}):"
    if found.is_empty:
        return [heading, "  nothing changed."]
    out = [heading]
    for cause in found.causes:
        out.append(f"  {cause.kind:9}{cause.told}")
    for kind in ("new", "changed", "withdrawn"):
        some = [e for e in found.entries if e.change == kind]
        if some:
            out += ["", f"{len(some)} {'entry' if len(some) == 1 else 'entries'} {kind}:"]
        for e in some[:most]:
            told = e.after or e.before
            if told is not None:
                grade = f"{told.grade}; {told.note}" if told.note else told.grade
                out.append(f"  {e.id}  {told.when}  {told.who}: {told.what}  [{grade}]  — {e.because}")
        if len(some) > most:
            out.append(f"  … and {len(some) - most} more: --all")
    if found.numbers:
        out += ["", f"{len(found.numbers)} {'number' if len(found.numbers) == 1 else 'numbers'} moved:"]
    for moved in found.numbers:
        out += _moved(moved, figures(moved))
    return out


def _moved(moved: "Moved", shown: "tuple[str, str, str, tuple[str, ...]]") -> list[str]:
    before, after, whole, parts = shown
    out = [f"  {moved.name}: {before} → {after}" + (f" ({whole})" if whole else "") + f"  {moved.label}"]
    out += [f"     {by:>10}  {part.told}" for by, part in zip(parts, moved.because, strict=True)]
    return out
