"""What the documentation says is so: every command line parses, every field, command and option is described, links and pictures are there."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import typer
import yaml
from pydantic import BaseModel
from typer.testing import CliRunner

from conftest import House
from hikiwake.case.model import Case
from hikiwake.cli import app

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
SOURCES = [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((DOCS / "api").glob("*.md"))]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def command_lines() -> list[tuple[str, str]]:
    """Command lines of fenced blocks and of code within prose, `[optional]` parts opened."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        blocks = re.findall(r"^```(?:sh|bash|console)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        lines = [line.strip() for block in blocks for line in block.splitlines()]
        inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
        for line in [*lines, *inline]:
            line = re.sub(r"^\$ |^\.venv/bin/", "", line.strip())
            if re.match(r"hikiwake [a-z\[-]", line):
                found.append((page.name, line.replace("[", "").replace("]", "")))
    return found


@pytest.mark.parametrize(("page", "line"), sorted(set(command_lines())))
def test_a_command_line_of_the_documentation_names_a_command_and_its_options(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    if words == ["--help"]:
        return
    assert words[0] in COMMANDS, f"{page}: {line}"
    command = COMMANDS[words[0]]
    if hasattr(command, "commands") and words[1:]:
        assert words[1] in command.commands, f"{page}: {line}"
        command = command.commands[words[1]]
    options = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
    for word in words[1:]:
        if re.match(r"--?[a-z]", word):
            assert word.split("=")[0] in options, f"{page}: {line}"


def test_the_documentation_has_command_lines() -> None:
    assert len(command_lines()) >= 12


def test_every_command_and_every_option_is_described() -> None:
    """Each in the section that is its command's page; those of all commands where the page of the commands begins."""
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    of_all = page.split("\n## ", 1)[0]
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    assert sections.keys() == COMMANDS.keys()
    places = [
        (name, one, sections[name])
        for name, whole in COMMANDS.items()
        for one in (whole, *getattr(whole, "commands", {}).values())
    ]
    places.append(("hikiwake", typer.main.get_command(app), of_all))
    options = [
        (name, o, text)
        for name, one, text in places
        for p in one.params
        for o in (*p.opts, *p.secondary_opts)
        if o.startswith("-")
    ]
    assert len(options) > 100
    missing = [f"{name} {o}" for name, o, text in options if not re.search(rf"(?<![\w-]){o}(?![\w-])", text)]
    assert "`--json`" in of_all and [one for one in missing if not one.endswith(" --json")] == []


def models(model: type[BaseModel]) -> dict[str, set[str]]:
    """The fields of a model and of those within it, as the case file spells them."""
    found = {model.__name__: {field.alias or name for name, field in model.model_fields.items()}}
    for field in model.model_fields.values():
        for inner in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                found |= models(inner)
    return found


def test_every_field_of_a_case_is_described() -> None:
    page = (ROOT / "docs" / "case.md").read_text(encoding="utf-8")
    missing = [
        f"{model}.{key}"
        for model, keys in models(Case).items()
        for key in sorted(keys)
        if not re.search(rf"`(\[\[)?(\w+\.)?{key}(\]\])?`", page)
    ]
    assert missing == []


def test_help_lists_every_command_and_each_has_help_of_its_own(hikiwake: House) -> None:
    told = hikiwake("--help")
    assert told.code == 0
    for name in COMMANDS:
        assert re.search(rf"^\s+{name}\b", told.out, re.MULTILINE), name
        for command in [[name, sub] for sub in getattr(COMMANDS[name], "commands", {})] or [[name]]:
            one = CliRunner().invoke(app, [*command, "--help"])
            assert one.exit_code == 0 and "--json" in one.stdout, command


def test_help_loads_nothing_heavy(hikiwake: House) -> None:
    """What makes it answer at once: none of the heavy libraries is imported for it."""
    import subprocess
    import sys

    code = (
        "import sys; from hikiwake.cli import app\n"
        "HEAVY = ('spacy', 'pandas', 'numpy', 'pyarrow', 'trafilatura', 'pydantic', 'sqlite3', 'jinja2')\n"
        "try: app(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in HEAVY if m in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=hikiwake.environment())
    assert ran.stderr.strip() == "[]"


def anchors(page: Path) -> set[str]:
    """The addresses of a page's headings, as MkDocs and the usual forges write them."""
    titles = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", t)).strip().lower().replace(" ", "-") for t in titles}


@pytest.mark.parametrize("page", SOURCES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_picture_of_a_page_is_there(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:", target):
            continue
        path, _, heading = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if heading:
            assert heading in anchors(there), target


def test_every_page_is_in_the_sites_navigation_and_every_entry_of_it_is_there() -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]

    def pages(entry: object) -> list[str]:
        if isinstance(entry, dict):
            return [page for inner in entry.values() for page in pages(inner)]
        return [page for inner in entry for page in pages(inner)] if isinstance(entry, list) else [str(entry)]

    assert {*pages(nav), "commands.md"} == {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}


def test_the_version_is_the_same_wherever_it_is_told() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    latest = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0]
    assert (cited["version"], latest) == (version, f"{version}, {cited['date-released']}")


def test_all_data_that_ships_has_a_readme_with_its_source_and_licence() -> None:
    folders = [f for f in (ROOT / "src" / "hikiwake").rglob("data") if f.is_dir()]
    assert len(folders) >= 6
    for folder in folders:
        text = (folder / "README.md").read_text(encoding="utf-8")
        named = re.findall(r"`([\w/*.-]+\.\w+)`", text)
        files = [f for f in folder.rglob("*") if f.is_file() and f.name != "README.md"]
        assert [str(f) for f in files if not any(f.relative_to(folder).match(name) for name in named)] == []
        rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| `")]
        assert rows and all(len(row) == 3 and row[2].strip() for row in rows), folder


def test_every_picture_is_used_small_and_named_by_the_script_that_takes_it() -> None:
    used = {
        (page.parent / target).resolve()
        for page in SOURCES
        for target in re.findall(r"\]\(([^)\s]+\.png)\)", page.read_text("utf-8"))
    }
    script = (ROOT / "scripts" / "screenshots.py").read_text(encoding="utf-8")
    pictures = sorted((DOCS / "pictures").glob("*.png"))
    assert 5 <= len(pictures) <= 10
    for picture in pictures:
        assert picture.resolve() in used, picture.name
        assert picture.stat().st_size <= 200_000, picture.name
        assert f'"{picture.stem}"' in script, picture.name
