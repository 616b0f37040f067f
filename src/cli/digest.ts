/** Digests: says whether two runs saw the same data, in whatever order or format it came. */
import { hash } from "node:crypto";
import type { Document, Prediction } from "../corpus/document.ts";
import { compareSpans, compareText, type PredictedSpan } from "../corpus/span.ts";
import type { Digest, DigestAlgorithm } from "../report/inputs.ts";

/** The hashes of documents, as a string with a character for each byte. */
const hashes: { readonly [algorithm in DigestAlgorithm]: (content: string) => string } = {
  "sha256-sum": (content) => hash("sha256", content, "binary"),
};

/** What a document can have beside its text and spans. */
export type Partly = Pick<Document, "annotated" | "unannotated" | "flaws"> & Pick<Prediction, "mentions">;

/** Adds up the hashes of documents, so that their order does not matter. */
export class ContentDigest {
  private readonly algorithm: DigestAlgorithm;
  private readonly hash: (content: string) => string;
  /** The sum by byte, the first one weighing most. What a byte cannot hold is carried over when the sum is asked for. */
  private readonly sums: Float64Array;

  constructor(algorithm: DigestAlgorithm) {
    this.algorithm = algorithm;
    this.hash = hashes[algorithm];
    this.sums = new Float64Array(this.hash("").length);
  }

  /** Adds a document: its id, its text where it has one, its spans as a set, and what else it has. */
  add(id: string, text: string | undefined, spans: readonly PredictedSpan[], partly: Partly = {}): void {
    const digest = this.hash(contentOf(id, text, spans) + contentOfPartly(partly));
    for (let i = 0; i < this.sums.length; i++) this.sums[i]! += digest.charCodeAt(i);
  }

  /** The digest of all that was added. */
  finish(): Digest {
    const digits: string[] = [];
    let carry = 0;
    for (const sum of this.sums.toReversed()) {
      digits.unshift(((sum + carry) % 256).toString(16).padStart(2, "0"));
      carry = Math.floor((sum + carry) / 256);
    }
    return { algorithm: this.algorithm, value: digits.join("") };
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
