"""`hikiwake pack` and `hikiwake unpack`: a case as one file that opens elsewhere."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(pack)
    app.command()(unpack)


def pack(
    case: Annotated[str, typer.Argument(help="A case folder or a packaged case's name.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The zip (default: the case's name, here).")] = None,
    without: Annotated[
        str | None, typer.Option(help="documents: neither their files nor their texts, only the words of entries.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was packed as JSON.")] = False,
) -> None:
    """Pack a case into one zip that opens elsewhere: case file, record, ledger, documents."""
    from hikiwake.cli.cases import locate_case
    from hikiwake.packing import pack as packed_case
    from hikiwake.terms.text import terminal_safe

    if without not in (None, "documents"):
        raise typer.BadParameter(f"--without {without}: only documents can be left out.")
    folder = locate_case(case)
    packed = packed_case(folder, output or Path(f"{folder.resolve().name}.zip"), with_documents=without is None)
    for name, why in packed.left_out:
        print(terminal_safe(f"{name}: left out, {why}."), file=sys.stderr)
    if as_json:
        said = {"archive": str(packed.path), "files": packed.files, "left_out": [list(one) for one in packed.left_out]}
        texts = {"withheld": packed.withheld, "share_left": round(packed.share_left, 3)}
        characters = {"characters": packed.characters, "characters_left": packed.characters_left}
        print(json.dumps({**said, **texts, **characters}, ensure_ascii=False))
        return
    size = packed.path.stat().st_size if packed.path.is_file() else 0
    print(
        terminal_safe(
            f"{packed.path}: {len(packed.files)} files, {size / 1_000_000:.1f} MB. Opens with: hikiwake unpack {packed.path}"
        )
    )
    if packed.withheld:
        n, share = packed.withheld, f"{packed.share_left * 100:.0f} %"
        whose = "The text of 1 document is" if n == 1 else f"The texts of {n} documents are"
        left = f"{packed.characters_left:,} of {packed.characters:,} characters ({share})"
        print(f"{whose} left out; {left} leave all the same: the words of entries, which the brief quotes.")


def unpack(
    archive: Annotated[Path, typer.Argument(help="A zip that `pack` made.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The folder to make (default: the case's name, here).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the folder as JSON.")] = False,
) -> None:
    """Open a packed case: makes its folder, or refuses what must not be unpacked."""
    from hikiwake.case.loading import load
    from hikiwake.terms.text import terminal_safe
    from hikiwake.unpacking import unpack as unpacked

    folder = unpacked(archive, output)
    if as_json:
        print(json.dumps({"folder": str(folder)}, ensure_ascii=False))
    else:
        print(terminal_safe(f"{folder} is there. Read its brief with: hikiwake brief {folder}"))
        if lake := load(folder).lake:
            print(terminal_safe(f"It names event data at {lake}, which its brief looks at; --lake DIR names others."))
