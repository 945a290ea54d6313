"""The brief as a PDF: tagged, with footnotes, set by typst, which is an extra."""

import json
from dataclasses import fields, is_dataclass
from importlib.resources import files
from typing import Any

from hikiwake.assessment.model import Assessment
from hikiwake.brief.model import Brief
from hikiwake.terms.errors import HikiwakeError

STANDARD = "ua-1"  # PDF/UA-1, ISO 14289-1: what a screen reader needs


def to_pdf(brief: Brief, assessment: Assessment) -> bytes:
    """The bytes of a PDF: A4, the answer on page one, sources as footnotes, charts with alternative text.

    It claims PDF/UA-1 where typst finds nothing against it; a text in letters for which the machine has no font is set without that claim.

    Raises:
        HikiwakeError: typst is not installed, or cannot set the brief.
    """
    typst = require_typst()
    from hikiwake.brief.paper.layout import lay_out
    from hikiwake.brief.paper.pictures import font_files

    paper = lay_out(brief, assessment)
    template = (files("hikiwake.brief.pdf") / "templates" / "brief.typ").read_bytes()
    given = {
        "input": template,
        "format": "pdf",
        "font_paths": [str(font_files()[0].parent)],
        "sys_inputs": {"brief": json.dumps(told(paper), ensure_ascii=False)},
    }
    try:
        return bytes(typst.compile(**given, pdf_standards=[STANDARD]))
    except typst.TypstError:
        pass  # the claim is given up, not the brief
    try:
        return bytes(typst.compile(**given))
    except typst.TypstError as error:
        reason = " ".join(str(error.message).split())
        raise HikiwakeError.of(
            "brief.pdf", f"typst cannot set it ({reason})", "Write html and print it from the browser."
        ) from error


def told(value: object) -> Any:
    """The paper as data for the template: each part a dictionary with its `kind`; text stays text, it is never markup."""
    if is_dataclass(value) and not isinstance(value, type):
        return {"kind": type(value).__name__, **{f.name: told(getattr(value, f.name)) for f in fields(value)}}
    if isinstance(value, tuple):
        return [told(v) for v in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def require_typst() -> Any:
    """The module typst.

    Raises:
        HikiwakeError: it is not installed.
    """
    try:
        import typst
    except ImportError:
        mend = "Install it with: pip install 'hikiwake[pdf]'. Or write html and print it from the browser: the page is made for paper too."
        raise HikiwakeError.of("--format pdf", "needs typst, which is not installed", mend) from None
    return typst
