"""Problems to weigh, for the tests of this room."""

from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from hikiwake.hypotheses import Piece, Problem
from hikiwake.terms.interval import Interval


def interval(value: float | tuple[float, float]) -> Interval:
    return Interval(*value) if isinstance(value, tuple) else Interval(value, value)


def piece(id: str, *likelihood: float | tuple[float, float], reliability: float = 1.0, false_report: float = 0.5) -> Piece:
    """A piece of evidence for hypotheses h0, h1, …"""
    stated = {f"h{n}": interval(value) for n, value in enumerate(likelihood)}
    return Piece(id, id, stated, reliability, false_report)


def problem(priors: list[float | tuple[float, float]], *pieces: Piece) -> Problem:
    ids = tuple(f"h{n}" for n in range(len(priors)))
    return Problem(ids, {h: interval(p) for h, p in zip(ids, priors, strict=True)}, pieces, {})


def exact(priors: dict[str, Fraction], products: dict[str, Fraction]) -> dict[str, Fraction] | None:
    """Bayes' rule in rational numbers."""
    total = sum((priors[h] * products[h] for h in priors), Fraction(0))
    return {h: priors[h] * products[h] / total for h in priors} if total else None


def prior_vertices(bounds: list[tuple[Fraction, Fraction]]) -> list[list[Fraction]]:
    """The vertices of the box of priors cut by the simplex: all at an end but one, which takes the rest."""
    found = []
    for free in range(len(bounds)):
        others = [b for n, b in enumerate(bounds) if n != free]
        for ends in product(*others):
            rest = 1 - sum(ends, Fraction(0))
            if bounds[free][0] <= rest <= bounds[free][1]:
                vertex = list(ends)
                vertex.insert(free, rest)
                found.append(vertex)
    return found


# Sixteenths, so that every number is exact and nothing hangs on rounding.
_sixteenths = st.integers(0, 16).map(lambda n: n / 16)
probabilities = st.one_of(_sixteenths, st.tuples(_sixteenths, _sixteenths).map(lambda pair: (min(pair), max(pair))))


@st.composite
def pieces(draw: st.DrawFn, hypotheses: int, most: int = 5, least_likelihood: int = 0) -> list[Piece]:
    sixteenth = st.integers(least_likelihood, 16).map(lambda n: n / 16)
    value = st.one_of(sixteenth, st.tuples(sixteenth, sixteenth).map(lambda pair: (min(pair), max(pair))))
    count = draw(st.integers(0, most))
    return [
        piece(
            f"e{n}",
            *(draw(value) for _ in range(hypotheses)),
            reliability=draw(st.sampled_from([0.0, 0.25, 0.75, 1.0])),
            false_report=draw(st.integers(least_likelihood, 16)) / 16,
        )
        for n in range(count)
    ]


@st.composite
def priors(draw: st.DrawFn, hypotheses: int) -> list[float | tuple[float, float]]:
    """Priors that sum to 1, some of them widened to intervals."""
    cuts = sorted(draw(st.lists(st.integers(0, 32), min_size=hypotheses - 1, max_size=hypotheses - 1)))
    points = [(b - a) / 32 for a, b in zip([0, *cuts], [*cuts, 32], strict=True)]
    widen = [(draw(st.integers(0, 8)) / 32, draw(st.integers(0, 8)) / 32) if draw(st.booleans()) else None for _ in points]
    return [p if w is None else (max(p - w[0], 0.0), min(p + w[1], 1.0)) for p, w in zip(points, widen, strict=True)]


@st.composite
def problems(draw: st.DrawFn, most_hypotheses: int = 4, most_pieces: int = 5, least_likelihood: int = 1) -> Problem:
    count = draw(st.integers(1, most_hypotheses))
    return problem(draw(priors(count)), *draw(pieces(count, most_pieces, least_likelihood)))
