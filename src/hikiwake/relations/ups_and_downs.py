"""A dyad's relations as Python shows them: data frames, a labelled chart, and both at once in a notebook."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from hikiwake.relations.finding import noun
from hikiwake.relations.model import Relations
from hikiwake.relations.table import index_frame, phases_frame, turns_frame

if TYPE_CHECKING:
    import pandas as pd

    from hikiwake.drawing import Figure
    from hikiwake.relations.picture import Picture

_WIDTH = 860  # pixels, what a notebook has
SHOWN = 0.5  # turns less probable than this are in the frames and not in the chart


class Cause(Protocol):
    """What carries a turn: a small frozen object that can say itself in words."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class UpsAndDowns:
    """Index, phases and turning points of one dyad; `carried_by` holds what carries each turning point, in their order, where that is known."""

    result: Relations
    carried_by: tuple[Sequence[Cause], ...] = field(default=(), repr=False)

    def __repr__(self) -> str:
        turns = sum(t.probability >= SHOWN for t in self.result.turning_points)
        return f"UpsAndDowns({self.result.dyad!r}, by={self.result.by!r}, periods={len(self.result.index)}, turns={turns})"

    def frame(self) -> "pd.DataFrame":
        """The index, a row a period; the columns are those of `relations.table.index_frame`. Empty where nothing is known of the dyad."""
        return index_frame(self.result)

    def turns(self) -> "pd.DataFrame":
        """The turning points, a row each, also the improbable ones; beside the columns of `relations.table.turns_frame` `cause`, in words.

        `events` are the keys of what carries the turn: lines of the file it was read from; of a lake, the first days of periods.
        """
        frame = turns_frame(self.result)
        frame.insert(frame.columns.get_loc("events"), "cause", self._words())
        return frame

    def phases(self) -> "pd.DataFrame":
        """The phases, a row each; the columns are those of `relations.table.phases_frame`. Stretches with too few events are in none."""
        return phases_frame(self.result)

    def causes(self) -> "pd.DataFrame":
        """What carries the turns, a row each, heaviest first: `turn` (its date), `direction`, `words`, and the fields of `Cause`.

        From a lake they are those of `events.dyad_relations.Deed`, the file and the row of the most reported event among them. Empty where
        no cause is known, as for a series of numbers.
        """
        import pandas as pd

        rows = [
            {"turn": turn.date, "direction": turn.direction, "words": cause.words, **asdict(cause)}
            for turn, causes in zip(self.result.turning_points, self.carried_by, strict=False)
            for cause in causes
        ]
        return pd.DataFrame(rows) if rows else pd.DataFrame(columns=["turn", "direction", "words"])

    def chart(self, width: int = _WIDTH) -> "Picture":
        """Index with its interval, phases behind it, the turns more probable than not, each named by its cause; `width` in pixels.

        The scale reaches as far as the values do.
        """
        from hikiwake.relations.picture import Picture

        return Picture(self._figure(width))

    def _figure(self, width: int) -> "Figure":
        from hikiwake.drawing import Data, Figure, text
        from hikiwake.relations.chart import chart

        if not self.result.index:
            words = "No event is known"
            return Figure(width, 30, (text(4, 20, words, size=12),), words, "", Data((), ()))
        named = list(zip(self.result.turning_points, self._words(), strict=True))
        shown = [(turn, words) for turn, words in named if turn.probability >= SHOWN]
        drawn = replace(self.result, turning_points=tuple(turn for turn, _ in shown))
        return chart(drawn, width, [words for _, words in shown], is_fitted=True)

    def _words(self) -> list[str]:
        first = [causes[0].words if causes else "" for causes in self.carried_by]
        return first + [""] * (len(self.result.turning_points) - len(first))

    def _repr_html_(self) -> str:
        """Chart and table. The chart is a picture of its own, so that neither its style nor its names meet those of the notebook."""
        picture = self.chart()
        figure = picture.figure
        address = f"data:image/svg+xml;base64,{b64encode(picture.svg().encode()).decode()}"
        said = [f"{self.result.dyad}: {figure.title}.", *figure.notes]
        said += [f"Too few {noun(self.result)}s from {t.start} to {t.end}: {t.events}." for t in self.result.thin]
        said += self.result.notes
        rows = "".join(_row("td", row) for row in figure.data.rows)
        table = f"<table>{_row('th', figure.data.columns)}{rows}</table>" if rows else ""
        alternative = escape(f"{figure.title}. {figure.description}")
        told = "".join(f"<p>{escape(one)}</p>" for one in said)
        return f'<img src="{address}" width="{figure.width}" height="{figure.height}" alt="{alternative}">{told}{table}'


def _row(tag: str, cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
