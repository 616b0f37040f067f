/** Alignment: makes the two sides of a document comparable — one offset unit, one text, one set of types. */
import type { IssueLog, Warning } from "../corpus/issue.ts";
import type { PredictedSpan, Span } from "../corpus/span.ts";
import { SpanChecker } from "./check.ts";
import { DuplicateFilter, type DuplicatePolicy } from "./duplicates.ts";
import type { OffsetUnit } from "./offsets.ts";
import type { Pair } from "./pair.ts";
import { TypeFilter, type TypeRules } from "./types.ts";

/** A document ready for matching. */
export interface Aligned {
  readonly id: string;
  readonly text: string;
  readonly gold: readonly Span[];
  readonly pred: readonly PredictedSpan[];
}

/** What happened on the way: every document and span is in one of these counts. */
export interface AlignmentCounts {
  readonly documents: { readonly paired: number; readonly unpredicted: number };
  readonly gold: SideCounts;
  readonly pred: SideCounts;
}

/** The spans of one side: what was read is what is scored and what was left out. */
export interface SideCounts {
  readonly read: number;
  readonly scored: number;
  /** By type after renaming, in the order of the names. */
  readonly dropped: readonly { readonly type: string; readonly count: number }[];
  /** Copies of another span of the same extent and type; left out where duplicates are dropped, else among the scored. */
  readonly duplicates: number;
}

/** How many ids are named where documents lack predictions. */
const NAMED = 5;

/** Aligns document after document, and keeps count. */
export class Aligner {
  private readonly issues: IssueLog;
  private readonly gold: Side;
  private readonly pred: Side;
  private paired = 0;
  private unpredicted = 0;
  private readonly unpredictedIds: string[] = [];

  private readonly duplicates: DuplicatePolicy;

  constructor(rules: TypeRules, offsets: OffsetUnit, issues: IssueLog, duplicates: DuplicatePolicy = "keep") {
    this.issues = issues;
    this.duplicates = duplicates;
    this.gold = new Side("gold", rules, "utf16", issues, duplicates);
    this.pred = new Side("pred", rules, offsets, issues, duplicates);
  }

  /** The pair with offsets in UTF-16, and with the types that are scored. A document without prediction has no spans there. */
  align({ gold, pred }: Pair): Aligned {
    if (pred) this.paired++;
    else this.noteUnpredicted(gold.id);
    if (pred?.text !== undefined && pred.text !== gold.text) this.reportText(pred.text, gold.text, pred.origin);
    return {
      id: gold.id,
      text: gold.text,
      gold: this.gold.take(gold.spans, gold),
      pred: pred ? this.pred.take(pred.spans, { id: gold.id, text: gold.text, origin: pred.origin }) : [],
    };
  }

  /** Reports what only shows after the last document, and returns the counts. */
  finish(): AlignmentCounts {
    return {
      documents: { paired: this.paired, unpredicted: this.unpredicted },
      gold: this.gold.finish(),
      pred: this.pred.finish(),
    };
  }

  /** What the reader of the result should know. */
  warnings(): Warning[] {
    return [...this.warnUnpredicted(), ...this.warnRepeated()];
  }

  private warnRepeated(): Warning[] {
    const [gold, pred] = [this.gold.duplicates, this.pred.duplicates];
    const example = gold.example ?? pred.example;
    if (example === undefined || this.duplicates === "drop") return [];
    const sides = [
      ...(gold.count > 0 ? [`${gold.count} of the gold's`] : []),
      ...(pred.count > 0 ? [`${pred.count} of the predicted`] : []),
    ];
    const { start, end, type } = example.span;
    const message = `spans repeat another of the same extent and type: ${sides.join(" and ")}, such as ${type} ${start}–${end} in ${JSON.stringify(example.id)}; each copy is judged (--duplicates drop leaves them out)`;
    return [{ code: "span-repeated", message }];
  }

  private warnUnpredicted(): Warning[] {
    if (this.unpredicted === 0) return [];
    const more = this.unpredicted > NAMED ? ` and ${this.unpredicted - NAMED} more` : "";
    const documents = this.unpredicted === 1 ? "1 document has" : `${this.unpredicted} documents have`;
    const ids = this.unpredictedIds.map((id) => JSON.stringify(id)).join(", ");
    const message = `${documents} no predictions; their gold spans count as missed: ${ids}${more}`;
    return [{ code: "document-unpredicted", message }];
  }

  /** Keeps the first few ids in the order of their names, so that the order of the input does not show. */
  private noteUnpredicted(id: string): void {
    this.unpredicted++;
    this.unpredictedIds.push(id);
    this.unpredictedIds.sort();
    this.unpredictedIds.length = Math.min(this.unpredictedIds.length, NAMED);
  }

  private reportText(seen: string, text: string, origin: Pair["gold"]["origin"]): void {
    let at = 0;
    while (seen[at] === text[at]) at++;
    const message = `the prediction's text differs from the gold's from character ${at} on: ${excerpt(seen, at)} instead of ${excerpt(text, at)}`;
    const hint = "predict on the gold text itself, or leave the text out of the predictions";
    this.issues.add({ code: "text-differs", message, hint, path: ["text"] }, origin);
  }
}

/** One side of the alignment. */
class Side {
  private readonly role: "gold" | "pred";
  private readonly checker: SpanChecker;
  private readonly filter: TypeFilter;
  readonly duplicates: DuplicateFilter;
  private read = 0;
  private scored = 0;

  constructor(
    role: "gold" | "pred",
    rules: TypeRules,
    offsets: OffsetUnit,
    issues: IssueLog,
    duplicates: DuplicatePolicy,
  ) {
    this.role = role;
    this.duplicates = new DuplicateFilter(duplicates);
    this.checker = new SpanChecker(offsets, issues);
    this.filter = new TypeFilter(rules, role);
  }

  take(
    spans: readonly PredictedSpan[],
    { id, text, origin }: Pick<Pair["gold"], "id" | "text" | "origin">,
  ): readonly PredictedSpan[] {
    const kept = this.duplicates.apply(this.filter.apply(this.checker.check(spans, text, origin)), id);
    this.read += spans.length;
    this.scored += kept.length;
    return kept;
  }

  finish(): SideCounts {
    this.checker.finish(this.role);
    const dropped = Array.from(this.filter.dropped, ([type, count]) => ({ type, count }));
    dropped.sort((a, b) => (a.type < b.type ? -1 : 1));
    return { read: this.read, scored: this.scored, dropped, duplicates: this.duplicates.count };
  }
}

function excerpt(text: string, at: number): string {
  return at < text.length ? JSON.stringify(text.slice(at, at + 20)) : "its end";
}
