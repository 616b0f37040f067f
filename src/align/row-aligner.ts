/**
 * Rows: pairs and aligns records that come as rows, and pairs the objects among them. Rows come from files alone: who reads
 * files hands this to the aligner, which does without it where all records are objects.
 */
import { batchesOf, type Document, type Prediction, type Stream } from "../corpus/document.ts";
import { RecordRows, type RowColumns, RowStream } from "../corpus/rows.ts";
import { NumberedSentences, type Passed } from "./numbered.ts";
import type { Pair, Pairing, RowPairs } from "./pair.ts";
import { hashOfBytes, hashOfText, isIn, PairedIds, putInto } from "./paired-ids.ts";
import { PlainAligner, type PlainParts } from "./plain-rows.ts";
import { type Cursor, stepThrough } from "./row-pairs.ts";
import { Inflow, sentencePairs } from "./sentence-rows.ts";

/** Rows where a stream has them, else batches of objects. */
function itemsOf<R>(stream: Stream<R>): AsyncIterable<RecordRows<R> | readonly R[]> {
  return stream instanceof RowStream ? (stream as RowStream<R>).rows() : batchesOf(stream);
}

/** Goes through two streams in step, and takes what can be taken as rows. */
export class RowAligner implements RowPairs {
  readonly ids = new PairedIds();
  readonly numbered: NumberedSentences;
  private readonly pairing: Pairing;
  /** The hashes of the ids of objects, so that most rows need not be looked up. */
  private readonly hashes = new Uint32Array(1 << 11);
  private hasObjects = false;
  private readonly plain: PlainAligner;

  constructor(pairing: Pairing, parts: Omit<PlainParts, "ids" | "isTaken">) {
    this.pairing = pairing;
    this.numbered = new NumberedSentences(pairing.by === "auto");
    this.plain = new PlainAligner({ ...parts, ids: this.ids, isTaken: this.isTaken });
  }

  /** How many pairs were taken as rows. */
  get taken(): number {
    return this.plain.pairs;
  }

  noteObject(id: string): void {
    this.hasObjects = true;
    putInto(this.hashes, hashOfText(id));
  }

  /** Whether a record of this id came as an object. */
  private readonly isTaken = (rows: RowColumns, at: number): boolean => {
    if (!this.hasObjects) return false;
    const hash = hashOfBytes(rows.bytes, rows.idFrom[at]!, rows.idTo[at]!);
    return isIn(this.hashes, hash) && this.pairing.has(rows.id(at));
  };

  async *pairs(gold: Stream<Document>, predictions: Stream<Prediction>): AsyncIterable<readonly Pair[]> {
    const { pairing, numbered } = this;
    const { take } = this.plain;
    const pass = (passed: Passed) => pairing.pass(passed);
    const passGolds = (waiting: Cursor<Document> | undefined) =>
      waiting ? pass(numbered.takeGolds(waiting.rows.records(waiting.at))) : [];
    const passPreds = (waiting: Cursor<Prediction> | undefined) =>
      waiting ? pass(numbered.takePreds(waiting.rows.records(waiting.at))) : [];
    const golds = new Inflow(itemsOf(gold));
    const preds = new Inflow(itemsOf(predictions));
    yield* sentencePairs(golds, preds, numbered, take, pass);
    const ended = { gold: golds.ended, pred: preds.ended };
    /** Rows that wait for the other side. */
    let ofGold = golds.rest;
    let ofPred = preds.rest;
    /** Whether the last item of a side was rows; undefined before the first. */
    const inRows = { gold: golds.inRows, pred: preds.inRows };
    while (!ended.gold || !ended.pred) {
      const isGold = ended.pred || (!ended.gold && (ofPred ? true : ofGold ? false : pairing.isGoldNext()));
      if (ofGold && ofPred) {
        // Both have come already.
      } else if (isGold) {
        const next = await golds.items.next();
        inRows.gold = !next.done && next.value instanceof RecordRows;
        if (next.done) ended.gold = true;
        else if (next.value instanceof RecordRows) ofGold = { rows: next.value, at: 0 };
        if (ofGold === undefined) {
          // What waits on the other side has nobody to go in step with.
          yield passPreds(ofPred);
          ofPred = undefined;
          yield pass(next.done ? numbered.end("gold") : numbered.takeGolds(next.value as Document[]));
        }
      } else {
        const next = await preds.items.next();
        inRows.pred = !next.done && next.value instanceof RecordRows;
        if (next.done) ended.pred = true;
        else if (next.value instanceof RecordRows) ofPred = { rows: next.value, at: 0 };
        if (ofPred === undefined) {
          yield passGolds(ofGold);
          ofGold = undefined;
          yield pass(next.done ? numbered.end("pred") : numbered.takePreds(next.value as Prediction[]));
        }
      }
      if (ofGold && inRows.pred === false) {
        yield passGolds(ofGold);
        ofGold = undefined;
      }
      if (ofPred && inRows.gold === false) {
        yield passPreds(ofPred);
        ofPred = undefined;
      }
      if (!ofGold || !ofPred) continue;
      yield pass(numbered.stop());
      for (const { golds, preds } of stepThrough(ofGold, ofPred, take)) {
        const pairs = pass(numbered.takeGolds(golds));
        yield pairs.concat(pass(numbered.takePreds(preds)));
      }
      if (ofGold.at === ofGold.rows.length) ofGold = undefined;
      if (ofPred.at === ofPred.rows.length) ofPred = undefined;
    }
  }
}
