/** Sentence counts: what was done to predicted sentences that are not the gold's, one by one, and the warnings about it. */
import type { Origin } from "../corpus/document.ts";
import type { Warning } from "../corpus/issue.ts";
import type { SequenceLog } from "./strays.ts";

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
export function sentenceCounts({ recut, crossing, joined, moved }: SequenceLog): SentenceCounts | undefined {
  return recut + moved === 0 ? undefined : { recut, crossing, joined, moved };
}

/** What the reader of the result should know. */
export function sentenceWarnings(log: SequenceLog): Warning[] {
  const { recut, crossing, joined, moved, repeated } = log;
  const warnings: Warning[] = [];
  if (recut > 0) {
    const mentions = [
      ...(crossing > 0 ? [`${counted(crossing, "mention")} across a gold break ${are(crossing)} spurious`] : []),
      ...(joined > 0 ? [`${counted(joined, "mention")} that a break had cut in two ${are(joined)} whole again`] : []),
    ];
    const sentences = counted(recut, "gold sentence");
    const message = `${sentences} ${recut === 1 ? "has" : "have"} other breaks in the predictions, which were cut at the gold's breaks; the first: ${placeOf(log.firstRecut)}`;
    warnings.push({ code: "tokens-unlike", message: [message, ...mentions].join("; ") });
  }
  if (moved > 0) {
    const some = repeated > 0 ? `, ${repeated} of them with a text that occurs several times` : "";
    const message = `${counted(moved, "sentence")} of the predictions ${are(moved)} not in the gold's order, and ${moved === 1 ? "was" : "were"} paired by text${some}; the first: ${placeOf(log.firstMoved)}; --pair id pairs by position`;
    warnings.push({ code: "tokens-unlike", message });
  }
  return warnings;
}

function placeOf(origin: Origin | undefined): string {
  return origin?.line === undefined ? (origin?.source ?? "") : `${origin.source}:${origin.line}`;
}

const are = (count: number) => (count === 1 ? "is" : "are");
const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
