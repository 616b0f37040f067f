/** Tables: what is shown, before it is decided how. Every renderer draws the same ones. */

/** A column. Where there is no room, columns with the lowest `keep` go first; those without always stay. */
export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  readonly keep?: number;
  /** Whether the title of a column of numbers is a name from the data, which may be cut. */
  readonly named?: boolean;
  /** A title that this column shares with its neighbours, over their own. */
  readonly group?: string | undefined;
  /** What the numbers behind a cell are called in files for programs, one name for each of its `values`. */
  readonly keys?: readonly string[] | undefined;
}

/** What a number shows. */
export interface Amount {
  readonly text: string;
  /** Whether it is the best of those it is compared with; of equal ones, each is. */
  readonly best?: boolean | undefined;
}

/** A cell: a text as it comes from the data, which renderers escape, or a number with what is to be said of it. */
export type Cell = string | Figure;

/** A number, or two of them, ready to be shown. */
export interface Figure extends Amount {
  /** A second number, behind a stroke: `86.40 / 88.10`. */
  readonly also?: Amount | undefined;
  /** Its interval as it is shown beside it: `[87.41, 90.62]` or `± 1.61`. */
  readonly interval?: string | undefined;
  /** Letters or daggers that a note explains. */
  readonly mark?: string | undefined;
  /** What programs are told: unrounded, undefined where there is nothing. */
  readonly values?: readonly (number | undefined)[] | undefined;
}

/** A row. */
export interface TableRow {
  readonly cells: readonly Cell[];
  /** Whether it stands for all the others. */
  readonly strong?: boolean;
  /** Whether a line parts it from the rows above. */
  readonly rule?: boolean;
}

/** Rows of cells, one per column. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  /** What the columns are, as the first of them says what the rows are; shown where the table is turned around. */
  readonly across?: string | undefined;
  /** What is said over it. */
  readonly caption?: string | undefined;
  /** What is said under the table, such as what its letters mean. */
  readonly notes?: readonly string[] | undefined;
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

/** A cell as a figure. */
export function figureOf(cell: Cell): Figure {
  return typeof cell === "string" ? { text: cell } : cell;
}

/** All that a cell shows, as plain text; a mark stands behind the number, as in `88.93ᵃ`. */
export function cellText(cell: Cell): string {
  if (typeof cell === "string") return cell;
  const { text, also, mark = "", interval } = cell;
  const number = (also ? `${text} / ${also.text}` : text) + superscript(mark);
  return interval === undefined ? number : `${number} ${interval}`;
}

/** The title of a column with that of its group. */
export function fullTitle({ group, title }: Column): string {
  return group === undefined ? title : `${group} ${title}`;
}

/** The table turned around: its columns become rows. */
export function transposed(table: Table): Table {
  const [head, ...columns] = table.columns;
  const { rows, across = "", notes } = table;
  return {
    columns: [
      { title: across, align: "left" },
      ...rows.map(({ cells }): Column => ({ title: cellText(cells[0]!), align: "right", named: true })),
    ],
    rows: columns.map((column, i) => ({
      cells: [fullTitle(column), ...rows.map(({ cells }) => cells[i + 1]!)],
      // A group begins where its title changes.
      rule: i > 0 && column.group !== columns[i - 1]!.group,
    })),
    across: head!.title,
    notes,
  };
}

const LETTERS = "abcdefghijklmnoprstuvwxyz";
const RAISED = [..."ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"];

/** Letters raised as far as plain text can; others, such as daggers, stay as they are. */
function superscript(mark: string): string {
  return [...mark].map((character) => RAISED[LETTERS.indexOf(character)] ?? character).join("");
}
