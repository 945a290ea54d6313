"""Peers that find phases and turning points, each in the form in which `score.py` reads a method's output.

    PYTHON benchmarks/turning_points_peers.py METHOD SETTING < table.npz > found.jsonl

`turning_points.py` starts it, in an interpreter that has the peers; nothing of Hikiwake is imported. `table.npz` has names (dyads,), days (periods,),
values and counts (dyads, periods), values NaN in silence, counts NaN where not known. SETTING is JSON. The last line is the fits' processor time.

All peers get the same help: each dyad's series about its median, in units of the scatter of neighbouring periods (no turn moves that); where
events are counted, periods of few events are drawn in so that all scatter alike (`stabilise`); single periods that lie far from their neighbours
can be put back to their median (`hampel`); steps smaller than `least` count as none.
"""

import importlib.metadata
import io
import json
import sys
import time
import warnings

import numpy as np

EVENT_VARIANCE, SHOCK_VARIANCE = 4.5**2, 0.6**2  # as score.py simulates: the peers are told what ours is told
KINDS = ("downturn", "stalemate", "upturn")
PACKAGES = {"kernel": "ruptures", "pelt": "ruptures", "hmm": "hmmlearn", "switching": "statsmodels", "loudest": "numpy"}


def prepared(values, counts, setting):
    """Places with data, the series there in units of its noise, and each period's noise beside the typical one."""
    at = np.flatnonzero(np.isfinite(values))
    x, n = values[at], counts[at]
    if len(x) < 12:
        return at, np.zeros(len(at)), np.ones(len(at))
    x = x - np.median(x)
    size = 1.4826 * np.median(np.abs(np.diff(x))) / np.sqrt(2)
    x = x / (size or x.std() or 1.0)
    noise = SHOCK_VARIANCE + EVENT_VARIANCE / n if np.isfinite(n).all() else np.ones(len(n))
    noise = noise / np.median(noise)
    if setting.get("stabilise"):
        x = x * np.minimum(1, noise**-0.5)
    if setting.get("hampel"):
        windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, 3, mode="reflect"), 7)
        middle = np.median(windows, axis=1)
        x = np.where(np.abs(x - middle) > setting["hampel"] * np.sqrt(np.maximum(noise, 1)), middle, x)
    return at, x, noise


def kernel(x, noise, setting):
    """Kernel change-point detection (Arlot, Celisse, Harchaoui 2019), `ruptures.KernelCPD`."""
    import ruptures

    search = ruptures.KernelCPD(kernel=setting["kernel"], min_size=setting.get("min_size", 4)).fit(x[:, None])
    penalty = setting["penalty"] * (np.log(len(x)) if setting["kernel"] == "linear" else 1)
    return _segments(x, search.predict(pen=penalty), setting)


def pelt(x, noise, setting):
    """PELT (Killick, Fearnhead, Eckley 2012), `ruptures.Pelt` with squared error; the same optimum as `kernel`'s linear one, by another road."""
    import ruptures

    search = ruptures.Pelt(model="l2", min_size=setting.get("min_size", 4), jump=1).fit(x[:, None])
    return _segments(x, search.predict(pen=setting["penalty"] * np.log(len(x))), setting)


def hmm(x, noise, setting):
    """A sticky Gaussian or Student-t hidden Markov model of three levels, `hmmlearn`; one level where BIC says so."""
    from hmmlearn.hmm import GaussianHMM

    freedom = setting.get("freedom")

    class StudentHMM(GaussianHMM):
        """Student-t emissions by weights (Lange, Little, Taylor 1989), each period with its own noise."""

        def _squares(self, X):
            return (X - self.means_.ravel()) ** 2 / (self._covars_.ravel()[0] * noise[:, None])

        def _compute_log_likelihood(self, X):
            scale = self._covars_.ravel()[0] * noise[:, None]
            return -(freedom + 1) / 2 * np.log1p(self._squares(X) / freedom) - 0.5 * np.log(scale)

        def _accumulate_sufficient_statistics(self, stats, X, lattice, posteriors, forward, backward):
            weight = (freedom + 1) / (freedom + self._squares(X)) / noise[:, None]
            super()._accumulate_sufficient_statistics(stats, X, lattice, posteriors * weight, forward, backward)

    def fitted(states):
        leave = setting["leave"] if states > 1 else 0.0
        model = (StudentHMM if freedom else GaussianHMM)(
            n_components=states, covariance_type="tied", params="mc", init_params="", n_iter=40, tol=0.05, implementation="log"
        )
        model.startprob_ = np.full(states, 1 / states)
        model.transmat_ = np.eye(states) * (1 - leave) + (1 - np.eye(states)) * leave / max(states - 1, 1)
        model.means_ = np.quantile(x, np.linspace(0.15, 0.85, states) if states > 1 else [0.5])[:, None]
        model.covars_ = np.eye(1) * (1.0 if states > 1 else max(x.var(), 0.1))
        model.fit(x[:, None])
        return model, model.score(x[:, None])

    (one, likelihood), (alone, by_itself) = fitted(3), fitted(1)
    if 2 * (likelihood - by_itself) < setting.get("bic", 1.0) * 2 * np.log(len(x)):
        return _states(np.ones((len(x), 1)), alone.means_.ravel(), setting)
    return _states(one.predict_proba(x[:, None]), one.means_.ravel(), setting)


