"""The notebook of the documentation, run: each code cell in one namespace, in a scratch folder, and what it shows put beside it.

    python scripts/notebook.py

writes the outputs into docs/relations.ipynb and the last chart to docs/pictures/relations.svg. Cells are changed in the notebook itself.
The tests run it too, and compare what is shown with what is stored.
"""

import ast
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"
NOTEBOOK, CHART = DOCS / "relations.ipynb", DOCS / "pictures" / "relations.svg"
_SHOWN = {"text/html": "_repr_html_", "image/svg+xml": "_repr_svg_"}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def run(
    cells: list[dict[str, Any]], folder: Path, names: dict[str, Any] | None = None
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each code cell with what it prints and shows; `folder` is where the reader stands, `names` what the cells define."""
    import pandas as pd

    names = {} if names is None else names
    with (
        chdir(folder),
        pd.option_context("display.max_columns", 20, "display.max_rows", 60, "display.width", 80),
    ):  # as Jupyter has it
        for number, cell in enumerate((c for c in cells if c["cell_type"] == "code"), start=1):
            yield cell, _outputs(source(cell), names, number)


def _outputs(code: str, names: dict[str, Any], number: int) -> list[dict[str, Any]]:
    tree = ast.parse(code)
    last = ast.Expression(tree.body.pop().value) if isinstance(tree.body[-1], ast.Expr) else None
    said = StringIO()
    with redirect_stdout(said):
        exec(compile(tree, f"cell {number}", "exec"), names)
        value = eval(compile(last, f"cell {number}", "eval"), names) if last else None
    outputs: list[dict[str, Any]] = []
    if said.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(said.getvalue())})
    if value is not None:
        data = {kind: _lines(getattr(value, method)()) for kind, method in _SHOWN.items() if hasattr(value, method)}
        data["text/plain"] = _lines(repr(value))
        outputs.append({"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return outputs


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def differences(shown: list[dict[str, Any]], stored: list[dict[str, Any]]) -> list[str]:
    """Where outputs say something else; numbers may differ in their last digit, as they do from one processor to the next."""
    one, other = json.dumps(shown, ensure_ascii=False), json.dumps(stored, ensure_ascii=False)
    numbers = list(zip_longest(_NUMBER.findall(one), _NUMBER.findall(other), fillvalue="nan"))
    words = zip_longest(_NUMBER.split(one), _NUMBER.split(other), fillvalue="")
    return [f"{a!r} is not {b!r}" for a, b in words if a != b] + [f"{a} is not {b}" for a, b in numbers if not _is_near(a, b)]


def _is_near(one: str, other: str) -> bool:
    digits = max(len(number.partition(".")[2]) for number in (one, other))
    return one == other or (digits > 0 and abs(float(one) - float(other)) < 1.5 * 10**-digits)


def main() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        for number, (cell, outputs) in enumerate(run(notebook["cells"], Path(scratch)), start=1):
            cell |= {"execution_count": number, "outputs": outputs}
            for output in outputs:
                if drawn := output.get("data", {}).get("image/svg+xml"):
                    CHART.write_text("".join(drawn), encoding="utf-8")
    for number, cell in enumerate(notebook["cells"]):
        cell["source"], cell["id"] = _lines(source(cell)), f"cell-{number}"
    whole = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    part = NOTEBOOK.with_suffix(".part")
    part.write_text(whole, encoding="utf-8")
    part.replace(NOTEBOOK)
    print(f"{NOTEBOOK.name}: {len(whole) / 1000:.0f} kB", file=sys.stderr)


if __name__ == "__main__":
    main()
