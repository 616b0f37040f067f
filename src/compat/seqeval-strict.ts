/** seqeval 1.2.2 in its strict mode: entities that follow the scheme to the letter count, all else is dropped. */
import { trimmedOf } from "../corpus/trim.ts";
import { refusals } from "../messages/other-scorers.ts";
import { REPORT_DIGITS } from "./printed.ts";
import type { Profile, ProfileResult, ProfileTally, TokenDocument, TokenSpan } from "./profile.ts";
import { SEQEVAL, SeqevalTally } from "./seqeval-tally.ts";
import { refuse, splitFirst, type Tag } from "./tags.ts";

/** Two prefixes that follow each other, any of the letters of each, and how the types must compare. */
type Pattern = readonly [last: string, next: string, types: "same" | "other" | "any"];

interface Scheme {
  /** In the order in which seqeval lists them. */
  readonly prefixes: string;
  readonly starts: readonly Pattern[];
  readonly inside: readonly Pattern[];
  readonly ends: readonly Pattern[];
}

const ANY = "IOBESUL";

/** Where entities start, go on and end in each scheme, as seqeval has it. It calls its own IOE1 unfinished. */
const strictSchemes = {
  IOB1: {
    prefixes: "IOB",
    starts: [
      ["O", "I", "any"],
      ["I", "I", "other"],
      ["B", "I", "any"],
      ["IB", "B", "same"],
    ],
    inside: [["BI", "I", "same"]],
    ends: [
      ["IB", "I", "other"],
      ["IB", "O", "any"],
      ["I", "B", "any"],
      ["B", "B", "same"],
    ],
  },
  IOB2: {
    prefixes: "IOB",
    starts: [[ANY, "B", "any"]],
    inside: [["BI", "I", "same"]],
    ends: [
      ["IB", "I", "other"],
      ["IB", "OB", "any"],
    ],
  },
  IOE1: {
    prefixes: "IOE",
    starts: [
      ["OE", "I", "any"],
      ["I", "I", "other"],
      ["E", "E", "same"],
    ],
    inside: [["I", "IE", "same"]],
    ends: [
      ["I", "IE", "other"],
      ["I", "O", "any"],
      ["E", "IE", "same"],
    ],
  },
  IOE2: {
    prefixes: "IOE",
    starts: [
      ["OE", "IE", "any"],
      ["I", "IE", "other"],
    ],
    inside: [["I", "IE", "same"]],
    ends: [["E", ANY, "any"]],
  },
  IOBES: {
    prefixes: "IOBES",
    starts: [[ANY, "BS", "any"]],
    inside: [["BI", "IE", "same"]],
    ends: [["SE", ANY, "any"]],
  },
  BILOU: {
    prefixes: "IOBUL",
    starts: [[ANY, "BU", "any"]],
    inside: [["BI", "IL", "same"]],
    ends: [["UL", ANY, "any"]],
  },
} as const satisfies { readonly [name: string]: Scheme };

export type StrictScheme = keyof typeof strictSchemes;

export const seqevalStrict: Profile = seqevalStrictProfile();

/** The strict profile of a scheme, `seqeval-strict` for IOB2, else `seqeval-strict-SCHEME`. */
export function seqevalStrictProfile(scheme: StrictScheme = "IOB2", digits: number = REPORT_DIGITS): Profile {
  return {
    name: scheme === "IOB2" ? "seqeval-strict" : `seqeval-strict-${scheme.toLowerCase()}`,
    tool: `${SEQEVAL}, mode="strict", scheme=${scheme}`,
    differs: `reads tags strictly as ${scheme}: what does not follow the scheme is dropped, on both sides, and a prefix it does not have is refused; 0/0 counts as 0`,
    start: () => new SeqevalStrict(strictSchemes[scheme], digits),
  };
}

class SeqevalStrict implements ProfileTally {
  private readonly tally = new SeqevalTally();

  private readonly scheme: Scheme;
  private readonly digits: number;

  constructor(scheme: Scheme, digits: number) {
    this.scheme = scheme;
    this.digits = digits;
  }

  add({ id, goldTags, predTags }: TokenDocument): void {
    this.tally.addTags(goldTags, predTags);
    this.tally.addEntities(read(goldTags, this.scheme, id), read(predTags, this.scheme, id));
  }

  finish(): ProfileResult {
    return this.tally.finish(this.digits);
  }
}

const outside: Tag = { prefix: "O", type: "_" };

function read(tags: readonly string[], scheme: Scheme, id: string): TokenSpan[] {
  const sequence = [...tags.map((tag) => split(tag, scheme, id)), outside];
  const entities: TokenSpan[] = [];
  for (let i = 0, last = outside; i < sequence.length; last = sequence[i - 1]!) {
    const first = sequence[i]!;
    const start = i++;
    if (!matches(scheme.starts, last, first)) continue;
    while (i < sequence.length && matches(scheme.inside, sequence[i - 1]!, sequence[i]!)) i++;
    if (matches(scheme.ends, sequence[i - 1]!, sequence[i]!)) entities.push({ type: first.type, start, end: i });
  }
  return entities;
}

function matches(patterns: readonly Pattern[], last: Tag, next: Tag): boolean {
  const types = last.type === next.type ? "same" : "other";
  return patterns.some(
    ([from, to, wanted]) =>
      from.includes(last.prefix) && to.includes(next.prefix) && (wanted === "any" || wanted === types),
  );
}

/** The first letter, and the rest without the hyphens around it: of `B-x-` the type is `x`, of `B` it is `_`. */
function split(tag: string, { prefixes }: Scheme, id: string): Tag {
  const { prefix, rest } = tag === "" ? { prefix: "", rest: "" } : splitFirst(tag);
  if (prefix === "" || !prefixes.includes(prefix)) refuse(SEQEVAL, refusals.tagNotAllowed(tag, id, [...prefixes]));
  return { prefix, type: trimmedOf(rest, "-") || "_" };
}
