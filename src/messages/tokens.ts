/** Messages about tokens: predictions that tag tokens, and sentences or tokens that are not the gold's. */
import { byCount, counted, grouped, option, outOf, type Words } from "./words.ts";

/** What to do about predicted sentences with other words. */
const sameSentences = () =>
  `use the gold sentences in the gold order; a higher ${option("maxDrift")} allows more sentences with other words`;

/** A span of token indexes that is empty, or not within its tokens. `of` is whose tokens they are. */
export function spanOutsideTokens(start: number, end: number, tokens: number, of: "document" | "record"): Words {
  return {
    code: "span-outside",
    message: `the span ${start}–${end} is empty, or not within the ${counted(tokens, "token")} of its ${of}`,
    hint:
      of === "document"
        ? `with ${option("offsets", "token")}, offsets count the gold tokens from 0`
        : `the offsets were read as token indexes; ${option("offsets")} sets another unit`,
  };
}

/** Sentences of tags without tokens that have more or fewer tags than the gold has tokens. */
export function tagsUneven(facts: {
  readonly sentences: number;
  readonly all: number;
  /** The first of them: its tags, the gold's tokens, and where those are. */
  readonly first: { readonly tags: number; readonly tokens: number; readonly place: string };
}): Words {
  const { sentences, all, first } = facts;
  const have = `${outOf(sentences, all, "predicted sentence")} ${byCount(sentences, "has", "have")}`;
  return {
    code: "tokens-count",
    message: `${have} more or fewer tags than the gold has tokens; the first: ${counted(first.tags, "tag")}, where the gold has ${counted(first.tokens, "token")} (${first.place})`,
    hint: "the file has tags and no tokens: every sentence needs one tag for each gold token, in the same order",
  };
}

/** Predictions that are tags without tokens. */
export function tagsByPosition(sentences: number): Words {
  const are = `${counted(sentences, "predicted sentence")} ${byCount(sentences, "has", "have")} tags without tokens`;
  return { code: "tokens-differ", message: `${are}, which were scored by position` };
}

/** Tokens of the predictions that are other strings than the gold's. `first` says where, and what is there. */
export function tokensDiffer(
  different: number,
  compared: number,
  first: { readonly place: string; readonly pred: string; readonly gold: string },
): Words {
  const are = `${outOf(different, compared, "predicted token")} ${byCount(different, "differs", "differ")}`;
  const example = `${first.place} has ${JSON.stringify(first.pred)} for ${JSON.stringify(first.gold)}`;
  return { code: "tokens-differ", message: `${are} from the gold and were scored by position: ${example}` };
}

/** A sentence with other words than the gold's at the same place, and another number of them. */
export function tokenCountsDiffer(pred: number, gold: number, place: string): Words {
  return {
    code: "tokens-count",
    message: `${counted(pred, "token")} and other words, where the gold has ${counted(gold, "token")} (${place})`,
    hint: sameSentences(),
  };
}

/** A sentence with other words than the gold's at the same place, but as many. */
export function sentenceUnlike(pred: string, gold: string, place: string): Words {
  return { code: "tokens-unlike", message: `${pred}, where the gold has ${gold} (${place})`, hint: sameSentences() };
}

/** More sentences with other words than may be, in front of what is wrong with the first. */
export function sentencesUnlike(count: number, all: number, most: number, first: string): string {
  const have = `${outOf(count, all, "predicted sentence")} ${byCount(count, "has", "have")}`;
  return `${have} other words than the gold at the same place, more than the ${most} % that ${option("maxDrift")} allows; the first: ${first}`;
}

/** Predictions in tokens for a gold document without tokens. */
export function tokensMissing(id: string): Words {
  return {
    code: "tokens-none",
    message: `the predictions count tokens, and the gold document ${JSON.stringify(id)} has no tokens`,
    hint: "use gold with tokens, such as CoNLL, or predictions with offsets, such as JSONL",
  };
}

/** Gold sentences with other breaks in the predictions, which were cut again. `first` is where the first of them is. */
export function sentencesRecut(facts: {
  readonly sentences: number;
  /** Mentions across a break of the gold, and mentions that only a break had cut in two. */
  readonly crossing: number;
  readonly joined: number;
  readonly first: string;
}): Words {
  const { sentences, crossing, joined, first } = facts;
  const message = `the predictions break ${counted(sentences, "gold sentence")} elsewhere, and were cut at the gold breaks; the first: ${first}`;
  const mentions = [
    ...(crossing > 0
      ? [`${counted(crossing, "mention")} across a gold break ${byCount(crossing, "counts", "count")} as spurious`]
      : []),
    ...(joined > 0
      ? [`${counted(joined, "mention")} cut in two by a break ${byCount(joined, "was", "were")} joined`]
      : []),
  ];
  return { code: "tokens-unlike", message: [message, ...mentions].join("; ") };
}

/** Sentences in another order than the gold's, which were paired by their text. */
export function sentencesMoved(facts: {
  readonly sentences: number;
  /** How many of them have a text that occurs several times. */
  readonly repeated: number;
  readonly first: string;
}): Words {
  const { sentences, repeated, first } = facts;
  const are = `${counted(sentences, "predicted sentence")} ${byCount(sentences, "is", "are")} not in the gold order`;
  const were = `${byCount(sentences, "was", "were")} paired by text`;
  const again = repeated > 0 ? `, ${grouped(repeated)} of them with a text that occurs several times` : "";
  return {
    code: "tokens-unlike",
    message: `${are} and ${were}${again}; the first: ${first}; ${option("pair", "id")} pairs by position`,
  };
}
