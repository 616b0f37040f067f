/** Schemes: the names under which tags are written, told by what a file uses, and decoded whatever their dialect. */
import type { Span } from "../../corpus/span.ts";
import { areTags, decodeTags, isTag, partsOf, type RepairKind, type RepairPolicy, type TagGrammar } from "../tags.ts";

/** The schemes by name. `io` has no B, `bare` has types without prefixes. */
export const tagSchemes = [
  ...["iob1", "iob2", "ioe1", "ioe2", "iobes", "bilou", "bmes", "bmewo", "io", "bare"],
] as readonly TagScheme[];
/** The name of a tag scheme. */
export type TagScheme = ("iob1" | "iob2" | "ioe1" | "ioe2") | ("iobes" | "bilou" | "bmes" | "bmewo") | ("io" | "bare");

/**
 * What else is wrong with a tag than its place: it is spelled unlike tags (`spelling`), its cell is empty (`empty`), or nobody
 * can read it (`unread`).
 */
export type DialectKind = RepairKind | "spelling" | "empty" | "unread";

/** What a sentence's tags say: spans in token indexes, and what was repaired, by index. */
export interface Reading {
  readonly spans: readonly Span[];
  readonly repairs: readonly { readonly index: number; readonly kind: DialectKind }[];
}

/** `B.PER`, `I_ORG`, `b-per`: prefix, mark and type that are not written as tags are. */
const SPELLING = /^([BIESLUMW])[-._:/](\S.*)$/i;

/** A tag in the usual spelling, or undefined where nobody can read it. `_` and small or zero `o` are outside. */
export function respelled(text: string): string | undefined {
  if (text === "_") return "O";
  if (isTag(text)) return text;
  if (text === "o" || text === "0") return "O";
  const [, prefix, type] = SPELLING.exec(text) ?? [];
  return prefix && `${prefix.toUpperCase()}-${type}`;
}

/** The spans of a sentence's tags in a scheme; illegal ones, and ones that are spelled otherwise, by the policy. */
export function readTags(texts: readonly string[], policy: RepairPolicy, scheme: TagScheme): Reading {
  if (scheme === "bare") {
    const inside = texts.map((text) => (text === "O" || text === "_" || text === "" ? "O" : `I-${text}`));
    const empty = texts.flatMap((text, index) => (text === "" ? [{ index, kind: "empty" as const }] : []));
    return { spans: decodeTags(inside, policy, "io").spans, repairs: empty };
  }
  if (areTags(texts)) return inOrder(texts, policy, scheme);
  const dialect: { index: number; kind: DialectKind }[] = [];
  const tags = texts.map((text, index) => {
    const tag = respelled(text);
    if (text === tag || text === "_") return "O" === tag ? "O" : text;
    dialect.push({ index, kind: text === "" ? "empty" : tag === undefined ? "unread" : "spelling" });
    return tag === undefined || policy === "discard" ? "O" : tag;
  });
  const { spans, repairs } = inOrder(tags, policy, scheme);
  const known = new Set(dialect.map(({ index }) => index));
  const others = repairs.filter(({ index }) => !known.has(index));
  return { spans, repairs: [...dialect, ...others].sort((a, b) => a.index - b.index) };
}

function inOrder(tags: readonly string[], policy: RepairPolicy, scheme: TagScheme): Reading {
  if (scheme === "ioe1" || scheme === "ioe2") return mirrored(tags, policy, scheme === "ioe1" ? "iob1" : "iob");
  return decodeTags(tags, policy, scheme === "iob2" ? "iob" : scheme === "iob1" || scheme === "io" ? scheme : "iobes");
}

/** IOE is IOB read from behind. */
function mirrored(tags: readonly string[], policy: RepairPolicy, scheme: TagGrammar): Reading {
  const { length } = tags;
  const { spans, repairs } = decodeTags(tags.map(turned).reverse(), policy, scheme);
  return {
    spans: spans.map(({ start, end, type }) => ({ start: length - end, end: length - start, type })).reverse(),
    repairs: repairs
      .map(({ index, kind }) => ({ index: length - 1 - index, kind: kind === "orphan" ? ("unclosed" as const) : kind }))
      .reverse(),
  };
}

function turned(text: string): string {
  const prefix = partsOf(text)?.prefix;
  return prefix === "B" || prefix === "E" ? `${prefix === "B" ? "E" : "B"}${text.slice(1)}` : text;
}

