/** Tables: what is shown, before it is decided how. Every renderer draws the same ones. */

/** A column. Where there is no room, columns with the lowest `keep` go first; those without always stay. */
export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  readonly keep?: number;
  /** Whether the title of a column of numbers is a name from the data, which may be cut. */
  readonly named?: boolean;
}

/** A cell's text as it comes from the data; renderers escape it. */
export type Cell = string;

/** Rows of cells, one per column. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly strong?: boolean }[];
}

/** A labelled list of short remarks: `Errors (170)   boundary 31 · type 16`. */
export interface Facts {
  readonly label: string;
  readonly facts: readonly string[];
}

/** A report: a headline, then blocks, then the small print. */
export interface Report {
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly blocks: readonly (Table | readonly Facts[])[];
  readonly notes: readonly string[];
}

/** Whether a block is a table. */
export function isTable(block: Table | readonly Facts[]): block is Table {
  return "columns" in block;
}
