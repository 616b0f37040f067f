/** Messages about short forms of option values, such as `PER=0.7`; the name of the option is in front of each. */
import { didYouMean } from "./nearest.ts";

export const thresholdMalformed = (entry: string) => `write 0.5 or PER=0.5, not "${entry}"`;

/** `type` is undefined for the threshold of all types. */
export const thresholdTwice = (type: string | undefined, entry: string) =>
  `a second threshold for ${type ?? "all types"}: "${entry}"`;

export const weightMalformed = (entry: string) => `write KIND=TP:FP:FN such as BE=0.5:0.25:0.25, not "${entry}"`;

export const tagSchemeUnknown = (entry: string, scheme: string, known: readonly string[]) =>
  `"${entry}" is not one of ${known.join(", ")}, alone or after gold: or pred:${didYouMean(scheme, known)}`;

export const emptyName = () => "there is an empty name in the list";

export const schemeUnknown = (name: string, known: readonly string[]) =>
  `"${name}" is not one of ${known.join(", ")}, overlap@X with X above 0 and at most 1${didYouMean(name, known)}`;

export const badSpansUnknown = (known: readonly string[]) => `the policies are ${known.join(", ")}`;

export const badSpansSpuriousGold = () => "spurious is for predictions; gold:skip leaves bad gold spans out";

export const badSpansTwice = (side: string) => `there are two policies for ${side}`;
