/** The profiles of scorers that read spans, against what these scorers answered; `test/oracles/vectors/README.md`. */
import { expect } from "chai";
import type { Profile, ProfileRow, ProfileTable, TokenDocument } from "../../src/compat/profile.ts";
import { profiles } from "../../src/compat/profiles.ts";
import { compareFairly } from "../../src/count/fair.ts";
import { documentsOf, type Vector, vectors } from "../vectors.ts";

type Numbers = { readonly [name: string]: number };
interface Rows {
  readonly overall: Numbers;
  readonly per_type: { readonly [type: string]: Numbers };
}

/** Under what names a scorer has precision, recall and F1. */
type ScoreNames = readonly [precision: string, recall: string, f1: string];

const asked = vectors.filter(({ tags }) => !tags);

function tablesOf(profile: Profile, documents: readonly TokenDocument[]): Map<string, ProfileTable> {
  const tally = profile.start();
  for (const document of documents) tally.add(document);
  return new Map(tally.finish().tables.map((table) => [table.name, table]));
}

function numbersOf({ precision, recall, f1, counts }: ProfileRow, [p, r, f]: ScoreNames): object {
  return { ...Object.fromEntries(counts), [p]: precision, [r]: recall, [f]: f1 };
}

function rowsOf({ all, types }: ProfileTable, names: ScoreNames): object {
  return {
    overall: numbersOf(all, names),
    per_type: Object.fromEntries(types.map((row) => [row.name, numbersOf(row, names)])),
  };
}

function profileOf(name: string): Profile {
  const found = profiles.find((profile) => profile.name === name);
  if (!found) throw new Error(`no profile ${name}`);
  return found;
}

function answerOf<T>(vector: Vector, scorer: string): T {
  const answer = vector.answer<T>(scorer);
  if (!answer || answer.error !== undefined) throw new Error(`${scorer} has no answer to ${vector.vector}`);
  return answer;
}

describe("on the vectors with spans", () => {
  it("every scorer answered all 43", () => {
    expect(asked.map(({ flat }) => flat)).to.deep.equal([...Array(34).fill(true), ...Array(9).fill(false)]);
  });

  const nervaluate: ScoreNames = ["precision", "recall", "f1"];
  for (const [name, scorer] of [
    ["nervaluate-1.1", "nervaluate-1.1.0"],
    ["nervaluate-1.1-joined", "nervaluate-1.1.0-joined"],
    ["nervaluate-1.1-overlap50", "nervaluate-1.1.0-overlap50"],
    ["nervaluate-0.3.1", "nervaluate-0.3.1"],
  ] as const) {
    for (const vector of asked) {
      it(`${name} is ${scorer} in every table, count and digit: ${vector.vector} (${vector.title})`, () => {
        const answer = answerOf<{ overall: { [table: string]: Numbers }; per_type: Types }>(vector, scorer);
        for (const [table, own] of tablesOf(profileOf(name), documentsOf(vector)))
          expect(rowsOf(own, nervaluate), table).to.deep.equal(tableIn(answer, table));
      });
    }
  }

  for (const [name, scorer] of [
    ["faireval", "faireval"],
    ["faireval-system", "faireval-focus-system"],
  ] as const) {
    for (const vector of asked) {
      it(`${name} is ${scorer} in every table, count and digit: ${vector.vector} (${vector.title})`, () => {
        const answer = answerOf<{ [table: string]: Rows }>(vector, scorer);
        for (const [table, own] of tablesOf(profileOf(name), documentsOf(vector)))
          expect(rowsOf(own, ["Prec", "Rec", "F1"]), table).to.deep.equal(answer[table]);
      });
    }
  }

  for (const vector of asked) {
    it(`FairEval's confusions are the pairs of the events that are no TP: ${vector.vector} (${vector.title})`, () => {
      const { confusion } = answerOf<{ confusion: { [gold: string]: Numbers } }>(vector, "faireval");
      const cells = new Map<string, number>();
      for (const { gold, pred } of documentsOf(vector)) {
        for (const { kind, goldType = "_", predType = "_" } of compareFairly(gold, pred).events) {
          const cell = `${goldType} as ${predType}`;
          if (kind !== "TP") cells.set(cell, (cells.get(cell) ?? 0) + 1);
        }
      }
      const theirs = Object.entries(confusion).flatMap(([gold, row]) =>
        Object.entries(row).map(([pred, count]) => [`${gold} as ${pred}`, count] as const),
      );
      expect(Object.fromEntries(cells)).to.deep.equal(Object.fromEntries(theirs.filter(([, count]) => count > 0)));
    });
  }

  for (const vector of asked) {
    it(`spacy is spaCy's scorer to the digit: ${vector.vector} (${vector.title})`, () => {
      const answer = answerOf<{ ents_p: number; ents_r: number; ents_f: number; ents_per_type: Types }>(
        vector,
        "spacy-scorer",
      );
      const { all, types } = tablesOf(profileOf("spacy"), documentsOf(vector)).get("ents")!;
      const { ents_p, ents_r, ents_f } = answer;
      expect([all.precision ?? null, all.recall ?? null, all.f1 ?? null]).to.deep.equal([ents_p, ents_r, ents_f]);
      const rows = types.map(({ name, precision, recall, f1 }) => [name, { p: precision, r: recall, f: f1 }]);
      expect(Object.fromEntries(rows)).to.deep.equal(answer.ents_per_type ?? {});
    });
  }

  /** The version that was asked loses the half credit; the release does not. */
  for (const vector of asked) {
    it(`nervaluate counts as the matching before its release did, and gives half credit: ${vector.vector} (${vector.title})`, () => {
      const documents = documentsOf(vector);
      const answer = answerOf<{ overall: { [table: string]: Numbers }; per_type: Types }>(vector, "nervaluate-1.2pre");
      for (const [table, own] of tablesOf(profileOf("nervaluate"), documents)) {
        const theirs = tableIn(answer, table);
        const lost = table === "partial" && documents.length > 1;
        expect(rowsOf(own, nervaluate), table).to.deep.equal(lost ? withHalves(theirs) : theirs);
      }
    });
  }
});

type Types = { readonly [type: string]: { readonly [table: string]: Numbers } } | null;

/** A table of nervaluate's answer, which keeps tables under types. */
function tableIn(answer: { overall: { [table: string]: Numbers }; per_type: Types }, table: string): Rows {
  const types = Object.entries(answer.per_type ?? {}).map(([type, tables]) => [type, tables[table]!]);
  return { overall: answer.overall[table]!, per_type: Object.fromEntries(types) };
}

function withHalves({ overall, per_type }: Rows): Rows {
  const fix = (row: Numbers): Numbers => {
    const { correct, partial, actual, possible } = row as { [name: string]: number };
    const credit = correct! + partial! / 2;
    const precision = actual ? credit / actual : 0;
    const recall = possible ? credit / possible : 0;
    const f1 = credit ? (2 * precision * recall) / (precision + recall) : 0;
    return { ...row, precision, recall, f1 };
  };
  return {
    overall: fix(overall),
    per_type: Object.fromEntries(Object.entries(per_type).map(([type, row]) => [type, fix(row)])),
  };
}
