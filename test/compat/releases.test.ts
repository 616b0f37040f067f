/** The profiles against what the current releases answered; `test/oracles/releases/README.md` says how they were asked. */
import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { ProfileResult, ProfileRow, TokenDocument } from "../../src/compat/profile.ts";
import { profiles } from "../../src/compat/profiles.ts";
import { documentOf, documentsOf, vectors } from "../vectors.ts";

const folder = new URL("../oracles/releases/", import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));

type Numbers = { readonly [name: string]: number };
type Rows = { readonly [type: string]: Numbers };

const drawn: { readonly [key: string]: readonly object[] } = read("input.json");

function inputOf(key: string): TokenDocument[] {
  const vector = vectors.find((one) => one.vector === key);
  return vector ? documentsOf(vector) : drawn[key]!.map((document) => documentOf(document, !("gold_tags" in document)));
}

function resultOf(name: string, key: string): ProfileResult {
  const tally = profiles.find((profile) => profile.name === name)!.start();
  for (const document of inputOf(key)) tally.add(document);
  return tally.finish();
}

const numbersOf = ({ counts, precision, recall, f1 }: ProfileRow) => ({
  ...Object.fromEntries(counts),
  ...{ precision, recall, f1 },
});
const rowsOf = (rows: readonly ProfileRow[]) => Object.fromEntries(rows.map((row) => [row.name, numbersOf(row)]));

describe("the current release", () => {
  for (const name of ["nervaluate", "nervaluate-joined", "nervaluate-overlap50"]) {
    it(`${name} is nervaluate 1.2.1 in every table, count and digit`, () => {
      const answers = Object.entries<{ [name: string]: { overall: Rows; per_type: { [type: string]: Rows } } }>(
        read("nervaluate-1.2.1.json"),
      );
      expect(answers).to.have.length(83);
      for (const [key, answer] of answers) {
        const { overall, per_type } = answer[name]!;
        for (const table of resultOf(name, key).tables) {
          expect(numbersOf(table.all), `${key}, ${table.name}`).to.deep.equal(overall[table.name]);
          const types = Object.entries(per_type).map(([type, tables]) => [type, tables[table.name]]);
          expect(rowsOf(table.types), `${key}, ${table.name}`).to.deep.equal(Object.fromEntries(types));
        }
      }
    });
  }

  for (const name of ["seqscore", "seqscore-conlleval", "seqscore-discard"]) {
    it(`${name} is seqscore 0.9.0 in every count and digit, and refuses what it refuses`, () => {
      interface Answer {
        readonly error?: string;
        readonly overall: Numbers;
        readonly per_type: Rows;
        readonly label_accuracy: Numbers;
      }
      const answers = Object.entries<{ [name: string]: Answer }>(read("seqscore-0.9.0.json"));
      expect(answers.length).to.be.greaterThan(90);
      for (const [key, answer] of answers) {
        const { error, overall, per_type, label_accuracy } = answer[name]!;
        if (error) {
          expect(() => resultOf(name, key), key)
            .to.throw()
            .with.property("code", "profile-refused");
          continue;
        }
        const [table] = resultOf(name, key).tables;
        const theirs = ({ fp: _, fn: __, ...row }: Numbers) => row;
        expect(numbersOf(table!.all), key).to.deep.equal(theirs(overall));
        const types = Object.entries(per_type).map(([type, row]) => [type, theirs(row)]);
        expect(rowsOf(table!.types), key).to.deep.equal(Object.fromEntries(types));
        expect(Object.fromEntries(table!.figures), key).to.deep.equal({
          tokens: label_accuracy.total,
          accuracy: label_accuracy.accuracy,
        });
      }
    });
  }

  it("spacy is spaCy 3.8 of doc.ents, and of groups of spans that overlap", () => {
    interface Prf {
      readonly ents_p: number | null;
      readonly ents_r: number | null;
      readonly ents_f: number | null;
      readonly ents_per_type: Rows | null;
    }
    const answers = Object.entries<{ ents?: Prf; groups: Prf }>(read("spacy-3.8.json"));
    expect(answers.filter(([, { ents }]) => ents === undefined)).to.have.length.greaterThan(20);
    for (const [key, { ents, groups }] of answers) {
      // A group is a set; `get_ner_prf`, which the profile follows where predictions repeat, is asked in the vectors.
      if (inputOf(key).some(({ pred }) => new Set(pred.map((span) => JSON.stringify(span))).size < pred.length))
        continue;
      const { all, types } = resultOf("spacy", key).tables[0]!;
      const rows = types.map(({ name, precision: p, recall: r, f1: f }) => [name, { p, r, f }]);
      for (const { ents_p, ents_r, ents_f, ents_per_type } of ents ? [ents, groups] : [groups]) {
        expect([all.precision ?? null, all.recall ?? null, all.f1 ?? null], key).to.deep.equal([
          ents_p,
          ents_r,
          ents_f,
        ]);
        expect(Object.fromEntries(rows), key).to.deep.equal(ents_per_type ?? {});
      }
    }
  });
});
