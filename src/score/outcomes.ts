/** Outcomes: what became of each gold mention of a document, in an order that every run over the same gold has. */
import type { DocumentColumns } from "../corpus/columns.ts";
import { compareSpans, compareText } from "../corpus/span.ts";
import type { Link, PairKind } from "../match/kinds.ts";
import { BOUNDARY } from "../match/kinds.ts";
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
  const nameOf = (g: number) => types.names[gold.type[g]!]!;
  let order: number[] | undefined;
  for (let g = 1; g < gold.length && !order; g++)
    if (compareText(nameOf(g - 1), nameOf(g)) > 0)
      order = Array.from({ length: gold.length }, (_, i) => i).sort(
        (a, b) => compareText(nameOf(a), nameOf(b)) || a - b,
      );
  let letters = "";
  for (let i = 0; i < gold.length; i++) {
    letters += LETTER_OF_KIND[Math.min(kinds[order ? order[i]! : i]!, BOUNDARY)];
  }
  return letters;
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
