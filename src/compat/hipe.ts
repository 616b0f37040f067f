/** The HIPE scorer: fuzzy and strict, over all mentions together, by type, and as means over documents. */
import { sameExtent } from "../corpus/span.ts";
import { neighborsOf } from "../match/neighbors.ts";
import { meanAndDeviation, quotients, type Score } from "../score/scores.ts";
import {
  byType,
  entry,
  keyOf,
  type Profile,
  type ProfileResult,
  type ProfileRow,
  type ProfileTable,
  type ProfileTally,
  rowOf,
  type TokenDocument,
  type TokenSpan,
} from "./profile.ts";

/** What is right: in `fuzzy` an overlap of the same type, in `strict` the same extent and type. */
const rightKinds = { fuzzy: ["right", "boundary"], strict: ["right"] } as const;
type Regime = keyof typeof rightKinds;

/** What became of a span or a pair; the type is gold's where there is gold. */
interface Event {
  readonly type: string;
  readonly kind: "right" | "boundary" | "wrong type" | "missed" | "spurious";
}

interface Counts {
  readonly correct: number;
  readonly actual: number;
  readonly possible: number;
}

class HipeTally implements ProfileTally {
  readonly #documents: Pick<TokenDocument, "gold" | "pred">[] = [];

  add({ gold, pred }: TokenDocument): void {
    this.#documents.push({ gold, pred });
  }

  /** Waits for the last document, since predictions of types that occur nowhere in gold are left out. */
  finish(): ProfileResult {
    const types = new Set(this.#documents.flatMap(({ gold }) => gold.map(({ type }) => type)));
    const documents = this.#documents.map(({ gold, pred }) =>
      eventsOf(
        gold,
        pred.filter(({ type }) => types.has(type)),
      ),
    );
    return { tables: [tableOf("fuzzy", documents), tableOf("strict", documents)] };
  }
}

/**
 * Goes through the predictions as listed. One that is like a gold span is right, and one of the same extent has a wrong
 * type, even if that gold span was met before; one that overlaps takes the first gold span nobody met.
 */
function eventsOf(gold: readonly TokenSpan[], pred: readonly TokenSpan[]): Event[] {
  const { ofPred } = neighborsOf(gold, pred);
  const events: Event[] = [];
  const met = new Set<string>();
  for (const [i, p] of pred.entries()) {
    const others = ofPred[i]!.map((place) => gold[place]!);
    const other =
      others.find((g) => keyOf(g) === keyOf(p)) ?? others.find((g) => sameExtent(g, p) || !met.has(keyOf(g)));
    if (!other) {
      events.push({ type: p.type, kind: "spurious" });
      continue;
    }
    met.add(keyOf(other));
    const kind = other.type !== p.type ? "wrong type" : sameExtent(other, p) ? "right" : "boundary";
    events.push({ type: other.type, kind });
  }
  for (const g of gold) if (!met.has(keyOf(g))) events.push({ type: g.type, kind: "missed" });
  return events;
}

function tableOf(name: Regime, documents: readonly (readonly Event[])[]): ProfileTable {
  const groups = new Map<string, Event[]>();
  for (const event of documents.flat()) entry(groups, event.type, () => []).push(event);
  const types = byType(groups).map(([type, events]) => microRow(type, countsOf(events, name)));
  const scores = documents.map((events) => scoreOf(countsOf(events, name)));
  const overDocuments = {
    precision: meanAndDeviation(scores.flatMap(({ precision }) => precision ?? [])),
    recall: meanAndDeviation(scores.flatMap(({ recall }) => recall ?? [])),
    f1: meanAndDeviation(
      scores.flatMap(({ precision, recall, f1 }) => (precision === undefined || recall === undefined ? [] : f1!)),
    ),
  };
  const { precision, recall, f1 } = overDocuments;
  return {
    name,
    all: microRow("micro", countsOf(documents.flat(), name)),
    types,
    averages: [
      { name: "macro_doc", precision: precision?.mean, recall: recall?.mean, f1: f1?.mean, counts: [] },
      macroRow(types),
    ],
    figures: [
      ["P_macro_doc_std", precision?.deviation],
      ["R_macro_doc_std", recall?.deviation],
      ["F1_macro_doc_std", f1?.deviation],
    ],
  };
}

function countsOf(events: readonly Event[], regime: Regime): Counts {
  const count = (isOne: (kind: Event["kind"]) => boolean) => events.filter(({ kind }) => isOne(kind)).length;
  const right: readonly string[] = rightKinds[regime];
  return {
    correct: count((kind) => right.includes(kind)),
    actual: count((kind) => kind !== "missed"),
    possible: count((kind) => kind !== "spurious"),
  };
}

function scoreOf({ correct, actual, possible }: Counts): Score {
  return quotients(correct, actual, possible);
}

function microRow(name: string, counts: Counts): ProfileRow {
  const { correct, actual, possible } = counts;
  return rowOf(name, scoreOf(counts), Object.entries({ TP: correct, FP: actual - correct, FN: possible - correct }));
}

/** The mean over types, F1 by itself. */
function macroRow(types: readonly ProfileRow[]): ProfileRow {
  const mean = (of: "precision" | "recall" | "f1") => meanAndDeviation(types.map((row) => row[of]!))?.mean;
  return rowOf("macro", { precision: mean("precision"), recall: mean("recall"), f1: mean("f1") }, []);
}

/** The scorer of the HIPE shared tasks, coarse and fine alike. */
export const hipeFuzzy: Profile = {
  name: "hipe-fuzzy",
  tool: "HIPE-scorer, NERC, micro and macro_doc",
  wholeCorpus: true,
  differs: "takes an overlap with the right type for right; leaves out predictions of types that gold has nowhere",
  start: () => new HipeTally(),
};
