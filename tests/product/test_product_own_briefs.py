"""A brief that comes back as a source is refused in one line: a case would otherwise quote itself."""

from pathlib import Path

import pytest
from conftest import House


@pytest.mark.parametrize("form", ["html", "docx", "md", "json", "pdf"])
def test_a_brief_is_no_source_of_a_case(hikiwake: House, japan_russia: Path, form: str) -> None:
    assert hikiwake("brief", japan_russia, "-o", f"brief.{form}").code == 0
    hikiwake("new", "other", "--between", "JPN", "RUS")
    done = hikiwake("read", "other", f"brief.{form}")
    done.fails_in_a_line("is a brief that Hikiwake wrote, which is no source. Read the documents that it cites")
    assert not list((hikiwake.here / "other" / "documents").iterdir())
