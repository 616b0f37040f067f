/** Sides: what of the gold, or of the predictions, is scored, and the account of what is not. */
import type { DocumentColumns, SpanColumns } from "../corpus/columns.ts";
import type { Document } from "../corpus/document.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import type { OffsetUnit } from "../corpus/offsets.ts";
import type { PredictedSpan, Span, Unplaced } from "../corpus/span.ts";
import type { CharacterSet } from "./character-set.ts";
import { SpanChecker } from "./check.ts";
import { DuplicateFilter, type DuplicatePolicy } from "./duplicates.ts";
import { type BadSpanPolicy, BadSpans } from "./place/bad-spans.ts";
import { EdgeTally } from "./place/edge-tally.ts";
import { trimSpans } from "./place/trim.ts";
import type { RenameCount } from "./rename.ts";
import { RepairTally } from "./repairs.ts";
import type { ThresholdFilter } from "./threshold.ts";
import { type SplitSpans, TypeFilter, type TypeRules } from "./types.ts";

/**
 * The spans of one side, and of predictions also what stands nowhere in the text: read = scored + dropped + ignored +
 * unannotated + unpaired, + duplicates where those are dropped, and, of predictions, + what thresholds left out.
 */
export interface SideCounts {
  readonly read: number;
  readonly scored: number;
  /** Spans whose type got another name by the map or the level, whatever became of them; not there where none did. */
  readonly renamed?: readonly RenameCount[];
  /** Spans of types that are not kept, or that the map leaves out. By type after renaming, in the order of the names. */
  readonly dropped: readonly TypeCount[];
  /** Spans of ignored types, and predictions that overlap an ignored gold mention and no scored one. By type as above. */
  readonly ignored: readonly TypeCount[];
  /** Spans of documents and in regions that nobody annotated. */
  readonly unannotated: number;
  /** Spans of documents without predictions, where those are left out. */
  readonly unpaired: number;
  /** Copies of another span of the same extent and type; left out where duplicates are dropped, else among the scored. */
  readonly duplicates: number;
  /** Spans that had white space trimmed off their edges; not there where that was not asked for. */
  readonly trimmed?: number | undefined;
}

/** How many spans of a type. */
export interface TypeCount {
  readonly type: string;
  readonly count: number;
}

type TextOfSpans = Pick<Document, "id" | "text" | "origin" | "flaws">;

/** What a record of a side is called. */
const nouns = { gold: "gold document", pred: "prediction" } as const;

/** How the spans of a side are dealt with. */
export interface SideOptions {
  readonly types: TypeRules;
  /** What offsets count that nothing else is known of. */
  readonly offsets: OffsetUnit;
  readonly issues: IssueLog;
  readonly duplicates: DuplicatePolicy;
  readonly threshold?: ThresholdFilter | undefined;
  /** `refuse`. */
  readonly badSpans?: BadSpanPolicy;
  /** Whether white space at the edges of spans is left out. `false`. */
  readonly trim?: boolean | undefined;
}

/** One side of the alignment: a document's spans are checked, then sorted out, then kept. */
export class Side {
  readonly repairs = new RepairTally();
  readonly filter: TypeFilter;
  readonly duplicates: DuplicateFilter;
  readonly bad: BadSpans;
  private readonly policy: BadSpanPolicy;
  readonly edges: EdgeTally;
  /** How many spans were trimmed; undefined where they are not to be. */
  private trimmed: number | undefined;
  private readonly role: "gold" | "pred";
  private readonly checker: SpanChecker;
  private readonly issues: IssueLog;
  /** For spans whose unit the user has no say in. */
  private readonly placed = new Map<OffsetUnit, SpanChecker>();
  private readonly threshold: ThresholdFilter | undefined;
  private read = 0;
  private scored = 0;
  private unannotated = 0;
  private unpaired = 0;

  constructor(
    role: "gold" | "pred",
    { types, offsets, issues, duplicates, threshold, badSpans = "refuse", trim = false }: SideOptions,
  ) {
    this.role = role;
    this.policy = badSpans;
    this.bad = new BadSpans(role, badSpans, issues);
    this.edges = new EdgeTally(role, trim);
    this.trimmed = trim ? 0 : undefined;
    this.duplicates = new DuplicateFilter(duplicates);
    this.checker = new SpanChecker(offsets, issues, role === "gold" ? "goldOffsets" : "offsets", nouns[role]);
    this.issues = issues;
    this.threshold = threshold;
    this.filter = new TypeFilter(types, role);
  }

  /** The spans in half-open UTF-16 offsets; those that do not fit the text are reported. */
  check(spans: readonly PredictedSpan[], place: TextOfSpans): readonly PredictedSpan[] {
    return this.checkBy(this.checker, spans, place);
  }

