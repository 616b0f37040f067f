/**
 * A scorer that takes docs/scoring.md at its word, for small documents: spans are sets of characters (bits of a number),
 * and pairings are found by trying all. Where several pairings are equally good, all their counts are kept.
 */
import type { Span } from "../../src/corpus/span.ts";
import { charactersOf } from "../spans.ts";

/** A span as the set of its characters. */
export interface Mention {
  readonly span: Span;
  readonly type: string;
  readonly bits: number;
  readonly size: number;
}

export function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The mentions of a list of spans. Texts are at most 31 characters long. */
export function mentionsOf(spans: readonly Span[]): Mention[] {
  return spans.map((span) => {
    let bits = 0;
    for (const at of charactersOf(span)) bits |= 1 << at;
    return { span, type: span.type, bits, size: bitCount(bits) };
  });
}

/** What a pairing says of each type, as `type counter` → count. */
export type Cells = ReadonlyMap<string, number>;

/** All outcomes of the pairings that are best, as sorted text. */
export type Outcomes = ReadonlySet<string>;

/** Cells as text; those that are 0 are left out. */
export function textOf(cells: Iterable<readonly [string, number]>): string {
  return [...cells]
    .filter(([, count]) => count !== 0)
    .map(([name, count]) => `${name}=${count}`)
    .sort()
    .join(" ");
}

type Pair = readonly [gold: Mention, pred: Mention];

/** A way to read pairings: what makes one better, and what it counts. */
export interface Reading {
  readonly value: (gold: Mention, pred: Mention) => readonly number[];
  readonly count: (pairs: readonly Pair[], gold: readonly Mention[], pred: readonly Mention[]) => Cells;
}

/** The outcomes of all best pairings, reading by reading. */
export function outcomesOf(
  gold: readonly Mention[],
  pred: readonly Mention[],
  readings: readonly Reading[],
): Outcomes[] {
  const values = readings.map(({ value }) => gold.map((g) => pred.map((p) => packed(value(g, p)))));
  const best = readings.map((): { value: number; pairings: Pair[][] } => ({ value: -1, pairings: [] }));
  const pairs: Pair[] = [];
  const used = pred.map(() => false);
  const descend = (g: number, sums: readonly number[]): void => {
    if (g === gold.length) {
      for (const [i, known] of best.entries()) {
        if (sums[i]! < known.value) continue;
        if (sums[i]! > known.value) [known.value, known.pairings] = [sums[i]!, []];
        known.pairings.push([...pairs]);
      }
      return;
    }
    descend(g + 1, sums);
    for (let p = 0; p < pred.length; p++) {
      if (used[p] || (gold[g]!.bits & pred[p]!.bits) === 0) continue;
      used[p] = true;
      pairs.push([gold[g]!, pred[p]!]);
      descend(
        g + 1,
        sums.map((sum, i) => sum + values[i]![g]![p]!),
      );
      pairs.pop();
      used[p] = false;
    }
  };
  descend(
    0,
    readings.map(() => 0),
  );
  return readings.map(
    ({ count }, i) => new Set(best[i]!.pairings.map((pairing) => textOf(count(pairing, gold, pred)))),
  );
}

/** Criteria in falling importance as the digits of one number. Their sums stay below 100: texts and lists are short. */
function packed(criteria: readonly number[]): number {
  return criteria.reduce((all, criterion) => all * 100 + criterion, 0);
}

const sameExtent = (g: Mention, p: Mention) => g.bits === p.bits;
const sameType = (g: Mention, p: Mention) => g.type === p.type;
const sharedBy = (g: Mention, p: Mention) => bitCount(g.bits & p.bits);
const one = (yes: boolean) => (yes ? 1 : 0);

/** MUC's counts by type: pairs booked at the gold type, and in `system` at the predicted one. */
function counted(right: (g: Mention, p: Mention) => boolean, wrong: "incorrect" | "partial"): Reading["count"] {
  return (pairs, gold, pred) => {
    const cells = new Map<string, number>();
    const add = (name: string, n: number) => cells.set(name, (cells.get(name) ?? 0) + n);
    for (const { type } of gold) for (const name of ["gold", "missed"]) add(`${type} ${name}`, 1);
    for (const { type } of pred) for (const name of ["pred", "spurious"]) add(`${type} ${name}`, 1);
    for (const [g, p] of pairs) {
      const outcome = right(g, p) ? "correct" : wrong;
      add(`${g.type} ${outcome}`, 1);
      add(`${g.type} missed`, -1);
      add(`${p.type} system.${outcome}`, 1);
      add(`${p.type} spurious`, -1);
    }
    return cells;
  };
}

