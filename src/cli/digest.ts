/** Digests: says whether two runs saw the same data, in whatever order or format it came. */
import type { Document } from "../corpus/document.ts";
import { compareSpans, compareText, type PredictedSpan } from "../corpus/span.ts";
import { Murmur128 } from "./murmur.ts";

/** The words of a hash. */
const WORDS = 4;

type Partly = Pick<Document, "annotated" | "unannotated">;

/** Adds up the hashes of documents modulo 2^128, so that their order does not matter. */
export class ContentDigest {
  /** The sum by 32-bit word, the first one weighing most. */
  private readonly sum = new Uint32Array(WORDS);
  private readonly murmur = new Murmur128();

  /** Adds a document: its id, its text where it has one, its spans as a set, and what of it nobody annotated. */
  add(id: string, text: string | undefined, spans: readonly PredictedSpan[], partly: Partly = {}): void {
    this.murmur.hash(contentOf(id, text, spans) + contentOfPartly(partly));
    let carry = 0;
    for (let i = WORDS - 1; i >= 0; i--) {
      const word = this.sum[i]! + this.murmur.words[i]! + carry;
      this.sum[i] = word;
      carry = word >= 2 ** 32 ? 1 : 0;
    }
  }

  /** The sum as 32 hexadecimal digits. */
  toString(): string {
    return Array.from(this.sum, (word) => word.toString(16).padStart(8, "0")).join("");
  }
}

/** A document as one string. A length before whatever may hold anything keeps different documents apart. */
function contentOf(id: string, text: string | undefined, spans: readonly PredictedSpan[]): string {
  let content = `${id.length}:${id}`;
  if (text !== undefined) content += ` ${text.length}:${text}`;
  for (const span of inOrder(spans)) content += contentOfSpan(span);
  return content;
}

function contentOfSpan({ start, end, type, score, fragments }: PredictedSpan): string {
  let content = `\n${start} ${end} ${type.length}:${type}`;
  if (score !== undefined) content += ` ${score}`;
  if (fragments !== undefined) content += ` in ${fragments.map((piece) => `${piece.start}-${piece.end}`).join(" ")}`;
  return content;
}

/** What of a document nobody annotated: all of it, or regions in any order. */
function contentOfPartly({ annotated, unannotated = [] }: Partly): string {
  if (annotated !== false && unannotated.length === 0) return "";
  const regions = unannotated.map(({ start, end }) => `\nunannotated ${start} ${end}`).sort();
  return regions.join("") + (annotated === false ? "\nunannotated" : "");
}

/** The spans in canonical order, repeated ones by their scores; the same array where that is their order. */
function inOrder(spans: readonly PredictedSpan[]): readonly PredictedSpan[] {
  for (let i = 1; i < spans.length; i++) {
    if (compareSpans(spans[i - 1]!, spans[i]!) >= 0)
      return [...spans].sort((a, b) => compareSpans(a, b) || compareText(contentOfSpan(a), contentOfSpan(b)));
  }
  return spans;
}
