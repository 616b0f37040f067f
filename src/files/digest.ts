/** Digests: says whether two runs saw the same data, in whatever order or format it came. */
import { createXXHash128, type IHasher } from "hash-wasm";
import type { Document, Prediction } from "../corpus/document.ts";
import { ESCAPED, type RowColumns } from "../corpus/rows.ts";
import { compareSpans, compareText, type PredictedSpan } from "../corpus/span.ts";
import type { Digest, DigestAlgorithm } from "../run/inputs.ts";

/** What a document can have beside its text and spans. */
export type Partly = Pick<Document, "annotated" | "unannotated" | "flaws"> & Pick<Prediction, "mentions">;

/** Adds up the hashes of documents, so that their order does not matter. */
export interface ContentDigest {
  /** Adds a document: its id, its text where it has one, its spans as a set, and what else it has. */
  add(id: string, text: string | undefined, spans: readonly PredictedSpan[], partly?: Partly): void;
  /** Adds a plain row, with its text or without; false, and nothing is added, where it has to be an object. */
  addRow(rows: RowColumns, at: number, text: boolean): boolean;
  /** The digest of all that was added. */
  finish(): Digest;
}

/** A digest by an algorithm, with nothing added yet. */
export async function openDigest(algorithm: DigestAlgorithm): Promise<ContentDigest> {
  if (algorithm === "sha256-sum") return new Sha256Sum((await import("node:crypto")).hash);
  return new Xxh128Sum(await createXXHash128());
}

/** A sum of hashes by byte, the first one weighing most. What a byte cannot hold is carried over when the sum is asked for. */
class HashSum {
  private readonly sums: Float64Array;

  constructor(bytes: number) {
    this.sums = new Float64Array(bytes);
  }

  add(digest: ArrayLike<number>): void {
    for (let i = 0; i < this.sums.length; i++) this.sums[i]! += digest[i]!;
  }

  /** In hexadecimal digits; what goes beyond the bytes is left out. */
  digits(): string {
    const digits: string[] = [];
    let carry = 0;
    for (const sum of this.sums.toReversed()) {
      digits.unshift(((sum + carry) % 256).toString(16).padStart(2, "0"));
      carry = Math.floor((sum + carry) / 256);
    }
    return digits.join("");
  }
}

/** What hashes a text at once. */
type Hash = typeof import("node:crypto").hash;

/** SHA-256 of documents as strings, as runs were saved with it before `run@2`. */
class Sha256Sum implements ContentDigest {
  private readonly sum = new HashSum(32);
  private readonly hash: Hash;

  constructor(hash: Hash) {
    this.hash = hash;
  }

  add(id: string, text: string | undefined, spans: readonly PredictedSpan[], partly: Partly = {}): void {
    this.sum.add(this.hash("sha256", contentOf(id, text, spans) + contentOfPartly(partly), "buffer"));
  }

  addRow(): boolean {
    return false;
  }

  finish(): Digest {
    return { algorithm: "sha256-sum", value: this.sum.digits() };
  }
}

/** XXH128 of documents in bytes: the same as for SHA-256, in UTF-8, with lengths in bytes. */
class Xxh128Sum implements ContentDigest {
  private readonly sum = new HashSum(16);
  private readonly hasher: IHasher;
  private readonly content = new Content();

  constructor(hasher: IHasher) {
    this.hasher = hasher;
  }

  add(id: string, text: string | undefined, spans: readonly PredictedSpan[], partly: Partly = {}): void {
    const { content } = this;
    content.begin();
    content.sized(encoder.encode(id));
    if (text !== undefined) {
      content.byte(BLANK);
      content.sized(encoder.encode(text));
    }
    for (const { start, end, type, ...rest } of inOrder(spans)) {
      content.place(start, end);
      content.sized(encoder.encode(type));
      content.bytes(encoder.encode(contentOfRest(rest)));
    }
    content.bytes(encoder.encode(contentOfPartly(partly)));
    this.close();
  }

  addRow(rows: RowColumns, at: number, text: boolean): boolean {
    const { content } = this;
    const { bytes, types } = rows;
    const spans = rows.indexes ?? rows.spans;
    const [first, last] = [rows.spanFrom[at]!, rows.spanFrom[at + 1]!];
    // Spans in another order than the canonical one, and types of equal ones, are put in order as objects.
    for (let i = first + 1; i < last; i++) if (spans.start[i]! <= spans.start[i - 1]!) return false;
    if (text && (rows.textFrom[at]! < 0 || rows.textKind[at]! & ESCAPED)) return false;
    content.begin();
    content.sized(bytes, rows.idFrom[at]!, rows.idTo[at]!);
    if (text) {
      content.byte(BLANK);
      content.sized(bytes, rows.textFrom[at]!, rows.textTo[at]!);
    }
    for (let i = first; i < last; i++) {
      content.place(spans.start[i]!, spans.end[i]!);
      content.name(types.names[spans.type[i]!]!);
      const score = rows.scoreAt(i);
      if (score !== undefined) content.letters(` ${score}`);
    }
    this.close();
    return true;
  }

