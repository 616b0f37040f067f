/** Sentences that have no partner at their place: at the end of a file they are paired by their text, else by position. */
import type { Document, Origin, Prediction } from "../corpus/document.ts";
import { textKeys } from "./pair-by-name.ts";
import type { Gold, Pred, Sentence } from "./waiting-sentences.ts";

/** Records that can go on; those that belong together have one id. */
export interface Ready {
  readonly golds: Document[];
  readonly preds: Prediction[];
}

/** What was done to predicted sentences, and where first. */
export interface SequenceLog {
  /** How many gold sentences had to be cut out of predictions with other breaks. */
  recut: number;
  crossing: number;
  joined: number;
  /** Sentences in another order than the gold's, and those of them with a text that occurs several times. */
  moved: number;
  repeated: number;
  firstRecut: Origin | undefined;
  firstMoved: Origin | undefined;
}

/** A sentence with fewer tokens tells too little; those around it tell whether it is at its place. */
export const SHORT = 6;

/** Sentences without a partner; both are at the same place where there are both. */
interface Stray {
  gold: Gold | undefined;
  pred: Pred | undefined;
  /** Whether they are short, and between sentences that belong together. */
  readonly certain: boolean;
}

/** Keeps sentences without a partner. */
export class UnpairedSentences {
  private readonly list: Stray[] = [];
  private readonly texts = { gold: new Set<string>(), pred: new Set<string>() };

  /** Whether a side had a sentence of the same words, to the letter. */
  has(role: "gold" | "pred", { words }: Sentence<unknown>): boolean {
    return this.texts[role].size > 0 && this.texts[role].has(words.join(" "));
  }

  /** The records of one side. */
  get records(): Ready {
    return {
      golds: this.list.flatMap(({ gold }) => gold?.record ?? []),
      preds: this.list.flatMap(({ pred }) => pred?.record ?? []),
    };
  }

  /** Takes sentences of one place. They can be `between` sentences that belong together. */
  add(golds: readonly Gold[], preds: readonly Pred[], between: boolean): void {
    if (golds.length + preds.length === 0) return;
    const tokens = golds.reduce((sum, { words }) => sum + words.length, 0);
    const asMany =
      golds.length === preds.length && golds.every(({ words }, i) => words.length === preds[i]!.words.length);
    const certain = between && asMany && tokens < SHORT;
    for (let i = 0; i < Math.max(golds.length, preds.length); i++)
      this.list.push({ gold: golds[i], pred: preds[i], certain });
    for (const { words } of golds) this.texts.gold.add(words.join(" "));
    for (const { words } of preds) this.texts.pred.add(words.join(" "));
  }

  /** Pairs all, by text and else by position, and returns the predictions that have no partner at all. */
  finish(settled: Ready, log: SequenceLog): Prediction[] {
    this.pairByText(settled, log);
    const extra: Prediction[] = [];
    for (const { gold, pred, certain } of this.list) {
      if (gold && pred) pair(gold, certain ? { ...pred, record: { ...pred.record, certain } } : pred, settled);
      else if (gold) settled.golds.push(gold.record);
      else if (pred) extra.push(pred.record);
    }
    return extra;
  }

  /** Pairs sentences by their text; where several have the same one, in their order. */
  private pairByText(settled: Ready, log: SequenceLog): void {
    const [goldKey, predKey] = [textKeys(), textKeys()];
    const partners = new Map<string, Stray>();
    for (const stray of this.list) if (stray.pred) partners.set(predKey(stray.pred.words.join(" ")), stray);
    const moved = new Map<string, number>();
    for (const stray of this.list) {
      const { gold } = stray;
      if (gold === undefined || gold.words.length === 0) continue;
      const key = goldKey(gold.record.text);
      const partner = partners.get(key);
      if (!partner?.pred) continue;
      if (partner !== stray) noteMoved(partner.pred, key, moved, log);
      pair(gold, partner.pred, settled);
      [stray.gold, partner.pred] = [undefined, undefined];
    }
    for (const count of moved.values()) if (count > 1) log.repeated += count;
  }
}

function noteMoved({ record }: Pred, key: string, moved: Map<string, number>, log: SequenceLog): void {
  log.moved++;
  const first = log.firstMoved;
  if (first === undefined || (record.origin?.line ?? 0) < (first.line ?? 0)) log.firstMoved = record.origin;
  const text = key.slice(key.indexOf(":"));
  moved.set(text, (moved.get(text) ?? 0) + 1);
}

/** Gives a prediction the id of its gold sentence. */
export function pair(gold: Gold, { record }: Pred, { golds, preds }: Ready): void {
  golds.push(gold.record);
  preds.push(record.id === gold.record.id ? record : { ...record, id: gold.record.id });
}
