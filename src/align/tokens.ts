/** Token-wise alignment: predictions that tag tokens are laid on the gold's tokens by position. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { Flaw } from "../corpus/flaw.ts";
import type { Issue, IssueLog, Warning } from "../corpus/issue.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import type { Token } from "../corpus/tokens.ts";
import {
  sentenceUnlike,
  spanOutsideTokens,
  tagsByPosition,
  tagsUneven,
  tokenCountsDiffer,
  tokensDiffer,
  tokensMissing,
} from "../messages/tokens.ts";
import { areAlike, areSameTokens } from "./same-words.ts";

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

  private note(words: readonly string[], others: readonly string[], { id, origin, oneLine }: Prediction): void {
    for (const [i, word] of words.entries()) {
      if (word === others[i] || this.different++ > 0) continue;
      const { line } = origin ?? {};
      const place = placeOf({ id, origin: line === undefined || oneLine ? origin : { ...origin!, line: line + i } });
      this.example = { place, pred: word, gold: others[i]! };
    }
  }
}

/** What is wrong with predictions in tokens that can be laid on a document neither by position nor by their text. */
export function unlikeTokens(words: readonly string[], gold: Document): Issue {
  if (gold.tokens === undefined) return tokensMissing(gold.id);
  if (words.length === gold.tokens.length) return otherWords(words, gold);
  return tokenCountsDiffer(words.length, gold.tokens.length, placeOf(gold));
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
  return sentenceUnlike(own!, others!, placeOf(gold));
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
