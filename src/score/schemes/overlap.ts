/** The schemes `overlap@X`: a pair of one type is correct if its intersection over union reaches X. */
import { overlapColumns, overlapCounters, overlapCounts, type RowCounts } from "../../count/tally.ts";
import type { SchemeCounts, ScoreRow } from "../scores.ts";
import { both, countingScheme, type Scheme } from "./scheme.ts";

/** The scheme of a threshold; `position` is that of its counters in rows. */
export function overlapScheme(threshold: number, position: number): Scheme<ScoreRow, `overlap@${number}`> {
  const name = `overlap@${threshold}` as const;
  const [gold, pred] = both("gold", "pred");
  const credit = { correct: overlapColumns(position).same, pairs: undefined, gold, pred };
  const count = (row: RowCounts): SchemeCounts => {
    const { same, pairGold, pairPred } = overlapCounts(row, position);
    return {
      correct: same,
      incorrect: pairGold - same,
      partial: 0,
      missed: row[gold]! - pairGold,
      spurious: row[pred]! - pairPred,
      gold: row[gold]!,
      pred: row[pred]!,
      system: { correct: same, incorrect: pairPred - same, partial: 0 },
    };
  };
  return countingScheme(
    name,
    ["gold", "pred", ...overlapCounters.map((counter) => `${name}:${counter}`)],
    credit,
    count,
  );
}
