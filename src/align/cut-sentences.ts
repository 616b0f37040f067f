/** Cuts predictions whose sentences break elsewhere than the gold sentences where those break. */
import type { Origin, Prediction } from "../corpus/document.ts";
import type { PredictedSpan, Unplaced } from "../corpus/span.ts";
import { isSameWord } from "./same-words.ts";
import type { Gold, Pred, Sentence, Waiting } from "./waiting-sentences.ts";

/** So many sentences of each side that have the same tokens, and so many tokens more of the next predicted one. */
export interface Stretch {
  readonly golds: number;
  readonly preds: number;
  readonly tokens: number;
}

/** What a walk along both sides came to. */
export type Walk = Stretch | { readonly needs: "gold" | "pred" } | "differs";

/** How many tokens may differ before a walk is given up, and one in how many more. */
const DIFFERENT = 4;
const ONE_IN = 4;
/** After how many tokens a walk ends with a gold sentence, though no predicted one ends there. */
const LONGEST = 4000;

/**
 * The first sentences of both sides that end at the same token, where their tokens are the same, or nearly. Asks for more
 * where a side has no more.
 */
export function walk(waiting: Waiting): Walk {
  let [g, p, inGold, inPred] = [0, 0, 0, 0];
  let different = 0;
  for (let compared = 1; ; compared++) {
    const [gold, pred] = [waiting.gold(g), waiting.pred(p)];
    if (gold === undefined) return { needs: "gold" };
    if (pred === undefined) return { needs: "pred" };
    const [word, goldWord] = [pred.words[inPred], gold.words[inGold]];
    if (word === undefined || goldWord === undefined) return "differs";
    if (!isSameWord(word, goldWord) && (++different - DIFFERENT) * ONE_IN > compared) return "differs";
    if (++inGold === gold.words.length) [g, inGold] = [g + 1, 0];
    if (++inPred === pred.words.length) [p, inPred] = [p + 1, 0];
    if (inGold > 0 || (inPred > 0 && compared < LONGEST)) continue;
    return different * ONE_IN > compared ? "differs" : { golds: g, preds: p, tokens: inPred };
  }
}

/** Two predictions of one: of its first tokens, with the mentions that begin there, and of the others. */
export function splitSentence({ record, words }: Pred, at: number): [Pred, Pred] {
  const { tags, spans } = record;
  const first = { ...record, tags: tags?.slice(0, at), spans: spans.filter(({ start }) => start < at) };
  const rest = {
    ...record,
    ...{ tags: tags?.slice(at), repairs: [], origin: originAt(record, at) },
    spans: spans
      .filter(({ start }) => start >= at)
      .map((span) => ({ ...span, start: span.start - at, end: span.end - at })),
  };
  return [
    { record: first, words: words.slice(0, at) },
    { record: rest, words: words.slice(at) },
  ];
}

/** Where a token of a prediction stands: a line for each, unless all are on one. */
function originAt({ origin, oneLine }: Prediction, token: number): Origin | undefined {
  return origin?.line === undefined || oneLine ? origin : { ...origin, line: origin.line + token };
}

/** Predictions that were cut anew. */
export interface Recut {
  /** One for each gold sentence. */
  readonly preds: readonly Prediction[];
  /** Mentions that reach over a break of the gold's. They are no gold mentions, and are kept whole, in no sentence. */
  readonly crossing: number;
  /** Mentions that a break had cut in two where the gold has none, and that are whole again. */
  readonly joined: number;
}

/** Cuts predictions at the breaks of gold sentences that have the same number of tokens in all. */
export function recut(golds: readonly Gold[], preds: readonly Pred[]): Recut {
  const words = preds.flatMap((pred) => pred.words);
  const tagged = preds.every(({ record }) => record.tags !== undefined);
  const tags = tagged ? preds.flatMap(({ record }) => record.tags!) : undefined;
  const [starts, begins] = [startsOf(preds), startsOf(golds)];
  const { spans, joined } = joinSpans(preds, starts);
  const bySentence = golds.map((): PredictedSpan[] => []);
  for (const span of spans) bySentence[lastAtMost(begins, span.start)]!.push(span);
  const repairs = golds.map((): string[] => []);
  for (const [i, { record }] of preds.entries())
    repairs[lastAtMost(begins, starts[i]!)]!.push(...(record.repairs ?? []));
  let crossing = 0;
  const cut = golds.map(({ record: gold, words: { length } }, i): Prediction => {
    const from = begins[i]!;
    const to = from + length;
    const over = bySentence[i]!.filter((span) => span.end > to);
    crossing += over.length;
    const unplaced = over.map(({ type, score, start, end }): Unplaced => {
      return { type, surface: words.slice(start, end).join(" "), ...(score !== undefined && { score }) };
    });
    const before = lastAtMost(starts, from);
    const { record } = preds[before]!;
    return {
      id: gold.id,
      spans: bySentence[i]!.filter((span) => span.end <= to).map((span) => ({
        ...span,
        start: span.start - from,
        end: span.end - from,
      })),
      tokens: words.slice(from, to),
      tags: tags?.slice(from, to),
      repairs: repairs[i]!,
      origin: originAt(record, from - starts[before]!),
      oneLine: record.oneLine,
      ...(unplaced.length > 0 && { unplaced }),
    };
  });
  return { preds: cut, crossing, joined };
}

/** Where each sentence begins among the tokens of all. */
function startsOf(sentences: readonly Sentence<unknown>[]): number[] {
  let next = 0;
  return sentences.map(({ words: { length } }) => {
    const start = next;
    next += length;
    return start;
  });
}

/** The index of the last of rising numbers that is at most this; the first is. */
function lastAtMost(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= most) low = middle;
    else high = middle;
  }
  return low;
}

/** The spans of all sentences; two of them are one where the tags go on behind a break. */
function joinSpans(preds: readonly Pred[], starts: readonly number[]) {
  const spans: PredictedSpan[] = [];
  let joined = 0;
  for (const [i, { record }] of preds.entries()) {
    const at = starts[i]!;
    const last = spans.at(-1);
    const goesOn = last?.end === at && /^[IMEL](?:-|$)/.test(record.tags?.[0] ?? "");
    for (const span of record.spans) {
      if (goesOn && span.start === 0 && span.type === last.type) {
        spans[spans.length - 1] = { ...last, end: span.end + at };
        joined++;
      } else spans.push({ ...span, start: span.start + at, end: span.end + at });
    }
  }
  return { spans, joined };
}
