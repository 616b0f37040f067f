/**
 * Rows: records as a byte reader leaves them, a chunk of a file at a time. Ids and texts stay where they are in the bytes of
 * the file, spans are numbers side by side, and a record becomes an object only where somebody asks for it.
 * ```
 * bytes     {"id":"a","text":"Ada met Bo","entities":[{"start":0,"end":3,"type":"PER"}]}⏎…
 * idFrom         ↑     textFrom ↑                     spans of record i: spanFrom[i] up to spanFrom[i + 1]
 * ```
 * `bytes` is valid until the next rows of the same file are asked for.
 */
import { SpanColumns, TypeNames } from "./columns.ts";
import type { Document } from "./document.ts";
import type { OffsetUnit } from "./offsets.ts";
import type { PredictedSpan } from "./span.ts";

/** Nothing is there. */
export const NOWHERE = -1;

/** What the records of a chunk have, in columns. */
export class RowColumns {
  /** How many there are. */
  length = 0;
  bytes: Uint8Array = new Uint8Array();
  private viewed = this.bytes;
  private viewOfBytes: DataView = new DataView(this.bytes.buffer);
  /** What the file is called. */
  readonly source: string;
  /** What offsets count, where the format says so. */
  unit: OffsetUnit | undefined;
  /** The types of the file, by the numbers that `spans` has. */
  readonly types = new TypeNames();
  readonly spans = new SpanColumns();
  /** The same spans in tokens, where predictions come in tokens; undefined where they do not. */
  indexes: SpanColumns | undefined;
  /** The score of each span, where the file has any; `NaN` where a span has none. */
  scores: Float64Array | undefined;
  /** Whether texts are tokens of the format, which single blanks part. */
  tokenized = false;
  /** What ids begin with, where the rest is a number of the record in its file and no id; undefined where it is one. */
  stem: string | undefined;
  /** What a record is a sentence of; undefined where records are documents. */
  sentence: ((at: number) => Document["sentence"]) | undefined;
  /** Whether the columns have everything a record says; if not, ask for the object. */
  plain = new Uint8Array(SIZE);
  /** Where ids and texts are in `bytes`, between their quotes; `NOWHERE` where there is no text. */
  idFrom = new Int32Array(SIZE);
  idTo = new Int32Array(SIZE);
  textFrom = new Int32Array(SIZE);
  textTo = new Int32Array(SIZE);
  /** Whether a text has escapes: {@link ESCAPED}, or 0. */
  textKind = new Uint8Array(SIZE);
  /** Where the spans of a record begin. */
  spanFrom = new Int32Array(SIZE + 1);
  /** Where each record is in `bytes`, with its line break, and its line, counted from 1. */
  from = new Int32Array(SIZE);
  to = new Int32Array(SIZE);
  line = new Int32Array(SIZE);

  constructor(source: string) {
    this.source = source;
  }

  /** Forgets all records. */
  clear(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.length = 0;
    this.spans.clear();
    this.indexes?.clear();
  }

  /** A view of `bytes`. */
  get view(): DataView {
    if (this.viewed !== this.bytes) {
      this.viewed = this.bytes;
      this.viewOfBytes = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
    }
    return this.viewOfBytes;
  }

  /** Makes room for one more record. */
  private reserve(): void {
    if (this.length < this.plain.length) return;
    this.plain = doubled(this.plain);
    this.textKind = doubled(this.textKind);
    for (const column of ["from", "to", "idFrom", "idTo", "textFrom", "textTo", "line", "spanFrom"] as const)
      this[column] = doubled(this[column]);
  }

  /** Begins a record of these bytes, for {@link end} to end. Returns its position. */
  begin(from: number, to: number, line: number): number {
    this.reserve();
    const at = this.length++;
    this.from[at] = from;
    this.to[at] = to;
    this.line[at] = line;
    this.idFrom[at] = NOWHERE;
    this.textFrom[at] = NOWHERE;
    this.textKind[at] = 0;
    this.spanFrom[at] = this.spans.length;
    return at;
  }

  /** Ends a record. Where it is not plain, the spans that were found in it are forgotten. */
  end(at: number, plain: boolean): void {
    if (!plain) this.forget(at);
    this.plain[at] = plain ? 1 : 0;
    this.spanFrom[at + 1] = this.spans.length;
  }

