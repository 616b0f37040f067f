/** Identities: the sums that what is stored beside the tallies of a saved run shares with them, and with each other. */
import type { EdgeKind } from "../../count/edges.ts";
import type { Counter } from "../../count/tally.ts";
import type { Signature } from "../../run/signature.ts";
import type { Contradiction, Path } from "./contradiction.ts";
import type { SavedJson } from "./shape.ts";

type Json = SavedJson;

/** The sum of every counter, type by type. */
export type CountsByType = ReadonlyMap<string, (counter: Counter) => number>;

/** Every sum that does not agree, with its path. */
export function sumsBesideTallies(
  json: Json,
  { signature, lacks }: { readonly signature: Pick<Signature, "duplicates">; readonly lacks: readonly string[] },
  counts: CountsByType,
): Contradiction[] {
  const total = (...names: Counter[]) =>
    [...counts.values()].reduce((sum, of) => sum + names.reduce((own, name) => own + of(name), 0), 0);
  const sums = new Sums();
  addConfusion(sums, json, counts);
  addNesting(sums, json, total);
  addEdges(sums, json, total);
  if (lacks.length === 0) addFair(sums, json, total);
  addConfidence(sums, json, counts);
  addOutcomes(sums, json);
  addAlignment(sums, json, signature.duplicates === "drop", total);
  return sums.contradictions;
}

type Total = (...names: Counter[]) => number;

/** Collects what does not agree. */
class Sums {
  readonly contradictions: Contradiction[] = [];

  /** What is stored at a path must be this. */
  same(path: Path, stored: number, expected: number): void {
    if (stored !== expected) this.contradictions.push({ path, stored, expected });
  }

  /** What is stored at a path must be this at most. */
  atMost(path: Path, stored: number, most: number): void {
    if (!(stored <= most)) this.contradictions.push({ path, stored, expected: `at most ${most}` });
  }
}

/** Rows and columns of the matrix are the gold and predicted mentions of their types; its diagonal are pairs of one type. */
function addConfusion(sums: Sums, { confusion }: Json, counts: CountsByType): void {
  const { types } = confusion;
  const path = ["confusion", confusion.counts ? "counts" : "cells"];
  const none = types.length;
  const [rows, columns, same, missed, spurious] = [0, 1, 2, 3, 4].map(() => new Array<number>(none + 1).fill(0));
  for (const [gold, pred, count] of cellsOf(confusion)) {
    rows![gold]! += count;
    columns![pred]! += count;
    if (gold === pred) same![gold]! += count;
    if (pred === none) missed![gold]! += count;
    if (gold === none) spurious![pred]! += count;
  }
  sums.same([...path, none, none], same![none]!, 0);
  for (const [t, type] of types.entries()) {
    const of = counts.get(type) ?? (() => 0);
    sums.same([...path, t], rows![t]!, of("gold"));
    sums.same([...path, t], columns![t]!, of("pred"));
    sums.same([...path, t, t], same![t]!, of("correct") + of("boundary"));
    sums.same([...path, t], rows![t]! - missed![t]! - same![t]!, of("typeGold") + of("bothGold"));
    sums.same([...path, t], columns![t]! - spurious![t]! - same![t]!, of("typePred") + of("bothPred"));
  }
}

/** The cells of a matrix as it is saved: whole, or those that hold something. */
function cellsOf({ counts, cells }: Json["confusion"]): readonly (readonly [number, number, number])[] {
  if (cells) return cells;
  return counts!.flatMap((row, gold) => row.map((count, pred) => [gold, pred, count] as const));
}

/** Flat and nested mentions are all mentions, and so are outermost and inner ones; a nesting has two of them at least. */
function addNesting(sums: Sums, { nesting }: Json, total: Total): void {
  const at = (name: string) => nesting.find(({ mentions }) => mentions === name);
  for (const [count, counter] of [
    ["correct", "correct"],
    ["gold", "gold"],
    ["pred", "pred"],
  ] as const) {
    const of = (name: string) => at(name)?.[count] ?? 0;
    sums.same(["nesting"], of("flat") + of("nested"), total(counter));
    sums.same(["nesting"], of("outermost") + of("inner"), total(counter));
    sums.atMost(["nesting", nesting.length - 1, count], of("nesting"), total(counter));
  }
  for (const [i, { correct, gold, pred }] of nesting.entries())
    sums.atMost(["nesting", i, "correct"], correct, Math.min(gold, pred));
}

/** Every edge that is off is in both histograms, and every boundary error is a habit. */
function addEdges(sums: Sums, { boundary: { edges }, units: { habits } }: Json, total: Total): void {
  for (const [i, { edge, characters, tokens }] of edges.entries()) {
    const path = ["boundary", "edges", i];
    const count = sumOf(characters.histogram.map(([, times]) => times));
    sums.same([...path, "characters"], count, total(...kindsOf[edge]));
    sums.same([...path, "tokens"], sumOf(tokens.histogram.map(([, times]) => times)), count);
  }
  sums.same(["units", "habits"], sumOf(habits.map(([, , times]) => times)), total("boundary"));
}

