/** What other scorers counted on the same spans; `test/oracles/vectors/README.md` says who and how. */
import { expect } from "chai";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import { evaluate } from "../../src/evaluate.ts";
import type { Run } from "../../src/run/run.ts";
import type { SemevalName as Scheme } from "../../src/score/schemes/semeval.ts";
import type { SchemeCounts, Score } from "../../src/score/scores.ts";
import { vectors as all, documentsOf, type Vector } from "../vectors.ts";

type NervaluateScheme = "strict" | "exact" | "partial" | "ent_type";

/** Its precision and recall are not compared: 1.1.0 loses half the credit of `partial` where it sums documents. */
interface Nervaluate {
  readonly overall: { readonly [scheme in NervaluateScheme]: Omit<SchemeCounts, "gold" | "pred" | "system"> };
}

interface Conlleval {
  readonly overall: { readonly correct: number; readonly gold: number; readonly pred: number };
}

type SeqevalRow = { readonly [name in "precision" | "recall" | "f1-score"]: number | "nan" };

interface Seqeval {
  readonly averages: { readonly [average in "micro avg" | "macro avg" | "weighted avg"]: SeqevalRow };
  readonly per_type: { readonly [type: string]: SeqevalRow & { readonly support: number } };
}

interface Extents {
  readonly tp: number;
  readonly fn: number;
  readonly fp: number;
}

interface Reference {
  readonly overall: Extents;
  readonly per_type: { readonly [type: string]: Extents };
}

const vectors = all.filter((vector) => !vector.tags);
const flat = vectors.filter((vector) => vector.flat);
const nested = vectors.filter((vector) => !vector.flat);

/** Token offsets are taken as they are: one character per token. */
async function evaluateVector(vector: Vector): Promise<Run> {
  const golds: Document[] = [];
  const preds: Prediction[] = [];
  for (const [i, { id, tokens, gold, pred }] of documentsOf(vector).entries()) {
    const origin = { source: `${vector.vector}.input.jsonl`, line: i + 1 };
    golds.push({ id, text: "x".repeat(tokens.length), spans: gold, origin });
    preds.push({ id, spans: pred, origin });
  }
  return evaluate(golds, preds, { undefined: "zero", units: false });
}

const nervaluateOf = (vector: Vector) => vector.answer<Nervaluate>("nervaluate-1.1.0")!.overall;

const asText = ({ correct, incorrect, partial, missed, spurious }: Nervaluate["overall"]["strict"]) =>
  [correct, incorrect, partial, missed, spurious].join("/");

/** COR/INC/PAR/MIS/SPU of the overall row, as text. */
const countsIn = ({ scores }: Run, scheme: Scheme) => asText(scores[scheme].micro);

const theirNames = { strict: "strict", exact: "exact", partial: "partial", type: "ent_type" } as const;
const theirCounts = (vector: Vector, scheme: Scheme) => asText(nervaluateOf(vector)[theirNames[scheme]]);

interface Exception {
  /** COR/INC/PAR/MIS/SPU. */
  readonly ours: string;
  readonly theirs: string;
}

/** Where nervaluate 1.1.0 counts otherwise: by vector, the reason, and both counts of every scheme that differs. */
const exceptions: {
  readonly [vector: string]: { readonly because?: string } & { readonly [scheme in Scheme]?: Exception };
} = {
  "009": {
    because: "it gives a prediction to the first gold span listed, whatever its type; the second has the right type",
    type: { ours: "1/0/0/1/0", theirs: "0/1/0/1/0" },
  },
  "011": {
    because: "it gives a gold span to the first prediction listed, whatever its type; the second has the right type",
    type: { ours: "1/0/0/0/1", theirs: "0/1/0/0/1" },
  },
  "020": {
    because: "it depends on the order of the predictions: on 012, the same spans listed the other way round, it agrees",
    type: { ours: "1/0/0/0/1", theirs: "0/1/0/0/1" },
  },
  "032": {
    because: "it depends on the order of the spans, and on this one it pairs fewer than it could",
    strict: { ours: "0/2/0/0/0", theirs: "0/1/0/1/1" },
    exact: { ours: "0/2/0/0/0", theirs: "0/1/0/1/1" },
    partial: { ours: "0/0/2/0/0", theirs: "0/0/1/1/1" },
    type: { ours: "2/0/0/0/0", theirs: "1/0/0/1/1" },
  },
  "033": {
    because:
      "it depends on the order of the spans: of two documents with the same spans it pairs all in the sorted one",
    strict: { ours: "0/4/0/0/0", theirs: "0/3/0/1/1" },
    exact: { ours: "0/4/0/0/0", theirs: "0/3/0/1/1" },
    partial: { ours: "0/0/4/0/0", theirs: "0/0/3/1/1" },
    type: { ours: "4/0/0/0/0", theirs: "3/0/0/1/1" },
  },
  "034": {
    because: "it takes 1 token of 120 for no overlap, since that is less than 1 % of the gold span",
    strict: { ours: "0/1/0/0/0", theirs: "0/0/0/1/1" },
    exact: { ours: "0/1/0/0/0", theirs: "0/0/0/1/1" },
    partial: { ours: "0/0/1/0/0", theirs: "0/0/0/1/1" },
    type: { ours: "1/0/0/0/0", theirs: "0/0/0/1/1" },
  },
};

