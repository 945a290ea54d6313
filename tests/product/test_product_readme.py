"""The README's own article and its lines of Python, run as they stand there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FirstRun, House

ROOT = Path(__file__).parents[2]


@pytest.fixture
def commands() -> list[list[str]]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"## Your own article.*?```\n(.*?)```", readme, re.DOTALL)
    assert block
    return [shlex.split(line)[1:] for line in block[1].splitlines()]


def test_the_readers_own_article_gives_what_the_readme_shows(hikiwake: House, commands: list[list[str]]) -> None:
    (hikiwake.here / "docs").mkdir()
    (hikiwake.here / "docs/example-article.txt").write_bytes((ROOT / "docs/example-article.txt").read_bytes())
    results = [hikiwake(*words) for words in commands]
    assert [r.code for r in results] == [0, 0, 0, 0]
    chronicle = results[-1].out
    for shown in (
        "2005-10",
        "Moscow protested",
        "2007-07-11",
        "Sergei Lavrov",
        "exercised",
        "(planned)",
        "speculation",
        "anonymous",
    ):
        assert shown in chronicle
    assert (hikiwake.here / "brief.html").exists()


def test_the_lines_of_python_do_what_they_say(first_run: FirstRun, tmp_path: Path) -> None:
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert code
    script = code[1] + "\nprint(type(events).__module__, len(events))"
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=first_run.house.environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    module, count = ran.stdout.splitlines()[-1].split()
    assert module.startswith("pandas") and int(count) > 100
    assert (tmp_path / "brief.html").stat().st_size > 100_000
