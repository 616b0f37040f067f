/** Alignment: makes the two sides of a document comparable — one offset unit, one text, one set of types. */
import type { IssueLog, Warning } from "../corpus/issue.ts";
import type { PredictedSpan, Span } from "../corpus/span.ts";
import { type DuplicatePolicy, warnRepeated } from "./duplicates.ts";
import type { OffsetUnit } from "./offsets.ts";
import type { Pair } from "./pair.ts";
import { regionsOf } from "./regions.ts";
import { Side, type SideCounts } from "./side.ts";
import type { TypeRules } from "./types.ts";

/** A document ready for matching. */
export interface Aligned {
  readonly id: string;
  readonly text: string;
  readonly gold: readonly Span[];
  readonly pred: readonly PredictedSpan[];
}

/** What happened on the way: every document and span is in one of these counts. */
export interface AlignmentCounts {
  /** Of gold documents. `unannotated` ones are left out, predicted or not. */
  readonly documents: { readonly paired: number; readonly unpredicted: number; readonly unannotated: number };
  readonly gold: SideCounts;
  readonly pred: SideCounts;
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
  private unannotated = 0;
  private readonly unpredictedIds: string[] = [];

  constructor(rules: TypeRules, offsets: OffsetUnit, issues: IssueLog, duplicates: DuplicatePolicy = "keep") {
    this.issues = issues;
    this.gold = new Side("gold", rules, "utf16", issues, duplicates);
    this.pred = new Side("pred", rules, offsets, issues, duplicates);
  }

  /**
   * The pair with offsets in UTF-16, and with the spans that are scored; undefined where nobody annotated the document.
   * A document without prediction has no spans there.
   */
  align({ gold, pred }: Pair): Aligned | undefined {
    const { id, text } = gold;
    if (pred?.text !== undefined && pred.text !== text) this.reportText(pred.text, text, pred.origin);
    const golds = this.gold.check(gold.spans, text, gold.origin);
    const preds = pred ? this.pred.check(pred.spans, text, pred.origin) : [];
    if (gold.annotated === false) {
      this.unannotated++;
      this.gold.skip(golds);
      this.pred.skip(preds);
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
      gold: this.gold.keep(ofGold.kept, id),
      pred: this.pred.keep(this.pred.beside(ofPred, ofGold), id),
    };
  }

  /** Reports what only shows after the last document, and returns the counts. */
  finish(): AlignmentCounts {
    return {
      documents: { paired: this.paired, unpredicted: this.unpredicted, unannotated: this.unannotated },
      gold: this.gold.finish(),
      pred: this.pred.finish(),
    };
  }

  /** What the reader of the result should know. */
  warnings(): Warning[] {
    return [...this.warnUnpredicted(), ...warnRepeated(this.gold.duplicates, this.pred.duplicates)];
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

function excerpt(text: string, at: number): string {
  return at < text.length ? JSON.stringify(text.slice(at, at + 20)) : "its end";
}