describe("on the vectors", () => {
  it("there are 34 flat ones and 9 others", () => {
    expect([flat.length, nested.length]).to.deep.equal([34, 9]);
  });

  for (const vector of flat) {
    const { because, ...differing } = exceptions[vector.vector] ?? {};
    const but = because ? `, but for ${Object.keys(differing).join(", ")}: ${because}` : "";
    it(`${vector.vector} (${vector.title}) counts as nervaluate 1.1.0 does${but}`, async () => {
      const evaluation = await evaluateVector(vector);
      for (const scheme of ["strict", "exact", "partial", "type"] as const) {
        const exception = differing[scheme];
        const theirs = theirCounts(vector, scheme);
        expect(countsIn(evaluation, scheme), scheme).to.equal(exception?.ours ?? theirs);
        if (!exception) continue;
        expect(theirs, `${scheme}, nervaluate`).to.equal(exception.theirs);
        expect(exception.ours, `${scheme} is no exception any more`).not.to.equal(exception.theirs);
      }
    });
  }

  it("type finds at least as many spans of the right type as nervaluate's ent_type", async () => {
    for (const vector of vectors) {
      const { correct } = (await evaluateVector(vector)).scores.type.micro;
      expect(correct, vector.vector).to.be.at.least(nervaluateOf(vector).ent_type.correct);
    }
  });

  it("the order in which predictions are listed changes nothing (012 and 020)", async () => {
    const [a, b] = ["012", "020"].map((number) => vectors.find(({ vector }) => vector === number)!);
    expect(await evaluateVector(b!)).to.deep.equal(await evaluateVector(a!));
  });

  it("strict counts what conlleval counts", async () => {
    for (const vector of flat) {
      const { correct, gold, pred } = vector.answer<Conlleval>("conlleval-perl")!.overall;
      const { micro } = (await evaluateVector(vector)).scores.strict;
      expect([micro.correct, micro.gold, micro.pred], vector.vector).to.deep.equal([correct, gold, pred]);
    }
  });

  it("strict counts what a comparison of multisets counts, over all types and for each", async () => {
    for (const vector of vectors) {
      const { overall, per_type } = vector.answer<Reference>("reference")!;
      const { strict } = (await evaluateVector(vector)).scores;
      const { micro } = strict;
      const extents = ({ tp, fn, fp }: Extents) => [tp, tp + fn, tp + fp];
      expect([micro.correct, micro.gold, micro.pred], vector.vector).to.deep.equal(extents(overall));
      const rows = strict.types.map(({ type, correct, gold, pred }) => [type, correct, gold, pred]);
      const theirs = Object.entries(per_type).map(([type, row]) => [type, ...extents(row)]);
      expect(rows, vector.vector).to.have.deep.members(theirs);
    }
  });

  it("strict scores are seqeval's, by type and in every average, where 0/0 counts as 0", async () => {
    for (const vector of flat) {
      const name = vector.vector;
      const { strict } = (await evaluateVector(vector)).scores;
      const { averages, per_type } = vector.answer<Seqeval>("seqeval-default")!;
      expect(
        strict.types.map(({ type }) => type),
        name,
      ).to.deep.equal(Object.keys(per_type).sort());
      for (const row of strict.types) {
        expectScore(row, per_type[row.type]!, `${name} ${row.type}`);
        expect(row.gold, `${name} ${row.type}`).to.equal(per_type[row.type]!.support);
      }
      for (const average of ["micro", "macro", "weighted"] as const)
        expectScore(strict[average], averages[`${average} avg`], `${name} ${average}`);
    }
  });

  /**
   * The right number of exact matches, and the one nervaluate 1.1.0 gives: where spans overlap within one side, it takes
   * the first overlap it comes to, and the exact match behind it is lost.
   */
  const exactMatches: { readonly [vector: string]: { readonly right: number; readonly nervaluate: number } } = {
    "101": { right: 2, nervaluate: 2 },
    "102": { right: 2, nervaluate: 0 },
    "103": { right: 1, nervaluate: 1 },
    "104": { right: 1, nervaluate: 0 },
    "105": { right: 1, nervaluate: 1 },
    "106": { right: 1, nervaluate: 1 },
    "107": { right: 1, nervaluate: 0 },
    "108": { right: 1, nervaluate: 0 },
    "109": { right: 1, nervaluate: 0 },
  };

  for (const vector of nested) {
    const { right, nervaluate } = exactMatches[vector.vector]!;
    const but = right === nervaluate ? "" : `, where nervaluate 1.1.0 counts ${nervaluate}`;
    it(`${vector.vector} (${vector.title}) counts ${right} correct in strict${but}`, async () => {
      const { micro } = (await evaluateVector(vector)).scores.strict;
      expect(micro.correct).to.equal(right);
      expect(nervaluateOf(vector).strict.correct).to.equal(nervaluate);
    });
  }
});

/** seqeval writes 0 for an undefined score, and NaN for a mean over no types. */
function expectScore(ours: Score, theirs: SeqevalRow, message: string): void {
  for (const name of ["precision", "recall", "f1"] as const) {
    const value = theirs[name === "f1" ? "f1-score" : name];
    if (value === "nan") expect(ours[name], `${message} ${name}`).to.equal(undefined);
    else expect(ours[name] ?? 0, `${message} ${name}`).to.be.closeTo(value, 1e-12);
  }
}
