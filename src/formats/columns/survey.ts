/** Survey: what the first lines of a file show of its columns, before any of them is read for tags. */
import { indexColumn, tagColumns } from "../../messages/columns.ts";
import type { ReadContext } from "../format.ts";
import { linesOf } from "../lines.ts";
import { sayOnce } from "../said-once.ts";
import { isTag } from "../tags.ts";
import { ColumnValues, isLayerOfItsOwn } from "./column-values.ts";
import { BREAK, columnsOf, Layout } from "./layout.ts";

/** How many lines are looked at. */
export const SURVEYED = 10_000;

/** Which columns the user has named. */
export interface NamedColumns {
  /** The column of the tags. */
  readonly column?: string | undefined;
  /** The column of the tokens. */
  readonly token?: string | undefined;
  /** The column from which the other side is read. */
  readonly otherColumn?: string | undefined;
}

/** What a file shows of its columns. */
export interface ColumnFacts {
  /** How many columns lines have that tabs part, where a cell at their end may be empty. Undefined without tabs. */
  readonly width: number | undefined;
  /** Whether the first column numbers the tokens of each sentence, so that the second is the token. */
  readonly indexed: boolean;
  /** The index of the token's column. */
  readonly word: number;
  /** The numbers, from 1, of other columns that hold entity tags. */
  readonly tagged: readonly number[];
  /** Whether all columns behind the token are such, parted by tabs. */
  readonly nestable: boolean;
}

/** Surveys the beginning of a text. */
export async function surveyColumns(beginning: AsyncIterable<string>, named: NamedColumns): Promise<ColumnFacts> {
  const survey = new Survey(named);
  for await (const lines of linesOf(beginning)) if (!lines.every((line) => survey.take(line))) break;
  return survey.finish();
}

/** Says what the reader of a file should know of its columns. Who has named a column has chosen. */
export function warnOfColumns({ indexed, tagged, nestable }: ColumnFacts, named: NamedColumns, context: ReadContext) {
  if (indexed && named.token === undefined) sayOnce(context, indexColumn);
  if (tagged.length === 0 || named.column !== undefined) return;
  sayOnce(context, () => tagColumns(tagged, nestable));
}

/** Collects what the lines of a file show. */
class Survey {
  private readonly layout: Layout;
  private readonly named: NamedColumns;
  private lines = 0;
  /** How many lines have so many cells; tabs at their ends count. */
  private readonly widths = new Map<number, number>();
  private readonly columns: ColumnValues[] = [];
  private readonly index = new IndexEvidence();

  constructor(named: NamedColumns) {
    this.named = named;
    this.layout = new Layout(named.column, { token: named.token });
  }

  /** Takes a line. Returns whether more are wanted. */
  take(raw: string): boolean {
    const line = raw.trimEnd();
    if (line === "" || line.startsWith(BREAK)) {
      this.index.breakOff();
      return true;
    }
    // Where the first column counts, lines that begin with # are comments; else one line more or less shows nothing.
    if (line.startsWith("#\t") || this.layout.read(line, raw) === "aside") return true;
    const cells = columnsOf(line);
    const width = raw.includes("\t") ? raw.replace(/\r?\n$/, "").split("\t").length : 0;
    this.widths.set(width, (this.widths.get(width) ?? 0) + 1);
    for (const [i, cell] of cells.entries()) (this.columns[i] ??= new ColumnValues()).add(cell);
    if (cells.length > 2) this.index.add(cells[0]!);
    return ++this.lines < SURVEYED;
  }

  finish(): ColumnFacts {
    const width = this.width();
    const count = width ?? this.usualCount();
    const indexed = this.index.holds() && !this.layout.isNamed && this.layout.tagIndex(count) !== 1;
    const word = indexed && this.named.token === undefined ? 1 : this.layout.wordIndex(count);
    const tagged = this.tagColumns(count, indexed ? [0, word] : [word]);
    const behind = this.columns.slice(word + 1, count);
    const nestable =
      width !== undefined && tagged.length > 0 && behind.every((values) => values.hold(isTag)) && behind.length > 1;
    return { width, indexed, word, tagged: tagged.map((i) => i + 1), nestable };
  }

  /** Where lines end in tabs, columns that are empty in all lines are none. */
  private width(): number | undefined {
    let [width, most] = [0, 0];
    for (const [cells, lines] of this.widths) if (lines > most) [width, most] = [cells, lines];
    if (width < 2) return undefined;
    while (width > 2 && this.isBeyond(width)) width--;
    return width;
  }

  /** Whether hardly any line has this column, and the one before it holds tags. */
  private isBeyond(width: number): boolean {
    const [last, before] = [this.columns[width - 1], this.columns[width - 2]];
    return last === undefined || (last.total <= 1 && this.lines > 1 && before!.hold(isTag));
  }

  private usualCount(): number {
    return this.columns.filter(({ total }) => total * 2 > this.lines).length;
  }

  /** Whether the tags are where the token is looked for, and the other way round. */
  private isSwapped(read: ColumnValues, others: readonly number[]): boolean {
    const word = this.columns[others.at(-1)!];
    return read.tagTypes() === undefined && word?.tagTypes() !== undefined;
  }

  private tagColumns(count: number, others: readonly number[]): number[] {
    const place = this.layout.tagIndex(count);
    const read = place === undefined ? undefined : this.columns[place];
    if (this.layout.isHipe || read === undefined) return [];
    if (this.isSwapped(read, others)) return [this.layout.wordIndex(count)];
    const known = read.types();
    const side = this.named.otherColumn === undefined ? undefined : this.layout.indexOf(this.named.otherColumn, count);
    return this.columns.slice(0, count).flatMap((values, i) => {
      if (i === place || i === side || others.includes(i)) return [];
      const types = values.tagTypes();
      if (types === undefined) return values.holdBare(known) ? [i] : [];
      const shared = [...types.keys()].some((type) => known.has(type));
      return shared || !isLayerOfItsOwn(types) ? [i] : [];
    });
  }
}

/** Whether the first cells of lines count: 1, 2, 3, from 0 or 1, and again from there where a sentence begins or on. */
class IndexEvidence {
  private first: number | undefined;
  private last = -1;
  private begins = true;
  private steps = 0;
  private lines = 0;
  private fitting = 0;

  breakOff(): void {
    this.begins = true;
  }

  add(cell: string): void {
    // In such files, a line that begins with # is a comment.
    if (cell.startsWith("#")) return;
    this.lines++;
    const number = /^\d{1,9}$/.test(cell) ? Number(cell) : -2;
    this.first ??= number;
    const step = number === this.last + 1 && this.last >= 0;
    if (step) this.steps++;
    if (step || (this.begins && number === this.first)) this.fitting++;
    if (number >= 0) this.last = number;
    this.begins = false;
  }

  holds(): boolean {
    const starts = this.first === 0 || this.first === 1;
    return starts && this.steps > 0 && this.fitting * 100 >= this.lines * 98;
  }
}
