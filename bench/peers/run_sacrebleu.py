"""Reads the counts of two systems, document by document, tests their F1 as sacrebleu does, prints ms and p."""
import json
import sys
import time

import numpy
from sacrebleu.metrics.base import Metric, Score, Signature
from sacrebleu.significance import PairedTest


class F1(Metric):
    """F1 from sums of correct, predicted and gold spans; a hypothesis is the counts of a document as JSON."""

    _SIGNATURE_TYPE = None

    def __init__(self):
        self._ref_cache = []

    def _check_corpus_score_args(self, hyps, refs):
        pass

    def _check_sentence_score_args(self, hyp, refs):
        pass

    def _cache_references(self, references):
        return []

    def _extract_reference_info(self, refs):
        return {}

    def _preprocess_segment(self, sent):
        return sent

    def _compute_segment_statistics(self, hypothesis, ref_kwargs):
        return json.loads(hypothesis)

    def _extract_corpus_statistics(self, hypotheses, references):
        return [json.loads(hypothesis) for hypothesis in hypotheses]

    def _aggregate_and_compute(self, stats):
        return self._compute_score_from_stats(numpy.sum(stats, axis=0))

    def _compute_score_from_stats(self, stats):
        correct, pred, gold = stats
        return Score("F1", 2 * correct / (pred + gold))

    def get_signature(self):
        return Signature({"num_refs": 1})


with open(sys.argv[1], encoding="utf-8") as file:
    systems = [(name, [json.dumps(row) for row in rows]) for name, rows in json.load(file).items()]
start = time.perf_counter()
_, results = PairedTest(systems, {"F1": F1()}, None, test_type=sys.argv[2], n_samples=int(sys.argv[3]))()
elapsed = 1000 * (time.perf_counter() - start)
print(json.dumps({"ms": elapsed, "p": results["F1"][1].p_value}))
