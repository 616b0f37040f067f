import { expect } from "chai";
import fc from "fast-check";
import { scan } from "../../../src/formats/json/scan.ts";
import { runs } from "../../runs.ts";

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe("a walk through JSON", () => {
  it("finds fault where the parser does, and nowhere else", () =>
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom("", ",", "]", "}", '"', "\\", ":", "0", "\u0001", " "),
        (json, at, put) => {
          expect(scan(json).error).to.equal(undefined);
          const place = at % (json.length + 1);
          const damaged = json.slice(0, place) + put + json.slice(place + 1);
          expect(scan(damaged).error === undefined, damaged).to.equal(isJson(damaged));
        },
      ),
      { numRuns: runs(2000) },
    ));

  it("closes what was cut off, so that the parser takes it", () =>
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(), (value, at) => {
        const json = JSON.stringify(value);
        const { closed } = scan(json.slice(0, (at % json.length) + 1));
        expect(Array.isArray(JSON.parse(closed!))).to.equal(true);
      }),
    ));

  it("notes where the items of the outer list begin, or of a list in the outer object", () =>
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), fc.constantFrom(undefined, 2), (list, other, indent) => {
        const outer = JSON.stringify(list, null, indent);
        const starts = (text: string, name: string) =>
          scan(text)
            .items.get(name)!
            .map((start) => text.slice(start));
        const inner = JSON.stringify({ other, rows: list, more: [other] }, null, indent);
        for (const [text, name] of [
          [outer, ""],
          [inner, "rows"],
        ] as const) {
          const found = starts(text, name);
          expect(found).to.have.length(list.length);
          for (const [i, rest] of found.entries()) {
            const own = JSON.stringify(list[i]);
            expect(rest.replace(/\s/g, "").startsWith(own.replace(/\s/g, ""))).to.equal(true);
          }
        }
      }),
    ));

  it("says where the fault stands", () => {
    const at = (text: string) => scan(text).error;
    expect(["[1,]", '{"a" 1}', "[01]", "[] x", '{"a":1', "", '["\\x"]', "[1 2]"].map(at)).to.deep.equal([
      3, 5, 1, 3, 6, 0, 1, 3,
    ]);
  });

  it("needs no stack, however deep lists are nested and long strings are", () => {
    expect(scan("[".repeat(200_000)).error).to.equal(200_000);
    expect(scan(`["${"\\n".repeat(2_000_000)}"]`).error).to.equal(undefined);
  });
});
