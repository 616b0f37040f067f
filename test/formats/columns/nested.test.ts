import { expect } from "chai";
import fc from "fast-check";
import { compareSpans } from "../../../src/corpus/span.ts";
import { nested } from "../../../src/formats/columns/nested.ts";
import { goldFormatFor, predictionFormatFor } from "../../../src/formats/detect.ts";
import { encodeTags } from "../../../src/formats/tags.ts";
import { anySpans, span } from "../../spans.ts";
import { mentions, readGold, readPredictions } from "./reading.ts";

const text = [
  "The\tB-PER\tO\tO\tO\t",
  "mayor\tI-PER\tO\tO\tO\t",
  "of\tI-PER\tO\tO\tO\t",
  "Osk\tI-PER\tB-GPE\tO\tO\t",
  "",
  "left\tO\tO\tO\tO\t",
  "",
].join("\n");

describe("the nested TSV format", () => {
  it("reads a level from every column, and makes a document of every sentence", async () => {
    const { documents, issues } = await readGold(nested, text);
    expect(issues).to.deep.equal([]);
    expect(documents.map(({ id, text }) => [id, text])).to.deep.equal([
      ["1", "The mayor of Osk"],
      ["2", "left"],
    ]);
    expect(documents.map(mentions)).to.deep.equal([["PER The mayor of Osk", "GPE Osk"], []]);
    const { predictions } = await readPredictions(nested, text);
    expect(predictions[0]!.spans).to.deep.equal([span(0, 4, "PER"), span(3, 4, "GPE")]);
  });

  it("calls sentences by their file's name, too, where there are several, on both sides", async () => {
    const file = "Ada\tB-PER\tO\nMoen\tI-PER\tO\n\nOsk\tO\tB-LOC\n";
    const [gold, pred] = [
      await readGold(nested, file, { several: true }),
      await readPredictions(nested, file, { several: true }),
    ];
    expect(gold.documents.map(({ id }) => id)).to.deep.equal(["dev:1", "dev:2"]);
    expect(pred.predictions.map(({ id }) => id)).to.deep.equal(["dev:1", "dev:2"]);
  });

  it("is told from other columns by a file's first lines", () => {
    for (const name of ["a.tsv", "a", "a.txt"]) expect(goldFormatFor(name, text).name, name).to.equal("nested-tsv");
    expect(predictionFormatFor("a.tsv", text).name).to.equal("nested-tsv");
    expect(goldFormatFor("a.tsv", "a\tB-X\tB-X\nb\tO\tO\n").name).to.equal("conll");
    expect(goldFormatFor("a.jsonl", text).name).to.equal("jsonl");
  });

  it("is still told where a line lacks a cell or holds dirt, which is repaired and counted", async () => {
    for (const [row, repair, code] of [
      ["Uni\tB-ORG\tO", "empty", "1 tag is empty, on line 4; it was read as O"],
      ["Uni\tB-ORG\t???\tO", "unread", "1 tag is not spelled like a tag, on line 4: ??? 1"],
      ["Uni\tB_ORG\tO\tO", "spelling", "1 tag is not spelled like a tag, on line 4: B_ORG 1"],
      ["Uni\tB-ORG\t\tO", "empty", "1 tag is empty, on line 4; it was read as O"],
      ["Uni\tB-ORG\tO\t", "empty", "1 tag is empty, on line 4; it was read as O"],
      ["Uni\tI-ORG\tO\tO", "orphan", undefined],
    ] as const) {
      const file = `Ada\tB-PER\tO\tO\nMoen\tI-PER\tO\tO\nof\tO\tO\tO\n${row}\nOsk\tI-ORG\tB-LOC\tO\n`;
      expect(goldFormatFor("a.tsv", file).name, row).to.equal("nested-tsv");
      const { documents, issues, warnings } = await readGold(nested, file);
      expect(issues, row).to.deep.equal([]);
      expect(documents.map(mentions), row).to.deep.equal([["PER Ada Moen", "ORG Uni Osk", "LOC Osk"]]);
      expect(documents[0]!.repairs, row).to.deep.equal([repair]);
      expect(warnings.map(({ message }) => message)).to.deep.equal(code === undefined ? [] : [`dev: ${code}`]);
    }
  });

  it("is not told where the column of the tags was named", () => {
    expect(goldFormatFor("a.tsv", text, "2").name).to.equal("conll");
    expect(predictionFormatFor("a.tsv", text, "2").name).to.equal("conll");
  });

  it("is read in the scheme that its tags use", async () => {
    const file = "a\tB-X\tO\nb\tL-X\tU-Y\nc\tU-X\tO\n";
    const { documents } = await readGold(nested, file, { repair: "discard" });
    expect([documents.map(mentions), documents[0]!.repairs]).to.deep.equal([[["X a b", "Y b", "X c"]], []]);
  });

  it("repairs each level by the policy, or reports its place", async () => {
    const odd = "a\tO\tI-X\tO\nb\tI-Y\t???\tO\nc\tO\tO\tB-X\n";
    const { documents, issues } = await readGold(nested, odd);
    expect([documents.map(mentions), documents[0]!.repairs]).to.deep.equal([
      [["X a", "Y b", "X c"]],
      ["orphan", "orphan", "unread"],
    ]);
    expect(issues).to.deep.equal(['conll-tag 2:7 "???" is not a tag']);
    expect((await readGold(nested, odd, { repair: "refuse" })).issues).to.deep.equal([
      "tag-illegal 2:3 the tag I-Y continues no mention",
      "tag-illegal 1:5 the tag I-X continues no mention",
      'conll-tag 2:7 "???" is not a tag',
    ]);
    expect((await readGold(nested, "word\n")).issues).to.deep.equal([
      "conll-columns 1 the line has one column, expected a token and a tag",
    ]);
  });

  it("holds what was written, level by level", async () => {
    await fc.assert(
      fc.asyncProperty(anySpans(8), async (spans) => {
        const levels: string[][] = [];
        for (let left = spans; left.length > 0; ) {
          const encoded = encodeTags(left, 20);
          levels.push(encoded.tags);
          left = encoded.left;
        }
        const lines = Array.from({ length: 20 }, (_, i) =>
          [`w${i}`, "O", ...levels.map((level) => level[i])].join("\t"),
        );
        const { predictions } = await readPredictions(nested, `${lines.join("\n")}\n`);
        expect(predictions[0]!.spans).to.deep.equal([...spans].sort(compareSpans));
      }),
      { numRuns: 100 },
    );
  });
});
