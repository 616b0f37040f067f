/** Layout: which column of a line is the token and which its tag, and which lines hold neither. */
import { trimmedOf } from "../../corpus/trim.ts";
import { isTag } from "../tags.ts";

/** The cells of a line that count. `column` is where the tag begins, counted from 1 in UTF-16 code units. */
export interface Cells {
  readonly word: string;
  readonly tag: string;
  readonly column: number;
  /** Whether the file says that no blank follows the token. */
  readonly glued?: boolean;
}

/** What a line is: a token, a header or comment, a line that has no such column, or the lack of the named column. */
export type LineKind = Cells | "aside" | "short" | { readonly unknown: readonly string[] };

/** A line that begins a document in CoNLL-2003 files: no token. */
export const BREAK = "-DOCSTART-";

/** Names of the token's column. */
const TOKEN = /^(token|word|form)s?$/i;
/** The column of HIPE that is evaluated first. */
const HIPE = "NE-COARSE-LIT";
const COMMENT = /^#\s*[\w.:-]+\s*=/;
const COLUMNS = /^#\s*global\.columns\s*=\s*(.*)$/;

/** Reads the lines of one file. Tabs part the columns of a line that has any, else blanks. */
export class Layout {
  private readonly wanted: string | undefined;
  /** The tag's column, from 1, or from the end where negative; undefined until the header has told. */
  private place: number | undefined;
  private word = 1;
  private misc = -1;
  private begun = false;
  private missing: readonly string[] | undefined;

  /** `column` is a number from 1, a negative one from the end, or the name of a column; undefined for the last one. */
  constructor(column?: string) {
    this.wanted = column;
    if (column === undefined) this.place = -1;
    else if (/^-?[1-9]\d*$/.test(column)) this.place = Number(column);
  }

  /** What a line, without blanks at its end, is. It is not empty. */
  read(line: string): LineKind {
    if (line[0] === "#" && this.isComment(line)) {
      const names = COLUMNS.exec(line)?.[1];
      if (names !== undefined) this.name(names.trim().split(/\s+/));
      return "aside";
    }
    if (!this.begun) {
      this.begun = true;
      if (this.isHeader(line)) return "aside";
    }
    if (this.place === undefined) return { unknown: this.missing ?? [] };
    return this.place === -1 && this.word === 1 && this.misc < 0 ? outerCells(line) : this.cells(line, this.place);
  }

  private isComment(line: string): boolean {
    if (line.includes("\t")) return false;
    if (COMMENT.test(line)) return true;
    return /^#\s+\S/.test(line) && !isTag(line.slice(line.lastIndexOf(" ") + 1));
  }

  /** Takes the first line for a header where it names the column that is looked for, or the token's and holds no tag. */
  private isHeader(line: string): boolean {
    const names = columnsOf(line);
    const place = this.place ?? 0;
    const tag = names.at(place < 0 ? place : place - 1) ?? "";
    if (place === 0 ? !names.includes(this.wanted!) : !TOKEN.test(names[0]!) || isTag(tag)) {
      this.missing ??= names;
      return false;
    }
    this.name(names);
    return true;
  }

  private name(names: readonly string[]): void {
    const indexOf = (name: string) => names.indexOf(name) + 1 || undefined;
    this.word = names.findIndex((name) => TOKEN.test(name)) + 1 || 1;
    this.misc = names.indexOf("MISC");
    this.missing = names;
    if (this.wanted === undefined) this.place = indexOf(HIPE) ?? -1;
    else this.place ??= indexOf(this.wanted);
  }

  private cells(line: string, place: number): LineKind {
    const cells = columnsOf(line);
    const index = place < 0 ? cells.length + place : place - 1;
    const tag = cells[index];
    // The tag is not the token itself.
    if (tag === undefined || index === this.word - 1) return "short";
    const glued = this.misc >= 0 && (cells[this.misc] ?? "").split("|").includes("NoSpaceAfter");
    return {
      word: cells[this.word - 1] ?? "",
      tag: tagIn(tag),
      column: columnAt(line, index),
      ...(glued ? { glued } : {}),
    };
  }
}

const TAB = 9;
const BLANK = 32;

/** The first column and the last. */
function outerCells(line: string): LineKind {
  let mark = TAB;
  let last = lastPlaceOf(mark, line);
  if (last < 0) {
    mark = BLANK;
    last = lastPlaceOf(mark, line);
    if (last < 0) return "short";
  }
  let first = 0;
  while (line.charCodeAt(first) !== mark) first++;
  return { word: wordIn(line.slice(0, first)), tag: tagIn(line.slice(last + 1)), column: last + 2 };
}

/** Where a character stands last; -1 where it does not. In lines as short as these, `lastIndexOf` takes longer. */
function lastPlaceOf(code: number, line: string): number {
  let at = line.length - 1;
  while (at >= 0 && line.charCodeAt(at) !== code) at--;
  return at;
}

function tagIn(cell: string): string {
  return isBare(cell) ? cell : cell.trim();
}

/** A cell without blanks around it. No-break spaces, U+FEFF and the like are no blanks, but characters of a token. */
export function wordIn(cell: string): string {
  return isBare(cell) || cell.trim().length === cell.length ? cell : trimmedOf(cell, " ");
}

/** Whether a text begins and ends with visible ASCII, as most do: no blank of any kind is around it. */
export function isBare(text: string): boolean {
  return isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1));
}

function isVisible(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

/** The columns of a line, blanks around them taken off. */
export function columnsOf(line: string): string[] {
  return line.includes("\t") ? line.split("\t").map(wordIn) : line.split(/ +/);
}

/** Where a column begins in its line, counted from 1. */
export function columnAt(line: string, index: number): number {
  const mark = line.includes("\t") ? /\t/g : / +/g;
  for (let passed = 0; passed < index; passed++) if (!mark.exec(line)) break;
  return index === 0 ? 1 : mark.lastIndex + 1;
}
