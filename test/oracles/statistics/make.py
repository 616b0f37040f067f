"""Writes expected.json: what SciPy, statsmodels and deepsig say of inputs made here.

python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
venv/bin/pip install --no-deps deepsig==1.2.8 && venv/bin/pip install joblib tqdm psutil dill
venv/bin/python make.py > expected.json
"""
import json
import sys
import warnings

import numpy as np
from deepsig import aso
from deepsig.aso import compute_violation_ratio
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

warnings.simplefilter("ignore")
random = np.random.default_rng(1)


def f1(correct, actual, possible):
    return 2 * correct.sum() / (actual.sum() + possible.sum())


def bootstraps():
    """Intervals of F1 over documents of correct, predicted and gold mentions."""
    for documents, chance in [(12, 0.8), (40, 0.95), (60, 0.3)]:
        possible = random.integers(0, 7, documents)
        correct = random.binomial(possible, chance)
        actual = correct + random.integers(0, 3, documents)
        data = (correct, actual, possible)
        keep = np.ones(documents, dtype=bool)
        left = []
        for i in range(documents):
            keep[i] = False
            left.append(f1(*(column[keep] for column in data)))
            keep[i] = True
        found = {}
        result = None
        for method in ["percentile", "bca"]:
            for level in [0.9, 0.95, 0.99]:
                result = stats.bootstrap(
                    data, f1, paired=True, vectorized=False, confidence_level=level, method=method,
                    n_resamples=499 if result is None else 0, bootstrap_result=result, rng=np.random.default_rng(2),
                )
                interval = result.confidence_interval
                found[f"{method} {level}"] = [interval.low, interval.high]
        yield {
            "observed": f1(*data), "resampled": result.bootstrap_distribution.tolist(), "left": left, "intervals": found,
        }


def adjustments():
    for ps in [[0.01, 0.04, 0.03, 0.005], [0.5], [0.2, 0.2, 0.9, 0.001, 0.001, 0.04, 0.8], random.uniform(size=21).tolist()]:
        yield {
            "p": ps,
            "holm": multipletests(ps, method="holm")[1].tolist(),
            "bh": multipletests(ps, method="fdr_bh")[1].tolist(),
        }


def tables():
    for first, second in [(0, 0), (0, 5), (3, 9), (7, 7), (40, 61), (500, 570), (2000, 2000)]:
        exact = mcnemar([[0, first], [second, 0]], exact=True).pvalue
        fewer, count = min(first, second), first + second
        point = stats.binom.pmf(fewer, count, 0.5)
        yield {
            "counts": [first, second],
            "exact": min(1.0, float(exact)),
            "midP": min(1.0, float(2 * stats.binom.cdf(fewer, count, 0.5) - point)),
        }


def orders():
    for a, b in [
        ([0.81, 0.83, 0.82, 0.86, 0.80], [0.79, 0.82, 0.815, 0.805, 0.78]),
        ([0.5, 0.7, 0.6], [0.55, 0.62, 0.66, 0.58]),
        ([0.9, 0.91, 0.92], [0.8, 0.81, 0.82]),
        (random.normal(0.8, 0.02, 20).tolist(), random.normal(0.79, 0.03, 20).tolist()),
    ]:
        yield {
            "a": a, "b": b,
            "violation": float(compute_violation_ratio(np.array(a), np.array(b), dt=1e-5)),
            "bound": float(aso(a, b, dt=1e-3, num_bootstrap_iterations=2000, show_progress=False, seed=3)),
        }


points = [-7.5, -5, -3, -1.96, -1, -0.1, 0, 0.3, 1, 1.6448536269514722, 2.5, 6]
parts = [1e-9, 0.0001, 0.01, 0.025, 0.2, 0.5, 0.8, 0.95, 0.975, 0.9999]
json.dump(
    {
        "normal": {
            "below": [[z, float(stats.norm.cdf(z))] for z in points],
            "quantile": [[part, float(stats.norm.ppf(part))] for part in parts],
        },
        "bootstrap": list(bootstraps()),
        "adjust": list(adjustments()),
        "mcnemar": list(tables()),
        "order": list(orders()),
    },
    sys.stdout,
)
print()
