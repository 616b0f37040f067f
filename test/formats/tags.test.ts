import { expect } from "chai";
import fc from "fast-check";
import type { Span } from "../../src/corpus/span.ts";
import { decodeTags, encodeTags, isTag, schemeOf } from "../../src/formats/tags.ts";
import { anySpans, compareSpans, flatSpans, span } from "../spans.ts";

const LENGTH = 60;
const decode = (tags: string, ...how: [("begin" | "discard")?, ("iob" | "iobes")?]) => {
  const { spans, repairs } = decodeTags(tags.split(" "), ...how);
  return {
    spans: spans.map(({ start, end, type }) => `${type}[${start},${end})`).join(" "),
    repairs: repairs.map(({ index, kind }) => `${index} ${kind}`).join(", "),
  };
};

/** Flat spans written with a letter for each of begin, inside, end and single. */
function encodeWith([b, i, e, s]: string, spans: readonly Span[]): string[] {
  const tags = new Array<string>(LENGTH).fill("O");
  for (const { start, end, type } of spans) {
    for (let at = start; at < end; at++) {
      const prefix = end - start === 1 ? s : at === start ? b : at === end - 1 ? e : i;
      tags[at] = `${prefix}-${type}`;
    }
  }
  return tags;
}

/** The chunks of a sentence by the rules of conlleval.pl: where a chunk ends and where one starts, tag by tag. */
function conllevalChunks(tags: readonly string[]): Span[] {
  const chunks: Span[] = [];
  let [lastTag, lastType, start] = ["O", "", -1];
  for (const [at, text] of [...tags, "O"].entries()) {
    const [, tag = text, type = ""] = /^([^-]*)-(.*)$/.exec(text) ?? [];
    const pair = lastTag + tag;
    const ends = ["BB", "BO", "IB", "IO"].includes(pair) || (lastTag !== "O" && lastType !== type);
    const starts = ["BB", "IB", "OB", "OI"].includes(pair) || (tag !== "O" && lastType !== type);
    if (ends) chunks.push(span(start, at, lastType));
    if (starts) start = at;
    [lastTag, lastType] = [tag, type];
  }
  return chunks;
}

/** All sequences of these tags up to a length. */
function* sequences(alphabet: readonly string[], longest: number): Iterable<string[]> {
  yield [];
  if (longest === 0) return;
  for (const rest of sequences(alphabet, longest - 1)) for (const tag of alphabet) yield [tag, ...rest];
}

