/** Token-wise alignment: predictions that tag tokens are laid on the gold's tokens by position. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { Flaw } from "../corpus/flaw.ts";
import type { Issue, IssueLog, Warning } from "../corpus/issue.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import type { Token } from "../corpus/tokens.ts";

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

  /** The prediction's spans in offsets of the gold's text; undefined where that has not as many tokens, or none. */
  align(pred: Prediction, words: readonly string[], gold: Document): readonly PredictedSpan[] | undefined {
    const { tokens } = gold;
    if (tokens?.length !== words.length) return undefined;
    this.compare(words, gold.text, tokens, pred);
    return pred.spans.map((span) => placed(span, tokens));
  }

  /** Spans whose offsets count the gold's tokens, in offsets of its text; those that reach outside are reported. */
  place(pred: Prediction, gold: Document, inclusive: boolean, note?: (flaw: Flaw) => void): readonly PredictedSpan[] {
    const { tokens } = gold;
    if (tokens === undefined) {
      // Said once for all documents.
      if (!this.untokenized) this.issues.add(untokenized(gold), pred.origin);
      this.untokenized = true;
      return [];
    }
    const more = inclusive ? 1 : 0;
    return pred.spans.flatMap((span, i) => {
      const { start, end } = { start: span.start, end: span.end + more };
      if (start >= 0 && start < end && end <= tokens.length) return [placed({ ...span, start, end }, tokens)];
      const message = `the span ${span.start}–${span.end} is empty, or not within the ${tokens.length} tokens of its document`;
      const hint = "with --offsets token, offsets count the gold's tokens from 0";
      const issue = { code: "span-outside", message, hint, path: ["entities", i], flaw: "outside" } as const;
      const { type, score, surface } = span;
      if (note) note({ kind: "outside", type, score, surface, issue });
      else this.issues.add(issue, pred.origin, `prediction ${JSON.stringify(pred.id)}`);
      return [];
    });
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
      const { source, line } = pred.origin ?? { source: JSON.stringify(pred.id) };
      const place = line === undefined ? source : `${source}:${pred.oneLine ? line : line + i}`;
      this.example = `${place} has ${JSON.stringify(word)} for ${JSON.stringify(text.slice(start, end))}`;
    }
  }
}

/** What is wrong with predictions in tokens that can be laid on a document neither by position nor by their text. */
export function unlikeTokens(words: readonly string[], gold: Document): Issue {
  if (gold.tokens === undefined) return untokenized(gold);
  const { source, line } = gold.origin ?? { source: JSON.stringify(gold.id) };
  const place = gold.origin ? `${source}:${line}` : source;
  const message = `${words.length} tokens, where the gold has ${gold.tokens.length} (${place}), and other words`;
  const hint = "both sides must have the same sentences; one blank line too many shifts the rest";
  return { code: "tokens-count", message, hint };
}

function untokenized({ id }: Document): Issue {
  const message = `the predictions count tokens, and the gold document ${JSON.stringify(id)} has none`;
  const hint = "give gold that has tokens, as CoNLL has, or predictions as JSONL with offsets";
  return { code: "tokens-none", message, hint };
}

/** A prediction's tokens as a text, with a blank between them, and its spans in offsets of that. */
export function textOfTokens(
  { spans }: Prediction,
  words: readonly string[],
): { text: string; spans: PredictedSpan[] } {
  let at = 0;
  const tokens = words.map((word) => {
    const token = { start: at, end: at + word.length };
    at = token.end + 1;
    return token;
  });
  return { text: words.join(" "), spans: spans.map((span) => placed(span, tokens)) };
}

/** A span of token indexes in offsets of the text in which the tokens stand. */
function placed(span: PredictedSpan, tokens: readonly Token[]): PredictedSpan {
  return { ...span, start: tokens[span.start]!.start, end: tokens[span.end - 1]!.end };
}
