/** Transitions: what became of each gold mention in one run, against what became of it in another. */
import { compareText } from "../corpus/span.ts";
import { keyOf, type Outcome, type Outcomes, type SeenMention } from "../count/mention-outcomes.ts";
import { type GoldKind, goldKinds } from "../count/outcomes.ts";

/** What the second of two runs did to what the first made of a gold mention. */
export const changes = ["fixed", "broke", "changed", "kept wrong"] as const;
export type Change = (typeof changes)[number];

/** How many gold mentions were of a kind in the first run and of a kind in the second: rows and columns as `goldKinds`. */
export type TransitionCounts = readonly (readonly number[])[];

/** What a run made of a gold mention. */
export interface State {
  readonly kind: GoldKind;
  /** What it predicted instead. */
  readonly pred?: SeenMention;
}

/** A gold mention that at least one of two runs got wrong. */
export interface Transition {
  readonly id: string;
  readonly change: Change;
  readonly gold: SeenMention;
  readonly before: State;
  readonly after: State;
}

/** A prediction linked to nothing, that one of two runs made. */
export interface SpuriousChange {
  readonly id: string;
  readonly change: "gone" | "new";
  readonly pred: SeenMention;
}

/** All that changed from one run to another. */
export interface Transitions {
  readonly all: TransitionCounts;
  /** By gold type, in the order of their names. */
  readonly types: readonly { readonly type: string; readonly counts: TransitionCounts }[];
  /** Gold mentions by what was done to them; those that both runs got right are in none. */
  readonly totals: { readonly [change in Change]: number };
  /** Predictions linked to nothing: gone, new, and in both. Undefined where a run was saved, which has no places. */
  readonly spurious: { readonly gone: number; readonly new: number; readonly kept: number } | undefined;
  /** In the order of documents, types and places; none where both runs were saved. */
  readonly mentions: readonly Transition[];
  readonly spuriousMentions: readonly SpuriousChange[];
}

/**
 * What changed from one run to another over the same gold.
 *
 * @throws Error where the two have not the same gold mentions.
 */
export function transitionsBetween(before: Outcomes, after: Outcomes): Transitions {
  const tables = new Map<string, number[][]>();
  const all = emptyTable();
  const totals = { fixed: 0, broke: 0, changed: 0, "kept wrong": 0 };
  const spurious = { gone: 0, new: 0, kept: 0 };
  let placed = true;
  const mentions: Transition[] = [];
  const spuriousMentions: SpuriousChange[] = [];
  for (const id of [...before.keys()].sort(compareText)) {
    const [one, other] = [before.get(id)!, after.get(id)];
    if (other === undefined || one.gold.length !== other.gold.length)
      throw new Error(`the runs have not the same gold mentions in ${id}`);
    for (const [i, first] of one.gold.entries()) {
      const second = other.gold[i]!;
      const [row, column] = [goldKinds.indexOf(first.kind), goldKinds.indexOf(second.kind)];
      let table = tables.get(first.type);
      if (table === undefined) tables.set(first.type, (table = emptyTable()));
      table[row]![column]!++;
      all[row]![column]!++;
      const change = changeOf(first, second);
      if (change === undefined) continue;
      totals[change]++;
      const gold = first.gold ?? second.gold;
      if (gold) mentions.push({ id, change, gold, before: stateOf(first), after: stateOf(second) });
    }
    if (!one.spurious || !other.spurious) {
      placed = false;
      continue;
    }
    const [gone, fresh] = [without(one.spurious, other.spurious), without(other.spurious, one.spurious)];
    spurious.gone += gone.length;
    spurious.new += fresh.length;
    spurious.kept += one.spurious.length - gone.length;
    for (const pred of gone) spuriousMentions.push({ id, change: "gone", pred });
    for (const pred of fresh) spuriousMentions.push({ id, change: "new", pred });
  }
  const types = Array.from(tables, ([type, counts]) => ({ type, counts })).sort((a, b) => compareText(a.type, b.type));
  return { all, types, totals, spurious: placed ? spurious : undefined, mentions, spuriousMentions };
}

function changeOf({ kind: before }: Outcome, { kind: after }: Outcome): Change | undefined {
  if (before === "correct" && after === "correct") return undefined;
  if (after === "correct") return "fixed";
  if (before === "correct") return "broke";
  return before === after ? "kept wrong" : "changed";
}

function stateOf({ kind, pred }: Outcome): State {
  return { kind, ...(pred && { pred }) };
}

/** Those of a list that are not in another; of repeated ones, as many as there are more. */
function without(list: readonly SeenMention[], other: readonly SeenMention[]): SeenMention[] {
  const left = new Map<string, number>();
  for (const mention of other) left.set(keyOf(mention), (left.get(keyOf(mention)) ?? 0) + 1);
  return list.filter((mention) => {
    const count = left.get(keyOf(mention)) ?? 0;
    if (count > 0) left.set(keyOf(mention), count - 1);
    return count === 0;
  });
}

function emptyTable(): number[][] {
  return goldKinds.map(() => goldKinds.map(() => 0));
}
