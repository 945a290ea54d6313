"""A small case on disk for the tests of packing and joining: one document that was read, its bytes, a ledger, a correction."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "record"))

from record_examples import article

from hikiwake.record.store import Record

CASE = """# The analyst's own remark.
title = "A border"
dyad = ["JPN", "RUS"]
question = "Will they settle?"
as_of = 2016-12-09
horizon = 2018-12-31
analyst = "Ana Lyst"

[[hypotheses]]
id = "early"
statement = "It is too early."
prior = 0.5

[[hypotheses]]
id = "other"
statement = "Something else."
prior = 0.5
"""
SECRET = "The islands stay as they are"  # stands in the document and in no event or statement


def small_case(folder: Path, *, text: str = CASE) -> Path:
    """The case folder at `folder`, made."""
    doc, reading = article()
    (folder / "documents").mkdir(parents=True)
    (folder / "case.toml").write_text(text, encoding="utf-8")
    (folder / "documents" / doc.name).write_text(doc.text, encoding="utf-8")
    (folder / "documents" / f"{doc.name}.toml").write_text('date = "2016-12-09"\n', encoding="utf-8")
    with Record.open(folder / "record.sqlite") as record:
        record.add(doc, reading, on="2016-12-09T10:00:00Z")
    return folder
