/** Outcomes: what became of each gold mention of a document, in an order that every run over the same gold has. */
import type { DocumentColumns, SpanColumns } from "../corpus/columns.ts";
import { compareSpans, compareText } from "../corpus/span.ts";
import { BOUNDARY, type Link, type PairKind } from "../match/kinds.ts";
import type { Ledger } from "../match/ledger.ts";
import type { Matching } from "../match/spans.ts";
import { columnOf } from "./tally.ts";
import { rowsOf, type Units } from "./units.ts";

/** What can become of a gold mention. */
export const goldKinds = ["correct", "type", "boundary", "both", "missed"] as const satisfies (PairKind | "missed")[];
export type GoldKind = (typeof goldKinds)[number];

/** A letter for each kind, in which outcomes are saved. */
const LETTERS = "ctbxm";
/** The same by the numbers of kinds, all boundary errors one. */
const LETTER_OF_KIND = "mctxb";

/** A link that has a gold mention. */
export type GoldLink = Exclude<Link, { readonly kind: "spurious" }>;

/** The links of gold mentions: by type, then as the mentions stand. */
export function goldLinks({ links }: Pick<Matching, "links">): GoldLink[] {
  return links
    .filter((link): link is GoldLink => link.kind !== "spurious")
    .sort((a, b) => compareText(a.gold.type, b.gold.type) || compareSpans(a.gold, b.gold));
}

/** What became of the gold mentions, a letter each, in the order of `goldLinks`. */
export function lettersOf({ gold, types }: DocumentColumns, { kinds }: Pick<Ledger, "kinds">): string {
  const order = orderByType(gold, types.names);
  const { length } = gold;
  let letters = "";
  /** The letters as digits of a number, behind a 1. */
  let code = 1;
  for (let i = 0; i < length; i++) {
    const kind = Math.min(kinds[order[i]!]!, BOUNDARY);
    if (length > FEW) letters += LETTER_OF_KIND[kind]!;
    else code = code * LETTER_OF_KIND.length + kind;
  }
  if (length > FEW) return letters;
  return (fewLetters[code] ??= lettersIn(code));
}

/** Up to how many letters are the same string wherever they occur, so that documents need no strings of their own. */
const FEW = 6;
const fewLetters: string[] = [];

function lettersIn(code: number): string {
  const digits = code.toString(LETTER_OF_KIND.length).slice(1);
  return Array.from(digits, (digit) => LETTER_OF_KIND[Number(digit)]!).join("");
}

/** The positions of spans by the names of their types, else in their order. Overwritten by the next call. */
function orderByType({ length, type }: SpanColumns, names: readonly string[]): Int32Array {
  if (length > byType.length) byType = new Int32Array(2 * length);
  for (let i = 0; i < length; i++) byType[i] = i;
  let i = 1;
  while (i < length && compareTypes(type[i - 1]!, type[i]!, names) <= 0) i++;
  if (i >= length) return byType;
  if (length > MANY) byType.subarray(0, length).sort((a, b) => compareTypes(type[a]!, type[b]!, names) || a - b);
  else
    for (; i < length; i++) {
      let at = i;
      for (; at > 0 && compareTypes(type[byType[at - 1]!]!, type[i]!, names) > 0; at--) byType[at] = byType[at - 1]!;
      byType[at] = i;
    }
  return byType;
}

let byType = new Int32Array(64);

/** From how many spans on they are not sorted by insertion. */
const MANY = 32;

function compareTypes(a: number, b: number, names: readonly string[]): number {
  return a === b ? 0 : compareText(names[a]!, names[b]!);
}

/** The gold mentions of a unit by type and kind, in the order of `goldLinks`; undefined where they were not kept. */
export function outcomesIn(units: Units, unit: number): { type: string; kind: GoldKind }[] | undefined {
  const letters = units.outcomes?.[unit];
  if (letters === undefined) return undefined;
  let at = 0;
  return rowsOf(units, unit).flatMap(([type, row]) =>
    [...letters.slice(at, (at += row[columnOf("gold")]!))].map((letter) => ({
      type: units.types[type]!,
      kind: goldKinds[LETTERS.indexOf(letter)]!,
    })),
  );
}
