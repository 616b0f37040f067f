/** Coverage: how many tokens and characters both sides mark alike, the part of a tally that looks at no pairs. */
import { type Extent, firstEndingBehind, piecesOf } from "../corpus/fragments.ts";
import { overlapOf, type Span } from "../corpus/span.ts";
import type { Token, Tokenization } from "../corpus/tokens.ts";
import { isFlat } from "../match/overlap.ts";

/** What is counted for a type: tokens and UTF-16 code units that its spans cover, and token labels. */
export const coverageCounters = [
  "tokenGold",
  "tokenPred",
  "tokenBoth",
  "characterGold",
  "characterPred",
  "characterBoth",
  "labelGold",
  "labelPred",
] as const;
export type CoverageCounter = (typeof coverageCounters)[number];

/** Adds to a counter of a type. */
export type Book = (type: string, counter: CoverageCounter, count: number) => void;

/** What is counted of a document's tokens whatever their types. */
export interface TokenCounts {
  readonly all: number;
  /** With the same label, a type or none, on both sides. */
  readonly labelsSame: number;
  /** With the same IOB2 tag on both sides. */
  readonly tagsSame: number;
}

/**
 * Counts what gold and prediction cover. By type, tokens and characters are sets: a token is a type's where a span of
 * the type touches it, whatever else does. A label is the one type a token has: that of the outermost mention.
 * Both sides must be in canonical order.
 */
export function coverageOf(
  gold: readonly Span[],
  pred: readonly Span[],
  tokens: Tokenization,
  book: Book,
): TokenCounts {
  return isPlain(gold, tokens) && isPlain(pred, tokens)
    ? coverFlat(gold, pred, tokens, book)
    : coverAny(gold, pred, tokens, book);
}

function isPlain(spans: readonly Span[], tokens: Tokenization): boolean {
  if (!isFlat(spans)) return false;
  for (const { start, end, fragments } of spans)
    if (fragments !== undefined || tokens.cuts(start) || tokens.cuts(end)) return false;
  return true;
}

/** Flat spans that begin and end where tokens do: each token stands in one span a side, so pairs of spans tell all. */
function coverFlat(gold: readonly Span[], pred: readonly Span[], tokens: Tokenization, book: Book): TokenCounts {
  let covered = bookSide(gold, tokens, book, "tokenGold", "characterGold", "labelGold");
  covered += bookSide(pred, tokens, book, "tokenPred", "characterPred", "labelPred");
  let labels = 0;
  let tags = 0;
  for (let g = 0, p = 0; g < gold.length && p < pred.length; ) {
    const a = gold[g]!;
    const b = pred[p]!;
    const shared = overlapOf(a, b);
    if (shared > 0) {
      const count = tokens.countIn(Math.max(a.start, b.start), Math.min(a.end, b.end));
      covered -= count;
      if (a.type === b.type) {
        book(a.type, "tokenBoth", count);
        book(a.type, "characterBoth", shared);
        labels += count;
        // Where the later of the two begins, one side has B, and the other I if it has tokens before that.
        const first = Math.min(a.start, b.start);
        const inside = count > 0 && tokens.anyIn(first, Math.max(a.start, b.start));
        tags += inside ? count - 1 : count;
      }
    }
    if (a.end <= b.end) g++;
    if (b.end <= a.end) p++;
  }
  const outside = tokens.count - covered;
  return { all: tokens.count, labelsSame: outside + labels, tagsSame: outside + tags };
}

function bookSide(
  spans: readonly Span[],
  tokens: Tokenization,
  book: Book,
  ...[token, character, label]: [CoverageCounter, CoverageCounter, CoverageCounter]
): number {
  let covered = 0;
  for (const { start, end, type } of spans) {
    const count = tokens.countIn(start, end);
    covered += count;
    book(type, token, count);
    book(type, character, end - start);
    book(type, label, count);
  }
  return covered;
}

