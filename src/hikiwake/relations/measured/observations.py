"""What is seen of a dyad, period by period: the mean of what fell into each, and how much that was."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikiwake.relations.model import Row

Array = NDArray[np.float64]
Places = NDArray[np.int64]
Days = NDArray[np.datetime64]
GOLDSTEIN_REACH = 10.0
_LEAST_WEIGHT = 1e-3  # of a row; less of an event is none


@dataclass(frozen=True, slots=True)
class Observations:
    """A dyad's series by period.

    `starts`: first day of each period, no period left out. `mean`: mean of its values, NaN in silence. `sight`: the same as the models see it:
    where values leave Goldstein's scale, sums of whatever size, each is drawn in (inverse hyperbolic sine, in units of the dyad's median).
    `events`: events behind the mean, or rows where their number is not given (`counted`). The rows themselves stand in `at` (their period),
    `value`, `weight` and `key`. `cooperation`, `conflict`: shares of the period's events by quad class, where known. `notes`: what must be known
    of the data to read what comes of them.
    """

    dyad: str
    by: str
    starts: Days
    mean: Array
    sight: Array
    events: Array
    counted: bool
    goldstein: bool
    at: Places
    value: Array
    weight: Array
    key: NDArray[np.str_]
    cooperation: Array | None = None
    conflict: Array | None = None
    notes: tuple[str, ...] = ()


def observe_rows(dyad: str, rows: Sequence[Row], *, by: str) -> Observations:
    """The rows of a series, each counted in the period of its first day; weights are events."""
    days = np.array([r.first for r in rows], "datetime64[D]")
    values, weights = np.array([r.value for r in rows], float), np.array([r.weight for r in rows], float)
    return observe(dyad, days, values, weights, np.array([r.key for r in rows], np.str_), by=by)


def observe(
    dyad: str,
    days: Days,
    values: Array,
    counts: Array | None,
    keys: NDArray[np.str_] | None = None,
    *,
    by: str,
    shares: tuple[Array, Array] | None = None,
) -> Observations:
    """Rows brought together by period.

    Args:
        days: day of each row, shape (rows,).
        values: its value, NaN where nothing happened; such rows only say that the series was watched.
        counts: how many events it is the mean of; None where that is not known.
        keys: names of the rows; their numbers where None.
        by: "week", "month", "quarter" or "year".
        shares: of each row's events, how many are cooperative and conflictual.
    """
    at, starts = _periods(days, by)
    keys = np.arange(len(values)).astype(np.str_) if keys is None else keys
    weights = np.ones(len(values)) if counts is None else counts
    said = np.isfinite(values) & (weights > _LEAST_WEIGHT)
    at, values, weights, keys = at[said], values[said], weights[said], keys[said]
    events: Array = np.bincount(at, weights, len(starts)).astype(float)
    cooperation, conflict = (_mean(at, s[said], weights, events) for s in shares) if shares else (None, None)
    within = bool(np.all(np.abs(values) <= GOLDSTEIN_REACH))
    mean = _mean(at, values, weights, events)
    sight = mean if within else _mean(at, _drawn_in(values), weights, events)
    goldstein = within and counts is not None
    return Observations(
        dyad, by, starts, mean, sight, events, counts is not None, goldstein, at, values, weights, keys, cooperation, conflict
    )  # fmt: skip


def _mean(at: Places, values: Array, weights: Array, events: Array) -> Array:
    total = np.bincount(at, values * weights, len(events))
    mean: Array = np.divide(total, events, out=np.full(len(events), np.nan), where=events > 0)
    return mean


def _drawn_in(values: Array) -> Array:
    usual = float(np.median(np.abs(values))) or float(np.mean(np.abs(values))) or 1.0
    drawn: Array = np.arcsinh(values / usual)
    return drawn


def _periods(days: Days, by: str) -> tuple[Places, Days]:
    """The period of each day, counted from the first one, and the first days of all of them."""
    if not len(days):
        return np.empty(0, np.int64), np.empty(0, "datetime64[D]")
    if by == "week":
        numbers = (days.astype("datetime64[D]").astype(np.int64) + 3) // 7  # 1970-01-01 was a Thursday
        span = np.arange(numbers.min(), numbers.max() + 1)
        return numbers - span[0], (span * 7 - 3).astype("datetime64[D]")
    months = {"month": 1, "quarter": 3, "year": 12}.get(by)
    if months is None:
        raise ValueError(f"{by!r} is no period: use week, month, quarter or year")
    numbers = days.astype("datetime64[M]").astype(np.int64) // months
    span = np.arange(numbers.min(), numbers.max() + 1)
    return numbers - span[0], (span * months).astype("datetime64[M]").astype("datetime64[D]")
