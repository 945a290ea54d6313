"""What the model refuses, in the analyst's words: pydantic's errors as problems with the part's name and the nearest known key."""

import difflib
from collections.abc import Iterable
from typing import Any

from pydantic_core import ErrorDetails

from hikiwake.case import model
from hikiwake.case.positions import Path
from hikiwake.terms.text import terminal_safe

# The lists of tables of a case, with the model of their rows and the noun a reader knows them by.
TABLES: dict[tuple[str, ...], tuple[type, str]] = {
    ("parties",): (model.Party, "party"),
    ("parties", "leaders"): (model.Leader, "leader"),
    ("parties", "constituencies"): (model.Constituency, "constituency"),
    ("issues",): (model.Issue, "issue"),
    ("formulas",): (model.Formula, "formula"),
    ("hypotheses",): (model.Hypothesis, "hypothesis"),
    ("evidence",): (model.Evidence, "evidence"),
    ("evidence", "anchors"): (model.StatedAnchor, "anchor"),
    ("groups",): (model.GroupLikelihood, "group"),
    ("places",): (model.DisputedPlace, "place"),
    ("assumptions",): (model.Assumption, "assumption"),
    ("publishers",): (model.Publisher, "publisher"),
    ("scenarios",): (model.Scenario, "scenario"),
}
_POINT = "a number from 0 to 1"
_POINTS = ("reliability", "false_report")
_UNIT = "a number from 0 to 1, or two of them as [low, high]"


def one_line(text: str, longest: int = 60) -> str:
    """What a user wrote, fit to stand in a message: one line, no control characters, cut off with … after `longest` characters."""
    plain = terminal_safe(" ".join(text.encode("utf-8", "replace").decode().split()))
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known word that `word` looks most like, as a list of one; empty where none is near."""
    return difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)


def reached(data: Any, location: tuple[str | int, ...]) -> tuple[Path, Any]:
    """The path and value that pydantic's location names; what it adds for the branches of a union is left out."""
    path: Path = ()
    for step in location:
        if isinstance(data, dict) and step in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            continue
        path += (step,)
    return path, data


def part(data: dict[str, Any], path: Path) -> str:
    """The part of the case that holds `path`, as a reader names it: `issue "kunashiri"`, `leader 2 of party "japan"`."""
    names: list[str] = []
    here: Any = data
    keys: tuple[str, ...] = ()
    for step in path:
        here = here[step]
        if isinstance(step, str):
            keys += (step,)
        elif keys in TABLES:
            row = here if isinstance(here, dict) else {}
            name = row.get("id") or row.get("name")
            noun = TABLES[keys][1]
            names.append(f'{noun} "{name}"' if isinstance(name, str) else f"{noun} {step + 1}")
        else:
            break
    return " of ".join(reversed(names)) or "the case"


def row(path: Path) -> Path:
    """The innermost row of a list of tables that holds `path`; empty for what stands in the head of the file."""
    for length in range(len(path), 0, -1):
        if isinstance(path[length - 1], int) and tuple(step for step in path[:length] if isinstance(step, str)) in TABLES:
            return path[:length]
    return ()


def model_of(path: Path) -> type:
    """The model of the part that holds `path`."""
    keys: tuple[str, ...] = ()
    found: type = model.Case
    for step in path:
        if isinstance(step, str):
            keys += (step,)
        elif keys in TABLES:
            found = TABLES[keys][0]
    return found


