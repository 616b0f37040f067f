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
  const pairing = new Pairing(issues);
  const golds = batchesOf(gold)[Symbol.asyncIterator]();
  const preds = batchesOf(predictions)[Symbol.asyncIterator]();
  const ended = { gold: false, pred: false };
  while (!ended.gold || !ended.pred) {
    if (ended.pred || (!ended.gold && pairing.documents <= pairing.predictions)) {
      const next = await golds.next();
      if (next.done) ended.gold = true;
      else yield pairing.takeGold(next.value);
    } else {
      const next = await preds.next();
      if (next.done) ended.pred = true;
      else yield pairing.takePred(next.value);
    }
  }
  pairing.reportUnknown();
  yield pairing.unpredicted();
}

/** What is known of an id. Places are those of the first record that had it. */
interface Entry {
  gold: Origin | undefined;
  pred: Origin | undefined;
  /** A record that waits for its partner. */
  document: Document | undefined;
  prediction: Prediction | undefined;
}

/** The ids of both sides, and the records that wait. */
class Pairing {
  /** How many different documents came. */
  documents = 0;
  /** How many different predictions came. */
  predictions = 0;
  /** One map for both sides: looking ids up is what pairing costs. */
  private readonly entries = new Map<string, Entry>();
  private readonly issues: IssueLog;

  constructor(issues: IssueLog) {
    this.issues = issues;
  }

  /** Takes gold documents. Returns the pairs they complete. */
  takeGold(documents: readonly Document[]): Pair[] {
    const pairs: Pair[] = [];
    for (const gold of documents) {
      const entry = this.entryOf(gold.id);
      if (entry.gold !== undefined) {
        this.issues.add(repeatedId("gold document", gold.id, entry.gold, gold.origin));
        continue;
      }
      this.documents++;
      entry.gold = gold.origin;
      if (entry.prediction) pairs.push({ gold, pred: entry.prediction });
      else entry.document = gold;
      entry.prediction = undefined;
    }
    return pairs;
  }

  /** Takes predictions. Returns the pairs they complete. */
  takePred(predictions: readonly Prediction[]): Pair[] {
    const pairs: Pair[] = [];
    for (const pred of predictions) {
      const entry = this.entryOf(pred.id);
      if (entry.pred !== undefined) {
        this.issues.add(repeatedId("prediction", pred.id, entry.pred, pred.origin));
        continue;
      }
      this.predictions++;
      entry.pred = pred.origin;
      if (entry.document) pairs.push({ gold: entry.document, pred });
      else entry.prediction = pred;
      entry.document = undefined;
    }
    return pairs;
  }

  /** The documents that wait in vain. */
  unpredicted(): Pair[] {
    const pairs: Pair[] = [];
    for (const { document } of this.entries.values()) if (document) pairs.push({ gold: document, pred: undefined });
    return pairs;
  }

  /** Reports the predictions that wait in vain. */
  reportUnknown(): void {
    const gold = new Map<string, Origin>();
    const unknown: Prediction[] = [];
    for (const [id, entry] of this.entries) {
      if (entry.gold !== undefined) gold.set(id, entry.gold);
      if (entry.prediction) unknown.push(entry.prediction);
    }
    reportUnknown(unknown, gold, this.issues);
  }

  private entryOf(id: string): Entry {
    let entry = this.entries.get(id);
    if (entry === undefined) {
      entry = { gold: undefined, pred: undefined, document: undefined, prediction: undefined };
      this.entries.set(id, entry);
    }
    return entry;
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

function reportUnknown(preds: readonly Prediction[], gold: ReadonlyMap<string, Origin>, issues: IssueLog): void {
  if (preds.length === 0 || isPartial(gold, issues)) return;
  const ids = [...gold.keys()];
  const alike = new Map(ids.map((id) => [bareId(id), id]));
  const examples = ids.slice(0, 3).map((id) => JSON.stringify(id));
  const broken = issues.issues.filter(({ code }) => code.startsWith("xml-") || code === "companion-missing");
  for (const { id, origin } of preds) {
    if (broken.some(({ source }) => source !== origin.source && isNamedBy(source, id))) continue;
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

/** Whether gold is known to be missing: an issue says so, and ids that lack it are no mistakes of their own. */
function isPartial(gold: ReadonlyMap<string, Origin>, { issues }: IssueLog): boolean {
  if (gold.size === 0) return issues.length > 0;
  const sources = new Set(Array.from(gold.values(), ({ source }) => source));
  return issues.some(({ code, source }) => code.startsWith("jsonl-") && source !== undefined && sources.has(source));
}

/** Whether a document of this id is in a file, as far as the file's name tells: one that could not be read. */
function isNamedBy(source: string | undefined, id: string): boolean {
  const stem = source?.replace(/\.(?:gz|zst)$/i, "").replace(/\.[^./]+$/, "");
  return stem === id || stem?.endsWith(`/${id}`) === true;
}

/** An id without folders, extension and case. */
function bareId(id: string): string {
  return id
    .replace(/^.*[/\\]/, "")
    .replace(/\.\w{1,8}$/, "")
    .toLowerCase();
}
