/** Coverage: how many tokens and characters both sides mark alike, the part of a tally that looks at no pairs. */
import type { DocumentColumns, SpanColumns } from "../corpus/columns.ts";
import { type Extent, piecesOf } from "../corpus/fragments.ts";
import type { Span } from "../corpus/span.ts";
import type { Token, TokenMarks } from "../corpus/tokens.ts";
import type { Cells } from "./cells.ts";

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

/** What is counted of a document's tokens whatever their types. */
export interface TokenCounts {
  readonly all: number;
  /** With the same label, a type or none, on both sides. */
  readonly labelsSame: number;
  /** With the same IOB2 tag on both sides. */
  readonly tagsSame: number;
}

/** Adds counts of tokens. */
export function addTokens(
  sums: { -readonly [name in keyof TokenCounts]: number },
  { all, labelsSame, tagsSame }: TokenCounts,
): void {
  sums.all += all;
  sums.labelsSame += labelsSame;
  sums.tagsSame += tagsSame;
}

/** Where coverage is counted: the cells of a document, and the column of the first of `coverageCounters` in a row. */
export interface CoverageCells {
  readonly cells: Pick<Cells, "add" | "addThree">;
  readonly first: number;
}

/**
 * Counts what gold and prediction cover. By type, tokens and characters are sets: a token is a type's where a span of
 * the type touches it, whatever else does. A label is the one type a token has: that of the outermost mention.
 */
export function countCoverage(document: DocumentColumns, into: CoverageCells): TokenCounts {
  const { gold, pred, marks } = document;
  return isPlain(gold, marks) && isPlain(pred, marks) ? coverFlat(document, into) : coverAny(document, into);
}

function isPlain({ flat, fragments, length, start, end }: SpanColumns, marks: TokenMarks): boolean {
  if (!flat || fragments !== undefined) return false;
  for (let i = 0; i < length; i++) if (marks.cuts(start[i]!) || marks.cuts(end[i]!)) return false;
  return true;
}

/** Flat spans that begin and end where tokens do: each token is in one span a side, so pairs of spans tell all. */
function coverFlat({ gold, pred, marks }: DocumentColumns, { cells, first }: CoverageCells): TokenCounts {
  let covered = 0;
  for (let side = 0; side < 2; side++) {
    const { length, start, end, type } = side === 0 ? gold : pred;
    for (let i = 0; i < length; i++) {
      const count = marks.before(end[i]!) - marks.before(start[i]!);
      covered += count;
      // Tokens, characters, and labels: every third counter.
      cells.addThree(type[i]!, first + TOKEN + side, count, end[i]! - start[i]!, count);
    }
  }
  let labels = 0;
  let tags = 0;
  for (let g = 0, p = 0; g < gold.length && p < pred.length; ) {
    const from = Math.max(gold.start[g]!, pred.start[p]!);
    const to = Math.min(gold.end[g]!, pred.end[p]!);
    if (from < to) {
      const count = marks.before(to) - marks.before(from);
      covered -= count;
      const type = gold.type[g]!;
      if (type === pred.type[p]) {
        cells.add(type, first + TOKEN + BOTH, count);
        cells.add(type, first + CHARACTER + BOTH, to - from);
        labels += count;
        // Where the later of the two begins, one side has B, and the other I if it has tokens before that.
        const inside = count > 0 && marks.before(from) > marks.before(Math.min(gold.start[g]!, pred.start[p]!));
        tags += inside ? count - 1 : count;
      }
    }
    const [goldEnd, predEnd] = [gold.end[g]!, pred.end[p]!];
    if (goldEnd <= predEnd) g++;
    if (predEnd <= goldEnd) p++;
  }
  const outside = marks.count - covered;
  return { all: marks.count, labelsSame: outside + labels, tagsSame: outside + tags };
}

/** The places of counters in `coverageCounters`: by what is counted, and on which side. */
const TOKEN = 0;
const CHARACTER = 3;
const LABEL = 6;
const BOTH = 2;

/** Any spans, one token after the other. */
function coverAny({ gold, pred, types, marks }: DocumentColumns, { cells, first }: CoverageCells): TokenCounts {
  const tokens = marks.list();
  const sides = [sideOf(gold.spans(types), tokens, marks), sideOf(pred.spans(types), tokens, marks)] as const;
  const [ofGold, ofPred] = sides;
  for (const [side, { types: byType, labels }] of sides.entries()) {
    for (const [type, { indexes, extents }] of byType) {
      cells.add(types.numberOf(type), first + TOKEN + side, indexes.size);
      cells.add(types.numberOf(type), first + CHARACTER + side, lengthOf(extents));
    }
    for (const { type } of labels.values()) cells.add(types.numberOf(type), first + LABEL + side, 1);
  }
  for (const [type, { indexes, extents }] of ofGold.types) {
    const other = ofPred.types.get(type);
    if (!other) continue;
    const both = [...indexes].filter((index) => other.indexes.has(index)).length;
    cells.add(types.numberOf(type), first + TOKEN + BOTH, both);
    cells.add(types.numberOf(type), first + CHARACTER + BOTH, sharedLength(extents, other.extents));
  }
  let outside = marks.count - ofGold.labels.size;
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
  return { all: marks.count, labelsSame: outside + labels, tagsSame: outside + tags };
}

/** What one side marks: by type its tokens and extents, and by token its label. */
interface Marked {
  readonly types: ReadonlyMap<string, { readonly indexes: ReadonlySet<number>; readonly extents: readonly Extent[] }>;
  readonly labels: ReadonlyMap<number, { readonly type: string; readonly begins: boolean }>;
}

function sideOf(spans: readonly Span[], tokens: readonly Token[], marks: TokenMarks): Marked {
  const extents = new Map<string, Extent[]>();
  for (const span of spans) {
    const known = extents.get(span.type);
    if (known) known.push(...piecesOf(span));
    else extents.set(span.type, [...piecesOf(span)]);
  }
  const types = new Map(
    Array.from(extents, ([type, all]) => {
      const joined = union(all);
      const indexes = new Set(joined.flatMap((extent) => [...indexesIn(tokens, marks, extent)]));
      return [type, { indexes, extents: joined }];
    }),
  );
  return { types, labels: labelsOf(spans, tokens, marks) };
}

/** The label of every token that a span touches. In canonical order outer spans come first, and the first keeps it. */
function labelsOf(spans: readonly Span[], tokens: readonly Token[], marks: TokenMarks): Marked["labels"] {
  const labels = new Map<number, { type: string; begins: boolean }>();
  let reached = 0;
  for (const span of spans) {
    let begins = true;
    for (const { start, end } of piecesOf(span)) {
      // Whatever begins before `reached` has its labels already, unless earlier spans have gaps.
      const from = span.fragments ? start : Math.max(start, reached);
      for (const index of indexesIn(tokens, marks, { start: from, end })) {
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
function* indexesIn(tokens: readonly Token[], marks: TokenMarks, { start, end }: Extent): Iterable<number> {
  for (let index = marks.firstEndingBehind(start); index < tokens.length && tokens[index]!.start < end; index++)
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
