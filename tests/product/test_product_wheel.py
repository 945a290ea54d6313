"""The wheel carries everything that the program opens."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    if not (ROOT / "pyproject.toml").is_file():
        pytest.skip("needs the source tree")
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, tree / name)
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("__pycache__", ".*"))
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--no-index",
            "-w",
            str(tmp_path),
            str(tree),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("hikiwake-*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    package = tree / "src"
    expected = {p.relative_to(package).as_posix() for p in package.rglob("*") if p.is_file()}
    assert {Path(name).suffix for name in expected} >= {
        ".py",
        ".csv",
        ".gz",
        ".sql",
        ".j2",
        ".css",
        ".toml",
        ".txt",
        ".md",
        ".pdf",
        ".typed",
    }
    assert expected - inside == set()
    assert not [name for name in inside if name.endswith((".sqlite", ".pyc", "ledger.jsonl"))]
    assert any("entry_points.txt" in name for name in inside)
