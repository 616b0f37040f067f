/** The table of scores: systems down, numbers across, the best of each column marked. */
import { NerEvalError } from "../../corpus/error.ts";
import { scoresTableHasNoTypes, systemsHaveSameSupport } from "../../messages/tables.ts";
import { scoresOf } from "../../score/results.ts";
import { hasEvents } from "../../score/schemes/fair.ts";
import { events } from "../columns.ts";
import type { Column, Table } from "../table.ts";
import { type Asked, askedColumns } from "./asked.ts";
import { cellAt, columnFor, type Frame, type Place, withBest } from "./figures.ts";
import { inOrder } from "./rows.ts";

/** A row for each run. */
export function systemsTable(frame: Frame): Table {
  if (frame.request.types) throw new NerEvalError(scoresTableHasNoTypes());
  const asked = askedColumns(frame.request.columns ?? usualColumns(frame));
  return {
    columns: [systemColumn(frame), ...numberColumns(asked, frame)],
    rows: systemRows(
      asked.map((one) => ({ asked: one })),
      frame,
    ),
    across: "Score",
  };
}

/** What a column of numbers asks for, and where beside the row's run it is looked up. */
export interface Across {
  readonly asked: Asked;
  readonly at?: Partial<Pick<Place, "scheme" | "type">>;
}

/** A row for each run, with the best of each column marked. */
export function systemRows(across: readonly Across[], frame: Frame): Table["rows"] {
  const { runs, request } = frame;
  if (request.rows === "support") throw new NerEvalError(systemsHaveSameSupport());
  const places = runs.map((run): Place => ({ run, scheme: request.schemes[0]! }));
  const asked = across.map((column) => column.asked);
  const rows = inOrder(places, asked, frame).map((place) => [
    place.run.name,
    ...across.map((column) => cellAt({ ...place, ...column.at }, column.asked, frame)),
  ]);
  return withBest(rows, [undefined, ...asked]).map((cells) => ({ cells }));
}

/** The column of names of runs; a scheme other than strict is named in its title. */
export function systemColumn({ request }: Frame): Column {
  return { title: titled("System", request.schemes[0]!), align: "left" };
}

/** A title with the scheme behind it, unless it is strict. */
export function titled(title: string, scheme: string): string {
  return scheme === "strict" ? title : `${title} (${scheme})`;
}

/** Columns of numbers; where there is no room, the last of those that the user did not ask for goes first. */
export function numberColumns(asked: readonly Asked[], frame: Frame): Column[] {
  const scores = 3;
  return asked.map((one, i) =>
    columnFor(one, frame, frame.request.columns === undefined && i >= scores ? asked.length - i : undefined),
  );
}

/** The columns that a table of scores has where none are named; the interval of F1 stands behind it, where there is one. */
export function usualColumns({ runs, request }: Frame): string[] {
  const [scheme] = request.schemes;
  const beta = runs.every(({ signature }) => signature.beta !== undefined) ? ["fbeta"] : [];
  const bounded = request.intervals === undefined && runs.some(({ intervals }) => intervals);
  const scores = ["precision", "recall", "f1", ...(bounded ? ["ci"] : []), ...beta];
  if (hasEvents(scoresOf(runs[0]!, scheme!).micro)) return [...scores, ...events];
  return [...scores, "gold", "pred", "correct", ...(scheme === "partial" ? ["par"] : [])];
}
