/** Units as tests read them: unpacked, a tally for each document. */
import type { Tally } from "../src/count/cells.ts";
import { rowsOf, type Units } from "../src/count/units.ts";

export interface Unit {
  readonly id: string;
  readonly tally: Tally;
  readonly tokens: { readonly all: number; readonly labelsSame: number; readonly tagsSame: number };
}

export function unpacked(units: Units): Unit[] {
  return units.ids.map((id, u) => {
    const [all, labelsSame, tagsSame] = units.tokens.subarray(3 * u, 3 * u + 3);
    const tally = new Map(rowsOf(units, u).map(([type, row]) => [units.types[type]!, row]));
    return { id, tally, tokens: { all: all!, labelsSame: labelsSame!, tagsSame: tagsSame! } };
  });
}
