/** The sheet: everything a run leaves behind. Tallies and counts, no texts; all results are read off it. */
import { sortSpans } from "../corpus/span.ts";
import { tokenizationOf } from "../corpus/tokens.ts";
import { type Ledger, matchSpans } from "../match/ledger.ts";
import { type Confusion, ConfusionTally } from "./confusion.ts";
import { coverageOf, type TokenCounts } from "./coverage.ts";
import { DocumentScores } from "./documents.ts";
import { type EdgeKind, EdgeTally, type Habit } from "./edges.ts";
import { tallyFairly } from "./fair-tally.ts";
import { type NestingClass, NestingTally } from "./nesting.ts";
import { lettersOf } from "./outcomes.ts";
import { creditIn, type SchemeName, schemeNames } from "./schemes.ts";
import type { Scored } from "./scored.ts";
import { sentencesOf } from "./sentences.ts";
import {
  addLedger,
  addTally,
  addTo,
  addUnplaced,
  emptyTally,
  ScratchTally,
  type Tally,
  totalRow,
  widthOf,
} from "./tally.ts";
import { type UnitName, type Units, UnitTable } from "./units.ts";

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
  private readonly unit: UnitName | undefined;
  private readonly table: UnitTable;
  /** The tally of the document being added. */
  private readonly scratch = new ScratchTally();

  constructor(options: { readonly unit?: UnitName | undefined; readonly overlaps: readonly number[] }) {
    this.unit = options.unit;
    this.table = new UnitTable(options.unit);
    this.overlaps = options.overlaps;
    this.byDocument = new Map(
      schemeNames(this.overlaps).map((name) => [name, new DocumentScores(creditIn(name, this.overlaps))]),
    );
  }

  /** Books the ledger of a document. */
  add(document: Scored, ledger: Ledger): void {
    const { text, gold, pred, unplaced = [] } = document;
    this.edges.add(ledger.links, text);
    this.confusion.add(ledger.links);
    this.confusion.addUnplaced(unplaced);
    this.nesting.add(gold, pred);
    this.nesting.addUnplaced(unplaced.length);
    const { counted, repeated } = this.tally(document, ledger);
    this.repeated.gold += repeated.gold;
    this.repeated.pred += repeated.pred;
    this.book(this.scratch, counted);
    if (this.unit === "document")
      this.table.add(document.sentence?.of ?? document.id, this.scratch, counted, lettersOf(ledger));
    if (this.unit === "sentence") this.addSentences(document, counted);
  }

  /** Books the tally of a document, and keeps it as that of a unit where units are kept. */
  addUnit(id: string, tally: Tally, counted: TokenCounts, outcomes?: string): void {
    this.book(tally, counted);
    if (this.unit) this.table.add(id, tally, counted, outcomes);
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

  /** Unit by unit where they were kept; else none. */
  units(): Units {
    return this.table.finish(widthOf(this.overlaps));
  }

  /** Books the tally of a document in the counts of all. */
  private book(tally: Tally, counted: TokenCounts): void {
    this.documents++;
    this.tokens.all += counted.all;
    this.tokens.labelsSame += counted.labelsSame;
    this.tokens.tagsSame += counted.tagsSame;
    const row = totalRow(tally);
    for (const scores of this.byDocument.values()) scores.add(row);
    addTally(this.total, tally);
  }

  /** Tallies a document, or one of its sentences, in the scratch. */
  private tally({ text, gold, pred, tokens, unplaced = [] }: Scored, ledger: Ledger) {
    this.scratch.clear();
    addLedger(this.scratch, ledger);
    for (const { type } of unplaced) addUnplaced(this.scratch, type);
    const words = tokenizationOf(text, tokens);
    const counted = coverageOf(sortSpans(gold), sortSpans(pred), words, (type, counter, count) =>
      addTo(this.scratch, type, counter, count),
    );
    const repeated = tallyFairly(ledger, words, (type, counter) => addTo(this.scratch, type, counter, 1));
    return { counted, repeated };
  }

  /** Keeps the tallies of the sentences of a document, whose own is in the scratch. */
  private addSentences(document: Scored, whole: TokenCounts): void {
    if (document.sentence) this.table.add(document.id, this.scratch, whole);
    else
      for (const sentence of sentencesOf(document)) {
        const { counted } = this.tally(sentence, matchSpans(sentence.gold, sentence.pred, this.overlaps));
        this.table.add(sentence.id, this.scratch, counted);
      }
  }
}
