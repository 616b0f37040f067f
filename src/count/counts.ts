/** Counts of a run: everything that is counted of its documents, without texts; all results are read off them. */
import { DocumentColumns, TypeNames } from "../corpus/columns.ts";
import { Ledger } from "../match/ledger.ts";
import { Cells, SummedCells, Sums, type Tally, type Totals } from "./cells.ts";
import { ConfusionTally, type SavedConfusion } from "./confusion.ts";
import { addTokens, type CoverageCells, countCoverage, coverageCounters, type TokenCounts } from "./coverage.ts";
import { type CreditColumns, DocumentCounts, type DocumentOutcome } from "./documents.ts";
import { EdgeTally, type SavedEdges } from "./edges.ts";
import { addRepeated, countFairly, type FairCells, type FairRepeated, fairCounters } from "./fair-tally.ts";
import type { Habit } from "./habits.ts";
import { type NestingClass, type NestingCounts, NestingTally } from "./nesting.ts";
import { lettersOf } from "./outcomes.ts";
import { sentencesOf } from "./sentences.ts";
import { columnOf, countPairs, linkColumns, widthOf } from "./tally.ts";
import { type UnitHead, type UnitName, type Units, UnitTable } from "./units.ts";

/** What was saved of a unit. */
export interface SavedUnit extends UnitHead {
  readonly tally: Tally;
  readonly tokens: TokenCounts;
}

/** What was saved that is counted over all units together. */
export interface SavedSums {
  readonly repeated: { readonly gold: number; readonly pred: number };
  readonly edges: readonly SavedEdges[];
  /** All of them, not the most frequent ones only. */
  readonly habits: readonly Habit[];
  readonly confusion: SavedConfusion;
  readonly nesting: readonly (NestingCounts & { readonly mentions: NestingClass })[];
}

/** What counts are made with. Those that add up have it in common. */
export interface CountsOptions {
  /** What is kept one by one; undefined for nothing. */
  readonly unit?: UnitName | undefined;
  /** The thresholds of `overlap@…`, in the order of the counters. */
  readonly overlaps: readonly number[];
  /** The columns that averages over documents will be read off. */
  readonly credits: readonly CreditColumns[];
}

/** Adds up documents, one after the other. */
export class Counts {
  readonly tokens = { all: 0, labelsSame: 0, tagsSame: 0 };
  /** How many spans are in more than one of FairEval's events. */
  readonly repeated = { gold: 0, pred: 0 };
  readonly types = new TypeNames();
  readonly edges = new EdgeTally();
  readonly confusion = new ConfusionTally(this.types);
  readonly nesting = new NestingTally();
  /** The outcomes of documents, but for those that came in sentences: columns that are read together in one. */
  private readonly outcomes: readonly DocumentCounts[];
  /** The counts of documents that came sentence by sentence. */
  private readonly bySentence = new Map<string, Float64Array>();
  /** The thresholds of `overlap@…`, in the order of the counters. */
  readonly overlaps: readonly number[];
  /** The options that these were made with. */
  private readonly made: string;
  /** How many documents came whole. */
  private whole = 0;
  private readonly unit: UnitName | undefined;
  private readonly table: UnitTable;
  /** All documents together, by type. */
  private readonly sums = new Sums();
  /** The counts of the document being added: by type, and of all types together. */
  private readonly cells: Cells;
  private readonly all: Float64Array;
  private readonly totals: Totals;
  /** The same where no units are kept; in the same sums. */
  private readonly summed: SummedCells;
  /** Where documents are counted: in the sums at once, or in cells that are kept. */
  private readonly into: {
    readonly cells: Cells | SummedCells;
    readonly coverage: CoverageCells;
    readonly fair: FairCells;
  };
  /** The sentence being added, where documents are divided. */
  private readonly part: { readonly columns: DocumentColumns; readonly ledger: Ledger };

  constructor({ unit, overlaps, credits }: CountsOptions) {
    this.made = JSON.stringify([unit, overlaps, credits]);
    this.unit = unit;
    this.table = new UnitTable(this.types, unit);
    this.overlaps = overlaps;
    this.cells = new Cells(widthOf(this.overlaps), linkColumns);
    this.all = new Float64Array(widthOf(this.overlaps));
    this.totals = { sums: this.sums, all: this.all };
    this.summed = new SummedCells(widthOf(this.overlaps), this.sums, linkColumns);
    const cells = this.unit === undefined ? this.summed : this.cells;
    this.into = { cells, coverage: { cells, first: firstCoverage }, fair: { cells, first: firstFair } };
    this.part = { columns: new DocumentColumns(this.types), ledger: new Ledger(this.overlaps) };
    // Those that compare the same numbers of gold and predictions find few outcomes more than one of them alone.
    const alike = new Map<string, CreditColumns[]>();
    for (const credit of credits) {
      const key = `${credit.gold} ${credit.pred}`;
      alike.set(key, [...(alike.get(key) ?? []), credit]);
    }
    this.outcomes = Array.from(alike.values(), (columns) => new DocumentCounts(columns));
  }

  /** Counts that were saved. */
  static from(options: CountsOptions, units: Iterable<SavedUnit>, sums: SavedSums): Counts {
    const counts = new Counts(options);
    for (const unit of units) counts.bookSaved(unit);
    addRepeated(counts.repeated, sums.repeated);
    counts.edges.merge(EdgeTally.from(sums.edges, sums.habits));
    counts.confusion.merge(ConfusionTally.from(sums.confusion));
    counts.nesting.merge(NestingTally.from(sums.nesting));
    return counts;
  }

