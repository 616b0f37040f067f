/** The schemes of SemEval-2013 task 9 (Segura-Bedmar et al. 2013): strict, exact, partial and type. */
import type { Counter, RowCounts } from "../../count/tally.ts";
import type { SchemeCounts, ScoreRow } from "../scores.ts";
import { both, countingScheme, type Scheme } from "./scheme.ts";

/** Strictest first. */
export const semevalNames = ["strict", "exact", "partial", "type"] as const;
export type SemevalName = (typeof semevalNames)[number];

/** The counters of a scheme's correct pairs and of all its pairs, on either side. */
interface Pairs {
  readonly correct: readonly [gold: Counter, pred: Counter];
  readonly pairs: readonly [gold: Counter, pred: Counter];
  /** Whether a pair that is not correct earns half a point. */
  readonly half: boolean;
}

const extentPairs = ["extentPairGold", "extentPairPred"] as const;
const pairsOf: { readonly [scheme in SemevalName]: Pairs } = {
  /** Correct: same extent, same type. */
  strict: { correct: ["extentExact", "extentExact"], pairs: extentPairs, half: false },
  /** Correct: same extent. */
  exact: { correct: ["extentSameGold", "extentSamePred"], pairs: extentPairs, half: false },
  /** Correct: same extent; partial: any overlap. */
  partial: { correct: ["extentSameGold", "extentSamePred"], pairs: extentPairs, half: true },
  /** Correct: any overlap, same type. */
  type: { correct: ["typedSame", "typedSame"], pairs: ["typedPairGold", "typedPairPred"], half: false },
};

export const semeval: readonly Scheme<ScoreRow, SemevalName>[] = semevalNames.map((name) => {
  const { correct, pairs, half } = pairsOf[name];
  const [right, all] = [both(...correct), both(...pairs)];
  const [gold, pred] = both("gold", "pred");
  const credit = { correct: right[0], pairs: half ? all[0] : undefined, gold, pred };
  const count = (row: RowCounts): SchemeCounts => {
    const ofGold = row[right[0]]!;
    const ofPred = row[right[1]]!;
    const restOfGold = row[all[0]]! - ofGold;
    const restOfPred = row[all[1]]! - ofPred;
    return {
      correct: ofGold,
      incorrect: half ? 0 : restOfGold,
      partial: half ? restOfGold : 0,
      missed: row[gold]! - row[all[0]]!,
      spurious: row[pred]! - row[all[1]]!,
      gold: row[gold]!,
      pred: row[pred]!,
      system: { correct: ofPred, incorrect: half ? 0 : restOfPred, partial: half ? restOfPred : 0 },
    };
  };
  return countingScheme(name, ["gold", "pred", ...correct, ...pairs], credit, count);
});
