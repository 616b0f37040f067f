import { expect } from "chai";
import fc from "fast-check";
import { trimSpans } from "../../../src/align/place/trim.ts";
import { piecesOf } from "../../../src/corpus/fragments.ts";
import { broken, span } from "../../spans.ts";

const trimmed = (text: string, one: ReturnType<typeof span>) => trimSpans([one], text, () => undefined)[0]!;

describe("trimming", () => {
  it("takes white space off the edges of a span, and of each piece of one", () => {
    expect(trimmed(" Ada ", span(0, 5, "PER"))).to.deep.equal(span(1, 4, "PER"));
    const pieces = broken([[0, 4], [5, 9]], "PER"); // biome-ignore format: pieces.
    expect(trimmed(" Ada x Mo", pieces)).to.deep.include({ start: 1, end: 9 });
  });

  it("leaves a span as it is whose pieces are all white space, whatever is between them", () => {
    const blank = broken([[1, 2], [3, 4]], "X"); // biome-ignore format: pieces.
    expect(trimmed("a b c", blank)).to.equal(blank);
    expect(trimmed("   ", span(0, 3, "X"))).to.deep.equal(span(0, 3, "X"));
  });

  it("takes away nothing but white space, from any span", () => {
    const text = " a b  c ";
    const extents = fc.uniqueArray(fc.nat(text.length), { minLength: 2, maxLength: 6 }).map((all) => {
      const edges = [...all].sort((a, b) => a - b);
      return Array.from({ length: edges.length >> 1 }, (_, i): [number, number] => [edges[2 * i]!, edges[2 * i + 1]!]);
    });
    fc.assert(
      fc.property(extents, (pieces) => {
        const apart = pieces.filter(([start], i) => i === 0 || start > pieces[i - 1]![1]);
        const one = apart.length === 1 ? span(apart[0]![0], apart[0]![1], "X") : broken(apart, "X");
        const visible = (of: typeof one) => piecesOf(of).map(({ start, end }) => text.slice(start, end).replace(/\s/g, "")).join(""); // biome-ignore format: one line.
        expect(visible(trimmed(text, one))).to.equal(visible(one));
      }),
    );
  });
});
