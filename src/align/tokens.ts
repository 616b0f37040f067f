/** Token-wise alignment: predictions that tag tokens are laid on the gold's tokens by position. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import type { PredictedSpan } from "../corpus/span.ts";

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
  private example = "";
  private untokenized = false;

  constructor(issues: IssueLog) {
    this.issues = issues;
  }

  /** The prediction's spans in offsets of the gold's text; none, and an issue, where the tokens do not correspond. */
  align(pred: Prediction, words: readonly string[], gold: Document): readonly PredictedSpan[] {
    const { tokens } = gold;
    if (tokens === undefined) {
      this.reportUntokenized(pred, gold);
      return [];
    }
    if (tokens.length !== words.length) {
      const { source, line } = gold.origin;
      const message = `${words.length} tokens, where the gold has ${tokens.length} (${source}:${line})`;
      const hint =
        "both sides must have the same tokens in the same sentences; one blank line too many shifts the rest";
      this.issues.add({ code: "tokens-count", message, hint }, pred.origin);
      return [];
    }
    this.compare(words, gold.text, tokens, pred);
    return pred.spans.map((span) => ({ ...span, start: tokens[span.start]!.start, end: tokens[span.end - 1]!.end }));
  }

  /** The counts; undefined where no prediction had tokens. */
  counts(): TokenCounts | undefined {
    return this.compared === 0 ? undefined : { compared: this.compared, different: this.different };
  }

  /** What the reader of the result should know. */
  warnings(): Warning[] {
    if (this.different === 0) return [];
    const message = `${this.different} of ${this.compared} tokens are not the gold's, and are scored by position: ${this.example}`;
    return [{ code: "tokens-differ", message }];
  }

  private compare(words: readonly string[], text: string, tokens: NonNullable<Document["tokens"]>, pred: Prediction) {
    this.compared += words.length;
    for (const [i, word] of words.entries()) {
      const { start, end } = tokens[i]!;
      if (word.length === end - start && text.startsWith(word, start)) continue;
      if (this.different++ > 0) continue;
      const { source, line } = pred.origin;
      const place = line === undefined ? source : `${source}:${pred.oneLine ? line : line + i}`;
      this.example = `${place} has ${JSON.stringify(word)} for ${JSON.stringify(text.slice(start, end))}`;
    }
  }

  /** Says once for all documents what is wrong with all of them. */
  private reportUntokenized({ origin }: Prediction, { id }: Document): void {
    if (this.untokenized) return;
    this.untokenized = true;
    const message = `the predictions tag tokens, and the gold document ${JSON.stringify(id)} has none`;
    const hint = "give gold that has tokens, as CoNLL has, or predictions as JSONL with offsets";
    this.issues.add({ code: "tokens-none", message, hint }, origin);
  }
}
