/** Digests: says whether two runs saw the same data, in whatever order or format it came. */
import type { TypeNames } from "../corpus/columns.ts";
import type { Document, Prediction } from "../corpus/document.ts";
import { ESCAPED, type RowColumns } from "../corpus/rows.ts";
import { compareSpans, compareText, type PredictedSpan } from "../corpus/span.ts";
import { NUMBER, putNumber } from "../corpus/text-bytes.ts";
import type { Digest, DigestAlgorithm } from "../run/inputs.ts";
import { murmur3 } from "./murmur3.ts";

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
  return new Murmur3Sum();
}

/** What hashes a text at once. */
type Hash = typeof import("node:crypto").hash;

/** SHA-256 of documents as strings, as runs were saved with it before `run@2`. */
class Sha256Sum implements ContentDigest {
  /** The sum by byte, the first one weighing most. What a byte cannot hold is carried over when the sum is asked for. */
  private readonly sum = new Float64Array(32);
  private readonly hash: Hash;

  constructor(hash: Hash) {
    this.hash = hash;
  }

  add(id: string, text: string | undefined, spans: readonly PredictedSpan[], partly: Partly = {}): void {
    const hash = this.hash("sha256", contentOf(id, text, spans) + contentOfPartly(partly), "buffer");
    for (let i = 0; i < hash.length; i++) this.sum[i]! += hash[i]!;
  }

  addRow(): boolean {
    return false;
  }

  finish(): Digest {
    const digits: string[] = [];
    let carry = 0;
    for (const sum of this.sum.toReversed()) {
      digits.unshift(((sum + carry) % 256).toString(16).padStart(2, "0"));
      carry = Math.floor((sum + carry) / 256);
    }
    return { algorithm: "sha256-sum", value: digits.join("") };
  }
}

/** MurmurHash3 of documents in bytes: the same as for SHA-256, in UTF-8, with lengths in bytes. */
class Murmur3Sum implements ContentDigest {
  /** The sum by words of 32 bits, the first one weighing least. What goes beyond a word is carried over now and then. */
  private readonly sum = new Float64Array(4);
  /** How many hashes were added since. */
  private added = 0;
  private readonly hash = new Uint32Array(4);
  private readonly content = new Content();
  private readonly names = new TypeBytes();

  add(id: string, text: string | undefined, spans: readonly PredictedSpan[], partly: Partly = {}): void {
    const { content } = this;
    content.begin();
    content.sized(id);
    if (text !== undefined) {
      content.letters(" ");
      content.sized(text);
    }
    for (const { start, end, type, ...rest } of inOrder(spans)) {
      content.letters(`\n${start} ${end} `);
      content.sized(type);
      content.letters(contentOfRest(rest));
    }
    content.letters(contentOfPartly(partly));
    this.close();
  }

  addRow(rows: RowColumns, at: number, text: boolean): boolean {
    const spans = rows.indexes ?? rows.spans;
    const [first, last] = [rows.spanFrom[at]!, rows.spanFrom[at + 1]!];
    // Spans in another order than the canonical one, and types of equal ones, are put in order as objects.
    for (let i = first + 1; i < last; i++) if (spans.start[i]! <= spans.start[i - 1]!) return false;
    if (text && (rows.textFrom[at]! < 0 || rows.textKind[at]! & ESCAPED)) return false;
    const { content, names } = this;
    content.begin();
    content.sizedBytes(rows.bytes, rows.idFrom[at]!, rows.idTo[at]!);
    if (text) {
      content.letters(" ");
      content.sizedBytes(rows.bytes, rows.textFrom[at]!, rows.textTo[at]!);
    }
    names.use(rows.types);
    for (let i = first; i < last; i++) {
      content.span(spans.start[i]!, spans.end[i]!, names.of(spans.type[i]!));
      const score = rows.scoreAt(i);
      if (score !== undefined) content.letters(` ${score}`);
    }
    this.close();
    return true;
  }

