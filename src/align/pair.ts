/** Pairs gold documents with their predictions, from two streams in any order. */
import { batchesOf, type Document, type Origin, type Prediction, type Stream } from "../corpus/document.ts";
import type { Issue, IssueLog, Warning } from "../corpus/issue.ts";
import { idRepeated } from "../messages/pairing.ts";
import type { NumberedSentences, Passed } from "./numbered.ts";
import type { NamedPair } from "./pair-by-name.ts";
import type { PairedIds } from "./paired-ids.ts";
import type { SequenceLog } from "./unpaired-sentences.ts";

/** A gold document and what was predicted for it; `pred` is undefined where nothing was. */
export interface Pair {
  readonly gold: Document;
  readonly pred: Prediction | undefined;
}

/** What brings a prediction to its document: its id, and where that is unknown its name or its text; or one of them alone. */
export const pairRules = ["auto", "id", "name", "text", "order"] as const;
export type PairRule = (typeof pairRules)[number];

/** What becomes of predictions for documents that the gold does not have. */
export type UnknownPolicy = "refuse" | "leave-out";

/** How documents are paired. */
export interface PairOptions {
  /** `auto`. */
  readonly by?: PairRule | undefined;
  /** `refuse`. */
  readonly unknown?: UnknownPolicy | undefined;
}

/** How documents were paired, where it was not by their ids, and the predictions that were left out. */
export interface PairCounts {
  readonly byName: number;
  readonly byText: number;
  /** Predictions for documents that the gold does not have, and their spans. */
  readonly unknown: { readonly documents: number; readonly spans: number };
}

/** What pairs records that come as rows, and the objects among them. */
export interface RowPairs {
  /** What pairs sentences without ids. */
  readonly numbered: NumberedSentences;
  /** The ids of what was paired as rows. */
  readonly ids: PairedIds;
  /** The pairs of two streams, as they complete, but for those that were taken as rows. */
  pairs(gold: Stream<Document>, predictions: Stream<Prediction>): AsyncIterable<readonly Pair[]>;
  /** Takes notice of the id of a record that came as an object. */
  noteObject(id: string): void;
}

/** Where a record stands that a program made. */
export const nowhere: Origin = { source: "" };

/** What pairs what ids alone do not pair; most alignments need none of it. */
type Seldom = typeof import("./seldom.ts");

const loadSeldom = (): Promise<Seldom> => import("./seldom.ts");

const none: Passed = { golds: [], preds: [], extra: [] };

/** What is known of an id. Places are those of the first record that had it. */
interface Entry {
  gold: Origin | undefined;
  pred: Origin | undefined;
  /** A record that waits for its partner. */
  document: Document | undefined;
  prediction: Prediction | undefined;
}

/** What a record is looked up by; undefined where it has nothing of the kind, which is reported. */
type KeyOf = (record: Document | Prediction, issues: IssueLog) => string | undefined;

const byId: KeyOf = ({ id }) => id;

/** The documents of both sides: those that wait for their partners, and what is known of the others. */
export class Pairing {
  /** How many different documents came. */
  private documents = 0;
  /** How many different predictions came. */
  private predictions = 0;
  /** What takes rows, where records come so. */
  private rows: RowPairs | undefined;
  /** One map for both sides: looking ids up is what pairing costs. */
  private readonly entries = new Map<string, Entry>();
  private readonly issues: IssueLog;
  readonly by: PairRule;
  private readonly unknown: UnknownPolicy;
  private keys: { readonly gold: KeyOf; readonly pred: KeyOf } = { gold: byId, pred: byId };
  private readonly namedPairs = { name: [] as readonly NamedPair[], text: [] as readonly NamedPair[] };
  private readonly leftOut: Prediction[] = [];
  /** What the reader of the result should know. */
  readonly warnings: Warning[] = [];
  /** What pairs sentences without ids; undefined where the first record is none. */
  private numbered: NumberedSentences | undefined;
  /** Whether the first record has come. */
  private begun = false;
  /** Predicted sentences that the gold does not have, though it has as many. */
  private readonly extra: Prediction[] = [];

  constructor(issues: IssueLog, { by = "auto", unknown = "refuse" }: PairOptions = {}) {
    this.issues = issues;
    this.by = by;
    this.unknown = unknown;
  }

