"""Can two states settle, on what terms, by when, and how do we know?

    import hikiwake as hw
    with hw.open_case("japan-russia") as ws:
        ws.read_unread()
        ws.brief().save("brief.html")

The rooms work without a case too: `hw.bargaining.frontier(domain)`, `hw.relations.turning_points(…)`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hikiwake.workspace import Workspace, open_case

__version__ = "0.1.0"
__all__ = ["Workspace", "bargaining", "events", "forecasting", "hypotheses", "open_case", "relations"]


def __getattr__(name: str) -> Any:
    """Rooms and `open_case`, imported when first asked for: importing the package costs nothing."""
    if name in ("Workspace", "open_case"):
        return getattr(import_module("hikiwake.workspace"), name)
    if name in __all__:
        return import_module(f"hikiwake.{name}")
    raise AttributeError(f"module 'hikiwake' has no attribute {name!r}")
