/** The sheet: everything a run leaves behind. Tallies and counts, no texts; all results are read off it. */
import { sortSpans } from "../corpus/span.ts";
import { tokenizationOf } from "../corpus/tokens.ts";
import { type Ledger, matchChecked } from "../match/ledger.ts";
import { ConfusionTally, type SavedConfusion } from "./confusion.ts";
import { coverageOf, type TokenCounts } from "./coverage.ts";
import { type DocumentAverage, DocumentScores } from "./documents.ts";
import { type EdgeKind, EdgeTally, type Habit } from "./edges.ts";
import { tallyFairly } from "./fair-tally.ts";
import { type NestingClass, NestingTally } from "./nesting.ts";
import { lettersOf } from "./outcomes.ts";
import { schemesWith } from "./schemes/registry.ts";
import type { Scored } from "./scored.ts";
import type { ScoreRules, UndefinedPolicy } from "./scores.ts";
import { sentencesOf } from "./sentences.ts";
import {
  addLedger,
  addTally,
  addTo,
  addUnplaced,
  emptyTally,
  type Row,
  ScratchTally,
  type Tally,
  totalRow,
  widthOf,
} from "./tally.ts";
import { type UnitHead, type UnitName, type Units, UnitTable } from "./units.ts";

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
  readonly confusion: SavedConfusion;
  readonly nesting: readonly {
    readonly mentions: NestingClass;
    readonly correct: number;
    readonly gold: number;
    readonly pred: number;
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
  /** The outcomes of documents, scheme by scheme, but for those that came in sentences. */
  private readonly byDocument: ReadonlyMap<string, DocumentScores>;
  /** The counts of documents of which sentences came. */
  private readonly bySentence = new Map<string, Row>();
  /** The thresholds of `overlap@…`, in the order of the counters. */
  readonly overlaps: readonly number[];
  /** How many documents came whole. */
  private whole = 0;
  private readonly unit: UnitName | undefined;
  private readonly table: UnitTable;
  /** The tally of the document being added. */
  private readonly scratch = new ScratchTally();

  constructor(options: { readonly unit?: UnitName | undefined; readonly overlaps: readonly number[] }) {
    this.unit = options.unit;
    this.table = new UnitTable(options.unit);
    this.overlaps = options.overlaps;
    this.byDocument = new Map(
      schemesWith(this.overlaps).flatMap(({ name, credit }) => (credit ? [[name, new DocumentScores(credit)]] : [])),
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
    const of = document.sentence?.of;
    this.book(of, this.scratch, counted);
    if (this.unit === "document")
      this.table.add({ id: of ?? document.id, part: document.id, outcomes: lettersOf(ledger) }, this.scratch, counted);
    if (this.unit === "sentence") this.addSentences(document, counted, ledger);
  }

  /** Books the tally of a unit, and keeps it where units are kept. */
  addUnit(unit: UnitHead, tally: Tally, counted: TokenCounts): void {
    this.book(unit.of, tally, counted);
    if (this.unit) this.table.add(unit, tally, counted);
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
    for (const { mentions, correct, gold, pred } of nesting) this.nesting.addCounts(mentions, { correct, gold, pred });
  }

  /** Unit by unit where they were kept; else none. */
  units(): Units {
    return this.table.finish(widthOf(this.overlaps));
  }

  /** How many documents there are; sentences of one document are one. */
  get documents(): number {
    return this.whole + this.bySentence.size;
  }

  /** The averages over documents in a scheme. */
  averageOf(scheme: string, policy: UndefinedPolicy, rules: ScoreRules): DocumentAverage {
    return this.byDocument.get(scheme)!.average(policy, rules, this.bySentence.values());
  }

  /** Books the tally of a document, or of a sentence of one, in the counts of all. */
  private book(of: string | undefined, tally: Tally, counted: TokenCounts): void {
    this.tokens.all += counted.all;
    this.tokens.labelsSame += counted.labelsSame;
    this.tokens.tagsSame += counted.tagsSame;
    addTally(this.total, tally);
    const row = totalRow(tally);
    if (of === undefined) {
      this.whole++;
      for (const scores of this.byDocument.values()) scores.add(row);
      return;
    }
    const known = this.bySentence.get(of);
    if (known) for (const [i, count] of row.entries()) known[i] = (known[i] ?? 0) + count;
    else this.bySentence.set(of, row);
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
  private addSentences(document: Scored, whole: TokenCounts, ledger: Ledger): void {
    const of = document.sentence?.of ?? document.id;
    if (document.sentence) this.table.add({ id: document.id, of, outcomes: lettersOf(ledger) }, this.scratch, whole);
    else
      for (const sentence of sentencesOf(document)) {
        const { counted } = this.tally(sentence, matchChecked(sentence.gold, sentence.pred, this.overlaps));
        this.table.add({ id: sentence.id, of }, this.scratch, counted);
      }
  }
}
