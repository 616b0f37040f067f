/** Edges: how far boundary errors reach, in characters and tokens, and which of them are habits. */
import type { DocumentColumns } from "../corpus/columns.ts";
import type { Span } from "../corpus/span.ts";
import { countTokens } from "../corpus/tokens.ts";
import { BOUNDARY } from "../match/kinds.ts";
import type { Ledger } from "../match/ledger.ts";
import { type Habit, HabitCounts } from "./habits.ts";

/** The four ways an edge can be off. A span whose edges are both off is counted at both. */
export const edgeKinds = ["left-short", "left-long", "right-short", "right-long"] as const;
export type EdgeKind = (typeof edgeKinds)[number];

/** How often edges were off by how much: distance → number of edges. Distances in characters are UTF-16 code units. */
export interface EdgeDistances {
  readonly characters: Map<number, number>;
  readonly tokens: Map<number, number>;
}

/** How often each distance occurs. */
interface Histogram {
  readonly histogram: Iterable<readonly [distance: number, count: number]>;
}

/** The edges of one kind as they are saved. */
export interface SavedEdges {
  readonly edge: EdgeKind;
  readonly characters: Histogram;
  readonly tokens: Histogram;
}

/** Longer surfaces are cut in the middle, so that memory is bounded by the number of different errors. */
const LONGEST = 80;
/** What is left of them at either end. */
const END = 39;

/** Collects the edges of boundary errors: links of the right type whose extents differ. */
export class EdgeTally {
  private readonly distances: { readonly [kind in EdgeKind]: EdgeDistances };
  readonly habits = new HabitCounts();

  constructor() {
    const none = (): EdgeDistances => ({ characters: new Map(), tokens: new Map() });
    this.distances = { "left-short": none(), "left-long": none(), "right-short": none(), "right-long": none() };
  }

  /** A tally of counts as they were saved. */
  static from(edges: readonly SavedEdges[], habits: readonly Habit[]): EdgeTally {
    const tally = new EdgeTally();
    for (const { edge, characters, tokens } of edges) {
      tally.addDistances(edge, "characters", characters.histogram);
      tally.addDistances(edge, "tokens", tokens.histogram);
    }
    for (const habit of habits) tally.habits.add(habit);
    return tally;
  }

  /** Adds the boundary errors of a document. */
  add(document: DocumentColumns, { links, kinds }: Pick<Ledger, "links" | "kinds">): void {
    const { gold, pred, types } = document;
    for (let g = 0; g < gold.length; g++) {
      if (kinds[g]! < BOUNDARY) continue;
      const p = links.ofGold[g]!;
      if (this.addPlain(document, gold.start[g]!, gold.end[g]!, pred.start[p]!, pred.end[p]!)) continue;
      const [[one], [other]] = [gold.spans(types, g, g + 1), pred.spans(types, p, p + 1)];
      this.addError(one!, other!, document.text);
    }
  }

  /** Adds an error between spans of ASCII that is still in bytes; false, and nothing is added, where it is not. */
  private addPlain(document: DocumentColumns, start: number, end: number, predStart: number, predEnd: number): boolean {
    const { bytes, marks } = document;
    const farthest = Math.max(predEnd, end);
    if (bytes === undefined || document.hasGaps || end - start > LONGEST || predEnd - predStart > LONGEST) return false;
    if (farthest > marks.asciiTo || !marks.ruled) return false;
    const from = document.bytesFrom;
    if (!this.habits.addBytes(bytes, from + start, from + end, from + predStart, from + predEnd)) return false;
    const tokensIn = (left: number, right: number) => marks.countIn(left, right);
    this.addEdges(start, end, predStart, predEnd, tokensIn);
    return true;
  }

  private addError(gold: Span, pred: Span, text: string): void {
    const tokensIn = (left: number, right: number) => countTokens(text.slice(left, right));
    this.addEdges(gold.start, gold.end, pred.start, pred.end, tokensIn);
    this.habits.add({ gold: surfaceOf(gold, text), pred: surfaceOf(pred, text), count: 1 });
  }

  private addEdges(
    start: number,
    end: number,
    predStart: number,
    predEnd: number,
    tokensIn: (from: number, to: number) => number,
  ): void {
    if (predStart > start) this.addEdge("left-short", predStart - start, tokensIn(start, predStart));
    if (predStart < start) this.addEdge("left-long", start - predStart, tokensIn(predStart, start));
    if (predEnd < end) this.addEdge("right-short", end - predEnd, tokensIn(predEnd, end));
    if (predEnd > end) this.addEdge("right-long", predEnd - end, tokensIn(end, predEnd));
  }

  private addEdge(kind: EdgeKind, characters: number, tokens: number): void {
    increment(this.distances[kind].characters, characters);
    increment(this.distances[kind].tokens, tokens);
  }

  /** Adds what another tally counted. */
  merge(other: EdgeTally): void {
    for (const kind of edgeKinds) {
      this.addDistances(kind, "characters", other.distances[kind].characters);
      this.addDistances(kind, "tokens", other.distances[kind].tokens);
    }
    this.habits.merge(other.habits);
  }

  private addDistances(kind: EdgeKind, unit: keyof EdgeDistances, histogram: Histogram["histogram"]): void {
    for (const [distance, count] of histogram) increment(this.distances[kind][unit], distance, count);
  }

  /** The distances at one kind of edge. */
  distancesOf(kind: EdgeKind): EdgeDistances {
    return this.distances[kind];
  }
}

function surfaceOf({ start, end, fragments }: Span, text: string): string {
  if (fragments !== undefined) return fragments.map((piece) => surfaceOf({ ...piece, type: "" }, text)).join(" … ");
  if (end - start <= LONGEST) return text.slice(start, end).replace(/\s+/g, " ");
  // A character that the cut goes through is left out.
  const beginning = text.slice(start, start + END).replace(/[\ud800-\udbff]$/, "");
  const ending = text.slice(end - END, end).replace(/^[\udc00-\udfff]/, "");
  return `${beginning} … ${ending}`.replace(/\s+/g, " ");
}

function increment(counts: Map<number, number>, key: number, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