describe("tags", () => {
  it("are O, or a prefix with a type behind the first hyphen", () => {
    for (const tag of [
      "O",
      "B-PER",
      "I-per-son",
      "B-",
      "B",
      "E-x",
      "L-x",
      "M-x",
      "S-x",
      "U-creative work",
      "B-constructor",
    ])
      expect(isTag(tag), tag).to.equal(true);
    for (const tag of ["", "o", "b-PER", "PER", "B_PER", "B.PER", "OO", "O-PER", "-PER", "-", "???", "constructor"])
      expect(isTag(tag), tag).to.equal(false);
    expect(decode("B-per-son I-per-son").spans).to.equal("per-son[0,2)");
    expect(decode("B I O B-").spans).to.equal("_[0,2) _[3,4)");
  });

  it("hold what they were encoded from, where no two spans share a token", () => {
    fc.assert(
      fc.property(flatSpans(8), (spans) => {
        const { tags, left } = encodeTags(spans, LENGTH);
        expect(left).to.deep.equal([]);
        for (const policy of ["begin", "discard", "refuse"] as const)
          expect(decodeTags(tags, policy)).to.deep.equal({ spans, repairs: [] });
      }),
    );
  });

  it("hold every span exactly once, as a mention or as left, where spans share tokens", () => {
    fc.assert(
      fc.property(anySpans(8), (spans) => {
        const { tags, left } = encodeTags(spans, LENGTH);
        const held = [...decodeTags(tags).spans, ...left].sort(compareSpans);
        expect(held).to.deep.equal([...spans].sort(compareSpans));
      }),
    );
  });

  it("hold the outer of nested spans, and say which are left", () => {
    const inner = span(1, 2, "B");
    const { tags, left } = encodeTags([inner, span(0, 3, "A")], 4);
    expect(tags).to.deep.equal(["B-A", "I-A", "I-A", "O"]);
    expect(left).to.deep.equal([inner]);
  });

  it("say the same in IOBES, BILOU and BMES as in IOB2", () => {
    fc.assert(
      fc.property(flatSpans(8), (spans) => {
        for (const letters of ["BIES", "BILU", "BMES"])
          for (const policy of ["begin", "discard"] as const)
            expect(decodeTags(encodeWith(letters, spans), policy, "iobes")).to.deep.equal({ spans, repairs: [] });
      }),
    );
    expect(schemeOf(["B-A", "I-A"])).to.equal("iob");
    for (const tag of ["E-A", "L-A", "M-A", "S-A", "U-A"]) expect(schemeOf(["O", tag])).to.equal("iobes");
  });

  it("begin mentions where conlleval starts chunks: all sequences of up to 6 tags", () => {
    let compared = 0;
    for (const tags of sequences(["O", "B-X", "I-X", "B-Y", "I-Y"], 6)) {
      expect(decodeTags(tags, "begin", "iob").spans, tags.join(" ")).to.deep.equal(conllevalChunks(tags));
      compared++;
    }
    expect(compared).to.equal((5 ** 7 - 1) / 4);
  });

  it("are, once repaired, tags that need no repair: all sequences of up to 5 tags", () => {
    for (const tags of sequences(["O", "B-X", "I-X", "E-X", "S-X", "I-Y"], 5)) {
      for (const policy of ["begin", "discard"] as const) {
        const { spans, repairs } = decodeTags(tags, policy, "iobes");
        const legal = encodeWith("BIES", spans).slice(0, tags.length);
        if (repairs.length === 0) expect(legal, tags.join(" ")).to.deep.equal(tags);
        if (policy === "discard") {
          const kept = tags.map((tag, i) => (repairs.some(({ index }) => index === i) ? "O" : tag));
          expect(kept, tags.join(" ")).to.deep.equal(legal);
        }
        const indexes = repairs.map(({ index }) => index);
        expect(indexes, tags.join(" ")).to.deep.equal([...new Set(indexes)].sort());
      }
    }
  });

  for (const { tags, begin, discard } of [
    { tags: "O I-P I-P O", begin: ["P[1,3)", "1 orphan"], discard: ["", "1 orphan, 2 orphan"] },
    { tags: "I-P O", begin: ["P[0,1)", "0 orphan"], discard: ["", "0 orphan"] },
    { tags: "B-P I-L I-L O", begin: ["P[0,1) L[1,3)", "1 type"], discard: ["P[0,1)", "1 type, 2 orphan"] },
    { tags: "B-P O I-P", begin: ["P[0,1) P[2,3)", "2 orphan"], discard: ["P[0,1)", "2 orphan"] },
    { tags: "I-P B-P I-P", begin: ["P[0,1) P[1,3)", "0 orphan"], discard: ["P[1,3)", "0 orphan"] },
    // In IOBES a mention has to end.
    { tags: "B-P I-P O S-P", begin: ["P[0,2) P[3,4)", "1 unclosed"], discard: ["P[3,4)", "0 unclosed, 1 unclosed"] },
    {
      tags: "B-P I-P E-L",
      begin: ["P[0,2) L[2,3)", "1 unclosed, 2 type"],
      discard: ["", "0 unclosed, 1 unclosed, 2 type"],
    },
    { tags: "S-P I-P E-P", begin: ["P[0,1) P[1,3)", "1 orphan"], discard: ["P[0,1)", "1 orphan, 2 orphan"] },
    { tags: "E-P U-P U-P", begin: ["P[0,1) P[1,2) P[2,3)", "0 orphan"], discard: ["P[1,2) P[2,3)", "0 orphan"] },
    { tags: "O I-P O L-P", begin: ["P[1,2) P[3,4)", "1 orphan, 3 orphan"], discard: ["", "1 orphan, 3 orphan"] },
  ]) {
    it(`are repaired in ${tags}`, () => {
      expect(Object.values(decode(tags, "begin"))).to.deep.equal(begin);
      expect(Object.values(decode(tags, "discard"))).to.deep.equal(discard);
    });
  }

  it("of IOBES are foreign to a file that is IOB, and still mean what they say", () => {
    expect(decode("B-P E-P S-P M-P", "begin", "iob")).to.deep.equal({
      spans: "P[0,2) P[2,3) P[3,4)",
      repairs: "1 foreign, 2 foreign, 3 foreign",
    });
    expect(decode("B-P E-P S-P", "discard", "iob")).to.deep.equal({ spans: "P[0,1)", repairs: "1 foreign, 2 foreign" });
  });
});
