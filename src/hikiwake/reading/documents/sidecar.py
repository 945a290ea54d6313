"""What the analyst states in a small file beside a document: `NAME.toml` (or `NAME.txt.toml`) for `NAME.txt`."""

import tomllib
from datetime import date, datetime
from pathlib import Path

from hikiwake.reading.documents.model import Given, Limits
from hikiwake.terms.dates import Date, from_timex, on_day
from hikiwake.terms.errors import DocumentError

_KEYS = ("title", "publisher", "author", "url", "date", "note", "charset")
_UNREAD_KEYS = ("facts_from", "fetched", "asked")  # for the people who keep the case: whence, when and by which address it came
_MEND = "Keys are title, publisher, date (2016-05-06, 2016-05 or 2016), url, author and note."


def sidecar(path: Path, limits: Limits) -> Given:
    """What stands beside the document at `path`; nothing where no file does.

    Raises:
        DocumentError: the file beside cannot be read or says something else than it may.
    """
    for beside in (path.with_name(path.name + ".toml"), path.with_suffix(".toml")):
        # A case's own file may lie beside a document of the same stem.
        if beside != path and beside.name != "case.toml" and beside.is_file():
            return _read(beside, limits)
    return Given()


def _read(beside: Path, limits: Limits) -> Given:
    try:
        with beside.open("rb") as file:
            data = file.read(limits.sidecar_bytes + 1)
        if len(data) > limits.sidecar_bytes:
            raise DocumentError.of(str(beside), f"is larger than {limits.sidecar_bytes // 1000} kB", _MEND)
        entries = tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise DocumentError.of(str(beside), f"cannot be read ({error.strerror})", "Check its permissions.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise DocumentError.of(str(beside), f"is not TOML ({str(error).splitlines()[0]})", _MEND) from error
    unknown = sorted(set(entries) - {*_KEYS, *_UNREAD_KEYS})
    if unknown:
        raise DocumentError.of(str(beside), f'has the unknown key "{unknown[0]}"', _MEND)
    for key in _KEYS:
        if key != "date" and not isinstance(entries.get(key, ""), str):
            raise DocumentError.of(str(beside), f'"{key}" is not text', f"Put it in quotation marks. {_MEND}")
    texts = {key: entries.get(key) or None for key in _KEYS if key != "date"}
    return Given(**texts, date=_date(entries["date"], beside) if "date" in entries else None)


def _date(value: object, beside: Path) -> Date:
    if isinstance(value, datetime):
        return on_day(value.date())
    if isinstance(value, date):
        return on_day(value)
    try:
        return from_timex(str(value))
    except ValueError as error:
        raise DocumentError.of(str(beside), f'"date" is {value!r}, which is no date', _MEND) from error
