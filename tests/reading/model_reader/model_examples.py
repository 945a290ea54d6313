"""Documents and readers for the tests of the reader behind a language model."""

import hashlib
from pathlib import Path
from typing import Any

from hikiwake.reading.builtin import BuiltIn
from hikiwake.reading.model_reader import ModelReader, Settings, endpoint
from hikiwake.reading.model_reader.cache import Cache
from hikiwake.record.model import Document, Reading, Span
from hikiwake.terms.dates import from_timex

NEWS = (
    "Norwegian Prime Minister Erna Solberg met Swedish Prime Minister Stefan Lofven in Oslo on 4 May 2016. "
    "“We will sign the fishing treaty,” Solberg said. "
    "Sweden’s foreign minister, Margot Wallstrom, told reporters that the border talks would resume in June.\n\n"
    "An unnamed official claimed that Sweden would never accept the line. "
    "Norway rejected the proposal on Friday."
)


def document(text: str = NEWS, name: str = "news.txt", prose: tuple[Span, ...] | None = None) -> Document:
    whole = (Span(0, len(text)),) if prose is None else prose
    return Document(
        hashlib.sha256(text.encode()).hexdigest(), name, text, whole, date=from_timex("2016-05-09"), date_basis="given"
    )


def model_reader(url: str, cache: Path | None = None, **options: Any) -> ModelReader:
    """A reader of the server at `url`; options are settings, or keywords of `ModelReader` or of `endpoint`."""
    at = {k: options.pop(k) for k in ("environment", "key_variable") if k in options}
    own = {k: options.pop(k) for k in ("is_remote_allowed", "tell", "code") if k in options}
    settings = Settings(model="tiny", base_url=url, **{"timeout": 5.0, **options})
    return ModelReader(settings, endpoint(url, at.get("environment", {}), at.get("key_variable")), cache=Cache(cache), **own)


def read(url: str, text: str = NEWS, cache: Path | None = None, **options: Any) -> Reading:
    """The reading of one document."""
    (reading,) = model_reader(url, cache, **options).read([document(text)])
    assert isinstance(reading, Reading), reading
    return reading


def built_in(text: str = NEWS) -> Reading:
    (reading,) = BuiltIn().read([document(text)])
    assert isinstance(reading, Reading)
    return reading
