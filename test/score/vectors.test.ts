/** What other scorers counted on the same spans; `test/oracles/vectors/README.md` says who and how. */
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import type { Span } from "../../src/corpus/span.ts";
import { type Evaluation, evaluate } from "../../src/evaluate.ts";
import type { Scheme, SchemeCounts } from "../../src/score/schemes.ts";
import type { Score } from "../../src/score/scores.ts";

const folder = new URL("../oracles/vectors/", import.meta.url);

interface Extents {
  readonly correct: number;
  readonly gold: number;
  readonly pred: number;
}

type Theirs = { readonly [name in keyof Score]: number | "nan" };
type NervaluateScheme = "strict" | "exact" | "partial" | "ent_type";

interface Vector {
  readonly vector: string;
  readonly title: string;
  readonly flat: boolean;
  readonly nervaluate: { readonly [scheme in NervaluateScheme]: Omit<SchemeCounts, "possible" | "actual" | "system"> };
  readonly conlleval: Extents;
  readonly seqeval: {
    readonly micro: Theirs;
    readonly macro: Theirs;
    readonly weighted: Theirs;
    readonly types: { readonly [type: string]: Theirs & { readonly support: number } };
  };
  readonly reference: Extents & { readonly types: { readonly [type: string]: Extents } };
}

const vectors = readdirSync(folder)
  .filter((name) => name.endsWith(".expected.json"))
  .sort()
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Vector);
const flat = vectors.filter((vector) => vector.flat);
const nested = vectors.filter((vector) => !vector.flat);

/** Token offsets are taken as they are: one character per token. */
async function evaluateVector({ vector }: Pick<Vector, "vector">): Promise<Evaluation> {
  const golds: Document[] = [];
  const preds: Prediction[] = [];
  const lines = readFileSync(new URL(`${vector}.input.jsonl`, folder), "utf8")
    .trimEnd()
    .split("\n");
  for (const [i, line] of lines.entries()) {
    const { id, tokens, gold, pred } = JSON.parse(line);
    const origin = { source: `${vector}.input.jsonl`, line: i + 1 };
    golds.push({ id, text: "x".repeat(tokens.length), spans: gold.map(spanOf), origin });
    preds.push({ id, spans: pred.map(spanOf), origin });
  }
  return evaluate(golds, preds, { undefined: "zero" });
}

function spanOf({ start, end, label }: { start: number; end: number; label: string }): Span {
  return { start, end, type: label };
}

const asText = ({ correct, incorrect, partial, missed, spurious }: Vector["nervaluate"]["strict"]) =>
  [correct, incorrect, partial, missed, spurious].join("/");

/** COR/INC/PAR/MIS/SPU of the overall row, as text. */
const countsIn = ({ scores }: Evaluation, scheme: Scheme) => asText(scores[scheme].micro);

const theirNames = { strict: "strict", exact: "exact", partial: "partial", type: "ent_type" } as const;
const theirCounts = ({ nervaluate }: Vector, scheme: Scheme) => asText(nervaluate[theirNames[scheme]]);

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
      expect(correct, vector.vector).to.be.at.least(vector.nervaluate.ent_type.correct);
    }
  });

  it("the order in which predictions are listed changes nothing (012 and 020)", async () => {
    expect(await evaluateVector({ vector: "020" })).to.deep.equal(await evaluateVector({ vector: "012" }));
  });

  it("strict counts what conlleval counts", async () => {
    for (const vector of flat) {
      const { correct, gold, pred } = vector.conlleval;
      const { micro } = (await evaluateVector(vector)).scores.strict;
      expect([micro.correct, micro.possible, micro.actual], vector.vector).to.deep.equal([correct, gold, pred]);
    }
  });

  it("strict counts what a comparison of multisets counts, over all types and for each", async () => {
    for (const vector of vectors) {
      const { correct, gold, pred, types } = vector.reference;
      const { strict } = (await evaluateVector(vector)).scores;
      const { micro } = strict;
      expect([micro.correct, micro.possible, micro.actual], vector.vector).to.deep.equal([correct, gold, pred]);
      const rows = strict.types.map(({ type, correct, possible, actual }) => [
        type,
        { correct, gold: possible, pred: actual },
      ]);
      expect(Object.fromEntries(rows), vector.vector).to.deep.equal(types);
    }
  });

  it("strict scores are seqeval's, by type and in every average, where 0/0 counts as 0", async () => {
    for (const { vector, seqeval } of flat) {
      const { strict } = (await evaluateVector({ vector })).scores;
      expect(
        strict.types.map(({ type }) => type),
        vector,
      ).to.deep.equal(Object.keys(seqeval.types).sort());
      for (const row of strict.types) {
        expectScore(row, seqeval.types[row.type]!, `${vector} ${row.type}`);
        expect(row.possible, `${vector} ${row.type}`).to.equal(seqeval.types[row.type]!.support);
      }
      for (const average of ["micro", "macro", "weighted"] as const)
        expectScore(strict[average], seqeval[average], `${vector} ${average}`);
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
      expect(vector.nervaluate.strict.correct).to.equal(nervaluate);
    });
  }
});

/** seqeval writes 0 for an undefined score, and NaN for a mean over no types. */
function expectScore(ours: Score, theirs: Theirs, message: string): void {
  for (const name of ["precision", "recall", "f1"] as const) {
    const value = theirs[name];
    if (value === "nan") expect(ours[name], `${message} ${name}`).to.equal(undefined);
    else expect(ours[name] ?? 0, `${message} ${name}`).to.be.closeTo(value, 1e-12);
  }
}
