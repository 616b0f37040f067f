/** Rows of other scorers' tables. */
import type { Score } from "../score/scores.ts";
import type { ProfileRow } from "./profile.ts";

/** A row of a scorer that takes 0 for what is undefined. */
export function rowOf(name: string, score: Score, counts: ProfileRow["counts"]): ProfileRow {
  const { precision = 0, recall = 0, f1 = 0 } = score;
  return { name, precision, recall, f1, counts };
}
