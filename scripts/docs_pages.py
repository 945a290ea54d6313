"""What the documentation's site makes of its sources: `commands.md` becomes one page a command, so that each has an address of its own.

A hook of MkDocs, named in `mkdocs.yml`; run by `make docs`.
"""

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

_COMMAND = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def pages(text: str) -> dict[str, str]:
    """Name → page: the commands of `commands.md`, in its order, after its own introduction as `index`."""
    found = {"index": text.split("\n## ", 1)[0].rstrip() + "\n"}
    for name, body in _COMMAND.findall(text):
        # The pages lie one folder deeper than the file that they come from.
        linked = re.sub(r"\]\((?!https?:|#|/)([^)]+)\)", r"](../\1)", body)
        found[name] = f"# hikiwake {name}\n{linked}"
    return found


def on_config(config: Any) -> Any:
    """The navigation's section of commands is filled."""
    names = pages(_source(config))
    for item in config["nav"]:
        if isinstance(item, dict) and "Commands" in item:
            item["Commands"] = [f"commands/{name}.md" for name in names]
    return config


def on_files(files: Files, config: Any) -> Files:
    """The pages of the commands, in place of the one file that they come from."""
    whole = files.get_file_from_path("commands.md")
    if whole is not None:
        files.remove(whole)
    for name, text in pages(_source(config)).items():
        files.append(File.generated(config, f"commands/{name}.md", content=text))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Links to the one file of commands lead to its pages; links to files beside the documentation, which the site has not, are told by path."""
    depth = "../" * page.file.src_uri.count("/")
    markdown = re.sub(r"\]\((?:\.\./)*commands\.md(#(\w+))?\)", lambda m: f"]({depth}commands/{m[2] or 'index'}.md)", markdown)
    return re.sub(rf"\[([^\]]+)\]\({re.escape(depth)}\.\./(?!commands/)([^)#]+)[^)]*\)", _by_path, markdown)


def _by_path(link: re.Match[str]) -> str:
    words, path = link[1], link[2]
    return words if path in words else f"{words} (`{path}`)"


def _source(config: Any) -> str:
    return (Path(config["docs_dir"]) / "commands.md").read_text(encoding="utf-8")
