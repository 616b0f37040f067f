/** Alignment: makes the two sides of a document comparable — one offset unit, one text, one set of types. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import type { PredictedSpan, Span } from "../corpus/span.ts";
import type { Token } from "../corpus/tokens.ts";
import { SpanChecker } from "./check.ts";
import type { OffsetUnit } from "./offsets.ts";
import type { Pair } from "./pair.ts";
import { type RepairCounts, RepairTally } from "./repairs.ts";
import { type ThresholdCounts, ThresholdFilter, type Thresholds } from "./threshold.ts";
import { TokenAligner, type TokenCounts } from "./tokens.ts";
import { TypeFilter, type TypeRules } from "./types.ts";

/** A document ready for matching. */
export interface Aligned {
  readonly id: string;
  readonly text: string;
  /** The gold document's tokens, where it came with some. */
  readonly tokens: readonly Token[] | undefined;
  readonly gold: readonly Span[];
  readonly pred: readonly PredictedSpan[];
}

/** What happened on the way: every document and span is in one of these counts. */
export interface AlignmentCounts extends Partial<ThresholdCounts> {
  readonly documents: { readonly paired: number; readonly unpredicted: number };
  readonly gold: SideCounts;
  readonly pred: SideCounts;
  /** Where predictions came in tokens. */
  readonly tokens?: TokenCounts;
  /** The illegal tags that were repaired, on each side that came in tags. */
  readonly repaired?: { readonly gold?: RepairCounts; readonly pred?: RepairCounts };
}

/** The spans of one side: what was read is what is scored, what was dropped and, of predictions, what thresholds left out. */
export interface SideCounts {
  readonly read: number;
  readonly scored: number;
  /** By type after renaming, in the order of the names. */
  readonly dropped: readonly { readonly type: string; readonly count: number }[];
}

/** How many ids or types are named in a warning. */
const NAMED = 5;

/** Aligns document after document, and keeps count. */
export class Aligner {
  private readonly issues: IssueLog;
  private readonly keep: ReadonlySet<string>;
  private readonly gold: Side;
  private readonly pred: Side;
  private readonly threshold: ThresholdFilter | undefined;
  private readonly tokens: TokenAligner;
  private paired = 0;
  private unpredicted = 0;
  private readonly unpredictedIds: string[] = [];

  constructor(rules: TypeRules, offsets: OffsetUnit, issues: IssueLog, thresholds?: Thresholds) {
    this.issues = issues;
    this.keep = rules.keep ?? new Set();
    this.gold = new Side("gold", rules, "utf16", issues);
    this.threshold = thresholds && new ThresholdFilter(thresholds);
    this.pred = new Side("pred", rules, offsets, issues, this.threshold);
    this.tokens = new TokenAligner(issues);
  }

  /** The pair with offsets in UTF-16, and with the types that are scored. A document without prediction has no spans there. */
  align({ gold, pred }: Pair): Aligned {
    if (pred) this.paired++;
    else this.noteUnpredicted(gold.id);
    this.gold.repairs.add(gold);
    if (pred) this.pred.repairs.add(pred);
    // Spans of another text are not checked against this one: they would only repeat that the texts differ.
    const differs = pred?.text !== undefined && pred.text !== gold.text;
    if (differs) this.reportText(pred.text, gold.text, pred.origin);
    return {
      id: gold.id,
      text: gold.text,
      tokens: gold.tokens,
      gold: this.gold.take(gold.spans, gold),
      pred: pred && !differs ? this.predicted(pred, gold) : [],
    };
  }

  private predicted(pred: Prediction, gold: Document): readonly PredictedSpan[] {
    const place = { text: gold.text, origin: pred.origin };
    if (pred.tokens === undefined) return this.pred.take(pred.spans, place);
    return this.pred.takePlaced(this.tokens.align(pred, pred.tokens, gold), place);
  }

  /** Reports what only shows after the last document, and returns the counts. */
  finish(): AlignmentCounts {
    const tokens = this.tokens.counts();
    const [gold, pred] = [this.gold.repairs.counts(), this.pred.repairs.counts()];
    return {
      documents: { paired: this.paired, unpredicted: this.unpredicted },
      gold: this.gold.finish(),
      pred: this.pred.finish(),
      ...this.threshold?.counts(),
      ...(tokens && { tokens }),
      ...((gold ?? pred) && { repaired: { ...(gold && { gold }), ...(pred && { pred }) } }),
    };
  }

  /** What the reader of the result should know. */
  warnings(): Warning[] {
    const thresholds = this.threshold?.warnings() ?? [];
    return [...this.unpredictedWarning(), ...this.tokens.warnings(), ...this.absentTypes(), ...thresholds];
  }

  /** Types that were to be scored and occur on neither side: mostly a slip of the pen, such as `per` for `PER`. */
  private absentTypes(): Warning[] {
    const { gold, pred } = this;
    const absent = [...this.keep].filter((type) => !gold.filter.met.has(type) && !pred.filter.met.has(type)).sort();
    if (absent.length === 0) return [];
    const others = [...new Set([...gold.filter.dropped.keys(), ...pred.filter.dropped.keys()])].sort();
    const left = others.length === 0 ? "" : `; left out are ${listed(others)}`;
    const message = `neither the gold nor the predictions have the type ${listed(absent)}, which was to be scored${left}`;
    return [{ code: "type-absent", message }];
  }

  private unpredictedWarning(): Warning[] {
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

type Place = Pick<Document, "text" | "origin">;

/** One side of the alignment. */
class Side {
  readonly repairs = new RepairTally();
  private readonly role: "gold" | "pred";
  private readonly checker: SpanChecker;
  /** For spans that alignment itself has placed in the text. */
  private readonly placed: SpanChecker;
  readonly filter: TypeFilter;
  private readonly threshold: ThresholdFilter | undefined;
  private read = 0;
  private scored = 0;

  constructor(
    role: "gold" | "pred",
    rules: TypeRules,
    offsets: OffsetUnit,
    issues: IssueLog,
    threshold?: ThresholdFilter,
  ) {
    this.role = role;
    this.threshold = threshold;
    this.checker = new SpanChecker(offsets, issues);
    this.placed = new SpanChecker("utf16", issues);
    this.filter = new TypeFilter(rules, role);
  }

  /** The spans that are scored; offsets are in the side's unit. */
  take(spans: readonly PredictedSpan[], place: Place): readonly PredictedSpan[] {
    return this.check(this.checker, spans, place);
  }

  /** The same for offsets that are in UTF-16 whatever the side's unit. */
  takePlaced(spans: readonly PredictedSpan[], place: Place): readonly PredictedSpan[] {
    return this.check(this.placed, spans, place);
  }

  private check(checker: SpanChecker, spans: readonly PredictedSpan[], { text, origin }: Place) {
    const typed = this.filter.apply(checker.check(spans, text, origin));
    const kept = this.threshold ? this.threshold.apply(typed) : typed;
    this.read += spans.length;
    this.scored += kept.length;
    return kept;
  }

  finish(): SideCounts {
    this.checker.finish(this.role);
    const dropped = Array.from(this.filter.dropped, ([type, count]) => ({ type, count }));
    dropped.sort((a, b) => (a.type < b.type ? -1 : 1));
    return { read: this.read, scored: this.scored, dropped };
  }
}

function listed(types: readonly string[]): string {
  const more = types.length > NAMED ? ` and ${types.length - NAMED} more` : "";
  return `${types.slice(0, NAMED).join(", ")}${more}`;
}

function excerpt(text: string, at: number): string {
  return at < text.length ? JSON.stringify(text.slice(at, at + 20)) : "its end";
}
