/** Messages about texts that differ: predictions that were made on another rendering of a document, or on another document. */
import { byCount, counted, firstOf, grouped, option, outOf, type Words } from "./words.ts";

/** How many ids are named. */
const NAMED = 3;

/** Ids in quotation marks, the first few of them. */
const someOf = (ids: readonly string[]) =>
  firstOf(
    ids.map((id) => JSON.stringify(id)),
    NAMED,
  );

/** A predicted span, and the text that it became in the gold's rendering; null where there is none. */
export interface MovedSpan {
  readonly id: string;
  readonly pred: string;
  readonly projected: string | null;
}

function moved(examples: readonly MovedSpan[]): string {
  return examples
    .map(({ id, pred, projected }) => {
      const became = projected === null ? "was not located" : `became ${JSON.stringify(projected)}`;
      return `${JSON.stringify(pred)} ${became} in ${JSON.stringify(id)}`;
    })
    .join(", ");
}

/** A prediction whose text has little in common with the gold text. `offset` is the first character that differs. */
export function textDiffers(offset: number, pred: string, gold: string): Words {
  return {
    code: "text-differs",
    message: `the text of the prediction differs from the gold text from character ${offset} on: ${pred} instead of ${gold}`,
    hint: "is it the prediction for another document? ids must match the gold ids",
  };
}

/** More spans moved or lost between two renderings of the texts than may be. */
export function textDrift(facts: {
  readonly spans: number;
  readonly all: number;
  /** The percentage that may be. */
  readonly most: number;
  readonly examples: readonly MovedSpan[];
}): Words {
  const { spans, all, most, examples } = facts;
  const are = `${outOf(spans, all, "predicted span")} ${byCount(spans, "is", "are")}`;
  return {
    code: "text-drift",
    message: `${are} not exactly in the gold texts, more than the ${most} % that ${option("maxDrift")} allows: ${moved(examples)}`,
    hint: `predict on the gold texts, or set a higher ${option("maxDrift")}`,
  };
}

/** Predictions on another rendering of the texts that were projected onto the gold texts. */
export function textsProjected(facts: {
  readonly documents: number;
  readonly exact: number;
  readonly moved: number;
  readonly lost: number;
  readonly examples: readonly MovedSpan[];
}): Words {
  const { documents, exact, lost, examples } = facts;
  const spans = [
    `${counted(exact, "span")} ${byCount(exact, "is", "are")} exactly in the gold text`,
    `${grouped(facts.moved)} ${byCount(facts.moved, "was", "were")} moved to the nearest characters`,
    `${grouped(lost)} could not be located`,
  ].join(", ");
  const shown = examples.length > 0 ? `: ${moved(examples)}` : "";
  return {
    code: "text-projected",
    message: `${counted(documents, "document")} ${byCount(documents, "was", "were")} predicted on another rendering of the text; ${spans}${shown}`,
  };
}

/** Texts, or sentences in tokens, that have little in common with the gold at the same place. */
export function textsUnlike(noun: "text" | "sentence", ids: readonly string[]): Words {
  const have = `${counted(ids.length, noun)} ${byCount(ids.length, "has", "have")} little in common with the gold`;
  const fate = `${byCount(ids.length, "its", "their")} predictions count as spurious`;
  return { code: noun === "text" ? "text-differs" : "tokens-unlike", message: `${have}; ${fate}: ${someOf(ids)}` };
}

/** Predictions that stop before the gold text does. */
export function textsTruncated(ids: readonly string[]): Words {
  const stop = `${counted(ids.length, "prediction")} ${byCount(ids.length, "stops", "stop")} before the text does`;
  return {
    code: "text-truncated",
    message: `${stop}; gold mentions after that count as missed: ${someOf(ids)}`,
  };
}
