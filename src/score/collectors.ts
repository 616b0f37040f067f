/**
 * Collectors: what is kept of documents besides their counts. To add one, write a class with `add` and `result`
 * in a file of its own, and name it in the list here, or in that of `asked-collectors.ts` if it is an option.
 */
import type { DocumentColumns } from "../corpus/columns.ts";
import type { Warning } from "../corpus/issue.ts";
import type { PredictedSpan, Span, Unplaced } from "../corpus/span.ts";
import type { Ledger } from "../match/ledger.ts";
import type { Confidence } from "./confidence.ts";
import type { Outcomes } from "./mention-outcomes.ts";
import { type SurfaceScores, type Surfaces, SurfaceTally } from "./surface-set.ts";

/** A document as it was aligned and matched. */
export interface Collected extends Surfaces {
  readonly id: string;
  readonly gold: readonly Span[];
  readonly pred: readonly PredictedSpan[];
  readonly unplaced: readonly Unplaced[];
  readonly columns: DocumentColumns;
  readonly ledger: Ledger;
}

/** What a collector may find, by its key in the run. */
export interface Collections {
  readonly surfaceSet?: SurfaceScores;
  readonly confidence?: Confidence;
  readonly outcomes?: Outcomes;
}

/** Adds up documents. */
export interface Collector {
  add(document: Collected): void;
  /** What was found, under its key in the run. `grounding` is there where predictions came without offsets. */
  result(alignment: { readonly grounding?: object | undefined }): Collections;
  /** What a reader of the result should know. */
  warnings?(result: Collections): Warning[];
}

/** What is asked for. */
export interface Wanted {
  readonly confidence?: boolean | undefined;
  readonly outcomes?: boolean | undefined;
}

/** A kind of collector. */
export interface CollectorKind {
  readonly key: keyof Collections;
  /** Whether it looks at every document: then all of them are made into objects, which takes longer. */
  readonly needsAll: boolean;
  /** Starts one; undefined where it is not wanted. */
  start(wanted: Wanted): Collector | undefined;
}

/** Those of every evaluation. */
const collectors: readonly CollectorKind[] = [
  {
    ...{ key: "surfaceSet", needsAll: false },
    start() {
      const tally = new SurfaceTally();
      return {
        add: (document) => tally.add(document),
        result: ({ grounding }) => (grounding ? { surfaceSet: tally.finish() } : {}),
      };
    },
  },
];

/** The collectors of an evaluation, as one. */
export class CollectorSet {
  private readonly started: readonly Collector[];
  /** Whether one of them looks at every document. */
  readonly needsAll: boolean;

  /** `asked` are the kinds of `asked-collectors.ts`, where one of them is wanted. */
  constructor(wanted: Wanted, asked: readonly CollectorKind[] = []) {
    const kinds = [...collectors, ...asked].map((kind) => ({ kind, collector: kind.start(wanted) }));
    this.started = kinds.flatMap(({ collector }) => collector ?? []);
    this.needsAll = kinds.some(({ kind, collector }) => collector && kind.needsAll);
  }

  add(document: Collected): void {
    for (const collector of this.started) collector.add(document);
  }

  /** What all of them found, and what to know of it. */
  finish(alignment: { readonly grounding?: object | undefined }): {
    readonly found: Collections;
    readonly warnings: Warning[];
  } {
    const results = this.started.map((collector) => ({ collector, result: collector.result(alignment) }));
    return {
      found: Object.assign({}, ...results.map(({ result }) => result)) as Collections,
      warnings: results.flatMap(({ collector, result }) => collector.warnings?.(result) ?? []),
    };
  }
}