  /** The same for offsets of which alignment or the format knows the unit, whatever the side's. */
  checkPlaced(
    spans: readonly PredictedSpan[],
    place: TextOfSpans,
    unit: OffsetUnit = "utf16",
  ): readonly PredictedSpan[] {
    const checker = this.placed.get(unit) ?? new SpanChecker(unit, this.issues, null, nouns[this.role]);
    this.placed.set(unit, checker);
    return this.checkBy(checker, spans, place);
  }

  /** The spans that fit, with what became of those that do not; their edges are counted, and trimmed where that is wanted. */
  private checkBy(
    checker: SpanChecker,
    spans: readonly PredictedSpan[],
    { id, text, origin, flaws }: TextOfSpans,
  ): readonly PredictedSpan[] {
    const fitting = checker.check(spans, text, origin, { id, note: this.bad.note });
    const settled = this.bad.takeReady(flaws, text, origin);
    this.read += (this.bad.note ? fitting.length : spans.length) + settled.length;
    return this.placedIn(settled.length === 0 ? fitting : [...fitting, ...settled], text);
  }

  /** Spans that fit a text, with their edges counted, and trimmed where that is wanted. */
  private placedIn(spans: readonly PredictedSpan[], text: string): readonly PredictedSpan[] {
    const trimmed = this.trimmed === undefined ? spans : trimSpans(spans, text, () => this.trimmed!++);
    this.edges.add(trimmed, text);
    return trimmed;
  }

  /** Takes in the spans of a document that need nothing but to be counted. */
  takePlain(document: DocumentColumns, spans: SpanColumns): void {
    this.read += spans.length;
    this.scored += spans.length;
    this.edges.addColumns(document, spans);
  }

  /** Takes in what alignment has placed itself, or found no place for. */
  admit<S>(predicted: readonly S[]): readonly S[] {
    this.read += predicted.length;
    return predicted;
  }

  /** Leaves out what a document has that nobody annotated. */
  skip(spans: readonly unknown[]): void {
    this.unannotated += spans.length;
  }

  /** Of predictions that stand nowhere, those that types and thresholds leave; they are scored. */
  keepUnplaced(unplaced: readonly Unplaced[]): readonly Unplaced[] {
    const { kept: typed } = this.filter.split(unplaced);
    const kept = this.threshold ? this.threshold.apply(typed) : typed;
    this.scored += kept.length;
    return kept;
  }

  /** Leaves out the spans of a document that has no partner. */
  leave(spans: readonly Span[]): void {
    this.unpaired += spans.length;
  }

  /** The spans that types, thresholds and unannotated regions leave, and those of ignored types. */
  sortOut(spans: readonly PredictedSpan[], unannotated: CharacterSet | undefined): SplitSpans<PredictedSpan> {
    const { kept: typed, ignored } = this.filter.split(spans);
    const kept = this.threshold ? this.threshold.apply(typed) : typed;
    if (unannotated === undefined) return { kept, ignored };
    const annotated = kept.filter((span) => !unannotated.touches(span));
    this.unannotated += kept.length - annotated.length;
    return { kept: annotated, ignored };
  }

  /** Of the predictions that were sorted out, those that do not fall to an ignored gold mention. */
  beside({ kept }: SplitSpans<PredictedSpan>, gold: SplitSpans<Span>): readonly PredictedSpan[] {
    return this.filter.ignoreBeside(kept, gold);
  }

  /** The spans that are scored, in canonical order. */
  keep(spans: readonly PredictedSpan[], id: string): readonly PredictedSpan[] {
    const kept = this.duplicates.apply(spans, id);
    this.scored += kept.length;
    return kept;
  }

  /** How many of the spans read were reported as bad. */
  get refused(): number {
    return [this.checker, ...this.placed.values()].reduce((sum, checker) => sum + checker.refused, 0);
  }

  /** What the reader of the result should know of the spans of this side. */
  warnings(): Warning[] {
    const checked = [this.checker, ...this.placed.values()].flatMap((checker) => checker.warnings(this.role));
    return [...this.bad.warnings(this.read), ...checked];
  }

  /** Reports what only shows after the last document, and returns the counts. */
  finish(): SideCounts {
    this.checker.finish(this.role, this.policy === "text");
    const renamed = this.filter.renamer.renamed();
    return {
      read: this.read,
      scored: this.scored,
      ...(renamed.length > 0 && { renamed }),
      dropped: listOf(this.filter.dropped),
      ignored: listOf(this.filter.ignored),
      unannotated: this.unannotated,
      unpaired: this.unpaired,
      duplicates: this.duplicates.count,
      ...(this.trimmed !== undefined && { trimmed: this.trimmed }),
    };
  }
}

function listOf(counts: ReadonlyMap<string, number>): TypeCount[] {
  return Array.from(counts, ([type, count]) => ({ type, count })).sort((a, b) => (a.type < b.type ? -1 : 1));
}
