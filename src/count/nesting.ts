/** Nesting: how well mentions inside others are found, and those around them (Rojas, Dunstan & Rojas 2022). */
import type { DocumentColumns } from "../corpus/columns.ts";
import { lengthOf } from "../corpus/fragments.ts";
import { compareSpans, overlapOf, type Span, sameExtent } from "../corpus/span.ts";
import { CORRECT } from "../match/kinds.ts";
import type { Ledger } from "../match/ledger.ts";

/**
 * What is counted apart. One mention contains another of its side where it covers all its characters. Those of one
 * extent and different types contain each other, though neither stands inside; copies of a mention are not another.
 * - `flat`: neither contains another mention nor is contained in one; `nested`: all others. Crossing alone is no nesting.
 * - `outermost`: stands inside no larger mention; `inner`: all others.
 * - `nesting`: an outermost extent with all distinct mentions in it, two at least, as one unit.
 */
export const nestingClasses = ["flat", "nested", "outermost", "inner", "nesting"] as const;
export type NestingClass = (typeof nestingClasses)[number];

/** How many there are on either side, and how many of the gold's were predicted with the same extent and type. */
export interface NestingCounts {
  readonly correct: number;
  readonly gold: number;
  readonly pred: number;
}

/**
 * The counts of every class, over any number of documents; they add up. A prediction that is correct counts in the classes
 * of its gold mention, any other in those it has on its own side: a mention that is found is no error of the class it
 * seems to be in because what is around it was missed. So flat + nested and outermost + inner are all mentions, in
 * each of the three counts. Units of `nesting` are correct where both sides have the very same.
 */
export class NestingTally {
  private readonly counts: { readonly [name in NestingClass]: Writable<NestingCounts> };

  constructor() {
    const none = () => ({ correct: 0, gold: 0, pred: 0 });
    this.counts = { flat: none(), nested: none(), outermost: none(), inner: none(), nesting: none() };
  }

  /** A tally of counts as they were saved. */
  static from(classes: readonly (NestingCounts & { readonly mentions: NestingClass })[]): NestingTally {
    const tally = new NestingTally();
    for (const { mentions, ...counts } of classes) tally.addCounts(mentions, counts);
    return tally;
  }

  /** The counts of a class. */
  of(name: NestingClass): NestingCounts {
    return { ...this.counts[name] };
  }

  /** Adds a document. O(n log n) for n spans and the crossings of outermost ones together. */
  add({ gold, pred, types, unplaced }: DocumentColumns, { kinds }: Pick<Ledger, "kinds">): void {
    // A prediction that could not be located is in no other one, nor around it.
    this.counts.flat.pred += unplaced.length;
    this.counts.outermost.pred += unplaced.length;
    if (!gold.flat || !pred.flat) {
      this.addNests(nestOf(gold.spans(types)), nestOf(pred.spans(types)));
      return;
    }
    // Where no spans of a side overlap, all are flat and outermost.
    let correct = 0;
    for (let g = 0; g < gold.length; g++) if (kinds[g] === CORRECT) correct++;
    for (const counts of [this.counts.flat, this.counts.outermost]) {
      counts.correct += correct;
      counts.gold += gold.length;
      counts.pred += pred.length;
    }
  }

  private addNests(golds: Nest, preds: Nest): void {
    const partners = exactPartners(golds.spans, preds.spans);
    for (const classes of golds.classes) for (const name of classes) this.counts[name].gold++;
    for (const [p, own] of preds.classes.entries()) {
      const partner = partners.get(p);
      for (const name of partner === undefined ? own : golds.classes[partner]!) {
        this.counts[name].pred++;
        if (partner !== undefined) this.counts[name].correct++;
      }
    }
    this.addUnits(golds.units, preds.units);
  }

  private addUnits(gold: readonly Unit[], pred: readonly Unit[]): void {
    const found = new Set(pred.map(keyOf));
    this.counts.nesting.gold += gold.length;
    this.counts.nesting.pred += pred.length;
    this.counts.nesting.correct += gold.filter((unit) => found.has(keyOf(unit))).length;
  }

  /** Adds what another tally counted. */
  merge(other: NestingTally): void {
    for (const name of nestingClasses) this.addCounts(name, other.counts[name]);
  }

  private addCounts(name: NestingClass, { correct, gold, pred }: NestingCounts): void {
    const counts = this.counts[name];
    counts.correct += correct;
    counts.gold += gold;
    counts.pred += pred;
  }
}

type Writable<T> = { -readonly [key in keyof T]: T[key] };

/** An outermost extent and the distinct mentions in it, in canonical order. */
interface Unit {
  readonly mentions: Span[];
}

/** The mentions of one side of a document, the classes of each, and the units they make. */
interface Nest {
  readonly spans: readonly Span[];
  readonly classes: readonly (readonly [flat: "flat" | "nested", outermost: "outermost" | "inner"])[];
  readonly units: readonly Unit[];
}

/**
 * A sweep from left to right over spans in canonical order, in which a span comes before those it contains: what a
 * span stands in is known when its turn comes. Only outermost extents that are still open have to be asked.
 */
function nestOf(spans: readonly Span[]): Nest {
  const units: Unit[] = [];
  let open: Unit[] = [];
  const homes = spans.map((span) => {
    open = open.filter(({ mentions }) => mentions[0]!.end > span.start);
    const around = open.filter(({ mentions }) => contains(mentions[0]!, span));
    if (around.length === 0) {
      const unit: Unit = { mentions: [] };
      around.push(unit);
      units.push(unit);
      open.push(unit);
    }
    for (const { mentions } of around) {
      const last = mentions.at(-1);
      if (!last || compareSpans(last, span) !== 0) mentions.push(span);
    }
    return around;
  });
  const isNesting = ({ mentions }: Unit) => mentions.length > 1;
  const classes = homes.map((around, i) => {
    const inner = !sameExtent(around[0]!.mentions[0]!, spans[i]!);
    return [around.some(isNesting) ? "nested" : "flat", inner ? "inner" : "outermost"] as const;
  });
  return { spans, classes, units: units.filter(isNesting) };
}

/** Whether `outer` covers all characters of `inner`. */
function contains(outer: Span, inner: Span): boolean {
  return overlapOf(outer, inner) === lengthOf(inner);
}

/** For predictions that are exact, the position of the gold mention they are paired with; copies are paired in order. */
function exactPartners(gold: readonly Span[], pred: readonly Span[]): Map<number, number> {
  const partners = new Map<number, number>();
  for (let g = 0, p = 0; g < gold.length && p < pred.length; ) {
    const order = compareSpans(gold[g]!, pred[p]!);
    if (order === 0) partners.set(p++, g++);
    else if (order < 0) g++;
    else p++;
  }
  return partners;
}

function keyOf({ mentions }: Unit): string {
  return JSON.stringify(
    mentions.map(({ start, end, type, fragments = [] }) => [
      start,
      end,
      type,
      ...fragments.flatMap((f) => [f.start, f.end]),
    ]),
  );
}
