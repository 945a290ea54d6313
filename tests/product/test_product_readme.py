"""The README's own article, its next week and its lines of Python, and the tutorial: run as they stand there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

from conftest import FirstRun, House

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from tutorial import follow  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def blocks(title: str) -> list[str]:
    """The fenced blocks of a section of the README."""
    section = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert section
    return re.findall(r"^```\n(.*?)^```", section[1], re.MULTILINE | re.DOTALL)


def missing(shown: str, said: str) -> list[str]:
    """The lines that a page shows and the command did not say. Columns may be left out, and what stands after an ellipsis."""
    lines = [" ".join(line.split()) for line in said.splitlines()]

    def is_said(line: str) -> bool:
        cells = [" ".join(cell.split()).removesuffix("…").strip() for cell in re.split(r"\s{2,}", line.strip())]
        pattern = re.compile(".*".join(re.escape(cell) for cell in cells))
        return any(pattern.search(one) for one in lines)

    return [line for line in shown.splitlines() if not is_said(line)]


def test_what_a_command_does_not_say_is_found() -> None:
    said = " 2005-10   Russia → Norway   Moscow protested    attributed   a.txt   e1\n"
    assert missing("2005-10   Russia → Norway   Moscow …   attributed", said) == []
    assert missing("2005-11   Russia → Norway\n…", said) == ["2005-11   Russia → Norway"]


def test_the_readers_own_article_and_next_week_give_what_the_readme_shows(hikiwake: House) -> None:
    (hikiwake.here / "docs").mkdir()
    for name in ("example-article.txt", "example-article-2.txt"):
        (hikiwake.here / "docs" / name).write_bytes((ROOT / "docs" / name).read_bytes())
    for commands, shown in (blocks("Your own article"), blocks("Next week")):
        results = [hikiwake(*shlex.split(line)[1:]) for line in commands.splitlines()]
        assert [r.code for r in results] == [0, 0, 0, 0]
        assert shown.count("\n") > 5
        assert missing(shown, "".join(r.out for r in results)) == []
    assert (hikiwake.here / "brief.html").exists()
    assert (hikiwake.here / "barents.docx").stat().st_size > 10_000


def test_the_tutorial_says_what_its_steps_say(tmp_path: Path) -> None:
    done = list(follow(TUTORIAL, tmp_path / "reader"))
    commands = [command.split()[1] for step, _ in done for command in step.commands]
    assert {"new", "read", "serve", "correct", "propose", "brief", "why", "diff"} <= set(commands)
    assert sum(bool(step.shown) for step, _ in done) >= 8
    for step, said in done:
        assert missing(step.shown, said) == [], step.commands
    assert {path.name for path in (tmp_path / "reader").iterdir()} == {
        "docs",
        "barents",
        "brief.html",
        "barents.docx",
        "barents.xlsx",
    }


def test_the_lines_of_python_do_what_they_say(first_run: FirstRun, tmp_path: Path) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
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
