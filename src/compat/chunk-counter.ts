/** Counts the chunks of two sequences of tags in one pass, as conlleval and its ports do, without making spans. */
import { TypeCounts } from "./counts.ts";
import { type ChunkRule, outside, type Tag } from "./tags.ts";

export class ChunkCounter {
  private readonly counts = new TypeCounts();
  /** Since a common start of one type, nothing has differed. */
  private right = false;
  private gold = outside;
  private pred = outside;

  private readonly rule: ChunkRule;

  constructor(rule: ChunkRule) {
    this.rule = rule;
  }

  /** Adds a token, or a boundary where both tags are O. */
  next(gold: Tag, pred: Tag): void {
    const { rule, gold: lastGold, pred: lastPred } = this;
    const same = gold.type === pred.type;
    if (this.right) {
      const goldEnds = rule.ends(lastGold, gold);
      const predEnds = rule.ends(lastPred, pred);
      if (goldEnds && predEnds) this.counts.of(lastGold.type).correct++;
      if (goldEnds || predEnds || !same) this.right = false;
    }
    const goldStarts = rule.starts(lastGold, gold);
    const predStarts = rule.starts(lastPred, pred);
    if (goldStarts) this.counts.of(gold.type).gold++;
    if (predStarts) this.counts.of(pred.type).pred++;
    if (goldStarts && predStarts && same) this.right = true;
    this.gold = gold;
    this.pred = pred;
  }

  /** The counts; the end of the input ends the last chunk. */
  finish(): TypeCounts {
    if (this.right) this.counts.of(this.gold.type).correct++;
    this.right = false;
    return this.counts;
  }
}
