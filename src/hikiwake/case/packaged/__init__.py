"""The packaged cases, a folder each; `finding` opens them."""

from hikiwake.case.finding import data_folder, is_outdated, locate, names, open_packaged

__all__ = ["data_folder", "is_outdated", "locate", "names", "open_packaged"]