  /** Takes back the record that was begun last. */
  drop(): void {
    this.length--;
    this.forget(this.length);
  }

  /** Forgets the spans from those of a record on. */
  private forget(at: number): void {
    this.spans.length = this.spanFrom[at]!;
    if (this.indexes) this.indexes.length = this.spanFrom[at]!;
  }

  /** Notes the score of the span that was added last. */
  addScore(score: number): void {
    const at = this.spans.length - 1;
    if (this.scores === undefined || at >= this.scores.length) {
      const grown = new Float64Array(Math.max(SIZE, 2 * at)).fill(Number.NaN);
      grown.set(this.scores ?? []);
      this.scores = grown;
    }
    this.scores[at] = score;
  }

  /** The score of a span by its position; undefined where it has none. */
  scoreAt(span: number): number | undefined {
    const score = this.scores?.[span];
    return score === undefined || Number.isNaN(score) ? undefined : score;
  }

  /** The spans of a plain record, as an object of it would have them. */
  spansOf(at: number): PredictedSpan[] {
    const from = this.spanFrom[at]!;
    const spans = (this.indexes ?? this.spans).spans(this.types, from, this.spanFrom[at + 1]!);
    if (this.scores === undefined) return spans;
    return spans.map((span, i) => {
      const score = this.scoreAt(from + i);
      return score === undefined ? span : { ...span, score };
    });
  }

  /** The id of a plain record. */
  id(at: number): string {
    return latin1(this.bytes, this.idFrom[at]!, this.idTo[at]!);
  }

  /** The text of a plain record that has one; undefined where its bytes are not UTF-8. */
  text(at: number): string | undefined {
    const [from, to] = [this.textFrom[at]!, this.textTo[at]!];
    if (from === NOWHERE) return undefined;
    try {
      decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
      const text = decoder.decode(this.bytes.subarray(from, to));
      return this.textKind[at] === ESCAPED ? (JSON.parse(`"${text}"`) as string) : text;
    } catch {
      return undefined;
    }
  }
}

/** The records of a chunk. `R` is what one is as an object. */
export class RecordRows<R> extends RowColumns {
  /** Told of each record that became an object because the columns do not say everything of it. */
  onObject: ((record: R) => void) | undefined;
  private readonly make: (rows: RecordRows<R>, at: number) => R | undefined;

  /** `make` reads a record as an object; undefined where that has reported what is wrong with it. */
  constructor(source: string, make: (rows: RecordRows<R>, at: number) => R | undefined) {
    super(source);
    this.make = make;
  }

  /** A record as an object. To be asked for once, in the order of the file: what is wrong with it is reported then. */
  record(at: number): R | undefined {
    const record = this.make(this, at);
    if (record !== undefined && this.plain[at] === 0) this.onObject?.(record);
    return record;
  }

  /** The records from one on as objects. */
  records(from = 0, to = this.length): R[] {
    const records: R[] = [];
    for (let at = from; at < to; at++) {
      const record = this.record(at);
      if (record !== undefined) records.push(record);
    }
    return records;
  }
}

/** The `textKind` of a text with escapes. */
export const ESCAPED = 1;

/** What a file holds, as it comes: rows, or batches of objects. */
export type Items<R> = AsyncIterable<RecordRows<R> | readonly R[]>;

/** Records that come as rows where they are read so, and as objects else. As a stream, they are all objects. */
export class RowStream<R> implements AsyncIterable<readonly R[]> {
  private readonly items: (rows: boolean) => Items<R>;

  /** `items` reads them, as rows only where those are wanted. */
  constructor(items: (rows: boolean) => Items<R>) {
    this.items = items;
  }

  /** Rows, or batches of objects. */
  rows(): Items<R> {
    return this.items(true);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<readonly R[]> {
    for await (const item of this.items(false)) yield item instanceof RecordRows ? item.records() : item;
  }
}

/** How many records there is room for in the beginning. */
const SIZE = 1024;

function doubled<T extends Uint8Array | Int32Array>(numbers: T): T {
  const grown = new (numbers.constructor as new (length: number) => T)(2 * numbers.length);
  grown.set(numbers);
  return grown;
}

/** Made when the first text needs it. */
let decoder: InstanceType<typeof TextDecoder> | undefined;

/** A stretch of bytes that are ASCII, as a string. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  if (to - from < 1 << 12) return String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[]);
  let text = "";
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}
