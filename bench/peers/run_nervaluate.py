"""Reads gold.spans.jsonl and pred.spans.jsonl, scores with nervaluate, prints strict F1."""
import json
import sys

import peak
from nervaluate import Evaluator

TAGS = ["PER", "LOC", "ORG", "MISC"]


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


results = Evaluator(read(sys.argv[1]), read(sys.argv[2]), tags=TAGS, loader="dict").evaluate()
print(results["overall"]["strict"].f1)
peak.report()
