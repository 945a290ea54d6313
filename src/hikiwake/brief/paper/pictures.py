"""Charts as pictures that need nothing else: the print colours of the page written in, and the letters of a font that comes with the program."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from hikiwake.brief.charts import WIDTHS, figures
from hikiwake.brief.composition.material import Material
from hikiwake.drawing import Figure

ON_PAPER = WIDTHS.index(660)  # the width of an A4 page within its margins
FONT = "Source Sans Pro"
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASSES = re.compile(r"(?:\.[\w-]+)+")


def figure_of(name: str, material: Material) -> Figure | None:
    """The chart as it is shown on paper; None where its room has no result."""
    drawn = figures(name, material)
    return drawn[ON_PAPER] if drawn else None


def svg(figure: Figure, name: str) -> str:
    """The figure with its style within, on white."""
    drawn = figure.svg(name)
    head, rest = drawn.split(">", 1)
    return f'{head} font-family="{FONT}"><style>{_style()}</style><rect width="100%" height="100%" fill="#fff"/>{rest}'


def png(drawn: str, *, zoom: float = 3) -> bytes:
    """What `svg` gave as a picture, `zoom` pixels a CSS pixel, on a white ground.

    The font is the program's own; only letters that it has not (Chinese characters, say) are looked for on the machine.
    """
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=drawn,
        zoom=zoom,
        background="#ffffff",
        font_files=[str(f) for f in font_files()],
        font_family=FONT,
        sans_serif_family=FONT,
        skip_system_fonts=not _needs_other_fonts(drawn),
    )


def font_files() -> tuple[Path, ...]:
    """The faces of the font that comes with the program: upright, bold, italic, both."""
    folder = Path(str(files("font_source_sans_pro"))) / "files"
    return tuple(folder / f"SourceSansPro-{face}.ttf" for face in ("Regular", "Bold", "It", "BoldIt"))


def _needs_other_fonts(drawn: str) -> bool:
    # The font holds Latin, Greek and Cyrillic, and general punctuation.
    return any(c > "\u052f" and not "\u1e00" <= c <= "\u25ff" for c in drawn)


@cache
def _style() -> str:
    """The chart rules of the page's style sheet with its print colours in place of their names: a picture has no page to ask."""
    css = (files("hikiwake.brief") / "static" / "brief.css").read_text(encoding="utf-8")
    screen, _, printed = css.partition("@media print")
    colours = dict(re.findall(r"--([\w-]+):\s*([^;]+);", screen.split("@media", 1)[0]))
    colours |= dict(re.findall(r"--([\w-]+):\s*([^;]+);", printed))
    rules = []
    for selectors, body in _RULE.findall(re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", screen)):
        kept = [s for each in selectors.split(",") if _CLASSES.fullmatch(s := each.strip().removeprefix(".chart "))]
        if kept and "font" not in body.replace("font-weight", ""):
            rules.append(f"{','.join(kept)}{{{re.sub(r'var[(]--([-a-z0-9]+)[)]', lambda m: colours[m[1]], body)}}}")
    return "".join(rules)
