/** Digests: says whether two runs saw the same data, in whatever order or format it came. */
import { hash } from "node:crypto";
import type { Document } from "../corpus/document.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import { compareSpans } from "../corpus/span.ts";

/** Adds up the SHA-256 of documents modulo 2^256, so that their order does not matter. */
export class ContentDigest {
  private readonly words = new Uint32Array(8);

  /** Adds a document: its id, its text where it has one, its spans as a set, and what of it nobody annotated. */
  add(
    id: string,
    text: string | undefined,
    spans: readonly PredictedSpan[],
    { annotated, unannotated = [] }: Pick<Document, "annotated" | "unannotated"> = {},
  ): void {
    const sorted = [...spans].sort((a, b) => compareSpans(a, b) || compareScores(a.score, b.score));
    const content: unknown[] = [id, text ?? null, sorted.map(partsOf)];
    if (annotated === false) content.push("unannotated");
    if (unannotated.length > 0)
      content.push(unannotated.map(({ start, end }) => [start, end]).sort(([a, b], [c, d]) => a! - c! || b! - d!));
    const digest = hash("sha256", JSON.stringify(content), "buffer");
    let carry = 0;
    for (let i = 7; i >= 0; i--) {
      const sum = this.words[i]! + digest.readUInt32BE(4 * i) + carry;
      this.words[i] = sum;
      carry = sum > 0xffffffff ? 1 : 0;
    }
  }

  /** The sum as 64 hexadecimal digits. */
  toString(): string {
    return Array.from(this.words, (word) => word.toString(16).padStart(8, "0")).join("");
  }
}

/** What is digested of a span. */
function partsOf({ start, end, type, score, fragments }: PredictedSpan): unknown[] {
  const pieces = fragments?.map((piece) => [piece.start, piece.end]);
  return [start, end, type, score ?? null, ...(pieces ? [pieces] : [])];
}

/** By rising score, the spans without one first. */
function compareScores(a = -Infinity, b = -Infinity): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
