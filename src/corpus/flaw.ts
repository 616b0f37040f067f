/** Flaws: what can be wrong with a span, and the spans with a flaw that a reader kept for a policy to decide on. */
import type { Code } from "../messages/codes.ts";
import type { Place } from "./fragments.ts";

/** The kinds of flaws, in the order in which they are named. */
export const flawKinds = ["surface", "reversed", "outside", "offsets", "fragments", "unclosed"] as const;
export type FlawKind = (typeof flawKinds)[number];

/** A kind of flaw; `same` where the problem is another one of the same span, which is counted once. */
export type FlawMark = FlawKind | "same";

/** The kinds in words, for messages. */
export const flawNames: { readonly [kind in FlawKind]: string } = {
  surface: "with a surface text other than the text at the offsets",
  reversed: "empty or reversed",
  outside: "outside the text",
  offsets: "without offsets that are whole numbers",
  fragments: "with fragments that do not fit together",
  unclosed: "not closed in the sentence",
};

/** A span that cannot be right. */
export interface Flaw {
  readonly kind: FlawKind;
  readonly type: string;
  readonly score?: number | undefined;
  readonly surface?: string | undefined;
  /** Where its offsets put it, in half-open UTF-16 offsets, where they put it anywhere. */
  readonly place?: Place | undefined;
  /** Where it is said to begin, as far as that can be told; its surface text is looked for near it. */
  readonly near?: number | undefined;
  /** The problem that it is where it is refused; without a source, it stands at the origin of its document. */
  readonly issue: {
    readonly code: Code;
    readonly message: string;
    readonly hint?: string | undefined;
    readonly source?: string | undefined;
    readonly line?: number | undefined;
    readonly column?: number | undefined;
    readonly path?: readonly (string | number)[] | undefined;
  };
}

/** The field of a document with flaws; none where it has none. */
export function flawsIn(flaws: readonly Flaw[]): { readonly flaws?: readonly Flaw[] } {
  return flaws.length > 0 ? { flaws } : {};
}