def switching(x, noise, setting):
    """Markov switching of the mean (Hamilton 1989), `statsmodels.tsa.MarkovRegression`."""
    from statsmodels.tsa.regime_switching.markov_regression import MarkovRegression

    model = MarkovRegression(x, k_regimes=3, trend="c", switching_variance=False)
    sticky = [0.97, 0.015, 0.015, 0.015, 0.97, 0.015]  # its own start, alike for all levels, ends at one level in most dyads
    start = np.array([*sticky, *np.quantile(x, [0.15, 0.5, 0.85]), 1.0])
    fit = model.fit(start_params=start, em_iter=20, maxiter=100, disp=False)
    means = np.array([fit.params[list(model.param_names).index(f"const[{i}]")] for i in range(3)])
    likelihood = -0.5 * len(x) * (np.log(2 * np.pi * x.var()) + 1)
    if 2 * (fit.llf - likelihood) < 8 * np.log(len(x)):  # six transitions and two means more than one level has
        return _states(np.ones((len(x), 1)), np.zeros(1), setting)
    return _states(np.asarray(fit.smoothed_marginal_probabilities), means, setting)


def loudest(x, noise, setting):
    """No method at all: the weeks that lie furthest from the dyad's median, each the only one within eight weeks."""
    left, turns = np.abs(x).copy(), []
    while len(left) and left.max() > setting["least"]:
        at = int(left.argmax())
        turns.append((at, x[at] > 0, 1 - 0.5 * np.exp(-left[at] / 20)))
        left[max(0, at - 8) : at + 9] = 0
    return turns, None


def _segments(x, ends, setting):
    starts = [0, *ends[:-1]]
    means = np.array([x[a:b].mean() for a, b in zip(starts, ends, strict=True)])
    sizes = np.diff([0, *ends])
    turns = []
    for i in range(1, len(starts)):
        step = means[i] - means[i - 1]
        if abs(step) >= setting["least"]:
            sure = abs(step) / np.sqrt(1 / sizes[i] + 1 / sizes[i - 1]) if setting.get("rank", "test") == "test" else abs(step)
            turns.append((starts[i], step > 0, 1 - 0.5 * np.exp(-sure / 20)))
    order = np.argsort(means)
    usual = means[order][np.searchsorted(sizes[order].cumsum(), sizes.sum() / 2)]
    kind = np.repeat(1 + np.sign(means - usual) * (np.abs(means - usual) > setting["near"]), sizes).astype(int)
    phase = np.full((len(x), 3), (1 - setting["sure"]) / 2)
    phase[np.arange(len(x)), kind] = setting["sure"]
    return turns, phase


def _states(posterior, means, setting):
    """Turns and phases from the probabilities of levels; levels closer than `least` are one."""
    order = np.argsort(means)
    posterior, means = posterior[:, order], means[order]
    group = np.concatenate([[0], (np.diff(means) >= setting["least"]).cumsum()]).astype(int)
    merged = np.stack([posterior[:, group == g].sum(1) for g in range(group[-1] + 1)], axis=1)
    level = np.array([means[group == g].mean() for g in range(group[-1] + 1)])
    path, turns = merged.argmax(1), []
    for at in np.flatnonzero(np.diff(path)) + 1:
        before, after = merged[max(0, at - 4) : at, path[at - 1]].mean(), merged[at : at + 4, path[at]].mean()
        step = abs(level[path[at]] - level[path[at - 1]])
        p = before * after if setting.get("rank", "posterior") == "posterior" else 1 - 0.5 * np.exp(-step / 20)
        turns.append((int(at), path[at] > path[at - 1], float(p)))
    if len(level) == 3:
        return turns, merged
    phase = np.zeros((len(posterior), 3))
    usual = int(merged.sum(0).argmax()) if len(level) == 2 else 0
    for g in range(len(level)):
        phase[:, 1 + (g > usual) - (g < usual)] += merged[:, g]
    return turns, phase


def main():
    warnings.simplefilter("ignore")
    method, setting = sys.argv[1], json.loads(sys.argv[2])
    try:
        importlib.metadata.version(PACKAGES[method])
    except importlib.metadata.PackageNotFoundError:
        sys.exit(f"not installed: {PACKAGES[method]}")
    table = np.load(io.BytesIO(sys.stdin.buffer.read()), allow_pickle=False)
    days, spent = table["days"], 0.0
    for name, values, counts in zip(table["names"], table["values"], table["counts"], strict=True):
        start = time.process_time()
        at, x, noise = prepared(values, counts, setting)
        turns, phase = globals()[method](x, noise, setting) if len(x) >= 12 and np.any(x) else ([], None)
        spent += time.process_time() - start
        line = {"dyad": str(name), "turning_points": [_turn(days[at[i]], up, p) for i, up, p in turns]}
        if phase is not None:
            rows = zip(at, phase.round(4).tolist(), strict=True)
            line["series"] = [{"period": str(days[i]), "phase": dict(zip(KINDS, row, strict=True))} for i, row in rows]
        print(json.dumps(line))
    print(json.dumps({"seconds": spent}))


def _turn(day, up, p):
    return {"date": str(day), "direction": "upturn" if up else "downturn", "probability": float(p)}


if __name__ == "__main__":
    main()