  /** Counts a document that was matched. Its types are numbered as here. */
  add(document: DocumentColumns, ledger: Ledger): void {
    this.edges.add(document, ledger);
    this.confusion.add(document, ledger);
    this.nesting.add(document, ledger);
    const counted = this.count(document, ledger, this.repeated);
    const of = document.sentence?.of;
    if (this.unit === "document") {
      const { id } = document;
      this.all.fill(0);
      const outcomes = lettersOf(document, ledger);
      this.table.add({ id: of ?? id, part: id, outcomes }, this.cells, counted, this.totals);
      this.book(of, counted, this.all);
      return;
    }
    this.book(of, counted, this.unit === undefined ? this.summed.close() : this.sumCells());
    if (this.unit === "sentence") this.addSentences(document, counted, ledger);
  }

  /**
   * Adds what was counted of other documents, or of other sentences of the same ones. Types are numbered in either by itself,
   * and are the same by their names.
   *
   * @throws Error where the others were made with other options.
   */
  merge(other: Counts): void {
    if (this.made !== other.made) throw new Error("counts that were made with other options do not add up");
    const numbers = other.types.names.map((name) => this.types.numberOf(name));
    this.summed.merge(other.summed, numbers);
    this.table.merge(other.table, numbers, this.cells.width);
    addTokens(this.tokens, other.tokens);
    addRepeated(this.repeated, other.repeated);
    this.edges.merge(other.edges);
    this.confusion.merge(other.confusion);
    this.nesting.merge(other.nesting);
    for (const [i, counts] of this.outcomes.entries()) counts.merge(other.outcomes[i]!);
    for (const [of, row] of other.bySentence) this.bookSentence(of, row);
    this.whole += other.whole;
  }

  /** All documents together. */
  get total(): Tally {
    this.summed.flush();
    return this.sums.tally(this.types, this.cells.width);
  }

  /** Unit by unit where they were kept; else none. */
  units(): Units {
    return this.table.finish(this.cells.width);
  }

  /** How many documents there are; sentences of one document are one. */
  get documents(): number {
    return this.whole + this.bySentence.size;
  }

  /**
   * What documents came to, read off some columns.
   *
   * @throws Error where these are none of those that the counts were made with.
   */
  outcomesOf(credit: CreditColumns): DocumentOutcome[] {
    const whole = this.outcomes.find((counts) => counts.has(credit));
    if (whole === undefined) throw new Error("counts were made without these columns");
    const inSentences = new DocumentCounts([credit]);
    for (const row of this.bySentence.values()) inSentences.add(row);
    return [...whole.outcomesOf(credit), ...inSentences.outcomesOf(credit)];
  }

  /** Adds the cells to those of all documents. Returns the counts of all types together. */
  private sumCells(): Float64Array {
    this.all.fill(0);
    this.cells.addTo(this.totals);
    return this.all;
  }

  /** Books what was counted of a document, or of a sentence of one, of `all` types together, in the counts of all. */
  private book(of: string | undefined, counted: TokenCounts, all: Float64Array): void {
    addTokens(this.tokens, counted);
    if (of === undefined) {
      this.whole++;
      for (let i = 0; i < this.outcomes.length; i++) this.outcomes[i]!.add(all);
      return;
    }
    this.bookSentence(of, all);
  }

  /** Books counts of a document that comes in sentences, of all types together. */
  private bookSentence(of: string, all: Float64Array): void {
    const known = this.bySentence.get(of);
    if (known) for (let i = 0; i < all.length; i++) known[i]! += all[i]!;
    else this.bySentence.set(of, Float64Array.from(all));
  }

  /** Books what was saved of a unit. */
  private bookSaved({ tally, tokens, ...unit }: SavedUnit): void {
    this.cells.clear();
    for (const [type, row] of tally) {
      const number = this.types.numberOf(type);
      for (let counter = 0; counter < row.length; counter++) this.cells.add(number, counter, row[counter]!);
    }
    this.book(unit.of, tokens, this.sumCells());
    if (this.unit) this.table.add(unit, this.cells, tokens);
  }

  /** Counts a document, or one of its sentences, in the cells. */
  private count(document: DocumentColumns, ledger: Ledger, repeated: FairRepeated): TokenCounts {
    const { cells, coverage, fair } = this.into;
    cells.clear();
    countPairs(cells, document, ledger);
    countFairly(document, ledger, fair, repeated);
    return countCoverage(document, coverage);
  }

  /** Keeps what was counted of the sentences of a document, whose own counts are in the cells. */
  private addSentences(document: DocumentColumns, whole: TokenCounts, ledger: Ledger): void {
    const of = document.sentence?.of ?? document.id;
    if (document.sentence)
      this.table.add({ id: document.id, of, outcomes: lettersOf(document, ledger) }, this.cells, whole);
    else
      for (const sentence of sentencesOf(document.counted())) {
        const { columns, ledger: own } = this.part;
        columns.load(sentence);
        own.match(columns);
        const counted = this.count(columns, own, { gold: 0, pred: 0 });
        this.table.add({ id: sentence.id, of }, this.cells, counted);
      }
  }
}

/** The columns in a row from which coverage and FairEval's events are counted. */
const firstCoverage = columnOf(coverageCounters[0]);
const firstFair = columnOf(fairCounters[0]);