  /**
   * Every gold document exactly once, as soon as its prediction is there; those without one come last, in gold order.
   * Reads both streams in step: same order costs no memory, another order costs what waits for its partner. Pairs that
   * `rows` has taken are not yielded; without it, all records are objects.
   * Repeated ids and predictions for unknown documents are reported.
   */
  async *pairs(
    gold: Stream<Document>,
    predictions: Stream<Prediction>,
    rows?: RowPairs,
  ): AsyncIterable<readonly Pair[]> {
    this.rows = rows;
    this.numbered = rows?.numbered;
    const { by } = this;
    if (by !== "auto" && by !== "id") {
      const { keyBy } = await loadSeldom();
      this.keys = { gold: keyBy(by), pred: keyBy(by) };
    }
    yield* rows ? rows.pairs(gold, predictions) : this.pairsOf(gold, predictions);
    if (by === "order" || this.extra.length > 0 || this.waits) {
      const seldom = await loadSeldom();
      yield this.takeByNameOrText(seldom);
      this.reportUnknown(seldom);
    }
    yield this.unpredicted();
  }

  /** The pairs of two streams of objects, as they complete. */
  private async *pairsOf(gold: Stream<Document>, predictions: Stream<Prediction>): AsyncIterable<readonly Pair[]> {
    const golds = batchesOf(gold)[Symbol.asyncIterator]();
    const preds = batchesOf(predictions)[Symbol.asyncIterator]();
    const ended = { gold: false, pred: false };
    while (!ended.gold || !ended.pred) {
      if (ended.pred || (!ended.gold && this.isGoldNext())) {
        const { done = false, value } = await golds.next();
        ended.gold = done;
        if (!done) await this.begin(value, ended);
        yield done ? this.end("gold") : this.pass(this.numbered?.takeGolds(value) ?? { ...none, golds: value });
      } else {
        const { done = false, value } = await preds.next();
        ended.pred = done;
        if (!done) await this.begin(value, ended);
        yield done ? this.end("pred") : this.pass(this.numbered?.takePreds(value) ?? { ...none, preds: value });
      }
    }
  }

  /** Loads what pairs sentences without ids, where the first record is one. */
  private async begin([first]: readonly (Document | Prediction)[], ended: { gold: boolean; pred: boolean }) {
    if (this.begun || first === undefined) return;
    this.begun = true;
    if (this.by !== "auto" || !first.numbered) return;
    const { NumberedSentences } = await loadSeldom();
    this.numbered = new NumberedSentences(true);
    if (ended.gold) this.end("gold");
    if (ended.pred) this.end("pred");
  }

  /** Takes notice that a side has no more records. Returns the pairs that complete. */
  private end(side: "gold" | "pred"): Pair[] {
    return this.numbered ? this.pass(this.numbered.end(side)) : [];
  }

  /** How documents were paired. */
  counts(): PairCounts {
    const spans = this.leftOut.reduce((sum, pred) => sum + pred.spans.length, 0);
    const unknown = { documents: this.leftOut.length, spans };
    return { byName: this.namedPairs.name.length, byText: this.namedPairs.text.length, unknown };
  }

  /** What was done to sentences whose ids are numbers. */
  get sentences(): SequenceLog | undefined {
    return this.numbered?.log;
  }

  /** Whether gold is to be read next. */
  isGoldNext(): boolean {
    return this.numbered?.isActive ? this.numbered.isGoldNext() : this.documents <= this.predictions;
  }

  /** Takes records that are known to be in their order. Returns the pairs they complete. */
  pass({ golds, preds, extra }: Passed): Pair[] {
    const pairs = golds.length > 0 ? this.takeGold(golds) : [];
    // One that only follows the last is known by its number.
    const follows = extra.length === 1 && !this.hasGold(extra[0]!.id);
    if (!follows) this.extra.push(...extra);
    const all = follows ? [...preds, ...extra] : preds;
    return all.length > 0 ? pairs.concat(this.takePred(all)) : pairs;
  }

  /** Takes gold documents. Returns the pairs they complete. */
  private takeGold(documents: readonly Document[]): Pair[] {
    const pairs: Pair[] = [];
    for (const gold of documents) {
      const key = this.keys.gold(gold, this.issues);
      if (key === undefined) continue;
      const entry = this.entryOf(key);
      if (entry.gold !== undefined) {
        this.issues.add(repeatedId("gold document", gold.id, entry.gold, gold.origin));
        continue;
      }
      this.documents++;
      entry.gold = gold.origin ?? nowhere;
      if (entry.prediction) pairs.push({ gold, pred: entry.prediction });
      else entry.document = gold;
      entry.prediction = undefined;
    }
    return pairs;
  }

