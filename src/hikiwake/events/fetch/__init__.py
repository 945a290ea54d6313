"""Event files from where they are published: each whole and checked, and what is missing told with the reason."""

from hikiwake.events.fetch.gdelt import Request, fetch_gdelt
from hikiwake.events.fetch.model import Account, Bounds, Missing, Reason, World

__all__ = ["Account", "Bounds", "Missing", "Reason", "Request", "World", "fetch_gdelt"]
