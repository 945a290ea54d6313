"""A brief that comes back as a source is refused in one line: a case would otherwise quote itself."""

import pytest

from conftest import House


@pytest.mark.parametrize("form", ["html", "docx", "md", "json", "pdf"])
def test_a_brief_is_no_source_of_a_case(hikiwake: House, form: str) -> None:
    hikiwake("new", "other", "--between", "JPN", "RUS")
    assert hikiwake("brief", "other", "-o", f"brief.{form}").code == 0
    done = hikiwake("read", "other", f"brief.{form}")
    done.fails_in_a_line("is a brief that Hikiwake wrote, which is no source. Read the documents that it cites")
    assert not list((hikiwake.here / "other" / "documents").iterdir())
