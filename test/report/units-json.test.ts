import { expect } from "chai";
import fc from "fast-check";
import { prettyJson } from "../../src/report/json.ts";
import { unitsJson } from "../../src/report/units-json.ts";
import type { Results } from "../../src/score/results.ts";
import { rowsOf, type Units } from "../../src/score/units.ts";
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

const resultsOf = (units: Units) => ({ units, overlaps: [], habits: [] }) as unknown as Results;

describe("unitsJson", () => {
  it("writes what rows of objects would be written as", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cells, ids), { maxLength: 4 }), (list) => {
        const units = packed(
          list.map(([own]) => own),
          list.map(([, id]) => id),
        );
        const documents = units.ids.map((id, u) => ({
          ...{ id, of: id, tokens: [...units.tokens.subarray(3 * u, 3 * u + 3)] },
          rows: rowsOf(units, u).map(([type, row]) => [type, ...row]),
          outcomes: id,
        }));
        const value = unitsJson(resultsOf(units));
        for (const indent of ["", "  "])
          expect(prettyJson(value, indent)).to.equal(prettyJson({ ...value, documents }, indent));
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
});
