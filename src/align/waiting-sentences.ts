/** The sentences of both sides that were read and wait for their partners. */
import type { Document, Prediction } from "../corpus/document.ts";

/** A sentence of either side, with its words. */
export interface Sentence<R> {
  readonly record: R;
  readonly words: readonly string[];
}

export type Gold = Sentence<Document>;
export type Pred = Sentence<Prediction>;

/** A gold sentence, whose words are cut out of its text when somebody asks for them. */
class GoldSentence implements Gold {
  readonly record: Document;
  private cut: readonly string[] | undefined;

  constructor(record: Document) {
    this.record = record;
  }

  get words(): readonly string[] {
    const { text, tokens = [] } = this.record;
    return (this.cut ??= tokens.map(({ start, end }) => text.slice(start, end)));
  }
}

/** Two queues. Sentences are counted from the first that waits. */
export class Waiting {
  /** Which sides have ended. */
  readonly ended = { gold: false, pred: false };
  private golds: Gold[] = [];
  private preds: Pred[] = [];
  private goldsTaken = 0;
  private predsTaken = 0;

  addGolds(documents: readonly Document[]): void {
    for (const document of documents) this.golds.push(new GoldSentence(document));
  }

  addPreds(predictions: readonly Prediction[]): void {
    for (const record of predictions) this.preds.push({ record, words: record.tokens ?? [] });
  }

  /** How many gold sentences wait, and how many predicted ones. */
  get goldCount(): number {
    return this.golds.length - this.goldsTaken;
  }

  get predCount(): number {
    return this.preds.length - this.predsTaken;
  }

  gold(index: number): Gold | undefined {
    return this.golds[this.goldsTaken + index];
  }

  pred(index: number): Pred | undefined {
    return this.preds[this.predsTaken + index];
  }

  /** Whether so many wait on each side that has not ended. */
  has(count: number): boolean {
    const { ended, goldCount, predCount } = this;
    return (ended.gold || goldCount >= count) && (ended.pred || predCount >= count);
  }

  /** Takes so many from the front. */
  take(golds: number, preds: number): [Gold[], Pred[]] {
    const [fromGold, fromPred] = [this.goldsTaken, this.predsTaken];
    this.goldsTaken += golds;
    this.predsTaken += preds;
    return [this.golds.slice(fromGold, this.goldsTaken), this.preds.slice(fromPred, this.predsTaken)];
  }

  /** Puts another one in the place of the first predicted sentence that waits. */
  replacePred(pred: Pred): void {
    this.preds[this.predsTaken] = pred;
  }

  /** Forgets those that were taken. */
  tidy(): void {
    this.golds = this.golds.slice(this.goldsTaken);
    this.preds = this.preds.slice(this.predsTaken);
    this.goldsTaken = 0;
    this.predsTaken = 0;
  }
}