def words(data: dict[str, Any], error: ErrorDetails) -> tuple[Path, str, str]:
    """Where, what is wrong and the mend, for one error of pydantic's."""
    path, value = reached(data, error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        return path, *_unknown(data, path)
    if kind == "missing" and isinstance(error["loc"][-1], str):
        return path, *_absent(data, path, error["loc"][-1])
    if path[:1] == ("dyad",):
        return ("dyad",), f"dyad is {_shown(data['dyad'])}", 'Give two ISO alpha-3 codes, as ["JPN", "RUS"].'
    unit = _unit_at(path)
    path = unit or path
    holder = part(data, path)
    key = _key(path)
    at = key if holder == "the case" else f"{holder}: {key}" if key else holder
    if unit:
        return path, f"{at} {_unit_fault(_value(data, unit))}", f"Give {_POINT if path[-1] in _POINTS else _UNIT}."
    if kind == "tuple_type" and tuple(step for step in path if isinstance(step, str)) in TABLES:
        return path, f"{at} is {_shown(value)}, not a list of tables", f"Head each with [[{path[-1]}]] in double brackets."
    expected, example = _EXPECTED.get(kind, (None, None))
    if expected is None:
        return path, f"{at}: {error['msg'][:1].lower()}{error['msg'][1:]} ({_shown(value)})", "See `hikiwake new` for the form."
    return path, f"{at} is {_shown(value)}, not {expected}", f"Write {example}."


_EXPECTED: dict[str, tuple[str | None, str | None]] = {
    "string_type": ("a text", 'it between quotation marks, as "…"'),
    "string_too_short": ("filled in", "at least one letter"),
    "too_short": ("a list with something in it", "at least one"),
    "tuple_type": ("a list", "it between brackets, as [ … ]"),
    "dict_type": ("a table", "it between braces, as { key = value }"),
    "model_type": ("a table", "it as a [[table]] with keys of its own"),
    "bool_type": ("true or false", "true or false, without quotation marks"),
    "bool_parsing": ("true or false", "true or false, without quotation marks"),
    "date_type": ("a date", "year-month-day, as 2016-12-09"),
    "date_parsing": ("a date", "year-month-day, as 2016-12-09"),
    "date_from_datetime_parsing": ("a date", "year-month-day, as 2016-12-09"),
    "date_from_datetime_inexact": ("a day", "year-month-day without a time, as 2016-12-09"),
    "float_type": ("a number", "a number without quotation marks"),
    "enum": ("one of the letters A to F", '"A" (completely reliable) to "E" (unreliable), or "F" (cannot be judged)'),
    "finite_number": ("a number", "a finite number"),
    "greater_than_equal": ("within its range", "a number within it (lat −90 to 90, lon −180 to 180)"),
    "less_than_equal": ("within its range", "a number within it (lat −90 to 90, lon −180 to 180)"),
}


def _unknown(data: dict[str, Any], path: Path) -> tuple[str, str]:
    key = str(path[-1])
    fields = model_of(path[:-1]).model_fields  # type: ignore[attr-defined]
    known = [field.alias or name for name, field in fields.items()]
    holder = part(data, path[:-1])
    if path == ("leaders",) or path == ("constituencies",):
        noun = "leader" if key == "leaders" else "constituency"
        return (
            f"[[{key}]] stands at the top, so each {noun} is without a party",
            f"Write [[parties.{key}]] below the [[parties]] it belongs to.",
        )
    if near := nearest(key, known):
        return f'{holder} has an unknown key "{key}"', f'Did you mean "{near[0]}"?'
    return f'{holder} has an unknown key "{key}"', f"Known are: {', '.join(known)}."


_EXAMPLES = {
    "title": '"…"',
    "dyad": '["JPN", "RUS"]',
    "as_of": "2016-12-09",
    "horizon": "2018-12-31",
    "from": "2012-12-26",
    "options": '["…", "…"]',
    "prior": "0.25 (or [0.2, 0.3])",
    "reservation": "0.35",
    "weight": "{ party = 0.2, other = 0.1 }",
    "value": "{ party = [1, 0.5, 0], other = [0, 0.5, 1] }",
    "likelihood": "{ hypothesis = 0.6, other = 0.3 }",
    "choose": '{ issue = "option" }',
    "reliability": '"B"',
    "edits": '[{ set = "issues.border.weight.party", to = 0.3 }]',
    "lat": "43.9",
    "lon": "145.5",
}


def _absent(data: dict[str, Any], path: Path, key: str) -> tuple[str, str]:
    return f"{part(data, path)} lacks {key}", f"Add {key} = {_EXAMPLES.get(key, chr(34) + '…' + chr(34))}."


# Where single probabilities, weights and values stand, as the number of steps below the part's own row.
_UNIT_DEPTH = {"prior": 1, "reservation": 1, "reliability": 1, "false_report": 1, "weight": 2, "likelihood": 2, "value": 3}


def _unit_at(path: Path) -> Path | None:
    """The path of the single probability, weight or value that `path` is or lies in."""
    inside = len(row(path))
    if path[:1] == ("publishers",):  # whose reliability is a letter
        return None
    depth = _UNIT_DEPTH.get(str(path[inside]), 0) if inside < len(path) else 0
    return path[: inside + depth] if depth and len(path) >= inside + depth else None


def _value(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _unit_fault(value: Any) -> str:
    if isinstance(value, list):
        if len(value) != 2:
            return f"is a list of {len(value)}: {_shown(value)}"
        return f"is {_shown(value)}, which is no number or interval within 0 to 1"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"is {value}, beyond the range from 0 to 1"
    return f"is {_shown(value)}, not a number"


def _key(path: Path) -> str:
    """The key as written, with its place in a list: `weight of "japan"`, `value of "japan", entry 2`."""
    first, *rest = path[len(row(path)) :] or ("",)
    return str(first) + "".join(f' of "{step}"' if isinstance(step, str) else f", entry {step + 1}" for step in rest)


def _shown(value: Any) -> str:
    if isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, list):
        text = "[" + ", ".join(_shown(item) for item in value[:6]) + (", …" if len(value) > 6 else "") + "]"
    elif isinstance(value, dict):
        text = "a table"
    else:
        text = str(value)
    return one_line(text)