/** Any spans, one token after the other. */
function coverAny(gold: readonly Span[], pred: readonly Span[], tokens: Tokenization, book: Book): TokenCounts {
  const sides = [sideOf(gold, tokens), sideOf(pred, tokens)] as const;
  const [ofGold, ofPred] = sides;
  for (const [type, { indexes, extents }] of ofGold.types) {
    book(type, "tokenGold", indexes.size);
    book(type, "characterGold", lengthOf(extents));
    const other = ofPred.types.get(type);
    if (!other) continue;
    book(type, "tokenBoth", [...indexes].filter((index) => other.indexes.has(index)).length);
    book(type, "characterBoth", sharedLength(extents, other.extents));
  }
  for (const [type, { indexes, extents }] of ofPred.types) {
    book(type, "tokenPred", indexes.size);
    book(type, "characterPred", lengthOf(extents));
  }
  for (const { type } of ofGold.labels.values()) book(type, "labelGold", 1);
  for (const { type } of ofPred.labels.values()) book(type, "labelPred", 1);
  let outside = tokens.count - ofGold.labels.size;
  let labels = 0;
  let tags = 0;
  for (const [index, label] of ofPred.labels) {
    const other = ofGold.labels.get(index);
    if (!other) outside--;
    else if (other.type === label.type) {
      labels++;
      if (other.begins === label.begins) tags++;
    }
  }
  return { all: tokens.count, labelsSame: outside + labels, tagsSame: outside + tags };
}

/** What one side marks: by type its tokens and extents, and by token its label. */
interface Marked {
  readonly types: ReadonlyMap<string, { readonly indexes: ReadonlySet<number>; readonly extents: readonly Extent[] }>;
  readonly labels: ReadonlyMap<number, { readonly type: string; readonly begins: boolean }>;
}

function sideOf(spans: readonly Span[], tokens: Tokenization): Marked {
  const extents = new Map<string, Extent[]>();
  for (const span of spans) {
    const known = extents.get(span.type);
    if (known) known.push(...piecesOf(span));
    else extents.set(span.type, [...piecesOf(span)]);
  }
  const types = new Map(
    Array.from(extents, ([type, all]) => {
      const joined = union(all);
      const indexes = new Set(joined.flatMap((extent) => [...indexesIn(tokens.list(), extent)]));
      return [type, { indexes, extents: joined }];
    }),
  );
  return { types, labels: labelsOf(spans, tokens) };
}

/** The label of every token that a span touches. In canonical order outer spans come first, and the first keeps it. */
function labelsOf(spans: readonly Span[], tokens: Tokenization): Marked["labels"] {
  const labels = new Map<number, { type: string; begins: boolean }>();
  let reached = 0;
  for (const span of spans) {
    let begins = true;
    for (const { start, end } of piecesOf(span)) {
      // Whatever begins before `reached` has its labels already, unless earlier spans have gaps.
      const from = span.fragments ? start : Math.max(start, reached);
      for (const index of indexesIn(tokens.list(), { start: from, end })) {
        if (labels.has(index)) continue;
        labels.set(index, { type: span.type, begins });
        begins = false;
      }
    }
    if (!span.fragments) reached = Math.max(reached, span.end);
  }
  return labels;
}

/** The indexes of the tokens that an extent touches. */
function* indexesIn(tokens: readonly Token[], { start, end }: Extent): Iterable<number> {
  for (let index = firstEndingBehind(tokens, start); index < tokens.length && tokens[index]!.start < end; index++)
    yield index;
}

/** The extents joined where they touch or overlap, in order. */
function union(extents: readonly Extent[]): Extent[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...extents].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

function lengthOf(extents: readonly Extent[]): number {
  return extents.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** How much two lists of joined extents share. */
function sharedLength(a: readonly Extent[], b: readonly Extent[]): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    shared += Math.max(0, Math.min(a[i]!.end, b[j]!.end) - Math.max(a[i]!.start, b[j]!.start));
    if (a[i]!.end <= b[j]!.end) i++;
    else j++;
  }
  return shared;
}