const exactly = (g: Mention, p: Mention) => sameExtent(g, p) && sameType(g, p);
const byExtent: Reading["value"] = (g, p) => [one(exactly(g, p)), one(sameExtent(g, p)), 1];
const reaches = (threshold: number) => (g: Mention, p: Mention) =>
  sameType(g, p) && sharedBy(g, p) >= threshold * bitCount(g.bits | p.bits);

/** The schemes that pair, in the words of docs/scoring.md. */
export const pairingSchemes = {
  strict: { value: byExtent, count: counted(exactly, "incorrect") },
  exact: { value: byExtent, count: counted(sameExtent, "incorrect") },
  partial: { value: byExtent, count: counted(sameExtent, "partial") },
  type: { value: (g, p) => [one(sameType(g, p)), 1], count: counted(sameType, "incorrect") },
  "overlap@0.5": { value: (g, p) => [one(reaches(0.5)(g, p)), 1], count: counted(reaches(0.5), "incorrect") },
  "overlap@0.75": { value: (g, p) => [one(reaches(0.75)(g, p)), 1], count: counted(reaches(0.75), "incorrect") },
} as const satisfies { readonly [scheme: string]: Reading };

/** How the edges of a prediction stand to those of its gold span. */
export function edgesOf({ span: gold }: Mention, { span: pred }: Mention): string {
  const left = pred.start === gold.start ? "same" : pred.start < gold.start ? "long" : "short";
  const right = pred.end === gold.end ? "same" : pred.end > gold.end ? "long" : "short";
  const names: { readonly [edges: string]: string } = {
    "short same": "left-short",
    "long same": "left-long",
    "same short": "right-short",
    "same long": "right-long",
    "short short": "inside",
    "long long": "around",
    "long short": "shifted-left",
    "short long": "shifted-right",
    "same same": "gaps",
  };
  return names[`${left} ${right}`]!;
}

/** The account: kinds of links, boundary errors, pieces, and `gold type > predicted type`. */
export const account: Reading = {
  value: (g, p) => {
    const shared = sharedBy(g, p);
    const right = sameType(g, p);
    return [one(exactly(g, p)), one(sameExtent(g, p)), right ? shared : 0, shared, one(right), 1];
  },
  count: (pairs, gold, pred) => {
    const cells = new Map<string, number>();
    const add = (name: string) => cells.set(name, (cells.get(name) ?? 0) + 1);
    const found = new Set<Mention>();
    const linked = new Set<Mention>();
    for (const [g, p] of pairs) {
      linked.add(g).add(p);
      add(`${g.type} > ${p.type}`);
      if (sameExtent(g, p)) found.add(g).add(p);
      if (exactly(g, p)) add(`${g.type} correct`);
      else if (sameType(g, p)) {
        add(`${g.type} boundary`);
        add(`${g.type} ${edgesOf(g, p)}`);
      } else {
        const kind = sameExtent(g, p) ? "type" : "both";
        add(`${g.type} ${kind}Gold`);
        add(`${p.type} ${kind}Pred`);
      }
    }
    for (const g of gold) if (!linked.has(g)) add(`${g.type} > none`);
    for (const p of pred) if (!linked.has(p)) add(`none > ${p.type}`);
    const left = (side: readonly Mention[]) => side.filter((mention) => !found.has(mention));
    const sharing = (mention: Mention, others: readonly Mention[]) =>
      left(others).filter(({ bits }) => (bits & mention.bits) !== 0).length;
    for (const g of left(gold)) if (sharing(g, pred) > 1) add(`${g.type} split`);
    for (const p of left(pred)) if (sharing(p, gold) > 1) add(`${p.type} merged`);
    return cells;
  },
};

/** Classes of one side: which of its mentions are flat, nested, outermost, inner, and the units they make. */
function nestOf(side: readonly Mention[]) {
  const around = (outer: Mention, inner: Mention) => (outer.bits & inner.bits) === inner.bits;
  const other = (a: Mention, b: Mention) => a.bits !== b.bits || a.type !== b.type;
  const classes = side.map((mention) => {
    const nested = side.some((b) => other(mention, b) && (around(mention, b) || around(b, mention)));
    const inner = side.some((b) => b.bits !== mention.bits && around(b, mention));
    return [nested ? "nested" : "flat", inner ? "inner" : "outermost"];
  });
  const outermost = new Set(side.filter((_, i) => classes[i]![1] === "outermost").map(({ bits }) => bits));
  const units = [...outermost]
    .map((bits) => {
      const inside = side.filter((mention) => (mention.bits & bits) === mention.bits);
      return [...new Set(inside.map((mention) => `${mention.bits} ${mention.type}`))].sort();
    })
    .filter((unit) => unit.length > 1)
    .map((unit) => unit.join(", "));
  return { classes, units };
}

