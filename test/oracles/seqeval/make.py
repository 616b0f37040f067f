"""Writes reports.json: what seqeval 1.2.2 says of a few sequences of tags. Run with that version installed."""
import json
import pathlib
import warnings

import seqeval.scheme
from seqeval.metrics import classification_report

SCHEMES = ["IOB1", "IOB2", "IOE1", "IOE2", "IOBES", "BILOU"]

# Title, gold, prediction; sentences are separated by |.
INPUTS = [
    ("an I- after O", "B-P I-P O | O B-Q", "I-P I-P O | O I-Q"),
    ("another type inside", "B-P I-P I-P O", "B-P I-Q I-Q O"),
    ("I- after B-, then B-", "B-P I-P B-P I-P", "I-P I-P B-P I-P"),
    ("IOE1", "I-P I-P E-P I-P O E-P", "I-P E-P E-P I-P O E-P"),
    ("IOE2", "I-P E-P E-P O E-Q E-Q", "I-P E-P I-P O E-Q I-Q"),
    ("IOE with changes of type", "I-P I-Q E-Q I-P E-Q O", "I-P I-Q E-Q I-P E-Q I-Q"),
    ("IOBES", "B-P I-P E-P S-Q S-Q O B-Q", "B-P I-P E-P S-Q S-P O B-Q"),
    ("IOBES with gaps", "B-P E-P O S-P", "B-P I-P E-P E-P"),
    ("BILOU", "B-P I-P L-P U-Q U-Q O", "B-P L-P L-P U-Q U-Q U-P"),
    ("hyphens around a type, tags without a type", "B-x- I-x- B I O", "B-x I-x B- I- O"),
    ("underscores and other letters", "B_P I_P X-P O", "B_P I_P O O"),
    ("types beyond ASCII, in the order of code points", "B-\ue000 B-\U0001f600 B-é B-A", "B-\ue000 O B-é B-a"),
    ("a name longer than the column", "B-name-of-an-organization O", "B-name-of-an-organization B-P"),
    ("one of 32 right: a tie of four digits", "B-P " * 32, "B-P " + "O " * 31),
    ("one of 16 right, 1 of 8 found", "B-P " * 16 + "O O O O", "B-P " + "O " * 15 + "B-P B-P O O"),
    ("no entity", "O O", "O O"),
    ("no token", "", ""),
]


def answer(gold, pred, **options):
    try:
        return classification_report(gold, pred, **options)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main():
    warnings.simplefilter("ignore")
    out = []
    for title, *sides in INPUTS:
        gold, pred = ([sentence.split() for sentence in side.split("|")] for side in sides)
        reports = {
            "default": answer(gold, pred),
            "default, 4 digits": answer(gold, pred, digits=4),
            **{
                name: answer(gold, pred, mode="strict", scheme=getattr(seqeval.scheme, name))
                for name in SCHEMES
            },
        }
        out.append({"title": title, "gold": gold, "pred": pred, "reports": reports})
    path = pathlib.Path(__file__).with_name("reports.json")
    path.write_text(json.dumps(out, indent=1, ensure_ascii=True) + "\n")


main()
