/** Counting as tests do it: a document by its spans, matched and counted on its own. */
import { DocumentColumns, TypeNames } from "../src/corpus/columns.ts";
import type { Span } from "../src/corpus/span.ts";
import type { Token } from "../src/corpus/tokens.ts";
import { Cells, Sums, type Tally } from "../src/count/cells.ts";
import { linkColumns, widthOf } from "../src/count/tally.ts";
import { Ledger } from "../src/match/ledger.ts";
import type { SchemeName } from "../src/score/schemes/registry.ts";

/** The columns of a document, and its ledger. */
export function matched(
  gold: readonly Span[],
  pred: readonly Span[],
  { text = "", tokens, types = new TypeNames() }: { text?: string; tokens?: readonly Token[]; types?: TypeNames } = {},
): { document: DocumentColumns; ledger: Ledger } {
  const document = new DocumentColumns(types);
  document.load({ id: "", text, gold, pred, tokens });
  const ledger = new Ledger();
  ledger.match(document);
  return { document, ledger };
}

/** What is counted into cells, by type. */
export function tallied(types: TypeNames, ...counts: readonly ((cells: Cells) => unknown)[]): Tally {
  const [cells, sums] = [new Cells(widthOf([]), linkColumns), new Sums()];
  for (const count of counts) {
    cells.clear();
    count(cells);
    cells.addTo({ sums, all: new Float64Array(cells.width) });
  }
  return sums.tally(types, cells.width);
}

/** The schemes to ask for where these thresholds of overlap are to be counted. */
export function schemesOver(...overlaps: readonly number[]): SchemeName[] {
  return ["strict", ...overlaps.map((overlap): SchemeName => `overlap@${overlap}`)];
}

/** Cells that hand on what is added to them. */
export function counting(add: Cells["add"]): Pick<Cells, "add" | "addThree"> {
  return {
    add,
    addThree(type, first, ...counts) {
      for (const [i, count] of counts.entries()) add(type, first + 3 * i, count);
    },
  };
}
