/** The profiles of tag scorers and neleval against what these tools answered; see `test/oracles/vectors/README.md`. */
import { expect } from "chai";
import { conlleval } from "../../src/compat/conlleval.ts";
import { conllevalSighsmile, conllevalSpyysalo } from "../../src/compat/conlleval-ports.ts";
import { neleval } from "../../src/compat/neleval.ts";
import type { Profile, ProfileResult, ProfileRow } from "../../src/compat/profile.ts";
import { seqeval } from "../../src/compat/seqeval.ts";
import { seqevalStrict } from "../../src/compat/seqeval-strict.ts";
import { seqscore, seqscoreConlleval, seqscoreDiscard } from "../../src/compat/seqscore.ts";
import { NerEvalError } from "../../src/corpus/error.ts";
import { documentsOf, type Vector, vectors } from "../vectors.ts";

type Row = { readonly [name: string]: number | "nan" };
type Rows = { readonly [type: string]: Row };

/** What the profile says of a vector. */
function resultOf(profile: Profile, vector: Vector): ProfileResult {
  const tally = profile.start();
  for (const document of documentsOf(vector)) tally.add(document);
  return tally.finish();
}

/** A row in the words of a scorer: its name of precision, recall and F1, and of the counts. */
function inWords(row: ProfileRow, [precision, recall, f1]: readonly string[], counts: readonly string[] = []): Row {
  const value = (name: string): number => new Map(row.counts).get(name)!;
  return {
    [precision!]: row.precision ?? "nan",
    [recall!]: row.recall ?? "nan",
    [f1!]: row.f1 ?? "nan",
    ...Object.fromEntries(counts.map((name) => [name, value(name)])),
  };
}

const byName = (rows: readonly ProfileRow[], change: (row: ProfileRow) => Row): Rows =>
  Object.fromEntries(rows.map((row) => [row.name, change(row)]));

const figure = (result: ProfileResult, name: string): number | undefined =>
  new Map(result.tables[0]!.figures).get(name);

/** Runs a check on each vector that the scorer was asked on; where it gave up, so must the profile. */
function onVectors<T>(profile: Profile, scorer: string, check: (ours: ProfileResult, theirs: T) => void): void {
  it(`${profile.name} gives every number that ${scorer} gave, to the last digit, and refuses what it refused`, () => {
    let answers = 0;
    for (const vector of vectors) {
      const theirs = vector.answer<T>(scorer);
      if (!theirs) continue;
      answers++;
      try {
        if (theirs.error)
          expect(() => resultOf(profile, vector))
            .to.throw(NerEvalError)
            .with.property("code", "profile-refused");
        else check(resultOf(profile, vector), theirs);
      } catch (error) {
        throw new Error(`${vector.vector} (${vector.title}): ${String(error)}`, { cause: error });
      }
    }
    expect(answers).to.equal(scorer === "neleval" ? 43 : 46);
  });
}

/** Percentages with two decimals, which is all that is printed. */
interface Conlleval {
  readonly overall: Row;
  readonly per_type: Rows;
  readonly stdout: string;
}

function checkConlleval(ours: ProfileResult, { overall, per_type, stdout }: Conlleval): void {
  expect(ours.text).to.equal(stdout);
  const { all, types } = ours.tables[0]!;
  expect(all.counts).to.deep.equal([
    ["phrases", overall.gold],
    ["found", overall.pred],
    ["correct", overall.correct],
  ]);
  expect(figure(ours, "tokens")).to.equal(overall.tokens);
  expect(types.map(({ name }) => name)).to.have.members(Object.keys(per_type));
  const close = (ours: number | undefined, theirs: number | "nan" | undefined): void => {
    expect(100 * ours!).to.be.closeTo(theirs as number, 0.005 + 1e-9);
  };
  for (const row of [all, ...types]) {
    const theirs = row === all ? overall : per_type[row.name]!;
    close(row.precision, theirs.precision);
    close(row.recall, theirs.recall);
    close(row.f1, theirs.fb1);
    expect(new Map(row.counts).get("found")).to.equal(theirs.pred);
  }
  close(figure(ours, "accuracy"), overall.accuracy);
}

interface Seqeval {
  readonly accuracy: number;
  readonly averages: Rows;
  readonly per_type: Rows;
}

