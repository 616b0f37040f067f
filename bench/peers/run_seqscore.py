"""Reads gold.conll and pred.conll, scores with seqscore, prints F1."""
import sys

import peak
from seqscore.conll import LineSpec, ingest_conll_file
from seqscore.scoring import compute_scores


def read(path):
    return ingest_conll_file(path, "BIO", "utf-8", SPEC, ignore_document_boundaries=True, allow_comment_lines=False)


SPEC = LineSpec(0, -1)
scores, _ = compute_scores(read(sys.argv[2]), read(sys.argv[1]))
print(scores.f1)
peak.report()
