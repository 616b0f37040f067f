/** Counts of a run: everything that is counted of its documents, without texts; all results are read off them. */
import { DocumentColumns, TypeNames } from "../corpus/columns.ts";
import { Ledger } from "../match/ledger.ts";
import { Cells, SummedCells, Sums, type Tally, type Totals } from "./cells.ts";
import { ConfusionTally, type SavedConfusion } from "./confusion.ts";
import { type CoverageCells, countCoverage, coverageCounters, type TokenCounts } from "./coverage.ts";
import { type DocumentAverage, DocumentScores } from "./documents.ts";
import { type EdgeKind, EdgeTally } from "./edges.ts";
import { countFairly, type FairCells, type FairRepeated, fairCounters } from "./fair-tally.ts";
import type { Habit } from "./habits.ts";
import { type NestingClass, NestingTally } from "./nesting.ts";
import { lettersOf } from "./outcomes.ts";
import type { CreditColumns } from "./schemes/counts.ts";
import { schemesWith } from "./schemes/registry.ts";
import type { ScoreRules, UndefinedPolicy } from "./scores.ts";
import { sentencesOf } from "./sentences.ts";
import { columnOf, countPairs, linkColumns, widthOf } from "./tally.ts";
import { type UnitHead, type UnitName, type Units, UnitTable } from "./units.ts";

/** How often each distance occurs. */
interface Histogram {
  readonly histogram: readonly (readonly [distance: number, count: number])[];
}

/** What is counted over all documents together. It adds up as tallies do. */
export interface SavedSums {
  readonly repeated: { readonly gold: number; readonly pred: number };
  readonly edges: readonly { readonly edge: EdgeKind; readonly characters: Histogram; readonly tokens: Histogram }[];
  /** All of them, not the most frequent ones only. */
  readonly habits: readonly Habit[];
  readonly confusion: SavedConfusion;
  readonly nesting: readonly {
    readonly mentions: NestingClass;
    readonly correct: number;
    readonly gold: number;
    readonly pred: number;
  }[];
}

/** Adds up documents, one after the other. */
export class RunCounts {
  readonly tokens = { all: 0, labelsSame: 0, tagsSame: 0 };
  /** How many spans are in more than one of FairEval's events. */
  readonly repeated = { gold: 0, pred: 0 };
  readonly types = new TypeNames();
  readonly edges = new EdgeTally();
  readonly confusion = new ConfusionTally(this.types);
  readonly nesting = new NestingTally();
  /** The outcomes of documents, scheme by scheme, but for those that came in sentences. */
  private readonly means: DocumentScores[] = [];
  private readonly byScheme = new Map<string, { readonly scores: DocumentScores; readonly columns: CreditColumns }>();
  /** The counts of documents of which sentences came. */
  private readonly bySentence = new Map<string, Float64Array>();
  /** The thresholds of `overlap@…`, in the order of the counters. */
  readonly overlaps: readonly number[];
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
  /** The same where no units are kept. */
  private readonly summed: SummedCells;
  /** Where documents are counted: in the sums at once, or in cells that are kept. */
  private readonly into: {
    readonly cells: Cells | SummedCells;
    readonly coverage: CoverageCells;
    readonly fair: FairCells;
  };
  /** The sentence being added, where documents are divided. */
  private readonly part: { readonly columns: DocumentColumns; readonly ledger: Ledger };

  constructor(options: { readonly unit?: UnitName | undefined; readonly overlaps: readonly number[] }) {
    this.unit = options.unit;
    this.table = new UnitTable(this.types, options.unit);
    this.overlaps = options.overlaps;
    this.cells = new Cells(widthOf(this.overlaps), linkColumns);
    this.all = new Float64Array(widthOf(this.overlaps));
    this.totals = { sums: this.sums, all: this.all };
    this.summed = new SummedCells(widthOf(this.overlaps), this.sums, linkColumns);
    const cells = this.unit === undefined ? this.summed : this.cells;
    this.into = { cells, coverage: { cells, first: firstCoverage }, fair: { cells, first: firstFair } };
    this.part = { columns: new DocumentColumns(this.types), ledger: new Ledger(this.overlaps) };
    // Schemes that compare the same numbers of gold and predictions find few outcomes more than one of them alone.
    const alike = new Map<string, [name: string, columns: CreditColumns][]>();
    for (const { name, credit } of schemesWith(this.overlaps)) {
      if (credit === undefined) continue;
      const key = `${credit.gold} ${credit.pred}`;
      alike.set(key, [...(alike.get(key) ?? []), [name, credit]]);
    }
    for (const schemes of alike.values()) {
      const scores = new DocumentScores(schemes.map(([, columns]) => columns));
      this.means.push(scores);
      for (const [name, columns] of schemes) this.byScheme.set(name, { scores, columns });
    }
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

  /** Books the tally of a unit, and keeps it where units are kept. */
  addUnit(unit: UnitHead, tally: Tally, counted: TokenCounts): void {
    this.cells.clear();
    for (const [type, row] of tally) {
      const number = this.types.numberOf(type);
      for (let counter = 0; counter < row.length; counter++) this.cells.add(number, counter, row[counter]!);
    }
    this.book(unit.of, counted, this.sumCells());
    if (this.unit) this.table.add(unit, this.cells, counted);
  }

  /** Adds what results say of all their documents together: with `addUnit` for each of them, all that was counted. */
  addSums({ repeated, edges, habits, confusion, nesting }: SavedSums): void {
    this.repeated.gold += repeated.gold;
    this.repeated.pred += repeated.pred;
    for (const { edge, characters, tokens } of edges) {
      this.edges.addDistances(edge, "characters", characters.histogram);
      this.edges.addDistances(edge, "tokens", tokens.histogram);
    }
    for (const habit of habits) this.edges.habits.add(habit);
    this.confusion.addMatrix(confusion);
    for (const { mentions, correct, gold, pred } of nesting) this.nesting.addCounts(mentions, { correct, gold, pred });
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

  /** The averages over documents in a scheme. */
  averageOf(scheme: string, policy: UndefinedPolicy, rules: ScoreRules): DocumentAverage {
    const { scores, columns } = this.byScheme.get(scheme)!;
    return scores.average(columns, policy, rules, this.bySentence.values());
  }

  /** Adds the cells to those of all documents. Returns the counts of all types together. */
  private sumCells(): Float64Array {
    this.all.fill(0);
    this.cells.addTo(this.totals);
    return this.all;
  }

  /** Books what was counted of a document, or of a sentence of one, of `all` types together, in the counts of all. */
  private book(of: string | undefined, counted: TokenCounts, all: Float64Array): void {
    this.tokens.all += counted.all;
    this.tokens.labelsSame += counted.labelsSame;
    this.tokens.tagsSame += counted.tagsSame;
    if (of === undefined) {
      this.whole++;
      for (let i = 0; i < this.means.length; i++) this.means[i]!.add(all);
      return;
    }
    const known = this.bySentence.get(of);
    if (known) for (let i = 0; i < all.length; i++) known[i]! += all[i]!;
    else this.bySentence.set(of, Float64Array.from(all));
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
