/** Accounts: what a row of any scorer counted, in the terms that all of them share. */
import type { SchemeName } from "../score/schemes/registry.ts";
import type { ProfileRow } from "./profile.ts";

/** What was credited, of how many gold mentions and predictions. A partial match is credited with a half. */
export interface Account {
  readonly credit: number;
  readonly gold: number;
  readonly pred: number;
}

/** The names under which scorers count; the sums are tried where there is no name. */
const names = {
  credit: ["correct", "tp_sum", "tp", "TP", "ptp"],
  gold: ["possible", "phrases", "support", "reference", "gold"],
  pred: ["actual", "found", "pred_sum", "predicted"],
} as const;

/** The errors that stand for a gold mention, for a prediction, or for both. */
const sides = {
  gold: ["tp", "TP", "rtp", "fn", "FN", "LE", "BE", "LBE"],
  pred: ["tp", "TP", "ptp", "fp", "FP", "LE", "BE", "LBE"],
} as const;

/** The account of a row. */
export function accountOf({ counts }: ProfileRow): Account {
  const values = new Map(counts);
  const named = (of: keyof typeof names) =>
    names[of].map((name) => values.get(name)).find((count) => count !== undefined);
  const sum = (of: keyof typeof sides) => sides[of].reduce((total, name) => total + (values.get(name) ?? 0), 0);
  return {
    credit: (named("credit") ?? 0) + 0.5 * (values.get("partial") ?? 0) * (values.has("possible") ? 1 : 0),
    gold: named("gold") ?? sum("gold"),
    pred: named("pred") ?? sum("pred"),
  };
}

/** The scheme of ours that asks what a scorer's table asks; undefined where none does. */
export function counterpartOf(table: string): SchemeName | undefined {
  return counterparts.get(table);
}

const counterparts: ReadonlyMap<string, SchemeName> = new Map<string, SchemeName>([
  ...["conlleval", "seqeval", "seqscore", "ents", "strict", "traditional", "strong_typed_mention_match"].map(
    (name) => [name, "strict"] as const,
  ),
  ...["surface", "entity"].map((name) => [name, "strict"] as const),
  ["exact", "exact"],
  ["strong_mention_match", "exact"],
  ["partial", "partial"],
  ["ent_type", "type"],
  ["fuzzy", "type"],
  ["fair", "fair"],
  ["weighted", "fair-weighted"],
]);
