import { expect } from "chai";
import fc from "fast-check";
import { DocumentCounts } from "../../src/count/documents.ts";
import { averageDocuments, creditScore, plainRules, spreadOf } from "../../src/score/scores.ts";
import { runs } from "../runs.ts";

/** Rows of three counts: correct, gold, pred. */
const columns = { correct: 0, pairs: undefined, gold: 1, pred: 2 };

describe("scores by document", () => {
  it("are the mean and the deviation of what every document scores, small and large ones, in any order", () => {
    const count = fc.oneof(fc.nat(4), fc.integer({ min: 1021, max: 1026 }), fc.nat(2 ** 21));
    const row: fc.Arbitrary<readonly number[]> = fc.tuple(count, count, count).map(([correct, missed, spurious]) => [correct, correct + missed, correct + spurious]); // biome-ignore format: one line.
    const rows = fc.array(fc.oneof(row, fc.constantFrom([0, 1024, 0], [0, 0, 1024], [512, 1024, 1024])));
    fc.assert(
      fc.property(rows, (rows) => {
        const documents = new DocumentCounts([columns]);
        for (const row of rows) documents.add([...row]);
        const scores = rows.map(([correct, gold, pred]) => creditScore(2 * correct!, gold!, pred!, plainRules));
        const average = averageDocuments(documents.outcomesOf(columns), "skip", plainRules);
        for (const name of ["precision", "recall", "f1"] as const) {
          const values = scores.flatMap((score): [number, 1][] =>
            score[name] === undefined ? [] : [[score[name], 1]],
          );
          const { mean, sd, count } = spreadOf(values);
          expect(average[name].count, name).to.equal(count);
          if (mean === undefined) expect(average[name].mean, name).to.equal(undefined);
          else expect(average[name].mean, name).to.be.closeTo(mean, 1e-12);
          if (sd === undefined) expect(average[name].sd, name).to.equal(undefined);
          else expect(average[name].sd, name).to.be.closeTo(sd, 1e-7);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it("tell documents apart whose counts only look alike when put together", () => {
    for (const [one, other] of [
      [
        [0, 1, 1024],
        [0, 2, 0],
      ],
      [
        [1, 2, 2048],
        [1, 3, 1024],
      ],
      [
        [0, 2049, 1],
        [1, 1, 1],
      ],
      [
        [0, 3072, 1],
        [1, 1024, 1],
      ],
      [
        [1, 1, 1],
        [1, 1, 2],
      ],
      [
        [2048, 2048, 2048],
        [2048, 2049, 2048],
      ],
    ] as const) {
      // biome-ignore format: a table.
      const documents = new DocumentCounts([columns]);
      for (const row of [one, other]) documents.add([...row]);
      const scores = [one, other].map(([correct, gold, pred]) => creditScore(2 * correct, gold, pred, plainRules));
      const average = averageDocuments(documents.outcomesOf(columns), "skip", plainRules);
      for (const name of ["precision", "recall", "f1"] as const) {
        const values = scores.flatMap((score) => score[name] ?? []);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        expect([average[name].mean, average[name].count], `${one} ${other} ${name}`).to.deep.equal([
          mean,
          values.length,
        ]);
      }
    }
  });
});
