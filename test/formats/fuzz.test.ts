/**
 * A fuzzer for every format: whatever is done to a file, its reader reports it or reads documents whose spans fit their
 * texts, and what was read stays the same when it is written and read again.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { SpanChecker } from "../../src/align/check.ts";
import { collect, type Document } from "../../src/corpus/document.ts";
import { piecesOf } from "../../src/corpus/fragments.ts";
import { IssueLog } from "../../src/corpus/issue.ts";
import { parseBracket } from "../../src/formats/bracket/bracket.ts";
import { goldFormatFor } from "../../src/formats/detect.ts";
import type { WrittenFormat } from "../../src/formats/format.ts";
import { defaultGoldOptions } from "../../src/formats/format.ts";
import { formatNamed, goldFormats, predictionFormats, writtenFormats } from "../../src/formats/registry.ts";
import { LossLog } from "../../src/formats/writing.ts";
import { codes } from "../../src/messages/codes.ts";
import { type Random, randomStream } from "../../src/stats/random.ts";
import { damaged, MUTATIONS } from "../mutations.ts";
import { essence, readBack, write } from "./written.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const corpora = join(root, "../shared/corpora");

/** A file, and what stands beside it. */
interface Sample {
  readonly text: string;
  readonly beside: string | undefined;
}

/** Where files of a format stand that others made. */
const foreign: ReadonlyMap<string, readonly [folder: string, ending: RegExp]> = new Map([
  ["conll", ["europeana_newspapers", /\.bio$/]],
  ["nested-tsv", ["litbank/tsv", /\.tsv$/]],
  ["brat", ["meddocan", /\.ann$/]],
  ["gate", ["broad_twitter", /\.xml$/]],
  ["i2b2", ["meddocan", /\.xml$/]],
  ["spacy", ["prodigy", /\.jsonl$/]],
  ["doccano", ["doccano", /\.jsonl$/]],
  ["gliner", ["gliner", /\.json$/]],
]);

/** Longer samples take long, and are no more various. */
const LONGEST = 6000;

/** Files that others made, the beginnings of long ones; none where they are absent. */
function foreignSamples(format: string): Sample[] {
  const [folder, ending] = foreign.get(format) ?? ["", /$^/];
  if (folder === "" || !existsSync(join(corpora, folder))) return [];
  const names = readdirSync(join(corpora, folder), { recursive: true, encoding: "utf8" }).sort();
  return names
    .filter((name) => ending.test(name) && statSync(join(corpora, folder, name)).isFile())
    .slice(0, 8)
    .map((name) => {
      const path = join(corpora, folder, name);
      const text = readFileSync(path, "utf8")
        .replace(/^\ufeff/, "")
        .slice(0, LONGEST);
      const companion = path.replace(/\.ann$/, ".txt");
      return { text, beside: companion === path ? undefined : readFileSync(companion, "utf8").replace(/^\ufeff/, "") };
    });
}

/** The first lines of the project's own gold, which is real text, written in the format. */
function ownSamples({ writer }: WrittenFormat): Sample[] {
  const names = readdirSync(join(root, "gold")).filter((name) => name.endsWith(".txt") && name !== "README.md");
  return names.slice(0, 4).map((name, i) => {
    const { text, spans, ...rest } = parseBracket(readFileSync(join(root, "gold", name), "utf8"), { id: "1" });
    const shown = text.slice(0, text.indexOf("\n", 300));
    const document = { ...rest, text: shown, spans: spans.filter(({ end }) => end <= shown.length) };
    const { before = "", between = "", behind = "" } = writer.frame ?? {};
    const piece = writer.write(document, 1, new LossLog()) ?? "";
    const pieces = writer.fileEach === undefined && i > 0 ? [piece, piece.replaceAll('"1"', '"2"')] : [piece];
    return { text: before + pieces.join(between) + behind, beside: writer.beside?.write(document) };
  });
}

async function* inPieces(text: string, size: number): AsyncIterable<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

/** What the reader of a side makes of a file. Problems must have a code and a place in the file. */
async function read(side: "gold" | "pred", format: string, { text, beside }: Sample, random: Random) {
  const issues = new IssueLog();
  const context = { source: "f", name: "1", issues, warnings: [], companion: async () => beside };
  const chunks = inPieces(text, 1 + Math.floor(random() * 3000));
  const known =
    side === "gold" ? formatNamed(goldFormats, format)!.gold : formatNamed(predictionFormats, format)!.predictions;
  const records = await collect(known.read(chunks, context, defaultGoldOptions) as AsyncIterable<readonly Document[]>);
  for (const { code, line, message } of issues.issues) {
    expect(codes).to.have.property(code);
    // XML counts a lone carriage return as a line break.
    expect(line ?? 1).to.be.within(1, text.split(/\r\n?|\n/).length + 1);
    expect(message.length, message).to.be.lessThan(500);
  }
  return { records, issues };
}

/** The spans that the program would go on with; what does not fit is an issue. */
function checked(documents: readonly Document[], issues: IssueLog): Document[] {
  const checker = new SpanChecker("utf16", issues);
  return documents.map((document) => {
    const spans = checker.check(document.spans, document.text, document.origin) as Document["spans"];
    for (const span of spans)
      for (const { start, end } of piecesOf(span))
        expect(start >= 0 && start < end && end <= document.text.length, JSON.stringify(span)).to.equal(true);
    for (const { start, end } of document.tokens ?? [])
      expect(start >= 0 && start <= end && end <= document.text.length, `token ${start}–${end}`).to.equal(true);
    return { ...document, id: "1", spans };
  });
}

describe("a damaged file", () => {
  for (const format of writtenFormats) {
    it(`is read or reported, and what is read stays, in ${format.name}`, async function () {
      this.timeout(3_600_000);
      const samples = [...foreignSamples(format.name), ...ownSamples(format)];
      const random = randomStream(MUTATIONS, format.name);
      const outcomes = { reported: 0, read: 0, same: 0 };
      for (let round = 0; round < MUTATIONS; round++) {
        const sample = samples[round % samples.length]!;
        const besideToo = sample.beside !== undefined && round % 5 === 0;
        const file = besideToo
          ? { text: sample.text, beside: damaged(sample.beside, random) }
          : { text: damaged(sample.text, random), beside: sample.beside };
        try {
          goldFormatFor("f", file.text);
          const { records, issues } = await read("gold", format.name, file, random);
          const documents = checked(records, issues);
          if (formatNamed(predictionFormats, format.name)) await read("pred", format.name, file, random);
          if (issues.count > 0) outcomes.reported++;
          else outcomes.read++;
          for (const document of issues.count === 0 ? documents : []) {
            const made = write(format, document);
            if (!("text" in made)) continue;
            const back = await readBack(format, made, document.id);
            expect(back.issues).to.deep.equal([]);
            expect(back.documents.map(essence)).to.deep.equal([essence(document)]);
            outcomes.same++;
          }
        } catch (error) {
          const { message, stack } = error as Error;
          throw new Error(`round ${round}: ${message}\n${stack}\nof ${JSON.stringify(file)}`);
        }
      }
      // Damage is noticed, and does not break everything; some formats take almost anything for text.
      expect(outcomes.reported + outcomes.read).to.equal(MUTATIONS);
      expect(outcomes.read, "read").to.be.greaterThan(MUTATIONS / 50);
      if (process.env.MUTATIONS) console.log(`      ${JSON.stringify(outcomes)}`);
    });
  }
});
