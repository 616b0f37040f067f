import { expect } from "chai";
import { Aligner, type AlignmentCounts } from "../../src/align/align.ts";
import { sumAlignments } from "../../src/align/sum.ts";
import type { Document, Prediction } from "../../src/corpus/document.ts";

const origin = { source: "test" };
const text = "Ada Moen met Zoë Lind 😀 in Port Osk, and nobody else was there.";
const gold = ["a", "b", "c", "d"].map(
  (id): Document => ({ id, text, spans: [{ start: 0, end: 8, type: "PER.name" }], origin }),
);
/** One of another rendering, one in code points, one without offsets, none for the last. */
const predictions: readonly Prediction[] = [
  { id: "a", text: text.replace(" met", "\n met"), spans: [{ start: 7, end: 12, type: "PERSON" }], origin },
  {
    ...{ id: "b", origin: { source: "b.jsonl" } },
    spans: [
      { start: 27, end: 35, type: "LOC", surface: "Port Osk" },
      { start: 30, end: 20, type: "LOC" },
      { start: 20, end: 26, type: "LOC", surface: "Oslo" },
    ],
  },
  {
    ...{ id: "c", spans: [], origin },
    mentions: ["Zoë Lind", "Oslo", "Oslo", "Rome"].map((surface) => ({ surface, type: "PERSON" })),
  },
];

async function account(ids: readonly string[]): Promise<AlignmentCounts> {
  const rename = { gold: new Map([["PER.name", "PER"]]), pred: new Map([["PERSON", "PER"]]) };
  const badSpans = { pred: "skip" } as const;
  const aligner = new Aligner({
    offsets: "auto",
    drift: 100,
    badSpans,
    trim: true,
    types: { keep: new Set(["PER"]), rename },
  });
  const own = <T extends { readonly id: string }>(list: readonly T[]) => list.filter(({ id }) => ids.includes(id));
  for await (const _ of aligner.documents(own(gold), own(predictions)));
  return aligner.finish();
}

describe("accounts of alignments", () => {
  it("add up to that of all documents, however these were cut", async () => {
    const whole = await account(["a", "b", "c", "d"]);
    expect(whole).to.include.keys("texts", "offsets", "grounding", "badSpans");
    expect(whole.grounding!.examples.map(({ count }) => count)).to.deep.equal([2, 1]);
    for (const [one, other] of [
      ["a", "bcd"],
      ["ab", "cd"],
      ["c", "abd"],
      ["d", "abc"],
      ["bd", "ac"],
    ] as const) {
      const [x, y] = [await account([...one]), await account([...other])];
      expect(JSON.stringify(sumAlignments(x, y)), one).to.equal(JSON.stringify(whole));
      expect(JSON.stringify(sumAlignments(y, x)), one).to.equal(JSON.stringify(whole));
    }
  });
});