/** The boundary errors in which an edge is off in a way. */
const kindsOf: { readonly [edge in EdgeKind]: readonly Counter[] } = {
  "left-short": ["left-short", "inside", "shifted-right"],
  "left-long": ["left-long", "around", "shifted-left"],
  "right-short": ["right-short", "inside", "shifted-left"],
  "right-long": ["right-long", "around", "shifted-right"],
};

/** A span that stands in several events makes more events than spans. */
function addFair(sums: Sums, { fair: { repeated } }: Json, total: Total): void {
  const pairs = total("fairTP", "fairBES", "fairBEL", "fairBEO");
  const more = {
    gold: pairs + total("fairLEGold", "fairLBEGold", "fairFN") - total("gold"),
    pred: pairs + total("fairLEPred", "fairLBEPred", "fairFP") - total("pred"),
  };
  for (const side of ["gold", "pred"] as const) {
    sums.atMost(["fair", "repeated", side], repeated[side], more[side]);
    sums.atMost(["fair", "repeated", side], Math.min(1, more[side]), repeated[side]);
  }
}

/** The curve of a type ends with all its predictions, and never falls. */
function addConfidence(sums: Sums, { confidence }: Json, counts: CountsByType): void {
  for (const [i, { type, gold, curve }] of (confidence?.types ?? []).entries()) {
    const path = ["confidence", "types", i];
    const of = counts.get(type) ?? (() => 0);
    sums.same([...path, "gold"], gold, of("gold"));
    const [, pred, correct] = curve.at(-1) ?? [null, 0, 0];
    sums.same([...path, "curve"], pred, of("pred"));
    sums.same([...path, "curve"], correct, of("correct"));
    for (const [p, [, all, right]] of curve.entries()) {
      sums.atMost([...path, "curve", p, 2], right, all);
      sums.atMost([...path, "curve", p, 1], curve[p - 1]?.[1] ?? 0, all);
      sums.atMost([...path, "curve", p, 2], curve[p - 1]?.[2] ?? 0, right);
    }
  }
}

/** The letters of the gold mentions of a unit, type by type, are as many of each kind as its row counts. */
function addOutcomes(sums: Sums, { units: { counters, documents } }: Json): void {
  const at = (name: Counter) => 1 + counters.indexOf(name);
  const gold = at("gold");
  const kinds = [
    ["c", at("correct")],
    ["t", at("typeGold")],
    ["b", at("boundary")],
    ["x", at("bothGold")],
  ] as const;
  for (const [d, { outcomes, rows }] of documents.entries()) {
    if (outcomes === undefined) continue;
    let from = 0;
    for (const row of rows) {
      const own = outcomes.slice(from, (from += row[gold]!));
      for (const [letter, column] of kinds)
        sums.same(["units", "documents", d, "outcomes"], own.split(letter).length - 1, row[column]!);
    }
  }
}

/** What was read is scored or left out for one reason, and what is scored is in the tallies. */
function addAlignment(sums: Sums, { alignment, inputs }: Json, dropping: boolean, total: Total): void {
  const { documents, gold, pred, grounding, repaired = {}, tokens, offsets = [] } = alignment;
  const below = sumOf((alignment.belowThreshold ?? []).map(({ count }) => count));
  for (const [name, side, more] of [
    ["gold", gold, 0],
    ["pred", pred, below],
  ] as const) {
    const path = ["alignment", name];
    sums.same([...path, "scored"], side.scored, total(name));
    const left = sumOf([...side.dropped, ...side.ignored].map(({ count }) => count));
    const counted = side.scored + left + side.unannotated + side.unpaired + (dropping ? side.duplicates : 0) + more;
    if (Object.keys(side).every((key) => KNOWN.has(key))) sums.same([...path, "read"], side.read, counted);
    sums.atMost([...path, "duplicates"], side.duplicates, side.read);
    sums.atMost([...path, "renamed"], sumOf((side.renamed ?? []).map(({ count }) => count)), side.read);
    const own = repaired[name];
    if (own) sums.same(["alignment", "repaired", name, "tags"], own.tags, sumOf(own.kinds.map(({ count }) => count)));
  }
  const golds = inputs.filter(({ role }) => role === "gold");
  if (golds.length > 0)
    sums.same(
      ["alignment", "documents"],
      documents.paired + documents.unpredicted + documents.unannotated,
      sumOf(golds.map((input) => input.documents)),
    );
  if (tokens) sums.atMost(["alignment", "tokens", "different"], tokens.different, tokens.compared);
  for (const [i, { surfaces, asUtf16 }] of offsets.entries())
    sums.atMost(["alignment", "offsets", i, "asUtf16"], asUtf16, surfaces);
  if (alignment.unscored !== undefined) sums.atMost(["alignment", "unscored"], alignment.unscored, pred.read);
  if (grounding) {
    const { mentions, spans, ...levels } = grounding;
    const placed = Object.values(levels).filter((value) => typeof value === "number");
    sums.same(["alignment", "grounding", "mentions"], mentions, sumOf(placed));
    if (grounding.rule !== "all") sums.atMost(["alignment", "grounding", "spans"], spans, mentions);
  }
}

/** What a side counts. Where it counts more than that, its sum is not known. */
const KNOWN: ReadonlySet<string> = new Set([
  ...["read", "scored", "renamed", "dropped", "ignored", "unannotated", "unpaired", "duplicates", "trimmed"],
]);

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
