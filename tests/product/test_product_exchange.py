"""The way in for what other tools keep, and every form in which things leave, as `docs/exchange.md` tells it."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import House
from hikiwake.cli import brief, chronicle
from hikiwake.record.store import Record

PAGE = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text(encoding="utf-8")
ROWS = [
    {
        "text": "Norway and Sweden held talks in Oslo on 3 May 2016.",
        "title": "Talks “held” 👋",
        "publisher": 'The "Post"',
        "date": "2016-05-04",
    },
    {"text": "Sweden closed the border,\nand Norway protested.", "title": "", "publisher": "", "date": ""},
]


def test_a_spreadsheet_of_texts_goes_in_by_the_lines_of_the_page(hikiwake: House) -> None:
    with (hikiwake.here / "texts.csv").open("w", encoding="utf-8-sig", newline="") as table:
        writer = csv.DictWriter(table, list(ROWS[0]))
        writer.writeheader()
        writer.writerows(ROWS)
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    subprocess.run([sys.executable, "-c", code], cwd=hikiwake.here, check=True)
    assert hikiwake("new", "case", "--between", "NOR", "SWE").code == 0
    ran = hikiwake("read", "case", "texts")
    assert ran.code == 0, ran.err
    with Record.open(hikiwake.here / "case" / "record.sqlite") as record:
        first, second = sorted(record.contents().documents, key=lambda d: d.name)
    assert [d.text.strip() for d in (first, second)] == [row["text"] for row in ROWS]
    assert (first.title, first.publisher, first.date and first.date.value) == ("Talks “held” 👋", 'The "Post"', "2016-05-04")
    assert second.publisher is None


@pytest.mark.parametrize("name", ["table.csv", "table.tsv", "table.xlsx"])
def test_a_table_that_is_given_to_read_is_told_where_to_go(hikiwake: House, name: str) -> None:
    (hikiwake.here / name).write_text("a,b\n1,2\n", encoding="utf-8")
    assert hikiwake("new", "case", "--between", "NOR", "SWE").code == 0
    ran = hikiwake("read", "case", name)
    said = " ".join((ran.out + ran.err).split())
    assert ran.code == 1 and "cannot be read" in said
    assert "one .txt a row" in said and "hikiwake relations --series" in said and "hikiwake events load" in said


def test_every_form_in_which_a_brief_or_a_chronicle_leaves_has_its_line() -> None:
    out = PAGE.split("## Out", 1)[1]
    told = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (.*?) \|", out, re.MULTILINE))))
    assert {*brief._FORMATS, *chronicle.FORMATS} - {"table"} <= told
