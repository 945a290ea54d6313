"""The house as `docs/house.md` lists it: every room and path is there, and what stands higher never imports what stands lower."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "hikiwake"
LIST, REST = (ROOT / "docs" / "house.md").read_text(encoding="utf-8").split("| I want to", 1)
ROOMS = [name for cell in re.findall(r"^\| (`[^|]*`) \|", LIST, re.MULTILINE) for name in re.findall(r"`(\w+)", cell)]


def paths(text: str) -> set[str]:
    """What is written like a folder or a file, in code."""
    return set(re.findall(r"`((?:\.?[\w*-]+/)+[\w.*-]*|\w+\.(?:py|csv|toml|md|sql|j2))`", text))


def test_every_path_that_the_house_and_the_walk_through_it_name_is_there() -> None:
    walk = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = dict(re.findall(r"^\| `(\w+)/` \| (.*) \|$", LIST, re.MULTILINE))
    named = [(PACKAGE, path) for path in paths(REST) | paths(walk)]
    named += [(PACKAGE / room, path) for room, text in rooms.items() for path in paths(text)]
    assert len(named) > 60
    assert [path for base, path in named if not any((home / path).exists() for home in (base, PACKAGE, ROOT))] == []


def test_every_room_is_in_the_list() -> None:
    there = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("_") and (path.is_dir() or path.suffix == ".py")}
    assert set(ROOMS) == there


def test_what_stands_higher_in_the_list_of_rooms_never_imports_what_stands_lower() -> None:
    imports = re.compile(r"^\s*(?:from|import) hikiwake\.(\w+)", re.MULTILINE)
    tried = 0
    for module in PACKAGE.rglob("*.py"):
        own = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for other in imports.findall(module.read_text(encoding="utf-8")):
            if own in ROOMS:
                tried += 1
                assert ROOMS.index(other) <= ROOMS.index(own), f"{module.relative_to(PACKAGE)} imports {other}"
    assert tried > 1000
