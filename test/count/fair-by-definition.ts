/** FairEval's algorithm word for word: lists that are searched from the start, and sets of tokens. For tests only. */
import type { Span } from "../../src/corpus/span.ts";
import type { FairEvent, FairKind } from "../../src/count/fair.ts";
import { charactersOf } from "../spans.ts";

interface Item extends Span {
  readonly id: string;
  /** All tokens of a span; none of those in its gaps. */
  readonly all: ReadonlySet<number>;
  /** Those nobody was credited with. */
  tokens: Set<number>;
}

type Meeting = readonly [kind: FairKind, gold: Item | undefined, pred: Item | undefined];

const itemsOf = (spans: readonly Span[], side: string): Item[] =>
  spans.map((span, i) => ({ ...span, id: `${side}${i}`, all: charactersOf(span), tokens: charactersOf(span) }));

const common = (a: Item, b: Item) => [...a.tokens].filter((token) => b.tokens.has(token));
const covers = (a: Item, b: Item) => [...b.all].every((token) => a.all.has(token));
const overlap = (a: Item, b: Item) => [...b.all].some((token) => a.all.has(token));
const same = (a: Item, b: Item) => covers(a, b) && covers(b, a);
const length = (a: Item) => a.all.size;

function kindOf(gold: Item, pred: Item): FairKind {
  return covers(gold, pred) ? "BES" : covers(pred, gold) ? "BEL" : "BEO";
}

/** The first of the smallest by (most common tokens, fewest only in `one`, fewest only in the other, shortest). */
function maxSim(one: Item, others: readonly Item[]): Item | undefined {
  const key = (other: Item) => {
    const shared = common(one, other).length;
    return [-shared, one.tokens.size - shared, other.tokens.size - shared, length(other)];
  };
  return [...others].sort((a, b) => {
    const [ka, kb] = [key(a), key(b)];
    const i = ka.findIndex((value, at) => value !== kb[at]);
    return i === -1 ? 0 : ka[i]! - kb[i]!;
  })[0];
}

/** The events in the order in which they are found, and how many gold spans and predictions are in more than one. */
export function fairByDefinition(goldSpans: readonly Span[], predSpans: readonly Span[]) {
  let gold = itemsOf(goldSpans, "g");
  let pred = itemsOf(predSpans, "p");
  const meetings: Meeting[] = [];
  const removeGold = (g: Item) => (gold = gold.filter((other) => other !== g));
  const removePred = (p: Item) => (pred = pred.filter((other) => other !== p));

  for (const [kind, alike] of [
    ["TP", (g: Item, p: Item) => same(g, p) && g.type === p.type],
    ["LE", (g: Item, p: Item) => same(g, p) && g.type !== p.type],
  ] as const) {
    for (const g of [...gold]) {
      const p = pred.find((candidate) => alike(g, candidate));
      if (!p) continue;
      meetings.push([kind, g, p]);
      removeGold(g);
      removePred(p);
    }
  }

  gold.sort((a, b) => length(a) - length(b));
  pred.sort((a, b) => length(a) - length(b));
  const matchedGold: Item[] = [];
  const matchedPred: Item[] = [];
  const meet = (g: Item, p: Item) => {
    meetings.push([g.type === p.type ? kindOf(g, p) : "LBE", g, p]);
    const shared = common(g, p);
    g.tokens = new Set([...g.tokens].filter((token) => !shared.includes(token)));
    p.tokens = new Set([...p.tokens].filter((token) => !shared.includes(token)));
  };
  for (const sameType of [true, false]) {
    const fits = (g: Item, p: Item) => (g.type === p.type) === sameType && overlap(g, p) && !same(g, p);
    for (const g of [...gold]) {
      const p = maxSim(
        g,
        pred.filter((other) => fits(g, other)),
      );
      if (!p) continue;
      meet(g, p);
      removeGold(g);
      removePred(p);
      matchedGold.push(g);
      matchedPred.push(p);
    }
    for (const g of [...gold]) {
      const p = maxSim(
        g,
        matchedPred.filter((other) => fits(g, other) && common(g, other).length > 0),
      );
      if (!p) continue;
      meet(g, p);
      removeGold(g);
      matchedGold.push(g);
    }
    for (const p of [...pred]) {
      const g = maxSim(
        p,
        matchedGold.filter((other) => fits(other, p) && common(p, other).length > 0),
      );
      if (!g) continue;
      meet(g, p);
      removePred(p);
      matchedPred.push(p);
    }
  }
  for (const g of gold) meetings.push(["FN", g, undefined]);
  for (const p of pred) meetings.push(["FP", undefined, p]);

  const events = meetings.map(([kind, g, p]): FairEvent => ({ kind, goldType: g?.type, predType: p?.type }));
  const repeated = (ids: readonly (string | undefined)[]) =>
    new Set(ids.filter((id, i) => id !== undefined && ids.indexOf(id) !== i)).size;
  return {
    events,
    repeated: {
      gold: repeated(meetings.map(([, g]) => g?.id)),
      pred: repeated(meetings.map(([, , p]) => p?.id)),
    },
  };
}
