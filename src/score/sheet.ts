/** The sheet: everything a run leaves behind. Tallies and counts, no texts; all results are read off it. */
import type { PredictedSpan, Span } from "../corpus/span.ts";
import { sortSpans } from "../corpus/span.ts";
import { type Token, tokenizationOf } from "../corpus/tokens.ts";
import type { Ledger } from "../match/ledger.ts";
import { type Confusion, ConfusionTally } from "./confusion.ts";
import { coverageOf, type TokenCounts } from "./coverage.ts";
import { DocumentScores } from "./documents.ts";
import { type EdgeKind, EdgeTally, type Habit } from "./edges.ts";
import { tallyFairly } from "./fair-tally.ts";
import { type NestingClass, NestingTally } from "./nesting.ts";
import { creditIn, type SchemeName, schemeNames } from "./schemes.ts";
import { addLedger, addTally, addTo, emptyTally, ScratchTally, type Tally, totalRow, widthOf } from "./tally.ts";
import { type Units, UnitTable } from "./units.ts";

/** What a sheet looks at of a document: its text and tokens for distances and coverage; nothing of it is kept. */
export interface Scored {
  readonly id: string;
  readonly text: string;
  readonly gold: readonly Span[];
  readonly pred: readonly PredictedSpan[];
  readonly tokens?: readonly Token[] | undefined;
}

/** How often each distance occurs. */
interface Histogram {
  readonly histogram: readonly (readonly [distance: number, count: number])[];
}

/** What is counted over all documents together. It adds up as tallies do. */
export interface Sums {
  readonly repeated: { readonly gold: number; readonly pred: number };
  readonly edges: readonly { readonly edge: EdgeKind; readonly characters: Histogram; readonly tokens: Histogram }[];
  /** All of them, not the most frequent ones only. */
  readonly habits: readonly Habit[];
  readonly confusion: Confusion;
  readonly nesting: readonly {
    readonly mentions: NestingClass;
    readonly correct: number;
    readonly possible: number;
    readonly actual: number;
  }[];
}

/** Adds up ledgers, document by document. */
export class Sheet {
  /** All documents together. */
  readonly total: Tally = emptyTally();
  readonly tokens = { all: 0, labelsSame: 0, tagsSame: 0 };
  /** How many spans stand in more than one of FairEval's events. */
  readonly repeated = { gold: 0, pred: 0 };
  readonly edges = new EdgeTally();
  readonly confusion = new ConfusionTally();
  readonly nesting = new NestingTally();
  /** The outcomes of documents, scheme by scheme. */
  readonly byDocument: ReadonlyMap<SchemeName, DocumentScores>;
  /** The thresholds of `overlap@…`, in the order of the counters. */
  readonly overlaps: readonly number[];
  documents = 0;
  private readonly keepUnits: boolean;
  private readonly table = new UnitTable();
  /** The tally of the document being added. */
  private readonly scratch = new ScratchTally();

  constructor(options: { readonly keepUnits: boolean; readonly overlaps: readonly number[] }) {
    this.keepUnits = options.keepUnits;
    this.overlaps = options.overlaps;
    this.byDocument = new Map(
      schemeNames(this.overlaps).map((name) => [name, new DocumentScores(creditIn(name, this.overlaps))]),
    );
  }

  /** Books the ledger of a document. */
  add({ id, text, gold, pred, tokens }: Scored, ledger: Ledger): void {
    this.edges.add(ledger.links, text);
    this.confusion.add(ledger.links);
    this.nesting.add(gold, pred);
    this.scratch.clear();
    const tally = this.scratch;
    addLedger(tally, ledger);
    const words = tokenizationOf(text, tokens);
    const counted = coverageOf(sortSpans(gold), sortSpans(pred), words, (type, counter, count) =>
      addTo(tally, type, counter, count),
    );
    const repeated = tallyFairly(ledger, words, (type, counter) => addTo(tally, type, counter, 1));
    this.repeated.gold += repeated.gold;
    this.repeated.pred += repeated.pred;
    this.addUnit(id, tally, counted);
  }

  /** Books the tally of a document. */
  addUnit(id: string, tally: Tally, counted: TokenCounts): void {
    this.documents++;
    this.tokens.all += counted.all;
    this.tokens.labelsSame += counted.labelsSame;
    this.tokens.tagsSame += counted.tagsSame;
    const row = totalRow(tally);
    for (const scores of this.byDocument.values()) scores.add(row);
    addTally(this.total, tally);
    if (this.keepUnits) this.table.add(id, tally, counted);
  }

  /** Adds what results say of all their documents together: with `addUnit` for each of them, all that was counted. */
  addSums({ repeated, edges, habits, confusion, nesting }: Sums): void {
    this.repeated.gold += repeated.gold;
    this.repeated.pred += repeated.pred;
    for (const { edge, characters, tokens } of edges) {
      this.edges.addDistances(edge, "characters", characters.histogram);
      this.edges.addDistances(edge, "tokens", tokens.histogram);
    }
    for (const habit of habits) this.edges.addHabit(habit);
    this.confusion.addMatrix(confusion);
    for (const { mentions, correct, possible, actual } of nesting)
      this.nesting.addCounts(mentions, { correct, gold: possible, pred: actual });
  }

  /** Document by document where they were kept; else none. */
  units(): Units {
    return this.table.finish(widthOf(this.overlaps));
  }
}
