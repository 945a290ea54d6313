"""The scores of `../shared/benchmarks` (not part of the project), run on our command or on what a peer answered."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDER = ROOT.parent / "shared/benchmarks"
COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()"]

Documents = list[dict[str, Any]]


def load() -> ModuleType:
    """The scoring module, set to this Python's `hikiwake`.

    Raises:
        FileNotFoundError: it is not beside this checkout.
    """
    path = FOLDER / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if not path.exists() or spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path} is not beside this checkout: nothing to measure with")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.COMMAND = COMMAND
    return module


def ours(measure: str) -> dict[str, float]:
    """The scores of this checkout."""
    return _told(load(), measure)


def read(documents: Documents) -> Documents:
    """Our reading of `{"id","text","date"}`, in order."""
    lines: Documents = load().read_batch(documents)[0]
    return lines


def of_answers(measure: str, answer: Callable[[Documents], Documents]) -> dict[str, float]:
    """The scores of a peer: the same code over `answer`'s lines instead of our command's."""
    module = load()
    module.read_batch = lambda documents: (answer(documents), 1.0)
    return {k: v for k, v in _told(module, measure).items() if not k.endswith("per_second")}


def of_events(coded: dict[str, Documents]) -> dict[str, float]:
    """The scores of recorded events, by the sentence's id."""
    return of_answers("event_coding", lambda documents: [{"id": d["id"], "events": coded.get(d["id"], [])} for d in documents])


def _told(module: ModuleType, measure: str) -> dict[str, float]:
    function = getattr(module, measure)
    found = function(module.DEFAULTS[function])
    return {name: value for name, value in found.items() if isinstance(value, float | int)}
