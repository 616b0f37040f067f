/**
 * Collectors: what is kept of documents besides their counts. To add one, write a class with `add`, `merge` and `result`
 * in a file of its own, and name it in the list here, or in that of `run/asked.ts` if it is an option.
 */
import type { PredictedSpan, Unplaced } from "../corpus/span.ts";
import type { ConfidenceCounts } from "./confidence.ts";
import type { Linked, Outcomes } from "./mention-outcomes.ts";
import { type SurfaceCounts, type Surfaces, SurfaceTally } from "./surface-set.ts";

/** A document as it was aligned and matched. */
export interface Collected extends Surfaces, Linked {
  readonly pred: readonly PredictedSpan[];
  readonly unplaced: readonly Unplaced[];
}

/** What collectors find, by their keys. */
export interface Collections {
  readonly surfaceSet?: readonly SurfaceCounts[];
  readonly confidence?: ConfidenceCounts;
  readonly outcomes?: Outcomes;
}

/** Adds up documents. */
export interface Collector<Found = unknown> {
  add(document: Collected): void;
  /** Adds what another one of its kind added up, of other documents. */
  merge(other: Collector<Found>): void;
  /** What was found. */
  result(): Found;
}

/** Collectors by their keys. */
export type Collectors = { readonly [K in keyof Collections]: Collector<Collections[K]> | undefined };

/** What is asked for. */
interface Wanted {
  readonly confidence?: boolean | undefined;
  readonly outcomes?: boolean | undefined;
}

/** A kind of collector. */
export interface CollectorKind<K extends keyof Collections = keyof Collections> {
  readonly key: K;
  /** Whether it looks at every document: then all of them are made into objects, which takes longer. */
  readonly needsAll: boolean;
  /** Starts one; undefined where it is not wanted. */
  start(wanted: Wanted): Collectors[K];
}

/** Those of every evaluation. */
const collectors: readonly CollectorKind[] = [{ key: "surfaceSet", needsAll: false, start: () => new SurfaceTally() }];

/** The collectors that are wanted. `asked` are the kinds of `run/asked.ts`, where one of them is. */
export function startCollectors(wanted: Wanted, asked: readonly CollectorKind[] = []): CollectorSet {
  const started = [...collectors, ...asked].flatMap(({ key, needsAll, start }) => {
    const collector = start(wanted);
    return collector === undefined ? [] : [{ key, needsAll, collector }];
  });
  return new CollectorSet(
    Object.fromEntries(started.map(({ key, collector }) => [key, collector])),
    started.some(({ needsAll }) => needsAll),
  );
}

/** Collectors as one. */
export class CollectorSet {
  /** Whether one of them looks at every document. */
  readonly needsAll: boolean;
  private readonly list: readonly (readonly [key: string, collector: Collector])[];

  constructor(started: Collectors, needsAll = false) {
    this.needsAll = needsAll;
    this.list = Object.entries(started).flatMap(([key, one]) => (one === undefined ? [] : [[key, one] as const]));
  }

  add(document: Collected): void {
    for (const [, collector] of this.list) collector.add(document);
  }

  /**
   * Adds what other collectors found, of other documents.
   *
   * @throws Error where these are not of the same kinds.
   */
  merge(other: CollectorSet): void {
    const kindsOf = ({ list }: CollectorSet) => list.map(([key]) => key).join();
    if (kindsOf(other) !== kindsOf(this)) throw new Error("collectors of other kinds do not add up");
    for (const [i, [, collector]] of this.list.entries()) collector.merge(other.list[i]![1]);
  }

  /** What all of them found. */
  result(): Collections {
    return Object.fromEntries(this.list.map(([key, collector]) => [key, collector.result()]));
  }
}
