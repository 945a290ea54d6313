"""The packaged cases, a folder each; `finding` opens them."""

from hikiwake.case.finding import is_outdated, locate, names, open_packaged

__all__ = ["is_outdated", "locate", "names", "open_packaged"]
