import { expect } from "chai";
import fc from "fast-check";
import { encodeSpans } from "../../../src/formats/columns/encoding.ts";
import { nested } from "../../../src/formats/columns/nested.ts";
import { prefixFirst } from "../../../src/formats/columns/schemes.ts";
import { conll } from "../../../src/formats/conll.ts";
import { goldFormatFor } from "../../../src/formats/detect.ts";
import { flatten } from "../../../src/formats/tags.ts";
import { anySpans } from "../../spans.ts";
import { mentions, type Options, readGold, readPredictions } from "./reading.ts";

const read = async (text: string, options: Options = {}) => {
  const { documents, issues, warnings } = await readGold(conll, text, options);
  return { found: documents.flatMap(mentions), issues, codes: warnings.map(({ code }) => code), documents };
};

describe("tags that end in their prefixes", () => {
  it("are read as if they began with them, and said", async () => {
    for (const mark of ["-", "_", "."]) {
      const text = `Ada PER${mark}B\nMoen PER${mark}I\nmet O\nx O\ny O\n`;
      const { found, codes, documents } = await read(text);
      expect([found, codes], mark).to.deep.equal([["PER Ada Moen"], ["suffix-tags"]]);
      expect(documents[0]!.tags).to.deep.equal(["B-PER", "I-PER", "O", "O", "O"]);
    }
  });

  it("are in the scheme they use", async () => {
    expect((await read("a PER-S\nb PER-B\nc PER-E\n")).found).to.deep.equal(["PER a", "PER b c"]);
    expect((await read("a PER-I\nb PER-I\n\nc LOC-I\nd O\n")).found).to.deep.equal(["PER a b", "LOC c"]);
    expect((await read("a PER-I\nb O\nc PER-B\nd PER-I\n", { repair: "discard", tags: "iob2" })).found).to.deep.equal([
      "PER c d",
    ]);
  });

  it("are told by all tags together, and not by types that end so", async () => {
    expect((await read("a HEPATITIS-B\nb PER\nc O\nd O\n")).found).to.deep.equal(["HEPATITIS-B a", "PER b"]);
    expect((await read("a B-HEPATITIS-B\nb I-HEPATITIS-B\nc O\n")).found).to.deep.equal(["HEPATITIS-B a b"]);
    expect((await read("a PER-B\nb O\n", { tags: "bare" })).found).to.deep.equal(["PER-B a"]);
  });

  it("tell CoNLL by content, as other tags do", () => {
    expect(goldFormatFor("a.txt", "Ada PER-B\nMoen PER-I\nmet O\n").name).to.equal("conll");
  });

  it("hold what tags with their prefixes in front hold", async () => {
    const schemes = ["iob2", "iobes", "bilou", "bmes"] as const;
    await fc.assert(
      fc.asyncProperty(anySpans(6), fc.constantFrom(...schemes), async (spans, scheme) => {
        const { kept } = flatten(spans.map(({ start, end, type }) => ({ start, end, type: `T${type}` })));
        fc.pre(kept.length > 0);
        const tags = encodeSpans(kept, 20, scheme);
        const lines = (all: readonly string[]) => all.map((tag, i) => `w${i}\t${tag}\n`).join("");
        const turned = tags.map((tag) => (tag === "O" ? tag : `${tag.slice(2)}-${tag[0]}`));
        const [front, back] = await Promise.all([tags, turned].map((all) => readPredictions(conll, lines(all))));
        expect(back!.predictions[0]!.spans).to.deep.equal(front!.predictions[0]!.spans);
      }),
      { numRuns: 100 },
    );
  });

  it("have a type in front of the last mark", () => {
    expect(["PER-B", "creative-work_I", "B", "-B", "PER-X", "PER B", ""].map(prefixFirst)).to.deep.equal([
      "B-PER",
      "I-creative-work",
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("tags that are numbers", () => {
  const text = "Ada 3\nMoen 4\nx 0\ny 0\nz 0\nOsk 5\nq 0\n";
  const labels = "O,B-MISC,I-MISC,B-PER,I-PER,B-LOC,I-LOC".split(",");

  it("have the names they are given", async () => {
    expect((await read(text, { labels })).found).to.deep.equal(["PER Ada Moen", "LOC Osk"]);
    expect((await read(text, { labels: ["O", "", "", "PER", "PER", "LOC"] })).found).to.deep.equal([
      "PER Ada Moen",
      "LOC Osk",
    ]);
    const mixed = await read("Ada B-PER\nMoen 4\nx O\n", { labels });
    expect([mixed.found, mixed.issues]).to.deep.equal([["PER Ada Moen"], []]);
  });

  it("are refused without, once for the file", async () => {
    for (const tags of [undefined, "iob2"] as const)
      expect((await read(text, { tags })).issues).to.deep.equal([
        "labels-unnamed 1:5 the tag 3 is a number without a name",
      ]);
    expect((await read(`${"x 0\n".repeat(50)}Ada 3\n`)).issues).to.have.length(1);
  });

  it("are refused where one has no name, once for each", async () => {
    expect((await read("a 0\nb 9\nc -100\nd 9\n", { labels })).issues).to.deep.equal([
      "labels-unnamed 2:3 the tag 9 has no name",
      "labels-unnamed 3:3 the tag -100 has no name",
    ]);
  });

  it("are no mentions where all are 0, and dirt among other tags", async () => {
    const none = await read("a 0\nb 0\n");
    expect([none.found, none.issues]).to.deep.equal([[], []]);
    const dirt = await read(`${"x O\n".repeat(20)}Ada B-PER\nMoen 7\n`);
    expect([dirt.found, dirt.codes]).to.deep.equal([["PER Ada"], ["tag-spelling"]]);
  });

  it("have names in nested columns, too", async () => {
    const { documents } = await readGold(nested, "Uni\t1\t0\nOsk\t2\t3\n", {
      labels: ["O", "B-ORG", "I-ORG", "B-LOC"],
    });
    expect(documents.flatMap(mentions)).to.deep.equal(["ORG Uni Osk", "LOC Osk"]);
  });
});
