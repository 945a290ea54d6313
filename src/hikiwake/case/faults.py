"""A fault of a case file, the gaps that earlier faults left, and the fault that recurs: a name of nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hikiwake.case.positions import Path
from hikiwake.case.wording import nearest


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a path of the case file, and the mend."""

    path: Path
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """What was refused and left out.

    `names` are top-level names (`issues`, `as_of`) that lost something; `ids` the ids of the rows among it; `opaque` the names that
    lost something which cannot be told (a line that does not parse, a row without an id). `*` stands for every name.
    """

    names: frozenset[str] = frozenset()
    ids: frozenset[tuple[str, str]] = frozenset()
    opaque: frozenset[str] = frozenset()

    def touch(self, *names: str) -> bool:
        return not self.names.isdisjoint((*names, "*"))

    def explain(self, name: str, id: str) -> bool:
        """Whether the row `id` of `name` may be missing only because it was left out."""
        return not self.opaque.isdisjoint((name, "*")) or (name, id) in self.ids


def unknown(path: Path, name: str, what: tuple[str, str], keys: Iterable[str], known: list[str], gaps: Gaps) -> Iterator[Fault]:
    """A fault for each key that names no row; `what` is the rows' noun and their top-level name."""
    noun, rows = what
    left_out = [id for name, id in sorted(gaps.ids) if name == rows]
    for key in keys:
        if key not in known and not gaps.explain(rows, key):
            listed = f"Known are: {', '.join([*known, *left_out])}." if known or left_out else f"The case states no {rows}."
            yield Fault(
                (*path, key), f'{name} names an unknown {noun} "{key}"', f"{nearest_hint(key, [*known, *left_out])}{listed}"
            )


def missing(known: list[str], stated: Iterable[str]) -> list[str]:
    """The known names not among the stated; a misspelt one counts as stated, since it is told as unknown."""
    written = set(stated)
    misspelt = {near for key in written.difference(known) for near in nearest(key, known)}
    return [name for name in known if name not in written | misspelt]


def nearest_hint(word: str, known: Iterable[str]) -> str:
    near = nearest(word, known)
    return f'Did you mean "{near[0]}"? ' if near else ""
