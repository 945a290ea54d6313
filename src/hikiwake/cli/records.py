"""How the commands find a case's record."""

from pathlib import Path


def record_path(case: str) -> Path:
    """`record.sqlite` in the folder of the case; it need not be there yet.

    Raises:
        CaseError: there is no such case, or it is a lone .toml file.
    """
    from hikiwake.cli.cases import locate_case
    from hikiwake.terms.errors import CaseError

    place = locate_case(case)
    if not place.is_dir():
        raise CaseError.of(case, "a lone .toml file has no record", "Name the case's folder.")
    return place / "record.sqlite"
