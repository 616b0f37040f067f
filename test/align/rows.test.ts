/** Records that are aligned as rows are scored, and spoken of, as the same records that come as objects are. */
import { expect } from "chai";
import fc from "fast-check";
import { RowAligner } from "../../src/align/row-aligner.ts";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import { NerEvalError } from "../../src/corpus/error.ts";
import { IssueLog, type Warning } from "../../src/corpus/issue.ts";
import { type Items, RowStream } from "../../src/corpus/rows.ts";
import { evaluateAs } from "../../src/evaluate.ts";
import { bracket } from "../../src/formats/bracket/bracket.ts";
import { conll } from "../../src/formats/conll.ts";
import {
  defaultGoldOptions,
  type GoldFormat,
  type GoldOptions,
  type GoldReader,
  type PredictionFormat,
  type PredictionReader,
} from "../../src/formats/format.ts";
import { jsonl } from "../../src/formats/jsonl.ts";
import { settingsOf } from "../../src/run/evaluate-options.ts";
import { byPlace } from "../formats/reading.ts";
import { runs } from "../runs.ts";

/** A file: its name without ending, and what is in it. */
type File = readonly [name: string, text: string];

interface Side<F> {
  readonly format: F;
  readonly files: readonly File[];
}

/** A text in UTF-8: its beginning, which tells what it is, and pieces. */
async function* bytesOf(text: string, size: number): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(text);
  yield bytes.subarray(0, BEGINNING);
  for (let from = BEGINNING; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const BEGINNING = 4500;

/** The same decoded: how many sentences are known at once may decide which go together. */
async function* textOf(text: string, size: number): AsyncIterable<string> {
  const decoder = new TextDecoder();
  for await (const piece of bytesOf(text, size)) yield decoder.decode(piece, { stream: true });
}

/** How files are read: brackets a document a line. */
const options: GoldOptions = { ...defaultGoldOptions, document: "line" };

/** What an evaluation finds and says, with rows or without. */
async function outcome(
  gold: Side<GoldFormat>,
  pred: Side<PredictionFormat>,
  { rows, size }: { readonly rows: boolean; readonly size: number },
) {
  const issues = new IssueLog();
  const warnings: Warning[] = [];
  const read = async function* <R extends Document | Prediction>(
    { files }: Side<GoldFormat | PredictionFormat>,
    reader: GoldReader | PredictionReader,
    unit: object,
  ): Items<R> {
    for (const [name, text] of files) {
      const context = { source: `${name}.txt`, name, several: files.length > 1, issues, warnings };
      const inRows = rows ? reader.rows?.(bytesOf(text, size), context, options) : undefined;
      for await (const batch of (inRows ?? reader.read(textOf(text, size), context, options)) as Items<R>)
        yield Array.isArray(batch) ? batch.map((record) => ({ ...unit, ...record })) : batch;
    }
  };
  const unit = gold.format === jsonl ? {} : { unit: "utf16" };
  try {
    const found = await evaluateAs(
      new RowStream<Document>(() => read<Document>(gold, gold.format.gold, unit)),
      new RowStream<Prediction>(() => read<Prediction>(pred, pred.format.predictions, {})),
      settingsOf({ offsets: "auto", goldOffsets: "auto", unit: "sentence" }),
      { name: "run", units: true, issues, rows: RowAligner },
    );
    return { found, warnings };
  } catch (error) {
    if (!(error instanceof NerEvalError)) throw error;
    return { issues: byPlace(error.issues), count: error.count, warnings };
  }
}

const sentence = fc.array(
  fc.tuple(
    fc.constantFrom("Ada", "Lund", "met", "Osk", "Ünal", "🦆", "in", "漢字", ".", "a\u00a0b", "\\n"),
    fc.constantFrom("O", "O", "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-per", "S-PER"),
  ),
  { minLength: 1, maxLength: 7 },
);
type Sentence = readonly (readonly [word: string, tag: string])[];

/** What a recognizer may do to a sentence. */
const change = fc.constantFrom(
  "same",
  "same",
  "same",
  "same",
  "same",
  "tags",
  "word",
  "gone",
  "twice",
  "joined",
  "cut",
  "doc",
);

const changed = (sentences: readonly Sentence[], changes: readonly string[]): string => {
  let text = "";
  for (const [i, sentence] of sentences.entries()) {
    const what = changes[i % changes.length]!;
    const lines = sentence.map(([word, tag], at) => {
      const own = what === "tags" ? (at % 2 === 0 ? "O" : "B-LOC") : tag;
      return `${what === "word" && at === 0 ? "Eva" : word}\t${own}\n`;
    });
    if (what === "gone") continue;
    if (what === "doc") text += "-DOCSTART- O\n\n";
    if (what === "cut") lines.splice(lines.length >> 1, 0, "\n");
    text += lines.join("") + (what === "joined" ? "" : "\n");
    if (what === "twice") text += `${lines.join("")}\n`;
  }
  return text;
};

const clean = (sentences: readonly Sentence[]): Sentence[] =>
  sentences.map((one) => one.map(([word, tag]) => [word, /^(O|B-(PER|LOC))$/.test(tag) ? tag : "O"] as const));

describe("rows of both sides", () => {
  it("of CoNLL are scored as sentences that come as objects", async () => {
    const corpus = fc.record({
      sentences: fc.array(sentence, { minLength: 1, maxLength: 12 }),
      plain: fc.boolean(),
      distinct: fc.boolean(),
      ofGold: fc.array(change, { minLength: 1, maxLength: 7 }),
      ofPred: fc.array(change, { minLength: 1, maxLength: 11 }),
      times: fc.constantFrom(1, 1, 15, 40),
      files: fc.constantFrom("one", "one", "two", "alike"),
      size: fc.constantFrom(200, 3000, 1 << 16),
    });
    let scored = 0;
    await fc.assert(
      fc.asyncProperty(corpus, async ({ sentences, plain, distinct, ofGold, ofPred, times, files, size }) => {
        const own = plain ? clean(sentences) : sentences;
        const all = Array.from({ length: times }, (_, i) =>
          own.map((one, j) => (distinct ? [...one, [`no${i}-${j}`, "O"] as const] : one)),
        ).flat();
        const [gold, pred] = [changed(all, plain ? ["same"] : ofGold), changed(all, ofPred)];
        const names = { one: ["a"], two: ["a", "b"], alike: ["a", "a"] }[files]!;
        const sides = [
          { format: conll, files: names.map((name) => [name, gold] as const) },
          { format: conll, files: names.map((name) => [name, pred] as const) },
        ] as const;
        const inRows = await outcome(...sides, { rows: true, size });
        const asObjects = await outcome(...sides, { rows: false, size });
        expect(inRows).to.deep.equal(asObjects);
        if (inRows.found) scored++;
      }),
      { numRuns: runs(400) },
    );
    expect(scored).to.be.above(0);
  });

  it("of CoNLL and lines of JSON are scored as objects are", async () => {
    const number = fc.nat(12);
    const entity = fc.record({ start: number, end: number, type: fc.constantFrom("PER", "LOC") });
    const corpus = fc.record({
      sentences: fc.array(sentence, { minLength: 1, maxLength: 4 }),
      entities: fc.array(fc.array(entity, { maxLength: 2 }), { minLength: 1, maxLength: 4 }),
      withText: fc.boolean(),
      isGold: fc.boolean(),
      times: fc.constantFrom(1, 1, 60),
    });
    await fc.assert(
      fc.asyncProperty(corpus, async ({ sentences, entities, withText, isGold, times }) => {
        const all = Array.from({ length: times }, () => sentences).flat();
        const columns = changed(clean(all), ["same"]);
        const lines = all
          .map((one, i) => {
            const text = withText || isGold ? { text: one.map(([word]) => word).join(" ") } : {};
            return `${JSON.stringify({ id: String(i + 1), ...text, entities: entities[i % entities.length] })}\n`;
          })
          .join("");
        const sides = isGold
          ? ([
              { format: jsonl, files: [["a", lines]] },
              { format: conll, files: [["b", columns]] },
            ] as const)
          : ([
              { format: conll, files: [["a", columns]] },
              { format: jsonl, files: [["b", lines]] },
            ] as const);
        const inRows = await outcome(...sides, { rows: true, size: 500 });
        expect(inRows).to.deep.equal(await outcome(...sides, { rows: false, size: 500 }));
      }),
      { numRuns: runs(400) },
    );
  });

  it("are scored as objects are where one line needs more room than all before it together", async () => {
    const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`);
    const lengths = [3, 900, 5, 9000, 2];
    const texts = lengths.map((count) => words(count).join(" "));
    const entities = (text: string) => [{ start: 0, end: 2, type: "PER" }, { start: text.length - 2, end: text.length, type: "LOC" }]; // biome-ignore format: one line.
    const lines = texts.map((text, i) => `${JSON.stringify({ id: `a:${i + 1}`, text, entities: entities(text) })}\n`);
    const predicted = lines.map((line) => line.replace("PER", "ORG"));
    const brackets = texts.map((text) => `[PER w0] ${text.slice(3)}\n`);
    const columns = lengths.map((count) => `${words(count).map((word, i) => `${word}\t${i ? "O" : "B-PER"}\n`).join("")}\n`); // biome-ignore format: one line.
    const ofColumns = { format: conll, files: [["a", columns.join("")]] } as const;
    for (const gold of [
      { format: jsonl, files: [["a", lines.join("")]] } as const,
      { format: bracket, files: [["a", brackets.join("")]] } as const,
      ofColumns,
    ]) {
      const pred = gold === ofColumns ? ofColumns : ({ format: jsonl, files: [["b", predicted.join("")]] } as const);
      const inRows = await outcome(gold, pred, { rows: true, size: 3000 });
      expect(inRows).to.have.property("found");
      expect(inRows).to.deep.equal(await outcome(gold, pred, { rows: false, size: 3000 }));
    }
  });
});
