"""`hikiwake merge`: two analysts' copies of a case into one."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from hikiwake.uniting import Conflict

_LONGEST = 160  # characters of a value that are shown; conflicts.toml has it whole


def register(app: typer.Typer) -> None:
    app.command()(merge)


def merge(
    first: Annotated[str, typer.Argument(help="The copy whose word holds where the two differ: a case folder or a packed case.")],
    second: Annotated[str, typer.Argument(help="The other copy.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to make, which is not there yet.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print what was taken and what is in conflict as JSON.")] = False,
) -> None:
    """Merge two analysts' copies of a case; what they say differently is listed by author, nothing is overwritten."""
    from hikiwake.brief.as_json import plain
    from hikiwake.terms.text import terminal_safe
    from hikiwake.uniting import unite

    with _opened(first) as one, _opened(second) as other:
        united = unite(one, other, output)
    if as_json:
        said = {**_asdict(united), "folder": str(united.folder)}
        print(json.dumps(plain(said), ensure_ascii=False, allow_nan=False))
        return
    print(terminal_safe(f"{output}: {united.documents} documents, {united.brought} of them from the second copy."))
    if united.taken:
        print(terminal_safe(f"Taken into case.toml from the second copy: {', '.join(united.taken)}."))
    for conflict in united.conflicts:
        print(terminal_safe(_told(conflict)), file=sys.stderr)
    if united.conflicts:
        n = len(united.conflicts)
        print(
            terminal_safe(
                f"{n} {'thing is' if n == 1 else 'things are'} said differently: {output}/conflicts.toml lists both values."
            )
        )


@contextmanager
def _opened(text: str) -> Iterator[Path]:
    """The case's folder; that of a packed case for as long as it is needed."""
    from hikiwake.cli.cases import locate_case
    from hikiwake.unpacking import unpack

    if not (text.endswith(".zip") and Path(text).is_file()):
        yield locate_case(text)
        return
    with tempfile.TemporaryDirectory(prefix="hikiwake-") as beside:
        yield unpack(Path(text), Path(beside) / "case")


def _told(conflict: "Conflict") -> str:
    """`case.toml, issues.x.weight.japan: 0.2 (Ana) holds, 0.3 (Ben) does not.`"""
    other = f"{_shown(conflict.other)} ({conflict.other_by})"
    if conflict.holds is None:
        return f"{conflict.where}, {conflict.what}: {other} is not taken: {conflict.why}."
    return f"{conflict.where}, {conflict.what}: {_shown(conflict.holds)} ({conflict.holds_by}) holds, {other} does not."


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _asdict(value: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(value)
