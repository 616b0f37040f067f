/** Sentence counts: what was done to predicted sentences that are not the gold's, one by one, and the warnings about it. */
import type { Origin } from "../corpus/document.ts";
import type { Warning } from "../corpus/issue.ts";
import { sentencesMoved, sentencesRecut } from "../messages/tokens.ts";
import type { SequenceLog } from "./unpaired-sentences.ts";

/** How many sentences were cut or moved to be the gold's. */
export interface SentenceCounts {
  /** Gold sentences that were cut out of predicted sentences with other breaks. */
  readonly recut: number;
  /** Mentions that reach over a break of the gold's; each is spurious. */
  readonly crossing: number;
  /** Mentions that only a break had cut in two. */
  readonly joined: number;
  /** Sentences in another order than the gold's, paired by their text. */
  readonly moved: number;
}

/** The counts; undefined where nothing was done. */
export function sentenceCounts(log: SequenceLog | undefined): SentenceCounts | undefined {
  if (log === undefined) return undefined;
  const { recut, crossing, joined, moved } = log;
  return recut + moved === 0 ? undefined : { recut, crossing, joined, moved };
}

/** What the reader of the result should know. */
export function sentenceWarnings(log: SequenceLog | undefined): Warning[] {
  if (log === undefined) return [];
  const { recut, crossing, joined, moved, repeated } = log;
  const warnings: Warning[] = [];
  if (recut > 0) warnings.push(sentencesRecut({ sentences: recut, crossing, joined, first: placeOf(log.firstRecut) }));
  if (moved > 0) warnings.push(sentencesMoved({ sentences: moved, repeated, first: placeOf(log.firstMoved) }));
  return warnings;
}

function placeOf(origin: Origin | undefined): string {
  return origin?.line === undefined ? (origin?.source ?? "") : `${origin.source}:${origin.line}`;
}
