/** Token-wise alignment: predictions that tag tokens are laid on the gold's tokens by position. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { Flaw } from "../corpus/flaw.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import type { Token } from "../corpus/tokens.ts";
import { spanOutsideTokens, tagsByPosition, tagsUneven, tokensDiffer, tokensMissing } from "../messages/tokens.ts";
import { placed, placeOf } from "./token-places.ts";

/** How many tokens were laid on each other, and how many of them are not the same string. */
export interface TokenCounts {
  readonly compared: number;
  readonly different: number;
}

/** Lays predictions on gold documents, and keeps count. */
export class TokenAligner {
  private readonly issues: IssueLog;
  private compared = 0;
  private different = 0;
  private example: { readonly place: string; readonly pred: string; readonly gold: string } | undefined;
  private untokenized = false;
  /** Sentences that came as tags without tokens, and those of them that have not as many as the gold has tokens. */
  private tagged = 0;
  private uneven = 0;
  private firstUneven: { readonly pred: Prediction; readonly gold: Document } | undefined;

  constructor(issues: IssueLog) {
    this.issues = issues;
  }

  /** The prediction's spans in offsets of the gold's text, whose tokens these are. */
  lay(pred: Prediction, tokens: readonly Token[]): readonly PredictedSpan[] {
    this.compared += tokens.length;
    return pred.spans.map((span) => placed(span, tokens));
  }

  /** Takes in tokens that are the gold's, so many. */
  addSame(tokens: number): void {
    this.compared += tokens;
  }

  /** Spans whose offsets count the gold's tokens, in offsets of its text; those that reach outside are reported. */
  place(pred: Prediction, gold: Document, inclusive: boolean, note?: (flaw: Flaw) => void): readonly PredictedSpan[] {
    const { tokens } = gold;
    if (tokens === undefined) {
      // Said once for all documents.
      if (!this.untokenized) this.issues.add(tokensMissing(gold.id), pred.origin);
      this.untokenized = true;
      return [];
    }
    const more = inclusive ? 1 : 0;
    return pred.spans.flatMap((span, i) => {
      const { start, end } = { start: span.start, end: span.end + more };
      if (start >= 0 && start < end && end <= tokens.length) return [placed({ ...span, start, end }, tokens)];
      const said = spanOutsideTokens(span.start, span.end, tokens.length, "document");
      const issue = { ...said, path: ["entities", i], flaw: "outside" } as const;
      const { type, score, surface } = span;
      if (note) note({ kind: "outside", type, score, surface, issue });
      else this.issues.add(issue, pred.origin, `prediction ${JSON.stringify(pred.id)}`);
      return [];
    });
  }

  /** The spans of tags without tokens in offsets of the gold's text. A tag is that of the token at its position. */
  placeTags(pred: Prediction, count: number, gold: Document): readonly PredictedSpan[] {
    const { tokens } = gold;
    if (tokens === undefined) return this.place(pred, gold, false);
    this.tagged++;
    if (tokens.length === count) return pred.spans.map((span) => placed(span, tokens));
    this.uneven++;
    this.firstUneven ??= { pred, gold };
    return [];
  }

  /** Reports sentences of tags that have not as many as the gold has tokens, once for all. */
  finish(): void {
    if (this.firstUneven === undefined) return;
    const { pred, gold } = this.firstUneven;
    const first = { tags: pred.tagged!, tokens: gold.tokens!.length, place: placeOf(gold) };
    this.issues.add(tagsUneven({ sentences: this.uneven, all: this.tagged, first }), pred.origin);
  }

  /** The counts; undefined where no prediction had tokens. */
  counts(): TokenCounts | undefined {
    return this.compared === 0 ? undefined : { compared: this.compared, different: this.different };
  }

  /** What the reader of the result should know. */
  warnings(): Warning[] {
    const warnings: Warning[] = [];
    if (this.tagged > 0) warnings.push(tagsByPosition(this.tagged));
    if (this.example !== undefined) warnings.push(tokensDiffer(this.different, this.compared, this.example));
    return warnings;
  }

  /** Takes notice of tokens that are laid on others. */
  note(words: readonly string[], others: readonly string[], { id, origin, oneLine }: Prediction): void {
    for (const [i, word] of words.entries()) {
      if (word === others[i] || this.different++ > 0) continue;
      const { line } = origin ?? {};
      const place = placeOf({ id, origin: line === undefined || oneLine ? origin : { ...origin!, line: line + i } });
      this.example = { place, pred: word, gold: others[i]! };
    }
  }
}
