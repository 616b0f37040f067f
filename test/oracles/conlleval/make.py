"""Writes answers.json: what conlleval.pl prints for odd tags. Usage: python make.py PATH/TO/conlleval.pl"""
import json
import pathlib
import subprocess
import sys

# Title, gold, prediction; sentences are separated by |. Tokens are w, or what stands before a slash in the gold.
INPUTS = [
    ("IOE, with E- after E- and I- after E-", "I-P E-P E-P I-P E-P O E-P", "I-P I-P E-P E-P E-P O E-P"),
    ("IOBES: B- after E- of the same type goes on", "B-P E-P B-P E-P S-P S-P", "B-P E-P O O S-P S-P"),
    ("brackets are chunks of one token", "[-P ]-P [-P O", "[-P ]-P I-P O"),
    ("a full stop is no chunk, and no type cuts it off", "B-P .-P .-Q O .-P I-P", "B-P .-P .-Q O .-P I-P"),
    ("a full stop of another type on one side", "B-P .-P .-Q", "B-P .-P .-P"),
    ("a change of type on both sides", "B-P I-Q I-P", "I-P I-Q B-P"),
    ("types 0, 00 and none", "B-0 I-0 B-00 B B-", "B-0 O B-00 B B-"),
    ("a type without a name on one side only", "B O", "O O"),
    ("hyphens in types", "B-x-y I-x-y B--x", "B-x-y I-x B--x"),
    ("an O with a type", "O-P B-P O-P O", "O B-P O-Q O"),
    ("types beyond ASCII", "B-\ue000 B-\U0001f600 B-é B-A", "B-\ue000 O B-é B-a"),
    ("a name longer than the column", "B-name-of-an-organization", "B-name-of-an-organization"),
    ("-X- in and between entities", "a/B-P -X-/I-P b/I-P | -X-/B-P c/B-P", "B-P O I-P | B-P B-P"),
    ("ties of two digits", "B-P " * 32 + "B-Q " * 32, "B-P " + "O " * 31 + "B-Q " * 3 + "O " * 29),
    ("no token", "", ""),
]


def cells(side):
    return [sentence.split() for sentence in side.split("|")]


def main():
    out = []
    for title, gold, pred in INPUTS:
        documents = []
        for golds, preds in zip(cells(gold), cells(pred), strict=True):
            pairs = [cell.split("/") if "/" in cell else ["w", cell] for cell in golds]
            documents.append({"tokens": [w for w, _ in pairs], "gold": [t for _, t in pairs], "pred": preds})
        lines = []
        for document in documents:
            lines += [" ".join(row) for row in zip(document["tokens"], document["gold"], document["pred"], strict=True)]
            lines.append("")
        text = "".join(f"{line}\n" for line in lines)
        run = subprocess.run(["perl", sys.argv[1]], input=text.encode(), capture_output=True, check=True)
        out.append({"title": title, "documents": documents, "stdout": run.stdout.decode()})
    path = pathlib.Path(__file__).with_name("answers.json")
    path.write_text(json.dumps(out, indent=1, ensure_ascii=True) + "\n")


main()