  finish(): Digest {
    this.carry();
    const words = Array.from(this.sum.toReversed(), (word) => word.toString(16).padStart(8, "0"));
    return { algorithm: "murmur3-sum", value: words.join("") };
  }

  /** Adds the hash of what was written. */
  private close(): void {
    const { sum, hash } = this;
    murmur3(this.content.view, this.content.length, hash);
    for (let i = 0; i < 4; i++) sum[i]! += hash[i]!;
    if (++this.added === MOST) this.carry();
  }

  private carry(): void {
    let carry = 0;
    for (const [i, word] of this.sum.entries()) {
      this.sum[i] = (word + carry) % WORD;
      carry = Math.floor((word + carry) / WORD);
    }
    this.added = 0;
  }
}

/** One more than a word holds, and how many words add up exactly. */
const WORD = 2 ** 32;
const MOST = 2 ** 20;

/** The types of a file as content has them: in bytes, behind how many those are. */
class TypeBytes {
  private types: TypeNames | undefined;
  private readonly known = new Map<TypeNames, Uint8Array[]>();
  private bytes: Uint8Array[] = [];

  /** Says whose types the next ones are. */
  use(types: TypeNames): void {
    if (types === this.types) return;
    this.types = types;
    this.bytes = this.known.get(types) ?? [];
    this.known.set(types, this.bytes);
  }

  of(type: number): Uint8Array {
    const name = this.types!.names[type]!;
    return (this.bytes[type] ??= encoder.encode(`${encoder.encode(name).length}:${name}`));
  }
}

const encoder = new TextEncoder();
const [BLANK, LINE_FEED, COLON] = [0x20, 0x0a, 0x3a];

/** How many bytes are copied one by one: fewer than it takes to ask for more. */
const FEW = 48;

/** The content of one document after the other, in one buffer. */
class Content {
  /** How many bytes there are. */
  length = 0;
  /** The bytes, with room behind them. */
  view: DataView = new DataView(new ArrayBuffer(1 << 12));
  private buffer = new Uint8Array(this.view.buffer);

  begin(): void {
    this.length = 0;
  }

  /** A text. */
  letters(text: string): void {
    if (text === "") return;
    this.reserve(3 * text.length);
    if (text.length === 1 && text.charCodeAt(0) < 0x80) this.buffer[this.length++] = text.charCodeAt(0);
    else this.length += encoder.encodeInto(text, this.buffer.subarray(this.length)).written;
  }

  /** A text with the number of its bytes in front, so that different documents never have the same content. */
  sized(text: string): void {
    const bytes = encoder.encode(text);
    this.sizedBytes(bytes, 0, bytes.length);
  }

  /** The same of a text in bytes. */
  sizedBytes(bytes: Uint8Array, from: number, to: number): void {
    this.reserve(NUMBER + 1 + to - from);
    const { buffer } = this;
    let at = putNumber(to - from, buffer, this.length);
    buffer[at++] = COLON;
    if (to - from < FEW) for (let i = from; i < to; i++) buffer[at++] = bytes[i]!;
    else {
      buffer.set(bytes.subarray(from, to), at);
      at += to - from;
    }
    this.length = at;
  }

  /** A span, its offsets from 0 and below 2^31. */
  span(start: number, end: number, type: Uint8Array): void {
    this.reserve(2 * NUMBER + 3 + type.length);
    const { buffer } = this;
    let at = this.length;
    buffer[at++] = LINE_FEED;
    at = putNumber(start, buffer, at);
    buffer[at++] = BLANK;
    at = putNumber(end, buffer, at);
    buffer[at++] = BLANK;
    for (let i = 0; i < type.length; i++) buffer[at++] = type[i]!;
    this.length = at;
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(2 * this.buffer.length, this.length + bytes));
    grown.set(this.buffer.subarray(0, this.length));
    this.buffer = grown;
    this.view = new DataView(grown.buffer);
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