function checkSeqeval(ours: ProfileResult, { accuracy, averages, per_type }: Seqeval): void {
  const [table] = ours.tables;
  const row = (row: ProfileRow) => inWords(row, ["precision", "recall", "f1-score"], ["support"]);
  expect(byName(table!.types, row)).to.deep.equal(per_type);
  expect(table!.types.map(({ name }) => name)).to.deep.equal(Object.keys(per_type).sort());
  expect(byName(table!.averages, row)).to.deep.equal(averages);
  expect(row(table!.all)).to.deep.equal(averages["micro avg"]);
  expect(figure(ours, "accuracy")).to.equal(accuracy);
}

interface Seqscore {
  readonly label_accuracy: Row;
  readonly overall: Row;
  readonly per_type: Rows;
}

function checkSeqscore(ours: ProfileResult, { label_accuracy, overall, per_type }: Seqscore): void {
  const row = (row: ProfileRow): Row => {
    const inTheirs = inWords(row, ["precision", "recall", "f1"], ["reference", "predicted", "correct"]);
    const { reference, predicted, correct } = inTheirs as { readonly [name: string]: number };
    return { ...inTheirs, fn: reference! - correct!, fp: predicted! - correct! };
  };
  const { all, types } = ours.tables[0]!;
  expect(row(all)).to.deep.equal(overall);
  expect(byName(types, row)).to.deep.equal(per_type);
  expect(figure(ours, "accuracy")).to.equal(label_accuracy.accuracy);
  expect(figure(ours, "tokens")).to.equal(label_accuracy.total);
}

describe("profiles on the vectors", () => {
  onVectors(conlleval, "conlleval-perl", checkConlleval);

  onVectors<{ overall: Row; per_type: Rows }>(conllevalSpyysalo, "conlleval-py-spyysalo", (ours, theirs) => {
    const { all, types } = ours.tables[0]!;
    const row = (row: ProfileRow): Row => {
      const { phrases, found, correct, ...scores } = inWords(
        row,
        ["prec", "rec", "fscore"],
        ["phrases", "found", "correct"],
      ) as { readonly [name: string]: number };
      return { ...scores, tp: correct!, fp: found! - correct!, fn: phrases! - correct! };
    };
    const { correct_tags, tokens, ...overall } = theirs.overall as { readonly [name: string]: number };
    expect(row(all)).to.deep.equal(overall);
    expect(byName(types, row)).to.deep.equal(theirs.per_type);
    expect(figure(ours, "tokens")).to.equal(tokens);
    expect(figure(ours, "accuracy")).to.equal(correct_tags! / tokens!);
  });

  onVectors<Conlleval>(conllevalSighsmile, "conlleval-py-sighsmile", (ours, theirs) => {
    checkConlleval(ours, theirs);
    expect(100 * figure(ours, "accuracy (non-O)")!).to.be.closeTo(
      theirs.overall.accuracy_non_O as number,
      0.005 + 1e-9,
    );
  });

  onVectors(seqeval, "seqeval-default", checkSeqeval);
  onVectors(seqevalStrict, "seqeval-strict-IOB2", checkSeqeval);
  onVectors(seqscore, "seqscore-none", checkSeqscore);
  onVectors(seqscoreConlleval, "seqscore-repair-conlleval", checkSeqscore);
  onVectors(seqscoreDiscard, "seqscore-repair-discard", checkSeqscore);

  onVectors<{ overall: Rows; by_type: Rows }>(neleval, "neleval", (ours, theirs) => {
    const row = (row: ProfileRow): Row =>
      row.counts.length === 0 ? {} : inWords(row, ["precision", "recall", "fscore"], ["ptp", "fp", "rtp", "fn"]);
    expect(Object.fromEntries(ours.tables.map(({ name, all }) => [name, row(all)]))).to.deep.equal(theirs.overall);
    const { name, types, averages } = ours.tables[0]!;
    const grouped = [
      ...types.map((type) => [JSON.stringify(type.name), type] as const),
      ...averages.map((average) => [average.name, average] as const),
    ];
    const named = grouped.map(([group, of]) => [`${name};type=${group}`, row(of)]);
    expect(Object.fromEntries(named)).to.deep.equal(theirs.by_type);
  });
});
