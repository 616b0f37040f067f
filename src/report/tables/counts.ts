/** Tables of counts, whose columns have names of their own. */
import { NerEvalError } from "../../corpus/error.ts";
import { countColumnUnknown } from "../../messages/tables.ts";
import type { Column } from "../table.ts";

/** A column of counts: its name in `--columns`, its title, and where it goes in narrow terminals. */
export interface CountColumn<N extends string> {
  readonly name: N;
  readonly title: string;
  readonly keep?: number;
}

/**
 * The columns of these names, in their order; all where none are named.
 *
 * @throws NerEvalError `usage` where the table has no such column.
 */
export function chosen<N extends string>(
  all: readonly CountColumn<N>[],
  names: readonly string[] | undefined,
  table: string,
): CountColumn<N>[] {
  if (names === undefined) return [...all];
  return names.map((name) => {
    const found = all.find((column) => column.name === name.toLowerCase());
    if (found) return { name: found.name, title: found.title };
    const known = all.map((column) => column.name);
    throw new NerEvalError(countColumnUnknown(table, name, known));
  });
}

export function countColumn({ name, title, keep }: CountColumn<string>): Column {
  return { title, align: "right", keys: [name], ...(keep === undefined ? {} : { keep }) };
}
