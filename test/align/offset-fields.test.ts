import { expect } from "chai";
import { OffsetFields } from "../../src/align/offset-fields.ts";
import type { WholeNumber } from "../../src/corpus/span.ts";

const numbersOf = (fields: Readonly<Record<string, number>>): WholeNumber[] =>
  Object.entries(fields).map(([field, value]) => ({ field, value }));

describe("offset fields", () => {
  const text = "Ada met Bo. Ada left Osk.";
  const place = (fields: Readonly<Record<string, number>>, surface = "Ada", within = text) => {
    const found = new OffsetFields();
    const extent = found.place({ surface, type: "PER", numbers: numbersOf(fields) }, "a", within);
    return { extent, said: found.warnings().map(({ message }) => message) };
  };

  it("are those whose characters are the mention: a start with an end, an inclusive end or a length", () => {
    for (const fields of [
      { s: 12, e: 15 },
      { first: 12, last: 14 },
      { at: 12, size: 3 },
      { id: 7, e: 15, s: 12 },
    ] as const) {
      const { extent, said } = place(fields as unknown as Record<string, number>);
      expect(extent).to.deep.equal({ start: 12, end: 15 });
      expect(said[0]).to.contain("were read as offsets, since the text there is the mention");
    }
  });

  it("count code points or bytes where the mention is there", () => {
    const emoji = "🎉🎉 Ada";
    expect(place({ s: 3, e: 6 }, "Ada", emoji).extent).to.deep.equal({ start: 5, end: 8 });
    expect(place({ s: 9, e: 12 }, "Ada", emoji).extent).to.deep.equal({ start: 5, end: 8 });
  });

  it("are named where they look like offsets and the text there is another", () => {
    const { extent, said } = place({ startIndex: 4, endIndex: 5 });
    expect(extent).to.equal(undefined);
    expect(said).to.deep.equal([
      'the numbers in "startIndex" and "endIndex" of 1 mention look like offsets, but were not read, since the text there is not the mention; the first: "Ada" in "a"',
    ]);
  });

  it("are nothing where numbers have other names, or say that they count tokens", () => {
    expect(place({ year: 1999, count: 4 })).to.deep.equal({ extent: undefined, said: [] });
    expect(place({ token_start: 4, token_end: 5 })).to.deep.equal({ extent: undefined, said: [] });
    expect(place({ s: 0, e: 3 }, "").extent).to.equal(undefined);
  });

  it("are said in the same words whatever the order of the documents", () => {
    const said = (ids: readonly string[]) => {
      const found = new OffsetFields();
      for (const id of ids)
        found.place({ surface: "Ada", type: "PER", numbers: numbersOf({ s: 12, e: 15 }) }, id, text);
      return found.warnings();
    };
    expect(said(["b", "a", "c"])).to.deep.equal(said(["c", "b", "a"]));
  });
});
