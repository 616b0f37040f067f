import { expect } from "chai";
import fc from "fast-check";
import type { Span } from "../../../src/corpus/span.ts";
import { Evidence, readTags, respelled, type TagScheme, tagSchemes } from "../../../src/formats/columns/schemes.ts";
import { flatSpans, span } from "../../spans.ts";

const LENGTH = 60;

/** Spans in a scheme, written token by token from the definitions. */
function encode(scheme: TagScheme, spans: readonly Span[]): string[] {
  const tags = new Array<string>(LENGTH).fill("O");
  const touches = (at: number, type: string, edge: "start" | "end") =>
    spans.some((other) => other.type === type && other[edge] === at);
  for (const { start, end, type } of spans) {
    for (let at = start; at < end; at++) {
      const [first, last] = [at === start, at === end - 1];
      const whole = ({ iobes: "BIES", bilou: "BILU", bmes: "BMES", bmewo: "BMEW" } as Record<string, string>)[scheme];
      const prefix = whole
        ? whole[first && last ? 3 : first ? 0 : last ? 2 : 1]
        : scheme === "iob2"
          ? first && "B"
          : scheme === "iob1"
            ? first && touches(start, type, "end") && "B"
            : scheme === "ioe2"
              ? last && "E"
              : scheme === "ioe1" && last && touches(end, type, "start") && "E";
      tags[at] = scheme === "bare" ? type : `${prefix || "I"}-${type}`;
    }
  }
  return tags;
}

/** Spans of which neighbors of one type have something between them: all that IO and bare types can hold. */
const apart = (spans: readonly Span[]) =>
  spans.filter(({ start, type }, i) => !(spans[i - 1]?.end === start && spans[i - 1]?.type === type));

const tell = (...sentences: string[]) => {
  const evidence = new Evidence();
  for (const tags of sentences) evidence.add(tags.split(" "));
  return evidence.scheme();
};

describe("tag schemes", () => {
  for (const scheme of tagSchemes) {
    it(`hold in ${scheme} what was written in it, under every policy and without repairs`, () => {
      fc.assert(
        fc.property(flatSpans(8), (drawn) => {
          const spans = scheme === "io" || scheme === "bare" ? apart(drawn) : drawn;
          for (const policy of ["begin", "discard", "refuse"] as const)
            expect(readTags(encode(scheme, spans), policy, scheme)).to.deep.equal({ spans, repairs: [] });
        }),
      );
    });

    it(`survive any tags in ${scheme}: spans fit, do not overlap, and each tag is repaired once`, () => {
      const tag = fc.constantFrom("O", "B-X", "I-X", "E-X", "S-X", "M-Y", "I-Y", "B.X", "I_Y", "???", "_", "", "PER");
      fc.assert(
        fc.property(
          fc.array(tag, { maxLength: 9 }),
          fc.constantFrom("begin" as const, "discard" as const),
          (tags, how) => {
            const { spans, repairs } = readTags(tags, how, scheme);
            let last = 0;
            for (const { start, end } of spans) {
              expect(start).to.be.within(last, end - 1);
              last = end;
            }
            expect(last).to.be.at.most(tags.length);
            const indexes = repairs.map(({ index }) => index);
            expect(indexes).to.deep.equal([...new Set(indexes)].sort((a, b) => a - b));
          },
        ),
      );
    });
  }

  it("are told by what a file uses", () => {
    expect(tell("B-X I-X O B-X")).to.equal("iob2");
    expect(tell("B-X I-X", "I-X O")).to.equal("iob2");
    expect(tell("I-X B-X O I-Y")).to.equal("iob1");
    expect(tell("I-X I-Y O")).to.equal("io");
    expect(tell("I-X E-X O E-Y")).to.equal("ioe2");
    expect(tell("I-X E-X I-X O", "I-X O")).to.equal("ioe1");
    expect(tell("B-X E-X")).to.equal("iobes");
    expect(tell("O S-X")).to.equal("iobes");
    expect(tell("O U-X", "B-X L-X")).to.equal("iobes");
    expect(tell("B-X M-X E-X W-X")).to.equal("iobes");
    expect(tell("O PER PER O O")).to.equal("bare");
    expect(tell("O O")).to.equal("iob2");
    expect(tell("NNP VB O")).to.equal("iob2");
  });

  it("are told from what was written in them", () => {
    fc.assert(
      fc.property(
        flatSpans(8),
        fc.constantFrom<TagScheme>("iob2", "iob1", "ioe1", "ioe2", "iobes", "io"),
        (drawn, scheme) => {
          const spans = scheme === "io" ? apart(drawn) : drawn;
          const evidence = new Evidence();
          evidence.add(encode(scheme, spans));
          expect(readTags(encode(scheme, spans), "begin", evidence.scheme()).spans).to.deep.equal(spans);
        },
      ),
    );
  });

  it("repair spellings, and read as O what nobody can read", () => {
    const texts = ["B.PER", "I_PER", "i-PER", "???", "0", "_", "S/LOC"];
    expect(texts.map(respelled)).to.deep.equal(["B-PER", "I-PER", "I-PER", undefined, "O", "O", "S-LOC"]);
    expect(readTags(["B.PER", "I-PER", "???", "I_ORG"], "begin", "iob2")).to.deep.equal({
      spans: [span(0, 2, "PER"), span(3, 4, "ORG")],
      repairs: [
        { index: 0, kind: "spelling" },
        { index: 2, kind: "unread" },
        { index: 3, kind: "spelling" },
      ],
    });
    expect(readTags(["B.PER", "I-PER", "B-PER"], "discard", "iob2")).to.deep.equal({
      spans: [span(2, 3, "PER")],
      repairs: [
        { index: 0, kind: "spelling" },
        { index: 1, kind: "orphan" },
      ],
    });
  });

  it("say of IOE what is wrong at the end of mentions", () => {
    expect(readTags(["I-X", "E-X", "I-X", "O", "I-Y"], "begin", "ioe2")).to.deep.equal({
      spans: [span(0, 2, "X"), span(2, 3, "X"), span(4, 5, "Y")],
      repairs: [
        { index: 2, kind: "unclosed" },
        { index: 4, kind: "unclosed" },
      ],
    });
    expect(readTags(["B-X", "E-X"], "begin", "ioe2").repairs).to.deep.equal([{ index: 0, kind: "foreign" }]);
    expect(readTags(["B-X", "I-X"], "begin", "io")).to.deep.equal({
      spans: [span(0, 2, "X")],
      repairs: [{ index: 0, kind: "foreign" }],
    });
  });
});
