"""The pages, one file each. A page is a module with `router`, and `SAID` where its forms have something to say.

PAGES is the order of the navigation: name in it, address, the key that opens the page after `g`, and the module.
"""

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from fastapi import APIRouter


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
    Page("Actors", "/actors", "a", "actors"),
    Page("Sources", "/sources", "s", "sources"),
    Page("Formulas", "/formulas", "f", "formulas"),
    Page("Hypotheses", "/hypotheses", "y", "hypotheses"),
    Page("Proposals", "/propose", "p", "propose"),
    Page("History", "/history", "h", "history"),
)
_WITHOUT_A_PLACE = ("home", "packed", "why", "document", "entries")


def modules() -> tuple[ModuleType, ...]:
    """Every page's module, each once."""
    names = dict.fromkeys((*(p.module for p in PAGES), *_WITHOUT_A_PLACE))
    return tuple(import_module(f"hikiwake.web.pages.{name}") for name in names)


def routers() -> tuple[APIRouter, ...]:
    return tuple(module.router for module in modules())


def said() -> dict[str, str]:
    """What a page may say after a form, by key: a fixed list, so that an address cannot put words into the workbench's mouth."""
    return {key: text for module in modules() for key, text in getattr(module, "SAID", {}).items()}
