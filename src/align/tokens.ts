/** Token-wise alignment: predictions that tag tokens are laid on the gold's tokens by position. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { Flaw } from "../corpus/flaw.ts";
import type { Issue, IssueLog, Warning } from "../corpus/issue.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import type { Token } from "../corpus/tokens.ts";
import { areAlike, areSameTokens } from "./likeness.ts";

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
  /** Sentences that came as tags without tokens, and those of them that have not as many as the gold has tokens. */
  private tagged = 0;
  private uneven = 0;
  private firstUneven: { readonly pred: Prediction; readonly gold: Document } | undefined;

  constructor(issues: IssueLog) {
    this.issues = issues;
  }

  /** The prediction's spans in offsets of the gold's text; undefined where that has not as many tokens, none, or other words. */
  align(pred: Prediction, words: readonly string[], gold: Document): readonly PredictedSpan[] | undefined {
    const { tokens, text } = gold;
    if (tokens?.length !== words.length) return undefined;
    if (!areSameTokens(words, gold)) {
      const others = tokens.map(({ start, end }) => text.slice(start, end));
      if (!pred.certain && !areAlike(words, others)) return undefined;
      this.note(words, others, pred);
    }
    this.compared += words.length;
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
    const have = `${this.uneven} of ${this.tagged} predicted sentences ${this.uneven === 1 ? "has" : "have"}`;
    const first = `${counted(pred.tagged!, "tag")}, where the gold has ${counted(gold.tokens!.length, "token")} (${placeOf(gold)})`;
    const message = `${have} more or fewer tags than the gold has tokens; the first: ${first}`;
    const hint =
      "the file has tags and no tokens, so every sentence needs one tag for each gold token, in the same order";
    this.issues.add({ code: "tokens-count", message, hint }, pred.origin);
  }

  /** The counts; undefined where no prediction had tokens. */
  counts(): TokenCounts | undefined {
    return this.compared === 0 ? undefined : { compared: this.compared, different: this.different };
  }

  /** What the reader of the result should know. */
  warnings(): Warning[] {
    const warnings: Warning[] = [];
    if (this.tagged > 0) {
      const are = this.tagged === 1 ? "1 predicted sentence is" : `${this.tagged} predicted sentences are`;
      const message = `${are} tags without tokens, scored by position`;
      warnings.push({ code: "tokens-differ", message });
    }
    if (this.different === 0) return warnings;
    const message = `${this.different} of ${this.compared} tokens are not the gold's, and are scored by position: ${this.example}`;
    return [...warnings, { code: "tokens-differ", message }];
  }

  private note(words: readonly string[], others: readonly string[], { id, origin, oneLine }: Prediction): void {
    for (const [i, word] of words.entries()) {
      if (word === others[i] || this.different++ > 0) continue;
      const { line } = origin ?? {};
      const place = placeOf({ id, origin: line === undefined || oneLine ? origin : { ...origin!, line: line + i } });
      this.example = `${place} has ${JSON.stringify(word)} for ${JSON.stringify(others[i])}`;
    }
  }
}

/** What is wrong with predictions in tokens that can be laid on a document neither by position nor by their text. */
export function unlikeTokens(words: readonly string[], gold: Document): Issue {
  if (gold.tokens === undefined) return untokenized(gold);
  if (words.length === gold.tokens.length) return otherWords(words, gold);
  const others = counted(gold.tokens.length, "token");
  const message = `${counted(words.length, "token")} and other words, where the gold has ${others} (${placeOf(gold)})`;
  return { code: "tokens-count", message, hint: SAME_SENTENCES };
}

/** Where a record was read, or its id where a program made it. */
function placeOf({ id, origin }: Pick<Document, "id" | "origin">): string {
  if (origin === undefined) return JSON.stringify(id);
  return origin.line === undefined ? origin.source : `${origin.source}:${origin.line}`;
}

function otherWords(words: readonly string[], gold: Document): Issue {
  const [own, others] = [words.join(" "), gold.text].map((one) =>
    JSON.stringify(one.length > 40 ? `${one.slice(0, 39)}…` : one),
  );
  const message = `${own}, where the gold has ${others} (${placeOf(gold)})`;
  return { code: "tokens-unlike", message, hint: SAME_SENTENCES };
}

const SAME_SENTENCES =
  "use the gold's sentences in the gold's order; --max-drift PERCENT allows more sentences with other words";

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

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
