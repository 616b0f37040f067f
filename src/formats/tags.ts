/** Tags: one per token, `B-PER I-PER O`; decoded into spans of token indexes by a stated policy, and encoded back. */
import { checkSpans } from "../corpus/check-records.ts";
import { whole } from "../corpus/expect.ts";
import { compareSpans, type Span } from "../corpus/span.ts";

/** What becomes of illegal tags: a mention begins with them, they become `O`, or the file is refused. */
export const repairPolicies = ["begin", "discard", "refuse"] as const;
export type RepairPolicy = (typeof repairPolicies)[number];

/**
 * `iob` has the prefixes B and I, and every mention begins with B; in `iob1` B only parts neighbors, and `io` has no B.
 * `iobes` also says where mentions end: IOBES, BILOU, BMES and BMEWO are one but for letters.
 */
export type TagGrammar = "iob" | "iobes" | "iob1" | "io";

/**
 * Why a tag is illegal: it goes on from nothing (`orphan`) or from a mention of another type (`type`), a mention stops
 * with it though it does not end one (`unclosed`, iobes only), or its prefix is not one of the scheme (`foreign`, not in iobes).
 */
export type RepairKind = "orphan" | "type" | "unclosed" | "foreign";

/** An illegal tag, by its index. */
export interface Repair {
  readonly index: number;
  readonly kind: RepairKind;
}

/** What a sentence's tags say: spans in token indexes, half-open and in order, and the tags that were illegal. */
export interface Decoded {
  readonly spans: readonly Span[];
  readonly repairs: readonly Repair[];
}

/** A tag taken apart. `foreign` are the prefixes that iob does not have. */
export interface Tag {
  readonly prefix: "B" | "I" | "E" | "S" | "O";
  readonly type: string;
  readonly foreign: boolean;
}
const outside: Tag = { prefix: "O", type: "", foreign: false };

/** What each prefix stands for. */
const prefixes: ReadonlyMap<string, Pick<Tag, "prefix" | "foreign">> = new Map([
  ["B", { prefix: "B", foreign: false }],
  ["I", { prefix: "I", foreign: false }],
  ["M", { prefix: "I", foreign: true }],
  ["E", { prefix: "E", foreign: true }],
  ["L", { prefix: "E", foreign: true }],
  ["S", { prefix: "S", foreign: true }],
  ["U", { prefix: "S", foreign: true }],
  ["W", { prefix: "S", foreign: true }],
]);

/** What a bare `B` or `I` is the type of, as in seqeval. */
const UNNAMED = "_";

/** Whether this is a tag: `O`, or a prefix with or without a hyphen and a type. */
export function isTag(text: string): boolean {
  return parse(text) !== undefined;
}

/** Whether all of these are tags. */
export function areTags(texts: readonly string[]): boolean {
  for (let i = 0; i < texts.length; i++) if (parse(texts[i]!) === undefined) return false;
  return true;
}

/** `iobes` where a prefix occurs that says where a mention ends, else `iob`. */
export function schemeOf(tags: readonly string[]): TagGrammar {
  return tags.some((text) => parse(text)?.foreign) ? "iobes" : "iob";
}

/**
 * The spans of a sentence's tags. Under `begin` they are conlleval's, and under `refuse`, which is for the caller to do,
 * too; under `discard` illegal tags are `O`, from left to right, so that what goes on from one is illegal as well.
 * What is no tag counts as `O`.
 */
export function decodeTags(
  tags: readonly string[],
  policy: RepairPolicy = "begin",
  scheme: TagGrammar = schemeOf(tags),
): Decoded {
  const spans: Span[] = [];
  const repairs: Repair[] = [];
  const discard = policy === "discard";
  const free = scheme === "iob1" || scheme === "io";
  let open: { start: number; type: string } | undefined;

  /** Ends the open mention before `end`, where nothing says that it ends. */
  function stop(end: number): void {
    if (!open) return;
    if (scheme !== "iobes" || !discard) spans.push({ start: open.start, end, type: open.type });
    if (scheme === "iobes") {
      for (let index = discard ? open.start : end - 1; index < end; index++) {
        if (repairs.at(-1)?.index !== index) repairs.push({ index, kind: "unclosed" });
      }
    }
    open = undefined;
  }

  for (let index = 0; index < tags.length; index++) {
    const tag = parse(tags[index]!) ?? outside;
    if (tag === outside) {
      stop(index);
      continue;
    }
    const { prefix, type } = tag;
    const foreign = (scheme !== "iobes" && tag.foreign) || (scheme === "io" && prefix === "B");
    const inner = prefix === "I" || prefix === "E";
    const goesOn = inner && open?.type === type && !(foreign && discard);
    const kind = foreign ? "foreign" : !inner || goesOn || free ? undefined : open ? "type" : "orphan";
    if (!goesOn) stop(index);
    if (kind) repairs.push({ index, kind });
    if (kind && discard) continue;
    open ??= { start: index, type };
    if (prefix !== "E" && prefix !== "S") continue;
    spans.push({ start: open.start, end: index + 1, type });
    open = undefined;
  }
  stop(tags.length);
  return { spans, repairs };
}

/**
 * Of spans that share tokens the longest, then the first in canonical order, is `kept`, and the others are `left`; both
 * in canonical order. A token has one tag.
 */
export function flatten<S extends Span>(spans: readonly S[]): { kept: S[]; left: S[] } {
  const kept: S[] = [];
  const left: S[] = [];
  const taken = new Set<number>();
  const longestFirst = [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || compareSpans(a, b));
  for (const span of longestFirst) {
    const free = range(span).every((at) => !taken.has(at));
    (free ? kept : left).push(span);
    if (free) for (const at of range(span)) taken.add(at);
  }
  return { kept: kept.sort(compareSpans), left: left.sort(compareSpans) };
}

function range({ start, end }: Span): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}

/** The IOB2 tags of `length` tokens; spans that no tag is left for, as {@link flatten} has it, are `left`. */
export function encodeTags(spans: readonly Span[], length: number): { tags: string[]; left: Span[] } {
  whole(0)(length, "length");
  const tags = new Array<string>(length).fill("O");
  checkSpans(spans, "spans", length);
  const { kept, left } = flatten(spans);
  for (const span of kept) for (const at of range(span)) tags[at] = `${at === span.start ? "B" : "I"}-${span.type}`;
  return { tags, left };
}

/** The prefix and the type of a tag, the prefix as one of `B I E S O`, and whether it is none of IOB; undefined for no tag. */
export function partsOf(text: string): Readonly<Tag> | undefined {
  return parse(text);
}

/** Tags are few and tokens many, so each is taken apart once. */
const parsed = new Map<string, Tag | undefined>();
const PARSED_MOST = 10_000;

/** The tag behind a text, parted at its first hyphen; undefined where it is none. */
function parse(text: string): Tag | undefined {
  // Most tokens are in no mention.
  if (text === "O") return outside;
  const before = parsed.get(text);
  if (before !== undefined || parsed.has(text)) return before;
  const known = text.length === 1 || text[1] === "-" ? prefixes.get(text[0]!) : undefined;
  const tag = known && { ...known, type: text.slice(2) || UNNAMED };
  if (parsed.size < PARSED_MOST) parsed.set(text, tag);
  return tag;
}
