/** Word indexes: whether the offsets of records that came with their words count those words, or characters. */
import type { Prediction } from "../../corpus/document.ts";
import type { IssueLog } from "../../corpus/issue.ts";
import type { PredictedSpan } from "../../corpus/span.ts";
import { spanOutsideTokens } from "../../messages/tokens.ts";
import { beginsWord, endsWord } from "./edges.ts";

/** Half-open word indexes, or those of the first and the last word. */
export type TokenUnit = "token" | "token-inclusive";

/** After so many spans that count words, of which so many would not fit as characters, the next ones are not waited for. */
const MANY_SPANS = 50;
const ENOUGH_MISFITS = 5;

/** Collects what the records of one file say. */
export class WordIndexes {
  /** What offsets count; undefined while that is open, and where they count characters. */
  unit: TokenUnit | undefined;
  areCharacters = false;
  /** How many spans there were, and how many of them would not begin and end with words as characters. */
  spans = 0;
  misfits = 0;
  private readonly possible = { token: true, "token-inclusive": true };

  /** Adds what a record says. Returns whether it is known now what the offsets count. */
  add({ spans }: Prediction, words: readonly string[], text: string): boolean {
    for (const span of spans) {
      this.spans++;
      const asCharacters = fitsText(span, text);
      if (!asCharacters) this.misfits++;
      for (const unit of ["token", "token-inclusive"] as const) {
        if (!fitsWords(span, words, unit) && (asCharacters || span.surface === undefined)) this.possible[unit] = false;
      }
    }
    if (!this.possible.token && !this.possible["token-inclusive"]) this.areCharacters = true;
    else if (this.spans >= MANY_SPANS && this.misfits >= ENOUGH_MISFITS) this.unit = this.likely();
    return this.areCharacters || this.unit !== undefined;
  }

  /** Decides by what there is: word indexes where they fit, and characters do not. */
  finish(): void {
    if (this.unit !== undefined || this.areCharacters || this.spans === 0) return;
    if (this.misfits > 0) this.unit = this.likely();
    else this.areCharacters = true;
  }

  /** A prediction as one that tags its words. Spans that are not within them are reported. */
  place(pred: Prediction, words: readonly string[], issues: IssueLog): Prediction {
    const more = this.unit === "token-inclusive" ? 1 : 0;
    return { ...pred, words: undefined, tokens: words, spans: spansInWords(pred, words.length, more, issues) };
  }

  private likely(): TokenUnit {
    return this.possible.token ? "token" : "token-inclusive";
  }
}

/** Spans of word indexes, half-open; those that are empty or not within the words are reported. */
export function spansInWords(pred: Prediction, words: number, more: 0 | 1, issues: IssueLog): PredictedSpan[] {
  return pred.spans.flatMap((span, i) => {
    const { start, end } = { start: span.start, end: span.end + more };
    if (start >= 0 && start < end && end <= words) return [{ ...span, start, end }];
    const said = spanOutsideTokens(span.start, span.end, words, "record");
    issues.add({ ...said, path: ["entities", i] }, pred.origin);
    return [];
  });
}

function fitsText({ start, end, surface }: PredictedSpan, text: string): boolean {
  if (surface !== undefined) return text.slice(start, end) === surface;
  return start < end && beginsWord(text, start) && endsWord(text, end);
}

function fitsWords({ start, end, surface }: PredictedSpan, words: readonly string[], unit: TokenUnit): boolean {
  const behind = unit === "token" ? end : end + 1;
  if (start < 0 || behind <= start || behind > words.length) return false;
  return surface === undefined || bare(words.slice(start, behind).join("")) === bare(surface);
}

function bare(text: string): string {
  return text.replace(/\s/g, "");
}
