/**
 * Sentences of tagged tokens as rows: in which nothing has to be decided, from their bytes; all others, read with care as soon
 * as they come, since their number decides how those behind them are called.
 */
import { SpanColumns } from "../../corpus/columns.ts";
import type { Document } from "../../corpus/document.ts";
import { IssueLog } from "../../corpus/issue.ts";
import { RecordRows } from "../../corpus/rows.ts";
import type { ReadContext } from "../format.ts";
import { decodeLines } from "../lines.ts";
import { type Sentence, SentenceCutter } from "../sentences.ts";
import type { RepairPolicy } from "../tags.ts";
import { lineEnd, windowsOf } from "../windows.ts";
import { type DecodedSentence, Decoder } from "./decoding.ts";
import { Layout } from "./layout.ts";
import { CARRIAGE_RETURN, LINE_FEED, ODD, SentenceScanner } from "./sentence-scanner.ts";
import { TagRemarks } from "./tag-remarks.ts";

/** A longer piece of a file without an empty line is read with care, in bytes. */
const LONGEST_SENTENCE = 1 << 20;

/** How sentences become records. */
export interface SentenceRecords<R> {
  readonly make: (sentence: DecodedSentence, context: ReadContext) => R;
  /** What a sentence is part of, behind so many beginnings of documents; undefined for predictions. */
  readonly partOf?: (documents: number, context: ReadContext) => Document["sentence"];
}

/** A file known to have tokens in its first column and IOB2 tags in its last. */
export interface UsualFile {
  readonly context: ReadContext;
  readonly layout: Layout;
  readonly decoder: Decoder;
  readonly remarks: TagRemarks;
  readonly repair: RepairPolicy;
}

/** The rows of a file that comes in pieces; ids are `stem`, which is ASCII, and the number of the sentence. */
export async function* sentenceRows<R>(
  pieces: AsyncIterable<Uint8Array>,
  stem: string,
  file: UsualFile,
  records: SentenceRecords<R>,
): AsyncIterable<RecordRows<R>> {
  const reader = new RowReader(stem, file, records);
  const endsAt = (bytes: Uint8Array, to: number) => endsSentence(bytes, to) || to > LONGEST_SENTENCE;
  for await (const { bytes, from, to } of windowsOf(pieces, endsAt)) {
    const rows = reader.read(bytes, from, to);
    if (rows.length > 0) yield rows;
  }
  const last = reader.finish();
  if (last.length > 0) yield last;
}

class RowReader<R> {
  private readonly rows: RecordRows<R>;
  private readonly file: UsualFile;
  private readonly records: SentenceRecords<R>;
  private readonly scanner: SentenceScanner;
  private readonly cutter: SentenceCutter;
  private bytes: Uint8Array = new Uint8Array();
  /** The records that were read with care, and how many documents had begun, by row. */
  private made: (R | undefined)[] = [];
  private documents: number[] = [];
  /** How many rows the remarks have taken in. */
  private remarked = 0;

  constructor(stem: string, file: UsualFile, records: SentenceRecords<R>) {
    this.file = file;
    this.records = records;
    const { context, layout } = file;
    const { partOf } = records;
    this.rows = new RecordRows(context.source, (_, at) => this.made[at] ?? this.plainRecord(at));
    this.rows.unit = "utf16";
    this.rows.tokenized = true;
    this.rows.stem = stem;
    if (partOf) this.rows.sentence = (at) => partOf(this.documents[at]!, context);
    else this.rows.indexes = new SpanColumns();
    this.scanner = new SentenceScanner(this.rows, stem);
    this.cutter = new SentenceCutter(context, layout);
  }

  /** The rows of a window. */
  read(bytes: Uint8Array, from: number, to: number): RecordRows<R> {
    this.begin(bytes, from, to);
    for (let at = from; at < to; ) {
      const end = this.cutter.isWithin || !this.file.layout.isUsual ? ODD : this.scan(at);
      at = end === ODD ? this.readWithCare(at, to) : end;
    }
    this.remark();
    return this.rows;
  }

