import { expect } from "chai";
import fc from "fast-check";
import { markWords } from "../../src/corpus/byte-marks.ts";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import { IssueLog, type Warning } from "../../src/corpus/issue.ts";
import { type Items, RecordRows } from "../../src/corpus/rows.ts";
import type { PredictedSpan } from "../../src/corpus/span.ts";
import { TokenMarks } from "../../src/corpus/tokens.ts";
import { bracket } from "../../src/formats/bracket/bracket.ts";
import { conll } from "../../src/formats/conll.ts";
import { defaultGoldOptions, type ReadContext } from "../../src/formats/format.ts";
import { jsonl } from "../../src/formats/jsonl.ts";
import { jsonlRows } from "../../src/formats/jsonl-rows.ts";
import { chunksOf } from "../../src/formats/lines.ts";
import { runs } from "../runs.ts";
import { byPlace } from "./reading.ts";

interface Seen {
  readonly id: string;
  readonly text: string | undefined;
  readonly spans: readonly PredictedSpan[];
  readonly line: number | undefined;
}

const contextOf = (): ReadContext => ({ source: "x.txt", name: "x", issues: new IssueLog(), warnings: [] });

/** A text in UTF-8, in pieces of a few bytes. */
async function* piecesOf(text: string, size: number): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** What rows hold, and how many of them are plain. */
async function seenInRows(rows: Items<Document> | Items<Prediction>) {
  const seen: Seen[] = [];
  let plain = 0;
  for await (const batch of rows) {
    if (!(batch instanceof RecordRows)) throw new Error("these are no rows");
    for (let at = 0; at < batch.length; at++) {
      if (batch.plain[at] === 1) {
        plain++;
        seen.push({ id: batch.id(at), text: batch.text(at), spans: batch.spansOf(at), line: batch.line[at]! });
      } else {
        const record = batch.record(at);
        if (record) seen.push(seenIn(record));
      }
    }
  }
  return { seen, plain };
}

const seenIn = ({ id, text, spans, origin }: Document | Prediction): Seen => ({ id, text, spans, line: origin?.line });

async function seenInText(batches: AsyncIterable<readonly (Document | Prediction)[]>): Promise<Seen[]> {
  const seen: Seen[] = [];
  for await (const batch of batches) seen.push(...batch.map(seenIn));
  return seen;
}

/** What was said while reading. */
const said = ({ issues, warnings }: ReadContext): [IssueLog["issues"], Warning[]] => [byPlace(issues.issues), warnings];

