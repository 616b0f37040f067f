/** Encoding: flat spans of token indexes as tags of any scheme; what `readTags` turns back. */
import type { Span } from "../../corpus/span.ts";
import type { TagScheme } from "./schemes.ts";

/** The prefixes of a mention's tokens: of its only one, its first, those within, and its last. */
interface Letters {
  readonly only: string;
  readonly first: string;
  readonly inner: string;
  readonly last: string;
}

const letters: { readonly [scheme in Exclude<TagScheme, "iob1" | "ioe1" | "bare">]: Letters } = {
  iob2: { only: "B", first: "B", inner: "I", last: "I" },
  ioe2: { only: "E", first: "I", inner: "I", last: "E" },
  iobes: { only: "S", first: "B", inner: "I", last: "E" },
  bilou: { only: "U", first: "B", inner: "I", last: "L" },
  bmes: { only: "S", first: "B", inner: "M", last: "E" },
  bmewo: { only: "W", first: "B", inner: "M", last: "E" },
  io: { only: "I", first: "I", inner: "I", last: "I" },
};

/** The tags of `length` tokens. No two of the spans share a token; they are in token indexes, half-open, and in order. */
export function encodeSpans(spans: readonly Span[], length: number, scheme: TagScheme): string[] {
  const tags = new Array<string>(length).fill("O");
  for (const [i, span] of spans.entries()) {
    const { start, end, type } = span;
    if (scheme === "bare") {
      tags.fill(type, start, end);
      continue;
    }
    const { only, first, inner, last } = lettersOf(scheme, touches(spans[i - 1], span), touches(span, spans[i + 1]));
    for (let at = start; at < end; at++) {
      const prefix = end - start === 1 ? only : at === start ? first : at === end - 1 ? last : inner;
      tags[at] = `${prefix}-${type}`;
    }
  }
  return tags;
}

/** How many spans go on from a neighbor of their type, where the scheme has no way to part the two. */
export function joinedNeighbors(spans: readonly Span[], scheme: TagScheme): number {
  if (scheme !== "io" && scheme !== "bare") return 0;
  return spans.filter((span, i) => touches(spans[i - 1], span)).length;
}

/** In IOB1 and IOE1, B and E stand only where a neighbor of the same type comes before or behind. */
function lettersOf(scheme: Exclude<TagScheme, "bare">, joinsBefore: boolean, joinsBehind: boolean): Letters {
  if (scheme === "iob1") return joinsBefore ? letters.iob2 : letters.io;
  if (scheme === "ioe1") return joinsBehind ? letters.ioe2 : letters.io;
  return letters[scheme];
}

function touches(before: Span | undefined, behind: Span | undefined): boolean {
  return before !== undefined && behind !== undefined && before.end === behind.start && before.type === behind.type;
}
