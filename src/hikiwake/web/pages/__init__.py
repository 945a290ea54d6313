"""The pages, one file each. A page is a module with `router`, and `SAID` where its forms have something to say.

PAGES is the order of the navigation: name in it, address, the key that opens the page after `g`, and the module. A page's module is imported
when its first request comes, so that the first page of a workbench waits for no other.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType


@dataclass(frozen=True, slots=True)
class Page:
    label: str
    path: str
    key: str
    module: str


PAGES = (
    Page("Brief", "/brief", "b", "brief"),
    Page("Review", "/review", "r", "review"),
    Page("Chronicle", "/chronicle", "c", "chronicle"),
    Page("Relations", "/relations", "l", "relations"),
    Page("Actors", "/actors", "a", "actors"),
    Page("Sources", "/sources", "s", "sources"),
    Page("Formulas", "/formulas", "f", "formulas"),
    Page("Hypotheses", "/hypotheses", "y", "hypotheses"),
    Page("Proposals", "/propose", "p", "propose"),
    Page("History", "/history", "h", "history"),
)
_WITHOUT_A_PLACE = {"": "home", "undo": "home", "case.zip": "packed", "why": "why", "documents": "document", "entries": "entries"}
_BY_FIRST_PART = {**{p.path[1:]: p.module for p in PAGES}, **_WITHOUT_A_PLACE}
NAMES = tuple(dict.fromkeys(_BY_FIRST_PART.values()))  # of the modules, each once


def name_at(path: str) -> str | None:
    """The name of the module that answers at an address; None where no page does."""
    first = path.removeprefix("/").partition("/")[0]
    stem, dot, _ = first.rpartition(".")
    return _BY_FIRST_PART.get(first) or (_BY_FIRST_PART.get(stem) if dot else None)


def module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")


def modules() -> tuple[ModuleType, ...]:
    """Every page's module, each once."""
    return tuple(map(module, NAMES))


def said(key: str) -> str:
    """What a page may say after a form, by key; empty for no such key.

    A fixed list, so that an address cannot put words into the workbench's mouth.
    """
    here = [found for name in NAMES if (found := sys.modules.get(f"{__name__}.{name}"))]
    return _said(key, here) or (_said(key, modules()) if key else "")


def _said(key: str, some: Iterable[ModuleType]) -> str:
    return next((module.SAID[key] for module in some if key in getattr(module, "SAID", {})), "")