/** The counts of classes of mentions, as `class counter`. */
export function nestingByDefinition(gold: readonly Mention[], pred: readonly Mention[]): Cells {
  const [golds, preds] = [nestOf(gold), nestOf(pred)];
  const cells = new Map<string, number>();
  const add = (name: string) => cells.set(name, (cells.get(name) ?? 0) + 1);
  for (const classes of golds.classes) for (const name of classes) add(`${name} gold`);
  const free = new Set(gold.keys());
  for (const [p, mention] of pred.entries()) {
    const partner = [...free].find((g) => exactly(gold[g]!, mention));
    if (partner !== undefined) free.delete(partner);
    for (const name of partner === undefined ? preds.classes[p]! : golds.classes[partner]!) {
      add(`${name} pred`);
      if (partner !== undefined) add(`${name} correct`);
    }
  }
  for (const unit of golds.units) {
    add("nesting gold");
    if (preds.units.includes(unit)) add("nesting correct");
  }
  for (const _ of preds.units) add("nesting pred");
  return cells;
}

/** The tokens of a text: runs of letters and digits, or one other visible character. */
export function tokensByDefinition(text: string): { start: number; end: number; bits: number }[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+|\S/gu), (match) => {
    const end = match.index + match[0].length;
    let bits = 0;
    for (let at = match.index; at < end; at++) bits |= 1 << at;
    return { start: match.index, end, bits };
  });
}

/** Tokens and characters by type, and what both labelings have in common. */
export function coverageByDefinition(gold: readonly Mention[], pred: readonly Mention[], text: string) {
  const tokens = tokensByDefinition(text);
  const cells = new Map<string, number>();
  for (const type of new Set([...gold, ...pred].map((mention) => mention.type))) {
    const covered = (side: readonly Mention[]) =>
      side.filter((mention) => mention.type === type).reduce((all, { bits }) => all | bits, 0);
    const [ofGold, ofPred] = [covered(gold), covered(pred)];
    const touched = (bits: number) => tokens.filter((token) => (token.bits & bits) !== 0);
    cells.set(`${type} characterGold`, bitCount(ofGold));
    cells.set(`${type} characterPred`, bitCount(ofPred));
    cells.set(`${type} characterBoth`, bitCount(ofGold & ofPred));
    cells.set(`${type} tokenGold`, touched(ofGold).length);
    cells.set(`${type} tokenPred`, touched(ofPred).length);
    cells.set(`${type} tokenBoth`, touched(ofGold).filter((token) => (token.bits & ofPred) !== 0).length);
  }
  const [a, b] = [labelsOf(gold, tokens), labelsOf(pred, tokens)];
  return {
    cells,
    labels: a.map(({ type }, i) => [type, b[i]!.type] as const),
    tagsSame: a.filter(({ type, begins }, i) => type === b[i]!.type && begins === b[i]!.begins).length,
  };
}

/** A token's label: the type of the outermost mention that touches it, of crossing ones the first; B where that begins. */
function labelsOf(side: readonly Mention[], tokens: readonly { readonly bits: number }[]) {
  const labels = tokens.map((): { type: string | undefined; begins: boolean } => ({ type: undefined, begins: false }));
  for (const { bits, type } of inOrder(side)) {
    let begins = true;
    for (const [i, token] of tokens.entries()) {
      if ((token.bits & bits) === 0 || labels[i]!.type !== undefined) continue;
      labels[i] = { type, begins };
      begins = false;
    }
  }
  return labels;
}

/** By start, the longer first, then what covers more of what differs first, then by type. */
export function inOrder(side: readonly Mention[]): Mention[] {
  const firstDifference = (a: number, b: number) => {
    const bit = (a ^ b) & -(a ^ b);
    return bit === 0 ? 0 : a & bit ? -1 : 1;
  };
  return [...side].sort(
    (a, b) =>
      a.span.start - b.span.start ||
      b.span.end - a.span.end ||
      firstDifference(a.bits, b.bits) ||
      (a.type < b.type ? -1 : a.type > b.type ? 1 : 0),
  );
}
