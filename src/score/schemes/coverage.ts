/**
 * The schemes token and character, which count tokens, and UTF-16 code units, instead of mentions: what both sides cover
 * with a type is correct, the rest missed or spurious.
 */
import { columnOf, type RowCounts } from "../../count/tally.ts";
import type { SchemeCounts, ScoreRow } from "../scores.ts";
import { countingScheme, type Scheme } from "./scheme.ts";

const names = ["token", "character"] as const;

export const coverage: readonly Scheme<ScoreRow, (typeof names)[number]>[] = names.map((name) => {
  const counters = [`${name}Gold`, `${name}Pred`, `${name}Both`] as const;
  const [ofGold, ofPred, ofBoth] = [columnOf(counters[0]), columnOf(counters[1]), columnOf(counters[2])];
  const count = (row: RowCounts): SchemeCounts => {
    const [gold, pred, correct] = [row[ofGold]!, row[ofPred]!, row[ofBoth]!];
    return {
      ...{ correct, incorrect: 0, partial: 0, missed: gold - correct, spurious: pred - correct, gold, pred },
      system: { correct, incorrect: 0, partial: 0 },
    };
  };
  return countingScheme(name, counters, { correct: ofBoth, pairs: undefined, gold: ofGold, pred: ofPred }, count);
});
