"""Reads gold.conll and pred.conll, scores with seqeval, prints F1."""
import sys

import peak
from seqeval.metrics import f1_score


def read(path):
    with open(path, encoding="utf-8") as file:
        sentences = file.read().rstrip("\n").split("\n\n")
    return [[line.rsplit(" ", 1)[1] for line in sentence.split("\n")] for sentence in sentences]


print(f1_score(read(sys.argv[1]), read(sys.argv[2])))
peak.report()
