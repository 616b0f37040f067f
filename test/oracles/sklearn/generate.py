"""Writes expected.json: what scikit-learn says of scored predictions. Usage: python generate.py > expected.json"""
import json
import random

import sklearn
from sklearn.calibration import calibration_curve
from sklearn.metrics import average_precision_score, precision_recall_curve

random.seed(7)

SHAPES = [
    # title, predictions, digits of the scores (few digits make ties), share correct
    ("a single correct prediction", 1, 2, 1.0),
    ("all scores different", 12, 15, 0.5),
    ("ties at every step", 40, 1, 0.5),
    ("some ties", 60, 2, 0.7),
    ("nearly all correct", 80, 2, 0.95),
    ("few correct", 80, 2, 0.1),
    ("one score for all", 10, 0, 0.4),
    ("many", 500, 3, 0.6),
]


def rows_of(size, digits, share):
    """[score, 1 if correct] of every prediction; higher scores are right more often. At least one is correct."""
    rows = []
    for _ in range(size):
        score = 1.0 if digits == 0 else round(random.random(), digits)
        rows.append([score, int(random.random() < share * (0.5 + score))])
    if not any(correct for _, correct in rows):
        rows[0][1] = 1
    return rows


def answer(title, rows):
    scores = [score for score, _ in rows]
    correct = [value for _, value in rows]
    precision, recall, thresholds = precision_recall_curve(correct, scores)
    share_correct, mean_score = calibration_curve(correct, scores, n_bins=10, strategy="uniform")
    return {
        "title": title,
        "predictions": rows,
        "average_precision_score": average_precision_score(correct, scores),
        # By rising threshold, without the last point, which stands for no predictions.
        "precision_recall_curve": list(zip(thresholds.tolist(), precision.tolist(), recall.tolist())),
        # Bins that are not empty: mean score, share correct.
        "calibration_curve": list(zip(mean_score.tolist(), share_correct.tolist())),
    }


cases = [answer(title, rows_of(*shape)) for title, *shape in SHAPES]
edges = [[i / 10, i % 2] for i in range(11)] + [[0.05, 1], [0.15, 0], [0.95, 1], [0.3, 1], [0.7, 0]]
cases.append(answer("scores on the edges of bins", edges))
print("{")
print(f'"tool": "scikit-learn {sklearn.__version__}",')
print('"cases": [')
print(",\n".join(json.dumps(case) for case in cases))
print("]}")
