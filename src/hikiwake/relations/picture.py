"""A chart that stands by itself: its colours and letters within, on white, so that a notebook or a file needs no page around it."""

from dataclasses import dataclass
from pathlib import Path

from hikiwake.drawing import Figure
from hikiwake.terms.files import write_whole

# The print colours of the brief; a picture has no page to ask.
_STYLE = {
    ".t": "fill:#000", ".muted": "fill:#454545", ".b": "font-weight:700",
    ".halo": "paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round",
    ".f1": "fill:#0072b2", ".f2": "fill:#d55e00", ".f3": "fill:#00835f", ".f4": "fill:#a8558a",
    ".s1": "stroke:#0072b2", ".s2": "stroke:#d55e00", ".s3": "stroke:#00835f", ".s4": "stroke:#a8558a",
    ".f1,.f2,.f3,.f4": "stroke-width:0", ".open,.stroked,.hollow": "stroke-width:1.8", ".open,.hollow": "fill:#fff", ".stroked": "fill:none",
    ".soft": "opacity:.5", ".grid": "stroke:#ddd", ".ink": "stroke:#000;stroke-width:1.5", ".thin": "stroke-width:.8",
    ".index": "fill:none;stroke-width:2", ".interval": "opacity:.2", ".whisker": "stroke:#454545;opacity:.75",
    ".phase-up": "fill:#e8eff5", ".phase-level": "fill:#f4f4f4", ".phase-down": "fill:#f9ebe1",
    ".turn": "stroke:#d55e00;stroke-width:1.3;stroke-dasharray:2 3", ".turn-range": "fill:#d55e00;opacity:.35",
    ".leader": "stroke:#454545;stroke-width:.8", ".hatch-line": "stroke:#0072b2;stroke-width:3",
    ".dashed": "stroke:#454545;stroke-width:1.3;stroke-dasharray:5 4",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with its style. A notebook shows it; `figure` has its title, its words and its table."""

    figure: Figure

    def __repr__(self) -> str:
        return f"Picture({self.figure.title!r})"

    def svg(self) -> str:
        """As an SVG document that any browser or office program opens."""
        head, rest = self.figure.svg("relations").split(">", 1)
        rules = "".join(f"{_within(selectors)}{{{body}}}" for selectors, body in _STYLE.items())
        return f'{head} font-family="Helvetica,Arial,sans-serif"><style>{rules}</style><rect width="100%" height="100%" fill="#fff"/>{rest}'

    def save(self, path: Path | str) -> Path:
        """Write the SVG, whole or not at all.

        Raises:
            HikiwakeError: it cannot be written there.
        """
        write_whole(Path(path), self.svg())
        return Path(path)

    def _repr_svg_(self) -> str:
        return self.svg()


def _within(selectors: str) -> str:
    """Rules of this chart alone: some notebooks put the drawing into their own page."""
    return ",".join(f".chart {one}" for one in selectors.split(","))
