"""What the record holds of the next weeks."""

from collections.abc import Sequence

from hikiwake.brief.composition.chronicle import Line, ahead
from hikiwake.brief.composition.material import Material, of_report
from hikiwake.brief.model import Sentence

_NEXT_DAYS = 60
_MOST = 2


def coming(material: Material, *, but: frozenset[str] = frozenset()) -> tuple[Sentence, ...]:
    """The firmest and nearest plans in one sentence, none where there is no plan; a plan that only its source's words tell stands alone.

    Events told elsewhere (`but`) are left out.
    """
    near: list[Line] = []
    for line in ahead(material, _NEXT_DAYS):
        # A vaguer plan says nothing beside one that falls into it.
        if line.event.id not in but and not any(line.when and n.when and line.when.overlaps(*n.days) for n in near):
            near.append(line)
    plain = [line for line in near if not line.is_quoted]
    whole = [line for line in near if "…" not in line.text]
    kept = sorted((plain[:_MOST] or whole[:1]), key=lambda line: line.days)
    if not kept:
        return ()
    first = kept[0]
    text = f"Next: {_joined(kept)}." if plain else f"Next, as it is told ({first.event.grade.label}): {first.text.rstrip('.')}."
    return (Sentence("page_one:next", text, tuple(of_report(r, line.event.id) for line in kept for r in line.event.reports[:3])),)


def _joined(some: Sequence[Line]) -> str:
    """Plans with their dates: "Abe and Putin are expected to meet in Nagato on 15 December 2016 and in Tokyo on 16 December 2016"."""
    told = [f"{line.text.rstrip('.')} {line.when_words}" for line in some]
    shared = [line.text.rstrip(".").rpartition(" in ") for line in some]
    if len(some) > 1 and shared[0][0] and shared[0][0] == shared[1][0]:
        return f"{told[0]} and in {shared[1][2]} {some[1].when_words}"
    return "; ".join(told)
