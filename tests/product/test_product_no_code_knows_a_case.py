"""A case is data: no code knows its states, leaders, places or islands."""

import ast
import re
from importlib.resources import files
from pathlib import Path

import hikiwake

SOURCE = Path(str(files(hikiwake)))
# Words of the two packaged cases; states' and leaders' names may stand in tables (data/*.csv), in prose that explains, never in code.
WORDS = re.compile(
    r"japan|russia|\bputin\b|\babe\b|kuril|kunashir|etorofu|shikotan|habomai|hikiwake formula|moscow|tokyo|kishida|kremlin|crimea|sochi"
    r"|ecuador|\bperu\b|fujimori|cenepa|condor|tiwinza",
    re.IGNORECASE,
)
# The name of a packaged case is what `hikiwake brief` opens without one; help and error texts show by example.
EXAMPLES = {"japan-russia"}
CODES = {"JPN", "RUS", "ECU", "PER"}


# Tables of English words for many states, in which these stand beside all the others.
TABLES = {
    "reading/actor_names.py": CODES,
    "brief/composition/names.py": {"Kremlin"},
    "reading/languages/detection.py": {"japanese"},
}


def code_words(path: Path) -> list[str]:
    """Identifiers and string constants of a module, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            found.append(node.value)
        elif isinstance(node, ast.Name):
            found.append(node.id)
        elif isinstance(node, ast.Attribute):
            found.append(node.attr)
    return found


def test_no_module_names_a_state_leader_or_island_of_a_packaged_case() -> None:
    modules = [p for p in SOURCE.rglob("*.py") if "packaged" not in p.parts]
    assert len(modules) > 100
    told = [
        f"{path.relative_to(SOURCE)}: {word[:80]!r}"
        for path in modules
        for word in code_words(path)
        if word not in EXAMPLES | TABLES.get(path.relative_to(SOURCE).as_posix(), set()) and (word in CODES or WORDS.search(word))
    ]
    assert told == []
