/** Alignment: makes the two sides of a document comparable — one offset unit, one text, one set of types. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import type { Unplaced } from "../corpus/mention.ts";
import type { OffsetUnit } from "../corpus/offsets.ts";
import type { PredictedSpan, Span } from "../corpus/span.ts";
import type { Token } from "../corpus/tokens.ts";
import { type DuplicatePolicy, warnRepeated } from "./duplicates.ts";
import type { GroundRule } from "./ground.ts";
import { Grounder, type GroundingCounts } from "./grounder.ts";
import type { Pair } from "./pair.ts";
import { regionsOf } from "./regions.ts";
import type { RepairCounts } from "./repairs.ts";
import { Side, type SideCounts } from "./side.ts";
import { type ThresholdCounts, ThresholdFilter, type Thresholds } from "./threshold.ts";
import { TokenAligner, type TokenCounts } from "./tokens.ts";
import type { TypeRules } from "./types.ts";

/** A document ready for matching. */
export interface Aligned {
  readonly id: string;
  readonly text: string;
  /** The gold document's tokens, where it came with some. */
  readonly tokens: readonly Token[] | undefined;
  readonly gold: readonly Span[];
  readonly pred: readonly PredictedSpan[];
  /** Predictions that stand nowhere in the text; each is spurious. */
  readonly unplaced: readonly Unplaced[];
}

/** What happened on the way: every document and span is in one of these counts. */
export interface AlignmentCounts extends Partial<ThresholdCounts> {
  /** Of gold documents. `unannotated` ones are left out, predicted or not. */
  readonly documents: { readonly paired: number; readonly unpredicted: number; readonly unannotated: number };
  readonly gold: SideCounts;
  readonly pred: SideCounts;
  /** Where predictions came in tokens. */
  readonly tokens?: TokenCounts;
  /** Where predictions came without offsets. */
  readonly grounding?: GroundingCounts;
  /** The illegal tags that were repaired, on each side that came in tags. */
  readonly repaired?: { readonly gold?: RepairCounts; readonly pred?: RepairCounts };
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
  private readonly grounder: Grounder;
  private paired = 0;
  private unpredicted = 0;
  private unannotated = 0;
  private readonly unpredictedIds: string[] = [];

  constructor(
    rules: TypeRules,
    offsets: OffsetUnit,
    issues: IssueLog,
    thresholds?: Thresholds,
    duplicates: DuplicatePolicy = "keep",
    groundRule: GroundRule = "order",
  ) {
    this.issues = issues;
    this.keep = rules.keep ?? new Set();
    this.gold = new Side("gold", rules, "utf16", issues, duplicates);
    this.threshold = thresholds && new ThresholdFilter(thresholds);
    this.pred = new Side("pred", rules, offsets, issues, duplicates, this.threshold);
    this.tokens = new TokenAligner(issues);
    this.grounder = new Grounder(groundRule);
  }

  /**
   * The pair with offsets in UTF-16, and with the spans that are scored; undefined where nobody annotated the document.
   * A document without prediction has no spans there.
   */
  align({ gold, pred }: Pair): Aligned | undefined {
    const { id, text } = gold;
    this.gold.repairs.add(gold);
    if (pred) this.pred.repairs.add(pred);
    // Spans of another text are not checked against this one: they would only repeat that the texts differ.
    const differs = pred?.text !== undefined && pred.text !== text;
    if (differs) this.reportText(pred.text, text, pred.origin);
    const golds = this.gold.check(gold.spans, gold);
    const placed = pred && !differs ? this.grounder.place(pred, text) : { spans: [], unplaced: [] };
    const unplaced = this.pred.admit(placed.unplaced);
    const given = pred && !differs ? this.predicted(pred, gold) : [];
    const preds = placed.spans.length === 0 ? given : [...given, ...this.pred.admit(placed.spans)];
    if (gold.annotated === false) {
      this.unannotated++;
      this.gold.skip(golds);
      this.pred.skip(preds);
      this.pred.skip(unplaced);
      return undefined;
    }
    if (pred) this.paired++;
    else this.noteUnpredicted(id);
    const unannotated = regionsOf(gold, this.issues);
    const ofGold = this.gold.sortOut(golds, unannotated);
    const ofPred = this.pred.sortOut(preds, unannotated);
    return {
      id,
      text,
      tokens: gold.tokens,
      gold: this.gold.keep(ofGold.kept, id),
      pred: this.pred.keep(this.pred.beside(ofPred, ofGold), id),
      unplaced: this.pred.keepUnplaced(unplaced),
    };
  }

  private predicted(pred: Prediction, gold: Document): readonly PredictedSpan[] {
    const place = { text: gold.text, origin: pred.origin };
    if (pred.unit !== undefined) return this.pred.checkPlaced(pred.spans, place, pred.unit);
    if (pred.tokens === undefined) return this.pred.check(pred.spans, place);
    return this.pred.checkPlaced(this.tokens.align(pred, pred.tokens, gold), place);
  }

  /** Reports what only shows after the last document, and returns the counts. */
  finish(): AlignmentCounts {
    const tokens = this.tokens.counts();
    const grounding = this.grounder.counts();
    const [gold, pred] = [this.gold.repairs.counts(), this.pred.repairs.counts()];
    return {
      documents: { paired: this.paired, unpredicted: this.unpredicted, unannotated: this.unannotated },
      gold: this.gold.finish(),
      pred: this.pred.finish(),
      ...this.threshold?.counts(),
      ...(tokens && { tokens }),
      ...(grounding && { grounding }),
      ...((gold ?? pred) && { repaired: { ...(gold && { gold }), ...(pred && { pred }) } }),
    };
  }

  /** What the reader of the result should know. */
  warnings(): Warning[] {
    return [
      ...this.unpredictedWarning(),
      ...this.tokens.warnings(),
      ...this.grounder.warnings(),
      ...this.absentTypes(),
      ...(this.threshold?.warnings() ?? []),
      ...warnRepeated(this.gold.duplicates, this.pred.duplicates),
    ];
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

function listed(types: readonly string[]): string {
  const more = types.length > NAMED ? ` and ${types.length - NAMED} more` : "";
  return `${types.slice(0, NAMED).join(", ")}${more}`;
}

function excerpt(text: string, at: number): string {
  return at < text.length ? JSON.stringify(text.slice(at, at + 20)) : "its end";
}
