/**
 * Places predictions that are no spans of their document's text: those of another text or for other tokens, and mentions
 * without offsets.
 */
import type { Document, Prediction } from "../corpus/document.ts";
import type { IssueLog } from "../corpus/issue.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import type { GroundRule } from "./ground.ts";
import { Grounder, type Placed } from "./grounder.ts";
import { areAlike } from "./same-words.ts";
import { type Laid, TextAligner, unlikeText } from "./texts.ts";
import { textOfTokens, unlikeTokens } from "./token-texts.ts";
import type { TokenAligner } from "./tokens.ts";

/** What it places them by. */
export interface PlacerOptions {
  /** How many percent of the predicted spans may be moved or lost where texts differ. */
  readonly drift: number;
  readonly ground: GroundRule;
  readonly tokens: TokenAligner;
  readonly issues: IssueLog;
  /** The spans that fit a text, once they have been checked. */
  readonly check: (spans: readonly PredictedSpan[], pred: Prediction, text: string) => readonly PredictedSpan[];
}

/** Places one prediction after the other, and keeps count. */
export class Placer {
  readonly texts: TextAligner;
  readonly grounder: Grounder;
  private readonly tokens: TokenAligner;
  private readonly check: PlacerOptions["check"];

  constructor({ drift, ground, tokens, issues, check }: PlacerOptions) {
    this.texts = new TextAligner(issues, drift);
    this.grounder = new Grounder(ground);
    this.tokens = tokens;
    this.check = check;
  }

  /** The mentions without offsets, in the gold's text. */
  ground(pred: Prediction, { text }: Document): Placed {
    return this.grounder.place(pred, text);
  }

  /** Spans of another text, in the gold's. */
  lay(spans: readonly PredictedSpan[], text: string, gold: Document, pred: Prediction): Laid {
    return this.texts.lay(spans, text, gold, pred, () => unlikeText(text, gold.text));
  }

  /** What was predicted for other tokens: by their positions, or by their text where these are not as many, or other words. */
  layTokens(pred: Prediction, words: readonly string[], gold: Document): Laid {
    const { tokens, text } = gold;
    if (tokens?.length === words.length) {
      const others = tokens.map(({ start, end }) => text.slice(start, end));
      if (pred.certain || areAlike(words, others)) {
        this.tokens.note(words, others, pred);
        return { spans: this.check(this.tokens.lay(pred, tokens), pred, text), lost: [] };
      }
    }
    const own = textOfTokens(pred, words);
    const spans = this.check(own.spans, pred, own.text);
    return this.texts.lay(spans, own.text, gold, pred, () => unlikeTokens(words, gold));
  }
}