describe("rows", () => {
  it("of lines in brackets are what the parser reads, and say what it says", async () => {
    const piece = fc.constantFrom(
      ...[
        "[PER Ada]",
        "[PER Ada Moen  ] ",
        "[ORG Acme [LOC Osk]]",
        "[ORG ",
        "]",
        "\\",
        "<b>",
        "[note 3]",
        "[Person Ada]",
      ],
      ...["[NATO]", "[PER  ]", "[PER\tAda\t]", "[PER ü🦆]", "[A B]", "[AB1 c]"],
      ...["é", "🦆", " ", "\t", "Word", "\r", "\n", "\r\n", "\\\n", "\\\r\n", "\u00a0", "\ufeff", "a b c d e f"],
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
    const options = { ...defaultGoldOptions, document: "line" } as const;
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 20 }), async (text, size) => {
        const [ofRows, ofText] = [contextOf(), contextOf()];
        const rows = await seenInRows(bracket.gold.rows!(piecesOf(text, size), ofRows, options)!);
        plain += rows.plain;
        const whole = text.startsWith("\ufeff") ? text.slice(1) : text;
        expect(rows.seen).to.deep.equal(await seenInText(bracket.gold.read(chunksOf(whole), ofText, options)));
        expect(said(ofRows)).to.deep.equal(said(ofText));
      }),
      { numRuns: runs(2000) },
    );
    expect(plain).to.be.above(0);
  });

  it("of lines of JSON are the records that the careful reader makes, and say what it says", async () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom('a "b"', "é ü", "\n", "🦆", "\u2028"));
    const number = fc.oneof(fc.nat(20), fc.constantFrom(-1, 1.5, 1e12, 123456789, 1234567890, "1", null));
    const type = fc.oneof(fc.constantFrom("PER", "LOC", "B-PER", "", "é", 'a"b'), fc.constant(1));
    const extra = fc.dictionary(
      fc.constantFrom("score", "text", "x", "__proto__"),
      fc.constantFrom(0.5, 1, -2e-7, 1e300, "Ada", null),
      {
        maxKeys: 1,
      },
    );
    const span = fc
      .tuple(fc.record({ start: number, end: number, type }, { requiredKeys: ["start", "end"] }), extra)
      .map(([one, more]) => ({ ...one, ...more }));
    const plainSpan = fc.record(
      { type: fc.constantFrom("PER", "LOC"), start: fc.nat(9), end: fc.nat(99), score: fc.constantFrom(0, 0.25, 1e-9) },
      { requiredKeys: ["type", "start", "end"] },
    );
    const record = fc.record(
      {
        id: fc.oneof(fc.constantFrom("a", "b:1", "é"), fc.nat(5)),
        text: texts,
        entities: fc.array(fc.oneof(plainSpan, plainSpan, span), { maxLength: 4 }),
        x: fc.constant(1),
      },
      { requiredKeys: ["entities"] },
    );
    const asLine = (value: unknown, [indent, end]: readonly [boolean, string]) =>
      `${indent ? JSON.stringify(value).replace(/([:,])"/g, '$1 "') : JSON.stringify(value)}${end}`;
    const style = fc.tuple(fc.boolean(), fc.constantFrom("\n", "\r\n", " \n", "\n\n", "x\n", "\n \n"));
    const plainRecord = fc.record({
      id: fc.constantFrom("a", "b:1"),
      text: fc.constantFrom("Ada met Bo", "é ü"),
      entities: fc.array(plainSpan, { maxLength: 3 }),
    });
    const line = fc.tuple(fc.oneof(record, plainRecord), style).map(([value, how]) => asLine(value, how));
    for (const format of [jsonl.gold, jsonl.predictions]) {
      let plain = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(line, { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), async (lines, size) => {
          const text = lines.join("");
          const [ofRows, ofText] = [contextOf(), contextOf()];
          const rows = await seenInRows(format.rows!(piecesOf(text, size), ofRows, defaultGoldOptions)!);
          plain += rows.plain;
          expect(rows.seen).to.deep.equal(await seenInText(format.read(chunksOf(text), ofText, defaultGoldOptions)));
          expect(said(ofRows)).to.deep.equal(said(ofText));
        }),
        { numRuns: runs(2000) },
      );
      expect(plain).to.be.above(0);
    }
  });

  const plainLines = ["Ada\tB-PER", "Lund\tI-PER", "met\tO", "Osk B-LOC", "Ünal\tB-PER", "🦆\tO", "漢字 B-LOC", ".\tO"];
  const oddLines = [
    ...[
      "I\tI-ORG",
      "x\tI-LOC",
      "y\tS-PER",
      "z\tE-PER",
      "b-per\tb-PER",
      "q\tB-per",
      "one",
      "two\t",
      "\t",
      " ",
      "# id = 3",
    ],
    ...[
      "-DOCSTART- O",
      "-DOCSTART- -X- -X- O",
      "a b\tB-PER",
      "a  O",
      "a\tb\tB-PER",
      "a b c B-PER",
      "a\u00a0b\tO",
      "\u3000 O",
    ],
    ...[
      "a\tB-",
      "a\tB",
      "a\tB-B-PER",
      "token\tner",
      "Ada PER-B",
      "a 3",
      "a\tO \t",
      "# global.columns = a b NE-COARSE-LIT MISC",
    ],
    ...[
      "a\\b\tO",
      '"\tO',
      "-Do\tO",
      "#\tO",
      "\u0001\tO",
      "a\u000bO",
      "\u2028\tO",
      "a\tB-\u00e9",
      "a\tB-PER|B-LOC",
      "1 a O",
    ],
  ];
  /** A file of columns, mostly plain. */
  const columns = fc
    .record({
      lines: fc.array(
        fc.tuple(
          fc.oneof(
            { weight: 12, arbitrary: fc.constantFrom(...plainLines) },
            { weight: 4, arbitrary: fc.constant("") },
            { weight: 1, arbitrary: fc.constantFrom(...oddLines) },
          ),
          fc.constantFrom("\n", "\n", "\n", "\r\n"),
        ),
        { maxLength: 60 },
      ),
      begins: fc.constantFrom("", "", "Ada\tB-PER\nmet\tO\n\n", "\ufeff", "-DOCSTART- O\n\n", "Token\tNER\n"),
      odd: fc.boolean(),
      ends: fc.boolean(),
    })
    .map(({ lines, begins, odd, ends }) => {
      const kept = odd ? lines : lines.filter(([line]) => line === "" || plainLines.includes(line));
      const text = begins + kept.map(([line, end]) => line + end).join("");
      return ends ? text.trimEnd() : text;
    });

  for (const format of [conll.gold, conll.predictions])
    it(`of sentences are the ${format === conll.gold ? "gold" : "predictions"} the careful reader makes, and say what it says`, async () => {
      let plain = 0;
      await fc.assert(
        fc.asyncProperty(
          columns,
          fc.constantFrom(7, 64, 1 << 16),
          fc.constantFrom("begin", "discard", "refuse"),
          fc.boolean(),
          async (text, size, repair, several) => {
            const [ofRows, ofText] = [0, 1].map(() => ({ ...contextOf(), several })) as [ReadContext, ReadContext];
            const options = { ...defaultGoldOptions, repair } as const;
            const records: (Document | Prediction)[] = [];
            for await (const batch of format.rows!(piecesOf(text, size), ofRows, options)!) {
              if (!(batch instanceof RecordRows)) {
                records.push(...batch.map((record) => ({ ...record, unit: "utf16" as const })));
                continue;
              }
              for (let at = 0; at < batch.length; at++) {
                const record = batch.record(at)!;
                records.push({ ...record, unit: "utf16" });
                if (batch.plain[at] === 0) continue;
                plain++;
                const { id, text, spans, sentence, origin, tokens } = record as Document & {
                  tokens: readonly string[];
                };
                expect([batch.id(at), batch.spansOf(at), batch.line[at]]).to.deep.equal([id, spans, origin?.line]);
                expect(batch.sentence?.(at)).to.deep.equal(sentence);
                expect(batch.text(at)).to.equal(text ?? tokens.join(" "));
                const marks = new TokenMarks();
                markWords(marks, batch.bytes, batch.view, batch.textFrom[at]!, batch.textTo[at]!);
                expect(marks.count).to.equal(tokens.length);
                const [from, to] = [batch.spanFrom[at]!, batch.spanFrom[at + 1]!];
                expect(
                  batch.spans
                    .spans(batch.types, from, to)
                    .map(({ start, end }) => [marks.before(start), marks.before(end)]),
                ).to.deep.equal(
                  (batch.indexes ?? batch.spans)
                    .spans(batch.types, from, to)
                    .map(({ start, end }) => (batch.indexes ? [start, end] : [marks.before(start), marks.before(end)])),
                );
              }
            }
            const whole = text.startsWith("\ufeff") ? text.slice(1) : text;
            const read: (Document | Prediction)[] = [];
            for await (const batch of format.read(chunksOf(whole), ofText, options))
              read.push(...batch.map((record) => ({ ...record, unit: "utf16" as const })));
            expect(records).to.deep.equal(read);
            expect(said(ofRows)).to.deep.equal(said(ofText));
          },
        ),
        { numRuns: runs(2000) },
      );
      expect(plain).to.be.above(0);
    });

  it("come to an end where a file breaks off behind a backslash, at the end of all the room there is for it", async () => {
    const begun = '{"id":"a","text":"';
    for (const length of [2 ** 18 - 1, 2 ** 18, 2 ** 18 + 1]) {
      const bytes = Buffer.from(`${begun.padEnd(length - 1, "x")}\\`);
      expect(bytes.length).to.equal(length);
      const plain: number[] = [];
      for await (const rows of jsonlRows(once(bytes), { source: "a", needsText: true }, () => undefined))
        plain.push(...rows.plain.subarray(0, rows.length));
      expect(plain).to.deep.equal([0]);
    }
  });

  it("of a text that is not UTF-8 are refused with their line where somebody asks for it", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"id":"a","text":"x","entities":[]}\n{"id":"\xff'),
      Buffer.from([0xff]),
      Buffer.from('"}\n'),
    ]);
    const rows = jsonl.gold.rows!(chunksOfBytes(bytes), contextOf(), defaultGoldOptions)!;
    const error = await seenInRows(rows).catch((thrown: unknown) => thrown as { issues: readonly { line: number }[] });
    expect(error).to.have.property("issues");
    expect((error as { issues: readonly { line: number }[] }).issues[0]!.line).to.equal(2);
  });
});

async function* chunksOfBytes(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

async function* once<T>(value: T): AsyncIterable<T> {
  yield value;
}
