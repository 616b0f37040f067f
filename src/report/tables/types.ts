/** The table of types: of one run types down and numbers across, of several systems down and types across. */
import { NerEvalError } from "../../corpus/error.ts";
import { typesTableNamesTypes } from "../../messages/tables.ts";
import type { Column, Table, TableRow } from "../table.ts";
import { labelBeside } from "../text.ts";
import { type Asked, askedColumns } from "./asked.ts";
import { cellAt, columnFor, type Frame, type Place } from "./figures.ts";
import { inOrder, typesIn } from "./rows.ts";
import { type Across, numberColumns, systemColumn, systemRows, titled, usualColumns } from "./systems.ts";

/** What all types together are called. */
export const ALL = "ALL";

export function typesTable(frame: Frame): Table {
  return frame.runs.length > 1 ? sideBySide(frame) : ofOne(frame);
}

/** All types together stand first, parted by a line; averages stand last, where they are over the types shown. */
function ofOne(frame: Frame): Table {
  const { runs, request } = frame;
  const [scheme] = request.schemes;
  const asked = columnsOf(frame, usualColumns(frame));
  const all: Place = { run: runs[0]!, scheme: scheme! };
  const row = (name: string, place: Place): TableRow => ({
    cells: [name, ...asked.map((one) => cellAt(place, one, frame))],
  });
  const types = inOrder(
    typesIn(frame).map((type) => ({ ...all, type })),
    asked,
    frame,
  );
  const averages = types.length > 1 && request.types === undefined ? (["macro", "weighted"] as const) : [];
  return {
    columns: [{ title: titled("Type", scheme!), align: "left" }, ...numberColumns(asked, frame)],
    rows: [
      { ...row(labelBeside(ALL, typesIn(frame)), all), strong: true },
      ...types.map((place, i) => ({ ...row(place.type, place), rule: i === 0 })),
      ...averages.map((average, i) => ({
        ...row(labelBeside(average, typesIn(frame)), { ...all, average }),
        rule: i === 0,
      })),
    ],
    across: "Score",
  };
}

/** The columns, none of which may say of what type its numbers are: the table says it. */
function columnsOf({ request }: Frame, usual: readonly string[]): Asked[] {
  const asked = askedColumns(request.columns ?? usual);
  const own = asked.find(({ first, second }) => first.average ?? first.type ?? second?.average ?? second?.type);
  if (own) throw new NerEvalError(typesTableNamesTypes());
  return asked;
}

/** A column for each type, or, where several numbers are asked for, a group of columns. */
function sideBySide(frame: Frame): Table {
  const asked = columnsOf(frame, ["f1"]);
  const types = typesIn(frame);
  const places = [{ name: labelBeside(ALL, types), at: {} }, ...types.map((type) => ({ name: type, at: { type } }))];
  const across = places.flatMap(({ at }) => asked.map((one): Across => ({ asked: one, at })));
  const columns = places.flatMap(({ name, at }) =>
    asked.map(
      (one): Column => groupedColumn(columnFor(one, frame), name, asked.length, "type" in at ? `[${name}]` : ""),
    ),
  );
  const said = asked.length > 1 ? "" : `, ${columnFor(asked[0]!, frame).title}`;
  const { title, ...head } = systemColumn(frame);
  return {
    columns: [{ ...head, title: title.replace("System", `System${said}`) }, ...columns],
    rows: systemRows(across, frame),
    across: title.replace("System", `Type${said}`),
  };
}

/** The column under the name of what its numbers are of. */
export function groupedColumn(column: Column, name: string, beside: number, suffix: string): Column {
  const keys = column.keys?.map((key) => key.replace(/(_low|_high)?$/, `${suffix}$1`));
  return beside > 1 ? { ...column, group: name, named: true, keys } : { ...column, title: name, named: true, keys };
}
