"""Asks nervaluate 1.2.1, seqscore 0.9.0 and spaCy 3.8 about the vectors and about random spans; writes a file for each.

    python3 -m venv venv && venv/bin/pip install nervaluate==1.2.1 seqscore==0.9.0 spacy==3.8.18
    venv/bin/python test/oracles/releases/run.py
"""
import json
import random
import tempfile
from pathlib import Path

import spacy
from nervaluate import Evaluator
from seqscore.conll import LineSpec, ingest_conll_file
from seqscore.scoring import compute_scores
from spacy.scorer import Scorer, get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example

HERE = Path(__file__).parent
VECTORS = HERE.parent / "vectors"
RANDOM = random.Random(1)


def spans(tokens, most, nested):
    """Spans of three types in the order in which they are drawn; `nested` ones may overlap, but do not repeat."""
    drawn = []
    for _ in range(RANDOM.randint(0, most)):
        start = RANDOM.randrange(tokens)
        span = {"start": start, "end": min(tokens, start + RANDOM.randint(1, 4)), "label": RANDOM.choice("ABC")}
        if span in drawn or (not nested and any(s["start"] < span["end"] and span["start"] < s["end"] for s in drawn)):
            continue
        drawn.append(span)
    return drawn


def random_corpus(number):
    nested = number % 2 == 1
    documents = []
    for d in range(RANDOM.randint(1, 4)):
        tokens = RANDOM.randint(4, 12)
        sides = {side: spans(tokens, 6, nested) for side in ("gold", "pred")}
        documents.append({"id": f"r{number}-{d}", "tokens": [f"w{i}" for i in range(tokens)], **sides})
    return documents


def random_tags(number):
    documents = []
    for d in range(RANDOM.randint(1, 3)):
        tokens = RANDOM.randint(1, 8)
        draw = lambda: [RANDOM.choice(["O", "B-A", "I-A", "B-B", "I-B"]) for _ in range(tokens)]
        tokens_of = [f"w{i}" for i in range(tokens)]
        documents.append({"id": f"t{number}-{d}", "tokens": tokens_of, "gold_tags": draw(), "pred_tags": draw()})
    return documents


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def nervaluate(documents, joined=False, **options):
    """Ends are inclusive there."""
    sides = []
    for side in ("gold", "pred"):
        lists = []
        offset = 0
        for document in documents:
            shift = offset if joined else 0
            lists.append(
                [{"label": s["label"], "start": s["start"] + shift, "end": s["end"] - 1 + shift} for s in document[side]]
            )
            offset += len(document["tokens"])
        sides.append([[s for own in lists for s in own]] if joined else lists)
    tags = sorted({s["label"] for side in sides for own in side for s in own})
    results = Evaluator(*sides, tags=tags, loader="dict", **options).evaluate()
    row = lambda result: {
        key: getattr(result, key)
        for key in ("correct", "incorrect", "partial", "missed", "spurious", "possible", "actual", "precision", "recall", "f1")
    }
    return {
        "overall": {table: row(result) for table, result in results["overall"].items()},
        "per_type": {t: {table: row(r) for table, r in own.items()} for t, own in results["entities"].items()},
    }


def tags_of(document, side):
    if f"{side}_tags" in document:
        return document[f"{side}_tags"]
    tags = ["O"] * len(document["tokens"])
    for span in document[side]:
        for i in range(span["start"], span["end"]):
            tags[i] = f"{'B' if i == span['start'] else 'I'}-{span['label']}"
    return tags


def seqscore(documents, repair):
    with tempfile.TemporaryDirectory() as folder:
        sides = []
        for side in ("gold", "pred"):
            path = Path(folder) / side
            sentences = []
            for document in documents:
                rows = zip(document["tokens"], tags_of(document, side))
                sentences.append("".join(f"{token} {tag}\n" for token, tag in rows))
            path.write_text("\n".join(sentences), encoding="utf-8")
            options = {"repair": repair, "ignore_document_boundaries": True, "allow_comment_lines": False, "quiet": True}
            try:
                sides.append(ingest_conll_file(path, "BIO", "utf-8", LineSpec(0, -1), **options))
            except Exception as error:
                return {"error": type(error).__name__}
    scores, accuracy = compute_scores(sides[1], sides[0])
    row = lambda score: {
        "reference": score.total_ref,
        "predicted": score.total_pos,
        "correct": score.true_pos,
        "fp": score.false_pos,
        "fn": score.false_neg,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }
    return {
        "label_accuracy": {"accuracy": accuracy.accuracy, "hits": accuracy.hits, "total": accuracy.total},
        "overall": row(scores),
        "per_type": {label: row(own) for label, own in scores.type_scores.items()},
    }


VOCABULARY = spacy.blank("en").vocab


def doc_of(document, side, flat):
    doc = Doc(VOCABULARY, words=document["tokens"])
    made = [Span(doc, s["start"], s["end"], label=s["label"]) for s in document[side]]
    doc.spans["ents"] = made
    if flat:
        doc.set_ents(made, default="outside")
    return doc


def spacy_scores(documents, flat):
    """`ents` where they can hold the spans; the same spans in a span group, which may nest, everywhere."""
    examples = [Example(doc_of(d, "pred", flat), doc_of(d, "gold", flat)) for d in documents]
    getter = lambda doc, name: doc.spans[name]
    groups = Scorer.score_spans(examples, "ents", getter=getter, allow_overlap=True)
    return {"groups": groups, **({"ents": get_ner_prf(examples)} if flat else {})}


def is_flat(documents):
    for document in documents:
        for side in ("gold", "pred"):
            ordered = sorted(document[side], key=lambda s: (s["start"], s["end"]))
            if any(a["end"] > b["start"] for a, b in zip(ordered, ordered[1:])):
                return False
    return True


def write(name, value):
    """A line for each input."""
    lines = [f"{json.dumps(key)}: {json.dumps(own, sort_keys=True)}" for key, own in value.items()]
    (HERE / name).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


inputs = {path.name[:3]: read(path) for path in sorted(VECTORS.glob("*.input.jsonl"))}
drawn = {f"random-{n}": random_corpus(n) for n in range(40)}
tagged = {f"tags-{n}": random_tags(n) for n in range(40)}
write("input.json", {**drawn, **tagged})
with_spans = {key: documents for key, documents in {**inputs, **drawn}.items() if "gold" in documents[0]}
flat_ones = {key: documents for key, documents in with_spans.items() if is_flat(documents)}
with_tags = {key: documents for key, documents in {**inputs, **tagged}.items() if "gold_tags" in documents[0]}

write(
    "nervaluate-1.2.1.json",
    {
        key: {
            "nervaluate": nervaluate(documents),
            "nervaluate-joined": nervaluate(documents, joined=True),
            "nervaluate-overlap50": nervaluate(documents, min_overlap_percentage=50.0),
        }
        for key, documents in with_spans.items()
    },
)
write(
    "seqscore-0.9.0.json",
    {
        key: {
            "seqscore": seqscore(documents, None),
            "seqscore-conlleval": seqscore(documents, "conlleval"),
            "seqscore-discard": seqscore(documents, "discard"),
        }
        for key, documents in {**flat_ones, **with_tags}.items()
    },
)
write("spacy-3.8.json", {key: spacy_scores(documents, key in flat_ones) for key, documents in with_spans.items()})
