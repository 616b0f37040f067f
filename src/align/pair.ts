/** Pairs gold documents with their predictions by id, from two streams in any order. */
import { batchesOf, type Document, type Origin, type Prediction, type Stream } from "../corpus/document.ts";
import type { Issue, IssueLog } from "../corpus/issue.ts";

/** A gold document and what was predicted for it; `pred` is undefined where nothing was. */
export interface Pair {
  readonly gold: Document;
  readonly pred: Prediction | undefined;
}

/**
 * Every gold document exactly once, as soon as its prediction is there; those without one come last, in gold order.
 * Reads both streams in step: same order costs no memory, another order costs what waits for its partner.
 * Repeated ids and predictions for unknown documents are reported.
 */
export async function* pair(
  gold: Stream<Document>,
  predictions: Stream<Prediction>,
  issues: IssueLog,
): AsyncIterable<readonly Pair[]> {
  const golds = new Side<Document>("gold document", issues);
  const preds = new Side<Prediction>("prediction", issues);
  const goldBatches = batchesOf(gold)[Symbol.asyncIterator]();
  const predBatches = batchesOf(predictions)[Symbol.asyncIterator]();
  while (!golds.ended || !preds.ended) {
    const pairs: Pair[] = [];
    if (preds.ended || (!golds.ended && golds.seen.size <= preds.seen.size)) {
      const next = await goldBatches.next();
      golds.ended = next.done === true;
      for (const document of next.done ? [] : next.value) {
        if (!golds.accept(document)) continue;
        const pred = preds.take(document.id);
        if (pred) pairs.push({ gold: document, pred });
        else golds.waiting.set(document.id, document);
      }
    } else {
      const next = await predBatches.next();
      preds.ended = next.done === true;
      for (const pred of next.done ? [] : next.value) {
        if (!preds.accept(pred)) continue;
        const document = golds.take(pred.id);
        if (document) pairs.push({ gold: document, pred });
        else preds.waiting.set(pred.id, pred);
      }
    }
    yield pairs;
  }
  reportUnknown([...preds.waiting.values()], golds.seen, issues);
  yield Array.from(golds.waiting.values(), (document) => ({ gold: document, pred: undefined }));
}

/** One side of the pairing: the ids seen, and the records that wait for their partner. */
class Side<R extends Document | Prediction> {
  /** The ids seen, with the place of the first record that had it. */
  readonly seen = new Map<string, Origin>();
  readonly waiting = new Map<string, R>();
  ended = false;
  private readonly what: string;
  private readonly issues: IssueLog;

  constructor(what: string, issues: IssueLog) {
    this.what = what;
    this.issues = issues;
  }

  /** Whether the record's id is new; a repeated one is reported. */
  accept(record: R): boolean {
    const { id, origin } = record;
    if (!this.seen.has(id)) {
      this.seen.set(id, origin);
      return true;
    }
    this.issues.add(repeatedId(this.what, id, this.seen.get(id)!, origin));
    return false;
  }

  /** The waiting record of this id, which then waits no longer. */
  take(id: string): R | undefined {
    const record = this.waiting.get(id);
    if (record) this.waiting.delete(id);
    return record;
  }
}

/** The issue of an id that stood at `first` already. */
export function repeatedId(what: string, id: string, first: Origin, { source, line }: Origin): Issue {
  const elsewhere = first.source !== source ? `in ${first.source}` : first.line !== line && `on line ${first.line}`;
  const message = `a second ${what} with the id ${JSON.stringify(id)}${elsewhere ? `; the first is ${elsewhere}` : ""}`;
  const readTwice = !elsewhere && line !== undefined;
  const hint = readTwice ? "the same file was read twice; name it once" : "give every document an id of its own";
  return { code: "id-repeated", message, hint, path: ["id"], source, line };
}

function reportUnknown(preds: readonly Prediction[], gold: ReadonlyMap<string, unknown>, issues: IssueLog): void {
  // Where no gold could be read, an issue says so, and not every prediction has to.
  if (preds.length === 0 || (gold.size === 0 && issues.count > 0)) return;
  const ids = [...gold.keys()];
  const alike = new Map(ids.map((id) => [bareId(id), id]));
  const examples = ids.slice(0, 3).map((id) => JSON.stringify(id));
  for (const { id, origin } of preds) {
    const near = alike.get(bareId(id));
    const hint =
      near !== undefined
        ? `did you mean ${JSON.stringify(near)}? ids must be the gold's, to the letter`
        : examples.length > 0
          ? `gold ids look like ${examples.join(", ")}`
          : "the gold has no documents";
    const message = `no gold document has the id ${JSON.stringify(id)}`;
    issues.add({ code: "id-unknown", message, hint, path: ["id"] }, origin);
  }
}

/** An id without folders, extension and case. */
function bareId(id: string): string {
  return id
    .replace(/^.*[/\\]/, "")
    .replace(/\.\w{1,8}$/, "")
    .toLowerCase();
}
