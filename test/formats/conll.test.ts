import { expect } from "chai";
import fc from "fast-check";
import { collect } from "../../src/corpus/document.ts";
import { IssueLog } from "../../src/corpus/issue.ts";
import { conll } from "../../src/formats/conll.ts";
import { goldFormatFor, predictionFormatFor } from "../../src/formats/detect.ts";
import { defaultGoldOptions, type ReadContext } from "../../src/formats/format.ts";
import type { RepairPolicy } from "../../src/formats/tags.ts";
import { encodeTags } from "../../src/formats/tags.ts";
import { flatSpans, span } from "../spans.ts";

async function* inPieces(text: string, size: number): AsyncIterable<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

interface Reading {
  readonly repair?: RepairPolicy;
  readonly size?: number;
  readonly several?: boolean;
}

function contextFor({ several = false }: Reading): ReadContext {
  return { source: "dev.conll", name: "dev", several, issues: new IssueLog(), warnings: [] };
}

async function gold(text: string, reading: Reading = {}) {
  const context = contextFor(reading);
  const { repair = "begin", size = 1000 } = reading;
  const options = { ...defaultGoldOptions, repair };
  const documents = await collect(conll.gold.read(inPieces(text, size), context, options));
  return { documents, issues: context.issues.issues };
}

async function predictions(text: string, reading: Reading = {}) {
  const context = contextFor(reading);
  const { repair = "begin", size = 1000 } = reading;
  const read = await collect(conll.predictions.read(inPieces(text, size), context, { repair }));
  return { predictions: read, issues: context.issues.issues };
}

/** Issues as `code line:column`. */
const places = (issues: IssueLog["issues"]) =>
  issues.map(({ code, line, column }) => `${code} ${line}${column === undefined ? "" : `:${column}`}`);

const dev = "EU\tNNP\tB-ORG\nrejects\tVBZ\tO\n\n\nAda\tNNP\tB-PER\nMoen\tNNP\tI-PER\n.\t.\tO\n";