  finish(): Digest {
    return { algorithm: "xxh128-sum", value: this.sum.digits() };
  }

  private close(): void {
    this.sum.add(this.hasher.init().update(this.content.written).digest("binary"));
  }
}

const encoder = new TextEncoder();
const [BLANK, LINE_FEED, COLON, ZERO] = [0x20, 0x0a, 0x3a, 0x30];

/** The content of one document after the other, in one buffer. */
class Content {
  private buffer = new Uint8Array(1 << 12);
  private length = 0;

  /** Views of the buffer, by their length. */
  private views: (Uint8Array | undefined)[] = [];

  /** What was written since `begin`, until the next one. */
  get written(): Uint8Array {
    return (this.views[this.length] ??= this.buffer.subarray(0, this.length));
  }

  begin(): void {
    this.length = 0;
  }

  byte(byte: number): void {
    this.reserve(1);
    this.buffer[this.length++] = byte;
  }

  bytes(bytes: Uint8Array, from = 0, to = bytes.length): void {
    this.reserve(to - from);
    for (let i = from; i < to; i++) this.buffer[this.length++] = bytes[i]!;
  }

  /** Bytes behind their number. A length before whatever may hold anything keeps different documents apart. */
  sized(bytes: Uint8Array, from = 0, to = bytes.length): void {
    this.number(to - from);
    this.byte(COLON);
    this.bytes(bytes, from, to);
  }

  /** A name of ASCII, the same way. */
  name(name: string): void {
    this.number(name.length);
    this.byte(COLON);
    this.letters(name);
  }

  /** A text of ASCII. */
  letters(text: string): void {
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.buffer[this.length++] = text.charCodeAt(i);
  }

  /** What a span begins with. */
  place(start: number, end: number): void {
    this.byte(LINE_FEED);
    this.number(start);
    this.byte(BLANK);
    this.number(end);
    this.byte(BLANK);
  }

  private number(value: number): void {
    // Offsets of documents that could not be read may be anything.
    if (!(value >= 0 && value <= 0x7fffffff)) {
      this.bytes(encoder.encode(String(value)));
      return;
    }
    let digits = 1;
    for (let most = 10; value >= most; most *= 10) digits++;
    this.reserve(digits);
    this.length += digits;
    for (let rest = value, at = this.length - 1, i = 0; i < digits; i++, at--) {
      const left = Math.floor(rest / 10);
      this.buffer[at] = ZERO + rest - 10 * left;
      rest = left;
    }
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const grown = new Uint8Array(2 * (this.length + bytes));
    grown.set(this.buffer);
    this.buffer = grown;
    this.views = [];
  }
}

/** A document as one string. A length before whatever may hold anything keeps different documents apart. */
function contentOf(id: string, text: string | undefined, spans: readonly PredictedSpan[]): string {
  let content = `${id.length}:${id}`;
  if (text !== undefined) content += ` ${text.length}:${text}`;
  for (const span of inOrder(spans)) content += contentOfSpan(span);
  return content;
}

function contentOfSpan({ start, end, type, ...rest }: PredictedSpan): string {
  return `\n${start} ${end} ${type.length}:${type}${contentOfRest(rest)}`;
}

function contentOfRest({ score, fragments }: Pick<PredictedSpan, "score" | "fragments">): string {
  let content = "";
  if (score !== undefined) content += ` ${score}`;
  if (fragments !== undefined) content += ` in ${fragments.map((piece) => `${piece.start}-${piece.end}`).join(" ")}`;
  return content;
}

/** What of a document nobody annotated: all of it, or regions in any order; and its mentions without offsets, in theirs, as are
 * its spans with a flaw. */
function contentOfPartly({ annotated, unannotated = [], mentions = [], flaws = [] }: Partly): string {
  const regions = unannotated.map(({ start, end }) => `\nunannotated ${start} ${end}`).sort();
  const named = mentions.map(
    ({ surface, type, score, numbers = [] }) =>
      `\nmention ${surface.length}:${surface} ${type.length}:${type}${score === undefined ? "" : ` ${score}`}${numbers.map(({ value }) => `\n${value}`).join("")}`,
  );
  const flawed = flaws.map(
    ({ kind, surface = "", type, near, place }) =>
      `\n${kind} ${surface.length}:${surface} ${type.length}:${type} ${near} ${place?.start} ${place?.end}`,
  );
  return named.join("") + flawed.join("") + regions.join("") + (annotated === false ? "\nunannotated" : "");
}

/** The spans in canonical order, repeated ones by their scores; the same array where that is their order. */
function inOrder(spans: readonly PredictedSpan[]): readonly PredictedSpan[] {
  for (let i = 1; i < spans.length; i++) {
    if (compareSpans(spans[i - 1]!, spans[i]!) >= 0)
      return [...spans].sort((a, b) => compareSpans(a, b) || compareText(contentOfSpan(a), contentOfSpan(b)));
  }
  return spans;
}
