/** A request for a table: which one, and how it is to look. */
import type { SchemeName } from "../../score/schemes/registry.ts";
import type { ConfusionView } from "../view.ts";

/** The tables there are. */
export const tableKinds = ["scores", "types", "schemes", "errors", "confusion", "corpus"] as const;
/** A table of one run or several. */
export type TableKind = (typeof tableKinds)[number];

/** Rows by their names, by how many gold mentions a type has, or the best first. */
export const rowOrders = ["name", "support", "score"] as const;
export type RowOrder = (typeof rowOrders)[number];

/** How intervals stand beside scores: `89.06 [87.41, 90.62]`, or as half their width, `89.06 ± 1.61`. */
export const intervalStyles = ["cell", "margin"] as const;
export type IntervalStyle = (typeof intervalStyles)[number];

/** What is asked for. */
export interface TableRequest {
  /** The schemes: the first one counts, and the table of schemes has all. */
  readonly schemes: readonly SchemeName[];
  /** Names of columns, in their order; undefined for those the table usually has. */
  readonly columns?: readonly string[] | undefined;
  readonly rows?: RowOrder | undefined;
  /** These types, in this order; undefined for all, by their names. */
  readonly types?: readonly string[] | undefined;
  readonly transpose?: boolean | undefined;
  readonly intervals?: IntervalStyle | undefined;
  readonly confusion?: ConfusionView | undefined;
  readonly digits: number;
}
