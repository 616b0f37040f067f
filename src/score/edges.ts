/** Edges: how far boundary errors reach, in characters and tokens, and which of them are habits. */
import type { DocumentColumns } from "../corpus/columns.ts";
import type { Span } from "../corpus/span.ts";
import { compareText } from "../corpus/span.ts";
import { countTokens } from "../corpus/tokens.ts";
import { BOUNDARY } from "../match/kinds.ts";
import type { Ledger } from "../match/ledger.ts";

/** The four ways an edge can be off. A span whose edges are both off is counted at both. */
export const edgeKinds = ["left-short", "left-long", "right-short", "right-long"] as const;
export type EdgeKind = (typeof edgeKinds)[number];

/** How often edges were off by how much: distance → number of edges. Distances in characters are UTF-16 code units. */
export interface EdgeDistances {
  readonly characters: Map<number, number>;
  readonly tokens: Map<number, number>;
}

/** A gold surface, what was predicted instead, and how often. */
export interface Habit {
  readonly gold: string;
  readonly pred: string;
  readonly count: number;
}

/** Longer surfaces are cut in the middle, so that memory is bounded by the number of different errors. */
const LONGEST = 80;
/** What is left of them at either end. */
const END = 39;

/** Collects the edges of boundary errors: links of the right type whose extents differ. */
export class EdgeTally {
  private readonly distances: { readonly [kind in EdgeKind]: EdgeDistances };
  private readonly surfaces = new Map<string, { gold: string; pred: string; count: number }>();

  constructor() {
    const none = (): EdgeDistances => ({ characters: new Map(), tokens: new Map() });
    this.distances = { "left-short": none(), "left-long": none(), "right-short": none(), "right-long": none() };
  }

  /** Adds the boundary errors of a document. */
  add(document: DocumentColumns, { links, kinds }: Pick<Ledger, "links" | "kinds">): void {
    const { gold, pred, types } = document;
    for (let g = 0; g < gold.length; g++) {
      if (kinds[g]! < BOUNDARY) continue;
      const p = links.ofGold[g]!;
      const [[one], [other]] = [gold.spans(types, g, g + 1), pred.spans(types, p, p + 1)];
      this.addError(one!, other!, document.text);
    }
  }

  private addError(gold: Span, pred: Span, text: string): void {
    if (pred.start > gold.start) this.addEdge("left-short", text.slice(gold.start, pred.start));
    if (pred.start < gold.start) this.addEdge("left-long", text.slice(pred.start, gold.start));
    if (pred.end < gold.end) this.addEdge("right-short", text.slice(pred.end, gold.end));
    if (pred.end > gold.end) this.addEdge("right-long", text.slice(gold.end, pred.end));
    this.addHabit({ gold: surfaceOf(gold, text), pred: surfaceOf(pred, text), count: 1 });
  }

  private addEdge(kind: EdgeKind, difference: string): void {
    increment(this.distances[kind].characters, difference.length);
    increment(this.distances[kind].tokens, countTokens(difference));
  }

  /** Adds what another tally counted at one kind of edge, as `[distance, count]`. */
  addDistances(kind: EdgeKind, unit: keyof EdgeDistances, histogram: readonly (readonly [number, number])[]): void {
    for (const [distance, count] of histogram) increment(this.distances[kind][unit], distance, count);
  }

  /** Adds an error that another tally counted so many times. */
  addHabit({ gold, pred, count }: Habit): void {
    const key = `${gold.length}:${gold}${pred}`;
    const known = this.surfaces.get(key);
    if (known) known.count += count;
    else this.surfaces.set(key, { gold, pred, count });
  }

  /** The distances at one kind of edge. */
  distancesOf(kind: EdgeKind): EdgeDistances {
    return this.distances[kind];
  }

  /** The most frequent errors, or all of them, most frequent first, equally frequent ones in the order of their text. */
  habits(most = Infinity): Habit[] {
    return [...this.surfaces.values()]
      .sort((a, b) => b.count - a.count || compareText(a.gold, b.gold) || compareText(a.pred, b.pred))
      .slice(0, most);
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