  /** The sentence that is open at the end of the file, where one is. */
  finish(): RecordRows<R> {
    this.begin(new Uint8Array(), 0, 0);
    const last = this.cutter.finish();
    if (last) this.add(last);
    return this.rows;
  }

  private begin(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = bytes;
    this.made = [];
    this.documents = [];
    this.remarked = 0;
    this.scanner.begin(bytes, from, to);
  }

  /** Scans a sentence, or an empty line. Returns where it ends, or `ODD`. */
  private scan(at: number): number {
    const { cutter, scanner, rows } = this;
    const { nextNumber, nextLine } = cutter;
    const end = scanner.add(at, nextNumber, nextLine);
    if (end === ODD) return ODD;
    const { tokens } = scanner;
    if (tokens > 0) this.documents[rows.length - 1] = cutter.begunDocuments;
    cutter.goOnWith(nextLine + tokens + 1, nextNumber + (tokens > 0 ? 1 : 0));
    return end;
  }

  /** Reads up to the next empty line. Returns where that ends. */
  private readWithCare(from: number, to: number): number {
    const { bytes, cutter, file } = this;
    let end = from;
    do {
      const begin = end;
      end = lineEnd(bytes, begin, to);
      if (end - begin <= 2 && endsSentence(bytes, end)) break;
    } while (end < to);
    this.remark();
    // What was scanned before was no header.
    if (cutter.nextNumber > 1) file.layout.passHeader();
    for (const line of decodeLines(bytes.subarray(from, end), file.context.source, cutter.nextLine)) {
      const sentence = cutter.takeLine(line);
      if (sentence) this.add(sentence);
    }
    return end;
  }

  /** Adds a sentence that was read with care. */
  private add(sentence: Sentence): void {
    const { rows, file, records } = this;
    const at = rows.begin(0, 0, sentence.origin.line);
    this.made[at] = records.make(file.decoder.decode(sentence), file.context);
    rows.end(at, false);
    this.remarked = rows.length;
  }

  /** Has the remarks take in the mentions of what was scanned. */
  private remark(): void {
    const { plain, spans, spanFrom, types, length } = this.rows;
    const counts: number[] = [];
    for (let at = this.remarked; at < length; at++) {
      if (plain[at] === 0) continue;
      for (let i = spanFrom[at]!; i < spanFrom[at + 1]!; i++)
        counts[spans.type[i]!] = (counts[spans.type[i]!] ?? 0) + 1;
    }
    this.remarked = length;
    for (const [type, count] of counts.entries()) if (count > 0) this.file.remarks.addType(types.names[type]!, count);
  }

  /** A row that was scanned, as an object. There is nothing to say of it. */
  private plainRecord(at: number): R {
    const { rows, records, file } = this;
    const context = { ...file.context, issues: new IssueLog(), warnings: [] };
    const cutter = new SentenceCutter(context, new Layout());
    const line = rows.line[at]!;
    cutter.goOnWith(line, Number(rows.id(at).slice(rows.stem!.length)), this.documents[at]!);
    const lines = decodeLines(this.bytes.subarray(rows.from[at]!, rows.to[at]!), context.source, line);
    const [sentence] = lines.flatMap((line) => cutter.takeLine(line) ?? []);
    const decoder = new Decoder("iob2", file.repair, false, context, new TagRemarks(context));
    return records.make(decoder.decode(sentence!), context);
  }
}

/** Whether there is an empty line before a byte. */
function endsSentence(bytes: Uint8Array, to: number): boolean {
  if (bytes[to - 1] !== LINE_FEED) return false;
  const before = to - (bytes[to - 2] === CARRIAGE_RETURN ? 3 : 2);
  return before < 0 || bytes[before] === LINE_FEED;
}
