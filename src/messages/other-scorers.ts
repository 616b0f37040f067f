/** Messages about other scorers: input that they refuse, and spans that they do not see. */
import { byCount, counted, type Words } from "./words.ts";

/** A scorer that gives no result for this input. */
export function scorerRefuses(tool: string, why: string): Words {
  return { code: "profile-refused", message: `${tool} gives no score here: ${why}` };
}

/** Why other scorers refuse their input. */
export const refusals = {
  emptyFirstDocument: () => "the first document has no tokens, so it expects all lines to be empty",
  onlyOutside: () => "the gold has no tag but O, so it divides by 0",
  emptyTag: () => "a tag is empty",
  tagWithoutType: (tag: string, document: string) => `the tag ${tag} in document ${document} has no type`,
  /** A transition that is not allowed; `before` is undefined at the start of a sentence. */
  tagAfter: (tag: string, before: string | undefined, document: string) =>
    `in document ${document}, ${before ?? "the start"} cannot be followed by ${tag}`,
  tagNotAllowed: (tag: string, document: string, allowed: readonly string[]) =>
    `the tag ${tag || "(empty)"} in document ${document} is not allowed; allowed are ${allowed.join(", ")}`,
} as const;

/** Spans that cannot be written as tags. */
export function spansUntagged(count: number): Words {
  const overlap = byCount(count, "overlaps others", "overlap others");
  return lossy(`${spans(count)} ${overlap} and cannot be written as tags; scorers that read tags ignore ${it(count)}`);
}

/** Spans without a token. */
export function spansWithoutToken(count: number): Words {
  return lossy(`${spans(count)} ${byCount(count, "touches", "touch")} no token; other scorers ignore ${it(count)}`);
}

/** Predictions that are not in the text. */
export function predictionsUnplaced(count: number): Words {
  const predictions = `${counted(count, "prediction")} could not be located in the text`;
  return lossy(`${predictions}; other scorers ignore ${it(count)}`);
}

/** Spans in pieces. */
export function spansInPieces(count: number): Words {
  const read = byCount(count, "it as one span", "each as one span");
  return lossy(
    `${spans(count)} ${byCount(count, "is", "are")} in pieces; other scorers read ${read} from start to end`,
  );
}

/** Overlapping spans that the usual input of a scorer cannot hold. `input` is what it reads. */
export function spansOverlapping(count: number, scorer: string, input: string): Words {
  const overlap = `${spans(count)} ${byCount(count, "overlaps others", "overlap others")}`;
  const scored = byCount(count, "a group of spans", "groups of spans");
  return lossy(`${overlap} and cannot be in ${input}; ${scorer} scores ${it(count)} as ${scored} that may overlap`);
}

const lossy = (message: string): Words => ({ code: "tags-lossy", message });
const spans = (count: number): string => counted(count, "span");
const it = (count: number): string => byCount(count, "it", "them");