  /** Takes predictions. Returns the pairs they complete. */
  private takePred(predictions: readonly Prediction[]): Pair[] {
    const pairs: Pair[] = [];
    for (const pred of predictions) {
      const key = this.keys.pred(pred, this.issues);
      if (key === undefined) continue;
      const entry = this.entryOf(key);
      if (entry.pred !== undefined) {
        this.issues.add(repeatedId("prediction", pred.id, entry.pred, pred.origin));
        continue;
      }
      this.predictions++;
      entry.pred = pred.origin ?? nowhere;
      if (entry.document) pairs.push({ gold: entry.document, pred });
      else entry.prediction = pred;
      entry.document = undefined;
    }
    return pairs;
  }

  /** The pairs among those that wait which go together by name or text. Where something is wrong already, none. */
  private takeByNameOrText({ pairByName, pairByText, pairedByWarning }: Seldom): Pair[] {
    if (this.by !== "auto" || this.issues.count > 0) return [];
    this.namedPairs.name = this.pairWith(pairByName);
    this.namedPairs.text = this.pairWith(pairByText);
    this.warnings.push(
      ...pairedByWarning(this.namedPairs.name, "name"),
      ...pairedByWarning(this.namedPairs.text, "text"),
    );
    return [...this.namedPairs.name, ...this.namedPairs.text];
  }

  private pairWith(find: (gold: readonly Document[], preds: readonly Prediction[]) => NamedPair[]): NamedPair[] {
    const waiting = [...this.entries.values()];
    const found = find(
      waiting.flatMap(({ document }) => document ?? []),
      waiting.flatMap(({ prediction }) => prediction ?? []),
    );
    for (const { gold, pred } of found) {
      this.entryOf(gold.id).document = undefined;
      this.entryOf(pred.id).prediction = undefined;
    }
    return found;
  }

  /** Whether predictions wait for their documents. */
  private get waits(): boolean {
    for (const { prediction } of this.entries.values()) if (prediction) return true;
    return false;
  }

  /** The documents that wait in vain. */
  private unpredicted(): Pair[] {
    const pairs: Pair[] = [];
    for (const { document } of this.entries.values()) if (document) pairs.push({ gold: document, pred: undefined });
    return pairs;
  }

  /** Reports the predictions that wait in vain. */
  private reportUnknown({ reportCount, reportExtra, reportUnknown, reportUnknownText, unknownWarning }: Seldom): void {
    const gold = new Map<string, Origin>();
    const unknown: Prediction[] = [];
    if (this.waits) for (const [id, origins] of this.rows?.ids ?? []) gold.set(id, origins.gold);
    for (const [key, entry] of this.entries) {
      if (entry.gold !== undefined) gold.set(key, entry.gold);
      if (entry.prediction) unknown.push(entry.prediction);
    }
    if (this.by === "order") reportCount(this.predictions, this.documents, this.issues);
    else if (this.unknown === "leave-out") {
      this.leftOut.push(...unknown, ...this.extra);
      this.warnings.push(...unknownWarning(this.leftOut));
    } else if (this.by === "text") reportUnknownText(unknown, this.issues);
    else {
      reportUnknown(unknown, gold, this.issues);
      reportExtra(this.extra, this.issues);
    }
  }

  private hasGold(id: string): boolean {
    return this.entries.get(id)?.gold !== undefined || this.rows?.ids.find(id) !== undefined;
  }

  /** Whether a record of this id came as an object. */
  has(id: string): boolean {
    return this.entries.has(id);
  }

  private entryOf(id: string): Entry {
    let entry = this.entries.get(id);
    if (entry === undefined) {
      entry = {
        gold: undefined,
        pred: undefined,
        document: undefined,
        prediction: undefined,
        ...this.rows?.ids.find(id),
      };
      this.entries.set(id, entry);
      this.rows?.noteObject(id);
    }
    return entry;
  }
}

/** The issue of an id that occurred at `first` already. */
export function repeatedId(
  noun: "document" | "gold document" | "prediction",
  id: string,
  first: Origin,
  second: Origin | undefined,
): Issue {
  const { source, line } = second ?? nowhere;
  const { source: file, line: before } = first;
  const above = file === source && before !== line && before !== undefined;
  const at = file !== source && file !== "" ? { file } : above ? { line: before } : undefined;
  const readTwice = file === source && before === line && line !== undefined;
  return { ...idRepeated({ noun, id, first: at, readTwice }), path: ["id"], ...second };
}