/** What the tags of a file's first sentences tell of its scheme. */
export class Evidence {
  tokens = 0;
  /** Tags that nobody can read; of those, the ones that are numbers, and the ones that end in a prefix. */
  unread = 0;
  private numbers = 0;
  suffixed = 0;
  private outside = 0;
  private begins = 0;
  private inside = 0;
  private ends = 0;
  private others = 0;
  /** B that does not part neighbors, I that begins a mention, E that does not part neighbors. */
  private readonly first = { b: 0, i: 0 };
  private lastEnds = 0;

  /** Takes the tags of a sentence. */
  add(texts: readonly string[]): void {
    const outside = { prefix: "O", type: "" };
    let last = outside;
    for (const text of texts) {
      this.tokens++;
      if (text === "O" || text === "") {
        this.outside++;
        if (last.prefix === "E") this.lastEnds++;
        last = outside;
        continue;
      }
      const tag = respelled(text);
      if (tag === undefined) this.addUnread(text);
      const { prefix, type, foreign } = partsOf(tag ?? "O")!;
      const goesOn = last.prefix !== "O" && last.type === type;
      if (last.prefix === "E" && !(goesOn && prefix !== "O")) this.lastEnds++;
      if (prefix === "O" && tag !== undefined) this.outside++;
      else if (prefix === "B") {
        this.begins++;
        if (!goesOn) this.first.b++;
      } else if (prefix === "I" || prefix === "E") {
        if (!goesOn) this.first.i++;
        if (prefix === "I" && !foreign) this.inside++;
        else if (prefix === "E" && text[0]?.toUpperCase() === "E") this.ends++;
        else this.others++;
      } else if (prefix === "S") this.others++;
      last = { prefix, type };
    }
    if (last.prefix === "E") this.lastEnds++;
  }

  /** The scheme; IOB2 where nothing speaks for another. */
  scheme(): TagScheme {
    if (!this.hasTags) return this.unread > this.numbers && this.outside >= this.unread ? "bare" : "iob2";
    if (this.others > 0 || (this.ends > 0 && this.begins > 0)) return "iobes";
    if (this.ends > 0) return this.lastEnds > 0 ? "ioe2" : "ioe1";
    if (this.begins > 0) return this.first.b > 0 || this.first.i === 0 ? "iob2" : "iob1";
    return this.inside > 0 ? "io" : "iob2";
  }

  /** Whether what nobody can read is dirt among tags, and not another column. */
  get dirty(): boolean {
    return this.unread * 10 <= this.tokens && !this.isNumeric;
  }

  /** Whether tags are numbers, which have names elsewhere. */
  get isNumeric(): boolean {
    return !this.hasTags && this.numbers > 0 && this.numbers === this.unread;
  }

  /** Whether tags end in their prefixes. */
  get isSuffixed(): boolean {
    return !this.hasTags && this.suffixed > 0 && this.suffixed * 10 >= this.unread * 9;
  }

  /** Whether any tag has a prefix. */
  private get hasTags(): boolean {
    return this.begins + this.inside + this.ends + this.others > 0;
  }

  private addUnread(text: string): void {
    this.unread++;
    if (isTagNumber(text)) this.numbers++;
    else if (prefixFirst(text) !== undefined) this.suffixed++;
  }
}

/** Whether a tag is a whole number, as data sets write the id of a tag. -100 is one that trainers ignore. */
export function isTagNumber(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first === 0x2d || (first >= 0x30 && first <= 0x39)) && /^-?\d+$/.test(text);
}

const MARKS = "-_.:/";
const PREFIXES = "BIESLUMW";

/** `B-PER` of `PER-B` or `PER_B`; undefined where a text does not end so. */
export function prefixFirst(text: string): string | undefined {
  const prefix = text.at(-1)?.toUpperCase() ?? "";
  if (text.length < 3 || prefix === "" || !PREFIXES.includes(prefix)) return undefined;
  const type = text.slice(0, -2);
  if (!MARKS.includes(text.at(-2)!) || /\s/.test(type)) return undefined;
  return `${prefix}-${type}`;
}

/** A function that replaces numbers by names; numbers without a name stay. */
export function namesFor(labels: readonly string[]): (tag: string) => string {
  return (tag) => (isTagNumber(tag) ? (labels[Number(tag)] ?? tag) : tag);
}
