import { expect } from "chai";
import fc from "fast-check";
import { rowsOf, type Units } from "../../src/count/units.ts";
import { type LongText, longJson, prettyJson } from "../../src/report/json.ts";
import { unitsJson } from "../../src/report/units-json.ts";
import type { Results } from "../../src/score/results.ts";
import { runs } from "../runs.ts";

const WIDTH = 5;
const TYPES = ["A", "B", "C"];

/** Cells of one unit, in any order, some of them 0. */
const cells = fc.uniqueArray(
  fc.tuple(fc.nat(TYPES.length * WIDTH - 1), fc.oneof(fc.nat(12), fc.constantFrom(0, 65_536, 4_294_967_295))),
  { selector: ([column]) => column, maxLength: 10 },
);
const ids = fc.oneof(fc.string(), fc.constantFrom('"', "é", "\ud800", "x".repeat(9000), "😀\n"));

function packed(units: readonly (readonly [column: number, value: number])[][], names: readonly string[]): Units {
  const starts = [0];
  for (const own of units) starts.push(starts.at(-1)! + own.length);
  return {
    ...{ unit: "sentence", ids: names, of: names, types: TYPES, width: WIDTH, outcomes: names },
    starts: Uint32Array.from(starts),
    columns: Uint32Array.from(units.flat(), ([column]) => column),
    values: Uint32Array.from(units.flat(), ([, value]) => value),
    tokens: Uint32Array.from(units.flatMap((_, u) => [u, 10 * u, 99])),
  };
}

const habits = fc.array(fc.record({ gold: ids, pred: ids, count: fc.nat() }), { maxLength: 3 });

const resultsOf = (units: Units, habits: Results["habits"] = []) =>
  ({ units, overlaps: [], habits }) as unknown as Results;

/** The bytes of a text, each piece read before the next one is made. */
const bytesOf = (text: LongText) => Buffer.concat(Array.from(text.pieces(), (piece) => Buffer.from(piece)));

describe("unitsJson", () => {
  it("writes what rows of objects would be written as", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cells, ids), { maxLength: 4 }), habits, (list, habits) => {
        const units = packed(
          list.map(([own]) => own),
          list.map(([, id]) => id),
        );
        const documents = units.ids.map((id, u) => ({
          ...{ id, of: id, tokens: [...units.tokens.subarray(3 * u, 3 * u + 3)] },
          rows: rowsOf(units, u).map(([type, row]) => [type, ...row]),
          outcomes: id,
        }));
        const value = unitsJson(resultsOf(units, habits));
        const plain = { ...value, documents, habits: habits.map(({ gold, pred, count }) => [gold, pred, count]) };
        for (const indent of ["", "  "]) {
          expect(prettyJson(value, indent)).to.equal(prettyJson(plain, indent));
          expect(bytesOf(longJson(value, indent))).to.deep.equal(Buffer.from(prettyJson(plain, indent)));
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it("writes many units of many types in time and space of what is in them", () => {
    const names = Array.from({ length: 50_000 }, (_, u) => `d${u}`);
    const units = {
      ...packed(
        names.map((_, u) => [[(u * WIDTH) % (4000 * WIDTH), 1]]),
        names,
      ),
      types: names.slice(0, 4000),
    };
    expect(prettyJson(unitsJson(resultsOf(units))).length).to.be.below(12_000_000);
  });

  it("makes small pieces of many units, and one that has room for a unit of any size", () => {
    const names = Array.from({ length: 5000 }, (_, u) => (u === 2500 ? "é".repeat(300_000) : `d${u}`));
    const units = packed(
      names.map((_, u) => [[u % 15, 4_294_967_295]]),
      names,
    );
    const text = prettyJson(unitsJson(resultsOf(units)));
    expect(bytesOf(longJson(unitsJson(resultsOf(units))))).to.deep.equal(Buffer.from(text));
    const sizes = Array.from(longJson(unitsJson(resultsOf(units))).pieces(), ({ length }) => length);
    expect(sizes.filter((size) => size > 140_000)).to.have.lengthOf(1);
    expect(sizes.length).to.be.above(4);
  });
});