describe("the CoNLL format", () => {
  it("makes a document of every sentence: a blank between tokens, spans in UTF-16, the first column and the last", async () => {
    const { documents, issues } = await gold(dev);
    expect(issues).to.deep.equal([]);
    expect(documents).to.deep.equal([
      {
        id: "1",
        numbered: true,
        text: "EU rejects",
        spans: [span(0, 2, "ORG")],
        tokens: [
          { start: 0, end: 2 },
          { start: 3, end: 10 },
        ],
        tags: ["B-ORG", "O"],
        repairs: [],
        origin: { source: "dev.conll", line: 1 },
        sentence: {},
      },
      {
        id: "2",
        numbered: true,
        text: "Ada Moen .",
        spans: [span(0, 8, "PER")],
        tokens: [
          { start: 0, end: 3 },
          { start: 4, end: 8 },
          { start: 9, end: 10 },
        ],
        tags: ["B-PER", "I-PER", "O"],
        repairs: [],
        origin: { source: "dev.conll", line: 5 },
        sentence: {},
      },
    ]);
  });

  it("makes predictions of the same sentences, with spans in token indexes", async () => {
    const read = await predictions("EU B-ORG\nrejects O\n\nAda B-PER\nMoen I-PER\n. O");
    expect(read.issues).to.deep.equal([]);
    expect(read.predictions).to.deep.equal([
      {
        id: "1",
        numbered: true,
        spans: [span(0, 1, "ORG")],
        tokens: ["EU", "rejects"],
        tags: ["B-ORG", "O"],
        repairs: [],
        origin: { source: "dev.conll", line: 1 },
      },
      {
        id: "2",
        numbered: true,
        spans: [span(0, 2, "PER")],
        tokens: ["Ada", "Moen", "."],
        tags: ["B-PER", "I-PER", "O"],
        repairs: [],
        origin: { source: "dev.conll", line: 4 },
      },
    ]);
  });

  it("puts the file's name before the number where a side has several files", async () => {
    expect((await gold(dev, { several: true })).documents.map(({ id }) => id)).to.deep.equal(["dev:1", "dev:2"]);
    expect((await predictions(dev, { several: true })).predictions.map(({ id }) => id)).to.deep.equal([
      "dev:1",
      "dev:2",
    ]);
  });

  it("reads the same however the text arrives, and with either line break", async () => {
    const whole = await gold(dev);
    for (let size = 1; size < 30; size++) expect(await gold(dev, { size })).to.deep.equal(whole);
    expect(await gold(dev.replaceAll("\n", "\r\n"))).to.deep.equal(whole);
    expect(await gold(dev.trimEnd())).to.deep.equal(whole);
  });

  it("ends sentences at lines of blanks and at -DOCSTART-, which is no token", async () => {
    const { documents } = await gold("-DOCSTART- -X- O O\n\na\tO\n\t\nb\tO\n \t \n\nc\tO\n-DOCSTART-\nd\tO\n");
    expect(documents.map(({ id, text, origin }) => [id, text, origin?.line])).to.deep.equal([
      ["1", "a", 3],
      ["2", "b", 5],
      ["3", "c", 8],
      ["4", "d", 10],
    ]);
  });

  it("parts columns at tabs where a line has any, so that tokens and types may hold blanks", async () => {
    const { documents } = await gold("New York\tB-creative work\n# 1  O\n😳 \tO\n\tB-x\nnbsp\u00a0y B-y\n");
    expect(documents[0]!.text).to.equal("New York # 😳  nbsp\u00a0y");
    expect(documents[0]!.tokens!.map(({ start, end }) => end - start)).to.deep.equal([8, 1, 2, 0, 6]);
    expect(documents[0]!.spans).to.deep.equal([span(0, 8, "creative work"), span(14, 14, "x"), span(15, 21, "y")]);
  });

  it("reports lines of one column and last columns that are no tags, with their places", async () => {
    const { issues } = await gold("EU\tB-ORG\nrejects\n\nAda NNP\nMoen  ???\n");
    expect(places(issues)).to.deep.equal(["conll-columns 2", "conll-tag 4:5", "conll-tag 5:7"]);
    expect(issues[1]!.message).to.equal('"NNP" is not a tag');
  });

  it("repairs illegal tags under begin and discard, says of what kind they were, and reports them under refuse", async () => {
    const text = "a\tB-Z\n\nb\tI-X\nc\tI-X\nd\tI-Y\n";
    const [, begun] = (await gold(text)).documents;
    expect([begun!.spans, begun!.repairs]).to.deep.equal([
      [span(0, 3, "X"), span(4, 5, "Y")],
      ["orphan", "type"],
    ]);
    const [, discarded] = (await gold(text, { repair: "discard" })).documents;
    expect([discarded!.spans, discarded!.repairs]).to.deep.equal([[], ["orphan", "orphan", "orphan"]]);
    expect(discarded!.tags).to.deep.equal(["I-X", "I-X", "I-Y"]);
    for (const { issues } of [await gold(text, { repair: "refuse" }), await predictions(text, { repair: "refuse" })]) {
      expect(places(issues)).to.deep.equal(["tag-illegal 3:3", "tag-illegal 5:3"]);
      expect(issues.map(({ message }) => message)).to.deep.equal([
        "the tag I-X continues no mention",
        "the tag I-Y continues a mention of another type",
      ]);
    }
    expect((await gold(dev, { repair: "refuse" })).issues).to.deep.equal([]);
  });

  it("tells IOBES by a file's prefixes, for all of its sentences", async () => {
    const text = "a B-X\nb O\n\nc S-X\n";
    for (const size of [1, 1000]) {
      const { documents } = await gold(text, { repair: "discard", size });
      expect(documents.map(({ spans, repairs }) => [spans.length, repairs])).to.deep.equal([
        [0, ["unclosed"]],
        [1, []],
      ]);
    }
    const iob = await gold(text.replace("S-X", "B-X"), { repair: "discard" });
    expect(iob.documents.map(({ spans }) => spans.length)).to.deep.equal([1, 1]);
  });

  it("takes a file for IOB after 5,000 sentences without other prefixes, wherever chunks end", async () => {
    const text = `${"a B-X\n\n".repeat(5000)}b E-X\n`;
    for (const size of [100, 1_000_000]) {
      const { documents } = await gold(text, { size });
      expect(documents.map(({ repairs }) => repairs).filter((kinds) => kinds!.length > 0)).to.deep.equal([["foreign"]]);
    }
    const { documents } = await gold(text.slice("a B-X\n\n".length));
    expect(documents.filter(({ repairs }) => repairs![0] === "unclosed")).to.have.length(4999);
  });

  it("reads back what was written, gold and predictions alike", async () => {
    const sentence = fc.tuple(
      fc.array(fc.stringMatching(/^[!-~é😀]{1,4}$/u), { minLength: 30, maxLength: 40 }),
      flatSpans(5),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { maxLength: 4 }), fc.constantFrom("\t", " "), async (sentences, mark) => {
        const text = sentences
          .map(([words, spans]) => {
            const { tags } = encodeTags(spans, words.length);
            return words.map((word, i) => `${word}${mark}${tags[i]}\n`).join("");
          })
          .join("\n");
        const { documents } = await gold(text);
        const read = await predictions(text);
        expect(read.predictions.map(({ tokens, spans }) => [tokens, spans])).to.deep.equal(sentences);
        for (const [i, { text, tokens, spans }] of documents.entries()) {
          const [words, expected] = sentences[i]!;
          expect(tokens!.map(({ start, end }) => text.slice(start, end))).to.deep.equal(words);
          expect(spans.map(({ start, end }) => text.slice(start, end))).to.deep.equal(
            expected.map(({ start, end }) => words.slice(start, end).join(" ")),
          );
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("detection", () => {
  it("tells CoNLL by endings, and by lines that end in tags", () => {
    for (const name of ["a.conll", "A.IOB2", "a.bio.gz", "a.tsv", "a.bioes", "a.iob"]) {
      expect(goldFormatFor(name, "").name, name).to.equal("conll");
      expect(predictionFormatFor(name, "").name, name).to.equal("conll");
    }
    for (const beginning of [dev, "EU B-ORG\r\nwon O\r\n", "-DOCSTART- -X- O O\n\nEU B-ORG\n. O", "& O\n; O\ncut of"]) {
      for (const name of ["test", "test.annotated"]) expect(goldFormatFor(name, beginning).name).to.equal("conll");
      expect(predictionFormatFor("preds.txt", beginning).name).to.equal("conll");
      expect(goldFormatFor("test.jsonl", beginning).name).to.equal("jsonl");
    }
  });

  it("tells CoNLL though a tag in ten is none", () => {
    const lines = (tagged: number) => `${"a O\n".repeat(tagged)}b ???\n`;
    expect(goldFormatFor("test", lines(9)).name).to.equal("conll");
    expect(goldFormatFor("test", lines(8)).name).to.equal("bracket");
  });

  it("takes .txt for brackets unless line upon line ends in a tag", () => {
    expect(goldFormatFor("test.txt", dev).name).to.equal("conll");
    for (const beginning of [
      "",
      "He had blood group O\n",
      "[PER Ada Moen]\nmet Halden\n",
      "one\ntwo\n",
      "-DOCSTART-\n",
    ])
      expect(goldFormatFor("test.txt", beginning).name, beginning).to.equal("bracket");
  });

  it("takes records for JSONL, and predictions for JSONL where nothing speaks for CoNLL", () => {
    expect(goldFormatFor("test", '{"text": "O"}\n').name).to.equal("jsonl");
    for (const beginning of ["", '{"id": 1}', "{", "PER O\nwhat\n"])
      expect(predictionFormatFor("test", beginning).name, beginning).to.equal("jsonl");
  });
});
